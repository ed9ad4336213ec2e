import type { Knex } from "knex";
import { geoJsonText } from "../db/geometry";
import { pageOf, pagesByOwner, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { PlanRow } from "../db/tables";
import type { Waiting } from "./inbox";
import type { Plan, PlanState } from "./plan";

/** Which plans are wanted. */
export interface PlanFilter {
  readonly communityId?: string;
  readonly states?: readonly PlanState[];
  /** Only what waits for one of these decisions. */
  readonly waiting?: readonly Waiting[];
  /** Starts of codes where the viewer may look. */
  readonly scope?: readonly string[];
}

/** The plans with these ids, in any order. */
export async function findPlans(db: Knex, ids: readonly string[]): Promise<Plan[]> {
  const rows = await db("plans").select<ReadRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toPlan);
}

/** The newest plan of each of these communities, where there is one. */
export async function findLatestPlans(db: Knex, communityIds: readonly string[]): Promise<Plan[]> {
  const rows = await db("plans")
    .select<ReadRow[]>(COLUMNS)
    .distinctOn("community_id")
    .whereIn("community_id", communityIds)
    .orderBy([{ column: "community_id" }, ...NEWEST]);
  return rows.map(toPlan);
}

/** The plans that these jobs made, oldest first, those of one community in their order. */
export async function findPlansOfJobs(db: Knex, jobIds: readonly string[]): Promise<Plan[]> {
  const rows = await db("plans")
    .select<ReadRow[]>(COLUMNS)
    .whereIn("job_id", jobIds)
    // See insertPlans for the microseconds.
    .orderByRaw("created_at + (alternative - 1) * interval '1 microsecond'")
    .orderBy(["community_id", "alternative"]);
  return rows.map(toPlan);
}

