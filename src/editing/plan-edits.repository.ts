import type { Knex } from "knex";
import { pagesByOwner, type Page, type PageWish } from "../db/page";
import type { PlanEditRow } from "../db/tables";
import type { KeptEffect, PlanEdit, StoredWish } from "./editing";
import type { History } from "./history";

/** The same page of the edits of each of several plans, newest first. */
export async function pageEditsOfPlans(
  db: Knex,
  planIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<PlanEdit>>> {
  const ranked = db("plan_edits")
    .select([
      ...COLUMNS,
      "plan_id as id",
      "plan_id as owner_id",
      db.raw("cast(no as text) as page_key"),
    ])
    .rowNumber("rank", (over) => {
      void over.partitionBy("plan_id").orderBy("no", "desc");
    })
    .whereIn("plan_id", planIds);
  if (after !== null) void ranked.whereRaw("no < cast(? as integer)", [after.key]);
  const rows = await db
    .select<(PlanEditRow & PageColumns)[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, planIds, first, toPlanEdit);
}

/** The edits of a plan that came after one of its versions, in their order. */
export async function findEditsSince(
  db: Knex,
  planId: string,
  planVersion: number,
): Promise<PlanEdit[]> {
  const rows = await db("plan_edits")
    .select<PlanEditRow[]>(COLUMNS)
    .where({ plan_id: planId })
    .where("plan_version", ">", planVersion)
    .orderBy("no");
  return rows.map(toPlanEdit);
}

/** The version of a plan; null: there is no such plan. */
export async function findVersion(db: Knex, planId: string): Promise<number | null> {
  const [plan] = await db("plans").where({ id: planId }).select("version");
  return plan?.version ?? null;
}

/** Edits by the id of their plan and their number, written `id/no`; those that are not there are left out. */
export async function findEdits(
  db: Knex,
  names: readonly string[],
): Promise<Map<string, PlanEdit>> {
  const rows = await db("plan_edits")
    .select<PlanEditRow[]>(COLUMNS)
    .whereIn(
      ["plan_id", "no"],
      names.map((name) => name.split("/")),
    );
  return new Map(rows.map((row) => [`${row.plan_id}/${row.no}`, toPlanEdit(row)]));
}

/** What jobs did to drafts, by the id of the job; those that did nothing are left out. */
export async function findEditsOfJobs(
  db: Knex,
  jobIds: readonly string[],
): Promise<Map<string, PlanEdit>> {
  const rows = await db("plan_edits").select<PlanEditRow[]>(COLUMNS).whereIn("job_id", jobIds);
  return new Map(rows.map((row) => [row.job_id ?? "", toPlanEdit(row)]));
}

/** The histories of plans, without what the edits did, by plan id. */
export async function findHistories(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, History>> {
  const plans = await db("plans").select("id", "division_no").whereIn("id", planIds);
  const divisions = await db("plan_divisions")
    .select("plan_id", "no", "parent_no", "ground_no")
    .whereIn("plan_id", planIds);
  const edits = await db("plan_edits")
    .select("plan_id", "no", "kind", "from_division", "to_division")
    .whereIn("plan_id", planIds)
    .orderBy("no");
  return new Map(
    plans.map(({ id, division_no }) => {
      const own = divisions.filter(({ plan_id }) => plan_id === id);
      const history = {
        divisionNo: division_no,
        parentOf: new Map(own.map(({ no, parent_no }) => [no, parent_no])),
        groundOf: new Map(own.map(({ no, ground_no }) => [no, ground_no])),
        steps: edits
          .filter(({ plan_id }) => plan_id === id)
          .map(({ no, kind, from_division, to_division }) => ({
            no,
            kind,
            fromDivision: from_division,
            toDivision: to_division,
          })),
      };
      return [id, history];
    }),
  );
}

/** What is wished of the buildings of plans, by plan id; our ids, by those of the data set. */
export async function findWishes(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, StoredWish[]>> {
  const { rows } = await db.raw<{ rows: WishRow[] }>(
    `select plans.id, wish.kind, (
         select array_agg(cast(buildings.id as text) order by external_id) from buildings
         where external_id in (select jsonb_array_elements_text(wish.ids))
           and buildings.community_id = plans.community_id
       ) as building_ids
     from plans
       join plan_divisions on plan_id = plans.id and no = division_no
       cross join lateral (
         select 'TOGETHER' as kind, value as ids, ordinality
         from jsonb_array_elements(together) with ordinality
         union all
         select 'APART', value, ordinality from jsonb_array_elements(apart) with ordinality
       ) as wish
     where plans.id = any(:planIds)
     order by plans.id, wish.kind desc, wish.ordinality`,
    { planIds: [...planIds] },
  );
  const wishes = new Map<string, StoredWish[]>(planIds.map((id) => [id, []]));
  for (const { id, kind, building_ids } of rows) {
    wishes.get(id)?.push({ kind, buildingIds: building_ids ?? [] });
  }
  return wishes;
}

/** What buildings are called, by their ids in the data set; those without a name are left out. */
export async function findBuildingNames(
  db: Knex,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db("buildings")
    .select("external_id", "name")
    .whereIn("external_id", externalIds);
  return new Map(
    rows.flatMap(({ external_id, name }) => (name === null ? [] : [[external_id, name]])),
  );
}

const COLUMNS = [
  "plan_id",
  "no",
  "plan_version",
  "kind",
  "edit",
  "from_division",
  "to_division",
  "effect",
  "job_id",
  "actor_id",
  "actor_name",
  "role",
  "at",
] as const;

interface PageColumns {
  readonly id: string;
  readonly owner_id: string;
  readonly page_key: string;
}

interface WishRow {
  readonly id: string;
  readonly kind: StoredWish["kind"];
  readonly building_ids: string[] | null;
}

/** A row of the history. */
export function toPlanEdit(row: PlanEditRow): PlanEdit {
  return {
    planId: row.plan_id,
    no: row.no,
    planVersion: row.plan_version,
    kind: row.kind,
    // A copy: interfaces have no index signature.
    edit: row.edit === null ? null : { ...row.edit },
    fromDivision: row.from_division,
    toDivision: row.to_division,
    // It was written as such.
    effect: row.effect as unknown as KeptEffect,
    jobId: row.job_id,
    actor: { id: row.actor_id, name: row.actor_name, role: row.role },
    at: row.at,
  };
}
