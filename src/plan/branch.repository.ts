import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import type { Actor } from "../auth/viewer";
import type { Plan } from "./plan";

/** Whose copy of a plan it is to be, and what he or she calls it. */
export interface Branch {
  readonly planId: string;
  readonly name: string;
  readonly actor: Actor;
}

/**
 * Copies a plan as a draft of its own, and gives the new id: its division with locks, names, notes and
 * wishes under new ids of grids, figures, findings and basis. The history stays with the original:
 * the copy begins with what that is now. Buildings that have left the community are left out.
 */
export async function copyPlan(
  trx: Knex.Transaction,
  { planId, name, actor }: Branch,
): Promise<string> {
  const id = randomUUID();
  await trx.raw(
    `insert into plans (id, name, branched_from, author, ${PLAN_COLUMNS})
     select cast(:id as uuid), :name, id, cast(:author as jsonb), ${PLAN_COLUMNS}
     from plans where id = :planId`,
    { id, planId, name, author: JSON.stringify(actor) },
  );
  await trx.raw(
    `insert into plan_basis (plan_id, basis, taken_at)
     select cast(:id as uuid), basis, taken_at from plan_basis where plan_id = :planId`,
    { id, planId },
  );
  const ids = JSON.stringify(await drawIds(trx, planId));
  await copyGrids(trx, { id, planId, ids });
  await copyDivision(trx, { id, planId, ids });
  await writeDown(trx, id, { planId, name, actor });
  return id;
}

interface Copy {
  /** Of the copy. */
  readonly id: string;
  readonly planId: string;
  /** JSON: new ids of grids by old ones. */
  readonly ids: string;
}

/** A new id for each grid that the plan has, or that its division has without a cell. */
async function drawIds(trx: Knex.Transaction, planId: string): Promise<Record<string, string>> {
  const { rows } = await trx.raw<{ rows: { key: string }[] }>(
    `select cast(id as text) as key from plan_grids where plan_id = :planId
     union
     select grid ->> 'key' from plans
     join plan_divisions on plan_divisions.plan_id = plans.id and no = division_no
     cross join jsonb_array_elements(grids) as grid
     where plans.id = :planId`,
    { planId },
  );
  return Object.fromEntries(rows.map(({ key }) => [key, randomUUID()]));
}

async function copyGrids(trx: Knex.Transaction, { id, planId, ids }: Copy): Promise<void> {
  const values = { id, planId, ids };
  const newId = (column: string) => `cast(cast(:ids as jsonb) ->> cast(${column} as text) as uuid)`;
  await trx.raw(
    `insert into plan_grids (plan_id, id, ${GRID_COLUMNS})
     select cast(:id as uuid), ${newId("id")}, ${GRID_COLUMNS} from plan_grids
     where plan_id = :planId`,
    values,
  );
  await trx.raw(
    `insert into plan_cells (plan_id, no, grid_id, households, geom)
     select cast(:id as uuid), no, ${newId("grid_id")}, households, geom from plan_cells
     where plan_id = :planId`,
    values,
  );
  await trx.raw(
    `insert into plan_buildings (plan_id, building_id, cell_no, grid_id)
     select cast(:id as uuid), building_id, cell_no, ${newId("grid_id")}
     from plan_buildings
     join plans on plans.id = plan_id
     join buildings on buildings.id = building_id and buildings.community_id = plans.community_id
     where plan_id = :planId`,
    values,
  );
}

/** The division that the plan has now, as the first of the copy; none where nobody has edited it. */
async function copyDivision(trx: Knex.Transaction, { id, planId, ids }: Copy): Promise<void> {
  const now = `from plans join plan_divisions on plan_divisions.plan_id = plans.id
    and plan_divisions.no = plans.division_no`;
  await trx.raw(
    `insert into plan_grounds (plan_id, no, key, cells)
     select cast(:id as uuid), 1, ground.key, ground.cells ${now}
     join plan_grounds ground on ground.plan_id = plans.id and ground.no = ground_no
     where plans.id = :planId`,
    { id, planId },
  );
  await trx.raw(
    `insert into plan_divisions (plan_id, no, parent_no, ground_no, grids, grid_of, together, apart)
     select cast(:id as uuid), 1, null, 1,
       (select jsonb_agg(grid || jsonb_build_object('key', cast(:ids as jsonb) -> (grid ->> 'key'))
           order by place)
         from jsonb_array_elements(grids) with ordinality as listed (grid, place)),
       grid_of, together, apart ${now}
     where plans.id = :planId`,
    { id, planId, ids },
  );
  await trx.raw(
    `update plans set division_no = 1
     where id = :id and exists (select from plan_divisions where plan_id = :id)`,
    { id },
  );
}

async function writeDown(
  trx: Knex.Transaction,
  id: string,
  { planId, name, actor }: Branch,
): Promise<void> {
  const [row] = await trx("plans")
    .where({ id })
    .select("community_id", "state", "version", "engine_version", "input_hash", "metrics");
  await appendAudit(trx, [
    {
      actor,
      action: "BRANCH_PLAN",
      subject: `Plan ${id}`,
      communityId: row.community_id,
      planId: id,
      before: null,
      after: {
        state: row.state,
        version: row.version,
        name,
        branched_from: planId,
        engine_version: row.engine_version,
        input_hash: row.input_hash,
        grids: row.metrics.grids,
        households: row.metrics.households,
      },
    },
  ]);
}

/** Gives a draft another name; false where it is not in this version any more. */
export async function setName(
  trx: Knex.Transaction,
  { id, version }: Pick<Plan, "id" | "version">,
  name: string | null,
): Promise<boolean> {
  const changed = await trx("plans")
    .where({ id, version, state: "DRAFT" })
    .update({ name, version: version + 1, updated_at: trx.fn.now() });
  return changed === 1;
}

/** Deletes a draft with its history; false where it is not in this version any more. */
export async function removePlan(
  trx: Knex.Transaction,
  { id, version }: Pick<Plan, "id" | "version">,
): Promise<boolean> {
  const gone = await trx("plans")
    .where({ id, version, state: "DRAFT", submitted_at: null })
    .delete();
  return gone === 1;
}

/** How often a draft was edited. */
export async function countEdits(trx: Knex.Transaction, planId: string): Promise<number> {
  const { rows } = await trx.raw<{ rows: { edits: number }[] }>(
    `select cast(count(*) as integer) as edits from plan_edits where plan_id = ?`,
    [planId],
  );
  return rows[0].edits;
}

/** What a copy has of the plan: all but its life, its place among what a job made, and its history. */
const PLAN_COLUMNS = `community_id, rules, rule_set_id, seed, effort, focus, best_for, engine_version,
  input_hash, metrics, certificate, regridding, start_version_id, start, findings, blocks`;

const GRID_COLUMNS = `label, code, kind, reduced, reduced_reason, band_min, band_max, reason, deviation,
  households, residents, old_households, special_households, building_count, estates, geom, point,
  area_m2, perimeter_m, compactness, border, limits, findings, name, locked, reduced_note`;