/** The other plans that the same job made of the same community, in their order, by plan id. */
export async function findOtherPlans(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, Plan[]>> {
  const rows = await db("plans as own")
    .join("plans", (join) =>
      join
        .on("plans.job_id", "own.job_id")
        .andOn("plans.community_id", "own.community_id")
        .andOn("plans.id", "<>", "own.id"),
    )
    .whereIn("own.id", planIds)
    .select<(ReadRow & { own_id: string })[]>([
      "own.id as own_id",
      ...COLUMNS.map((column) => `plans.${column}` as const),
    ])
    .orderBy(["own.id", "plans.alternative"]);
  const others = new Map<string, Plan[]>(planIds.map((id) => [id, []]));
  for (const row of rows) others.get(row.own_id)?.push(toPlan(row));
  return others;
}

/** Ids of all who ever submitted these plans, by plan id; a plan that nobody did is left out. */
export async function findSubmitterIds(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db("reviews")
    .whereIn("plan_id", planIds)
    .where({ kind: "SUBMIT" })
    .groupBy("plan_id")
    .select<{ plan_id: string; ids: string[] }[]>(
      "plan_id",
      db.raw("array_agg(distinct actor_id) as ids"),
    );
  return new Map(rows.map(({ plan_id, ids }) => [plan_id, ids]));
}

/** Which of the job's communities are planned. */
export async function findPlannedCommunityIds(db: Knex, jobId: string): Promise<string[]> {
  return db("plans").where({ job_id: jobId, alternative: 1 }).pluck("community_id");
}

/** Plans, newest first. */
export async function pagePlans(
  db: Knex,
  { communityId, states, waiting, scope }: PlanFilter,
  { first, after }: PageWish,
): Promise<Page<Plan>> {
  const query = db("plans")
    .select<PageRow[]>([...COLUMNS, pageKey(db)])
    .orderBy(NEWEST)
    .limit(first + 1);
  if (communityId !== undefined) void query.where({ community_id: communityId });
  if (states !== undefined) void query.whereIn("state", states);
  if (waiting !== undefined) {
    void query.where((any) => {
      // None at all: nothing waits.
      void any.whereRaw("false");
      for (const one of waiting) void any.orWhere((each) => void whereWaiting(db, each, one));
    });
  }
  if (scope !== undefined) void query.where(inScope(db, "plans.community_id", scope));
  if (after !== null) {
    void query.whereRaw("(created_at, id) < (cast(? as timestamptz), cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, toPlan);
}

/** The plans of one heap of the inbox: a draft was returned, an approved plan has no day yet. */
function whereWaiting(db: Knex, query: Knex.QueryBuilder, waiting: Waiting): Knex.QueryBuilder {
  const { state, scope, notSubmittedBy } = waiting;
  void query.where({ state }).where(inScope(db, "plans.community_id", scope));
  if (state === "DRAFT") void query.whereNotNull("submitted_at");
  if (state === "APPROVED") void query.whereNull("effective_from");
  if (notSubmittedBy === null) return query;
  return query.whereNotExists(
    db("reviews")
      .select(db.raw("1"))
      .whereRaw("reviews.plan_id = plans.id")
      .where({ kind: "SUBMIT", actor_id: notSubmittedBy }),
  );
}

/** The same page of the plans of each of several communities, newest first. */
export async function pagePlansOfCommunities(
  db: Knex,
  communityIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<Plan>>> {
  const ranked = db("plans")
    .select([...COLUMNS, "community_id as owner_id", pageKey(db)])
    .rowNumber("rank", (over) => {
      void over.partitionBy("community_id").orderBy(NEWEST);
    })
    .whereIn("community_id", communityIds);
  if (after !== null) {
    void ranked.whereRaw("(created_at, id) < (cast(? as timestamptz), cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  const rows = await db
    .select<(PageRow & { owner_id: string })[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, communityIds, first, toPlan);
}

/** The blocks of plans as GeoJSON text, by plan id. */
export async function findBlocks(db: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db("plans")
    .select<{ id: string; geojson: string }[]>("id", geoJsonText(db, "blocks", "geojson"))
    .whereIn("id", ids);
  return new Map(rows.map((row) => [row.id, row.geojson]));
}

/** Everything of a plan but its geometry. */
const COLUMNS = [
  "id",
  "community_id",
  "job_id",
  "state",
  "rules",
  "rule_set_id",
  "seed",
  "effort",
  "focus",
  "alternative",
  "best_for",
  "difference",
  "left_out",
  "engine_version",
  "input_hash",
  "metrics",
  "certificate",
  "regridding",
  "start_version_id",
  "start",
  "findings",
  "version",
  "created_at",
  "author",
  "submitted_by",
  "submitted_at",
  "deviation_reasons",
  "notice_from",
  "notice_to",
  "effective_from",
  "superseded_at",
  "filing_number",
  "filed_at",
  "name",
  "branched_from",
] as const;

const NEWEST: { column: string; order: "desc" }[] = [
  { column: "created_at", order: "desc" },
  { column: "id", order: "desc" },
];

type ReadRow = Pick<PlanRow, (typeof COLUMNS)[number]>;
type PageRow = ReadRow & { page_key: string };

/** Microseconds count: a Date would lose them, and rows of the same millisecond with them. */
function pageKey(db: Knex): Knex.Raw<string> {
  return db.raw<string>("cast(created_at at time zone 'UTC' as text) || 'Z' as page_key");
}

function toPlan(row: ReadRow): Plan {
  return {
    id: row.id,
    communityId: row.community_id,
    jobId: row.job_id,
    state: row.state,
    rules: row.rules,
    ruleSetId: row.rule_set_id,
    seed: row.seed,
    effort: row.effort,
    focus: row.focus,
    alternative: row.alternative,
    bestFor: row.best_for,
    difference: row.difference,
    leftOut: row.left_out,
    engineVersion: row.engine_version,
    inputHash: row.input_hash,
    metrics: row.metrics,
    certificate: row.certificate,
    regridding: row.regridding,
    startVersionId: row.start_version_id,
    start: row.start,
    findings: row.findings,
    version: row.version,
    createdAt: row.created_at,
    author: row.author,
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    deviationReasons: row.deviation_reasons,
    noticeFrom: row.notice_from,
    noticeTo: row.notice_to,
    effectiveFrom: row.effective_from,
    supersededAt: row.superseded_at,
    filingNumber: row.filing_number,
    filedAt: row.filed_at,
    name: row.name,
    branchedFromId: row.branched_from,
  };
}
