/** Editing of drafts by its service, and what the tables show of it. */
import type { Knex } from "knex";
import type { PlanGridRow } from "../../../src/db/tables";
import { deleteParts, writeParts } from "../../../src/editing/division.repository";
import { findStoredDraft } from "../../../src/editing/draft.repository";
import { editPlan, stepPlan, type Editing } from "../../../src/editing/edit.service";
import type { AskedEdit, EditOutcome, Step } from "../../../src/editing/editing";
import { groundOf } from "../../../src/editing/ground.service";
import { toDraft } from "../../../src/editing/session.service";
import { allParts, toOurs } from "../../../src/editing/written-parts";
import { assessDraft, draftEffect, openEditable } from "../../../src/engine";
import { editedFrom } from "../../../src/engine-threads/edited";
import { createEditor } from "../../../src/engine-threads/editor";
import { JobSignals } from "../../../src/jobs/job-signals";
import type { Plan } from "../../../src/plan/plan";
import { RefusedError } from "../../../src/refusal";
import { PLANNER } from "./divisions";

/** What editing needs; its editor has to be closed. */
export function editingOn(db: Knex, capacity = 4): Editing {
  return { db, editor: createEditor({ capacity }), signals: new JobSignals() };
}

/** Everything that the tables show of a plan's division. */
export interface Shown {
  readonly figures: unknown;
  readonly grids: readonly PlanGridRow[];
  readonly cells: readonly unknown[];
  readonly buildings: readonly unknown[];
}

/** What the tables show of a plan now. */
export async function shown(db: Knex, planId: string): Promise<Shown> {
  const [plan] = await db("plans")
    .where({ id: planId })
    .select("metrics", "certificate", "regridding", "start", "findings", "engine_version");
  return { figures: plan, ...(await parts(db, planId)) };
}

async function parts(db: Knex, planId: string): Promise<Omit<Shown, "figures">> {
  return {
    grids: await db("plan_grids").where({ plan_id: planId }).orderBy("label"),
    cells: await db("plan_cells").where({ plan_id: planId }).orderBy("no"),
    buildings: await db("plan_buildings").where({ plan_id: planId }).orderBy("building_id"),
  };
}

/** What the tables would show if the division of now were assessed and written from nothing. */
export async function assessedAnew(db: Knex, planId: string): Promise<Shown> {
  const stored = await findStoredDraft(db, planId);
  if (stored?.division == null) throw new Error(`Nobody has edited plan ${planId}`);
  const draft = toDraft(stored.division);
  const { ground: known, ids } = await groundOf(db, stored);
  const ground = openEditable(await known.input());
  const assessed = { draft, plan: assessDraft(ground, draft) };
  const effect = draftEffect(assessed.plan, assessed.plan);
  const { plan, ...edited } = editedFrom(assessed, assessed, effect, "ALL");
  const trx = await db.transaction();
  try {
    await deleteParts(trx, planId);
    await writeParts(trx, planId, allParts({ plan, ...edited }, ids));
    const { metrics, certificate, regridding, start, provenance } = plan;
    const findings = plan.findings.map((finding) => toOurs(finding, ids));
    const figures: unknown = JSON.parse(
      JSON.stringify({ metrics, certificate, regridding, start, findings }),
    );
    const engine_version = provenance.engineVersion;
    return { figures: Object.assign({ engine_version }, figures), ...(await parts(trx, planId)) };
  } finally {
    await trx.rollback();
  }
}

/** Our ids of buildings, in this order. */
export async function ids(db: Knex, ...externalIds: readonly string[]): Promise<string[]> {
  const rows = await db("buildings")
    .whereIn("external_id", externalIds)
    .select("id", "external_id");
  const ours = new Map(rows.map((row) => [row.external_id, row.id]));
  return externalIds.map((id) => {
    const found = ours.get(id);
    if (found === undefined) throw new Error(`There is no building ${id}`);
    return found;
  });
}

/** The id of the grid in which a building stands. */
export async function gridWith(db: Knex, planId: string, externalId: string): Promise<string> {
  const [row] = await db("plan_buildings")
    .join("buildings", "buildings.id", "building_id")
    .where({ plan_id: planId, external_id: externalId })
    .select<{ grid_id: string }[]>("grid_id");
  if (row === undefined) throw new Error(`${externalId} is in no grid`);
  return row.grid_id;
}

/** Edits a plan as the planner. */
export function edit(
  editing: Editing,
  { id, version }: Pick<Plan, "id" | "version">,
  edit: AskedEdit,
  { dryRun = false } = {},
): Promise<EditOutcome> {
  return editPlan(editing, PLANNER, { planId: id, expectedVersion: version, dryRun, edit });
}

/** Goes through the history of a plan as the planner. */
export function step(
  editing: Editing,
  { id, version }: Pick<Plan, "id" | "version">,
  step: Step,
  { dryRun = false } = {},
): Promise<EditOutcome> {
  return stepPlan(editing, PLANNER, { planId: id, expectedVersion: version, dryRun, step });
}

/** Moves buildings of the data set into the grid of another one. */
export async function move(
  editing: Editing,
  plan: Pick<Plan, "id" | "version">,
  buildings: readonly string[],
  into: string,
  options: { readonly dryRun?: boolean } = {},
): Promise<EditOutcome> {
  const buildingIds = await ids(editing.db, ...buildings);
  const to = { gridId: await gridWith(editing.db, plan.id, into) };
  return edit(editing, plan, { type: "MOVE", to, buildingIds, estateIds: [], places: [] }, options);
}

/** The codes of what is refused; a call that is not refused fails the test. */
export async function refusedCodes(call: Promise<unknown>): Promise<string[]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals.map(({ code }) => code);
    throw error;
  }
  throw new Error("It was not refused");
}
