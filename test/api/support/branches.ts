/** Drafts beside each other, as tests copy, change, look into and delete them. */
import type { Knex } from "knex";
import { parseGlobalId, toGlobalId } from "../../../src/graphql/global-id";
import type { Plan } from "../../../src/plan/plan";
import { gridWith, ids } from "./editing";
import { codesOf, done, type Server } from "./plan-life";
import { at, person, read, type Tree } from "./test-server";

export const ANNA = person("PLANNER", "640104001", "anna");
export const BORIS = person("PLANNER", "640104", "boris");

export const SHOWN = `id name state version isStale author { id } branchedFrom { id }
  viewerCanDelete viewerCanBranch`;

/** A draft as a test knows it, by our id. */
export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly shown: Tree;
}

/** Copies a plan as somebody; it has to be done. */
export async function branch(
  server: Server,
  { id }: Pick<Plan, "id">,
  { as = ANNA, name = "沿河方案" } = {},
): Promise<Draft> {
  const data = await read(
    server,
    `mutation ($input: BranchPlanInput!) { branchPlan(input: $input) {
       plan { ${SHOWN} } userErrors { code message { zh en } } } }`,
    { input: { planId: toGlobalId("Plan", id), name } },
    { as },
  );
  expect(at(data, "branchPlan", "userErrors")).toEqual([]);
  const shown = at(data, "branchPlan", "plan") as Tree;
  const uuid = parseGlobalId(shown.id as string)?.uuid ?? "";
  return { id: uuid, version: shown.version as number, shown };
}

/** Edits a draft through the API; gives it as it is then. */
export async function edited<Given extends Pick<Plan, "id" | "version">>(
  server: Server,
  mutation: string,
  plan: Given,
  more: Readonly<Record<string, unknown>>,
): Promise<Given> {
  const { version } = await done(server, ANNA, mutation, plan, more);
  return { ...plan, version };
}

/** Global ids of buildings of the data set. */
export async function buildings(db: Knex, ...externalIds: readonly string[]): Promise<string[]> {
  return (await ids(db, ...externalIds)).map((id) => toGlobalId("Building", id));
}

/** The global id of the grid of a plan in which a building stands. */
export async function gridOf(db: Knex, planId: string, externalId: string): Promise<string> {
  return toGlobalId("Grid", await gridWith(db, planId, externalId));
}

/** Everything that is stored of a plan but what is its own: ids and life. */
export async function content(db: Knex, planId: string): Promise<unknown> {
  const [plan] = await db("plans").where({ id: planId });
  const own = new Set(["id", "name", "branched_from", "author", "created_at", "updated_at"]);
  const life = new Set(["job_id", "version", "alternative", "difference", "left_out", "state"]);
  const ended = new Set(["submitted_by", "submitted_at", "deviation_reasons", "effective_from"]);
  const columns = Object.entries(plan).filter(
    ([name]) => !own.has(name) && !life.has(name) && !ended.has(name) && name !== "division_no",
  );
  const grids = await db("plan_grids").where({ plan_id: planId }).orderBy("label");
  const labels = new Map(grids.map(({ id, label }) => [id, label]));
  const cells = await db("plan_cells").where({ plan_id: planId }).orderBy("no");
  const placed = await db("plan_buildings").where({ plan_id: planId }).orderBy("building_id");
  const division = await db("plan_divisions")
    .join("plans", (join) => join.on("plan_id", "plans.id").andOn("no", "division_no"))
    .where({ plan_id: planId })
    .select("grids", "grid_of", "together", "apart");
  return {
    plan: Object.fromEntries(columns),
    grids: grids.map((grid) => ({ ...grid, id: null, plan_id: null })),
    cells: cells.map(({ no, grid_id, geom }) => [no, labels.get(grid_id), geom]),
    placed: placed.map(({ building_id, cell_no, grid_id }) => [
      building_id,
      cell_no,
      labels.get(grid_id),
    ]),
    basis: await db("plan_basis").where({ plan_id: planId }).select("basis", "taken_at"),
    division: division.map(({ grids: listed, ...rest }) => ({
      ...rest,
      grids: listed.map(({ key, ...grid }) => ({ ...grid, label: labels.get(key) ?? "none" })),
    })),
  };
}

/** How long the history of a plan is; nothing where it is gone. */
export async function historyOf(
  db: Knex,
  planId: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await db.raw<{ rows: Readonly<Record<string, unknown>>[] }>(
    `select (select cast(count(*) as integer) from plan_divisions where plan_id = plans.id) as divisions,
       (select cast(count(*) as integer) from plan_edits where plan_id = plans.id) as edits,
       division_no
     from plans where id = ?`,
    [planId],
  );
  return rows[0];
}

/** Deletes a draft as somebody, and gives the codes of what is in the way. */
export async function remove(
  server: Server,
  plan: Pick<Plan, "id" | "version">,
  as = ANNA,
): Promise<{ readonly payload: Tree; readonly codes: string[] }> {
  const data = await read(
    server,
    `mutation ($input: DeletePlanInput!) { deletePlan(input: $input) {
       deletedPlanId plan { id } userErrors { code message { zh en } } } }`,
    { input: { planId: toGlobalId("Plan", plan.id), expectedVersion: plan.version } },
    { as },
  );
  const payload = at(data, "deletePlan") as Tree;
  return { payload, codes: codesOf(payload) };
}
