/** Drafts beside each other: copied, renamed, deleted, and left alone for years. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { parseGlobalId, toGlobalId } from "../../src/graphql/global-id";
import { decide } from "../../src/plan/decide.service";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { approve, communityId, divideInForce, storeDivision } from "./support/divisions";
import { gridWith } from "./support/editing";
import { answerTo, call, codesOf, done, SOUND, soundOf } from "./support/plan-life";
import {
  at,
  person,
  read,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const ANNA = person("PLANNER", "640104001", "anna");
const BORIS = person("PLANNER", "640104", "boris");
const REVIEWER = person("REVIEWER", "640104001");

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(4), SYSTEM);
});
afterAll(() => server.close());

const SHOWN = `id name state version isStale author { id } branchedFrom { id }
  viewerCanDelete viewerCanBranch`;

interface Draft {
  readonly id: string;
  readonly version: number;
  readonly shown: Tree;
}

/** Copies a plan as somebody; it has to be done. */
async function branch(
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
async function edited<Given extends Pick<Plan, "id" | "version">>(
  mutation: string,
  plan: Given,
  more: Readonly<Record<string, unknown>>,
): Promise<Given> {
  const { version } = await done(server, ANNA, mutation, plan, more);
  return { ...plan, version };
}

async function buildings(...externalIds: readonly string[]): Promise<string[]> {
  const rows = await db("buildings").whereIn("external_id", externalIds).orderBy("external_id");
  return rows.map(({ id }) => toGlobalId("Building", id));
}

/** The global id of the grid of a plan in which a building stands. */
async function gridOf(planId: string, externalId: string): Promise<string> {
  return toGlobalId("Grid", await gridWith(db, planId, externalId));
}

/** Everything that is stored of a plan but what is its own: ids and life. */
async function content(planId: string): Promise<unknown> {
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

test("a copy has all of the plan and none of its ids, and tells where it is from", async () => {
  const plan = await storeDivision(db, "c0", SOUND);
  const copy = await branch(plan);
  expect(copy.shown).toMatchObject({
    name: "沿河方案",
    state: "DRAFT",
    version: 1,
    isStale: false,
    author: { id: "anna" },
    branchedFrom: { id: toGlobalId("Plan", plan.id) },
    viewerCanDelete: true,
    viewerCanBranch: true,
  });
  expect(await content(copy.id)).toEqual(await content(plan.id));
  const ids = await db("plan_grids").whereIn("plan_id", [plan.id, copy.id]).pluck("id");
  expect(new Set(ids).size).toBe(6);
});

test("a copy of an edited draft has its division of now, and no history: edits of one do not touch the other", async () => {
  let plan: Pick<Plan, "id" | "version"> = await storeDivision(db, "c0", SOUND);
  plan = await edited("moveBuildings", plan, {
    buildingIds: await buildings("c0-b3"),
    toGridId: await gridOf(plan.id, "c0-b0"),
  });
  plan = await edited("lockGrids", plan, { gridIds: [await gridOf(plan.id, "c0-b8")] });
  plan = await edited("keepBuildings", plan, {
    buildingIds: await buildings("c0-b0", "c0-b1"),
    wish: "TOGETHER",
  });
  plan = await edited("releaseBuildings", plan, { buildingIds: await buildings("c0-b5") });
  const before = await content(plan.id);
  const copy = await branch(plan);
  expect(await content(copy.id)).toEqual(before);
  expect(await historyOf(copy.id)).toEqual({ divisions: 1, edits: 0, division_no: 1 });
  expect(codesOf(await call(server, ANNA, "undoEdit", copy))).toEqual(["NOTHING_TO_UNDO"]);

  // The lock came along, under the id of the copy's own grid.
  const locked = await gridOf(copy.id, "c0-b8");
  const moving = {
    buildingIds: await buildings("c0-b7"),
    toGridId: await gridOf(copy.id, "c0-b0"),
  };
  expect(codesOf(await call(server, ANNA, "moveBuildings", copy, moving))).toEqual(["GRID_LOCKED"]);
  let next = await edited("unlockGrids", copy, { gridIds: [locked] });
  next = await edited("moveBuildings", next, moving);
  expect(await content(plan.id)).toEqual(before);
  const changed = await content(next.id);
  await edited("undoEdit", plan, {});
  expect(await content(next.id)).toEqual(changed);
  await edited("undoEdit", await edited("undoEdit", next, {}), {});
  expect(await content(next.id)).toEqual(before);
});

async function historyOf(planId: string): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await db.raw<{ rows: Readonly<Record<string, unknown>>[] }>(
    `select (select cast(count(*) as integer) from plan_divisions where plan_id = plans.id) as divisions,
       (select cast(count(*) as integer) from plan_edits where plan_id = plans.id) as edits,
       division_no
     from plans where id = ?`,
    [planId],
  );
  return rows[0];
}

test("a grid that was emptied keeps its place in the copy", async () => {
  let plan: Pick<Plan, "id" | "version"> = await storeDivision(db, "c0", SOUND);
  plan = await edited("releaseBuildings", plan, {
    buildingIds: await buildings("c0-b0", "c0-b1", "c0-b2"),
  });
  const copy = await branch(plan);
  expect(await content(copy.id)).toEqual(await content(plan.id));
  const next = await edited("nameGrid", copy, {
    gridId: await gridOf(copy.id, "c0-b8"),
    name: "北片",
  });
  expect(await historyOf(next.id)).toEqual({ divisions: 2, edits: 1, division_no: 2 });
});

test("plans of every state are copied as drafts, never submitted by anybody", async () => {
  const submitted = await decide(db, ANNA, {
    ...seen(await storeDivision(db, "c1", soundOf("c1"))),
    decision: "SUBMIT",
  });
  const rejected = await decide(db, REVIEWER, {
    ...seen(submitted),
    decision: "REJECT",
    comment: "x",
  });
  const approved = await approve(db, await storeDivision(db, "c1", soundOf("c1")));
  for (const plan of [rejected, approved]) {
    const copy = await branch(plan);
    expect(copy.shown).toMatchObject({ state: "DRAFT", isStale: false, viewerCanDelete: true });
    const [row] = await db("plans").where({ id: copy.id });
    expect(row).toMatchObject({ submitted_at: null, deviation_reasons: [], effective_from: null });
    expect(await done(server, ANNA, "submitPlan", copy)).toMatchObject({ state: "SUBMITTED" });
  }
  // What is in force is copied on the basis that it was made on; revalidated, it can be edited.
  const inForce = await divideInForce(server, db, "c2", soundOf("c2"));
  const copy = await branch(inForce);
  expect(copy.shown).toMatchObject({ state: "DRAFT", isStale: true });
  const move = async (plan: Pick<Plan, "id" | "version">) =>
    call(server, ANNA, "moveBuildings", plan, {
      buildingIds: await buildings("c2-b3"),
      toGridId: await gridOf(plan.id, "c2-b0"),
    });
  expect(codesOf(await move(copy))).toEqual(["STALE_BASIS"]);
  const fresh = await edited("revalidatePlan", copy, {});
  expect(codesOf(await move(fresh))).toEqual([]);
});

const seen = ({ id, version }: Pick<Plan, "id" | "version">) => ({
  planId: id,
  expectedVersion: version,
});

test("a copy of a stale plan leaves out what has left the community", async () => {
  const plan = await storeDivision(db, "c3", soundOf("c3"));
  const [c2] = await db("communities").where({ external_id: "c2" });
  await db("buildings")
    .where({ external_id: "c3-b4" })
    .update({ community_id: c2.id, estate_id: null });
  const copy = await branch(plan);
  expect(copy.shown).toMatchObject({ isStale: true });
  const placed = await db("plan_buildings").where({ plan_id: copy.id });
  expect(placed).toHaveLength(8);
});

test("a name has 1 to 100 characters, and only drafts are renamed", async () => {
  const plan = await storeDivision(db, "c0", SOUND);
  for (const name of ["", "   ", "长".repeat(101)]) {
    const data = await read(
      server,
      `mutation ($input: BranchPlanInput!) { branchPlan(input: $input) {
         plan { id } userErrors { code path } } }`,
      { input: { planId: toGlobalId("Plan", plan.id), name } },
      { as: ANNA },
    );
    expect(data).toEqual({
      branchPlan: { plan: null, userErrors: [{ code: "NAME_LENGTH", path: ["name"] }] },
    });
    expect(codesOf(await call(server, ANNA, "renamePlan", plan, { name }))).toEqual([
      "NAME_LENGTH",
    ]);
  }
  const named = await done(server, BORIS, "renamePlan", plan, { name: "  方案甲 " });
  const nameOf = async () =>
    at(
      await read(
        server,
        `query ($id: ID!) { plan(id: $id) { name } }`,
        { id: toGlobalId("Plan", plan.id) },
        { as: ANNA },
      ),
      "plan",
      "name",
    );
  expect(await nameOf()).toBe("方案甲");
  expect(codesOf(await call(server, ANNA, "renamePlan", plan, { name: "乙" }))).toEqual([
    "CONFLICT",
  ]);
  const unnamed = await done(server, ANNA, "renamePlan", named, { name: null });
  expect(await nameOf()).toBeNull();
  const submitted = await done(server, ANNA, "submitPlan", unnamed);
  expect(codesOf(await call(server, ANNA, "renamePlan", submitted, { name: "x" }))).toEqual([
    "WRONG_STATE",
  ]);
});

async function remove(
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

async function remark(planId: string, comment: string): Promise<void> {
  const data = await read(
    server,
    `mutation ($input: AddRemarkInput!) { addRemark(input: $input) { userErrors { code } } }`,
    { input: { planId: toGlobalId("Plan", planId), comment } },
    { as: REVIEWER },
  );
  expect(data).toEqual({ addRemark: { userErrors: [] } });
}

test("a draft is deleted by its author, with its history; the audit trail keeps what it was", async () => {
  const copy = await branch(await storeDivision(db, "c0", SOUND), { name: "弃用" });
  const next = await edited("nameGrid", copy, {
    gridId: await gridOf(copy.id, "c0-b8"),
    name: "北片",
  });
  await remark(copy.id, "可以");
  expect((await remove(next, BORIS)).codes).toEqual(["NOT_YOURS"]);
  expect((await remove(copy)).codes).toEqual(["CONFLICT"]);
  const { payload } = await remove(next);
  expect(payload).toEqual({
    deletedPlanId: toGlobalId("Plan", copy.id),
    plan: null,
    userErrors: [],
  });
  for (const table of ["plan_grids", "plan_cells", "plan_buildings", "plan_basis"] as const) {
    expect(await db(table).where({ plan_id: copy.id })).toEqual([]);
  }
  expect(await historyOf(copy.id)).toBeUndefined();
  for (const table of ["plan_grounds", "plan_divisions", "plan_edits"] as const) {
    expect(await db(table).where({ plan_id: copy.id })).toEqual([]);
  }
  const trail = await db("audit").where({ plan_id: copy.id }).orderByRaw("seq");
  expect(trail.map(({ action }) => action)).toEqual([
    "BRANCH_PLAN",
    "EDIT_PLAN",
    "REMARK_PLAN",
    "DELETE_PLAN",
  ]);
  expect(trail[3]).toMatchObject({
    actor_id: "anna",
    before: { state: "DRAFT", name: "弃用", edits: 1, grids: 3, households: 900 },
    after: null,
  });
  // Its book stays, as the trail does.
  expect(await db("reviews").where({ plan_id: copy.id }).pluck("comment")).toEqual(["可以"]);
  expect((await remove(next)).codes).toEqual(["NOT_FOUND"]);
});

test("a draft without an author is any planner's; what was submitted is nobody's to delete", async () => {
  const ownerless = await storeDivision(db, "c0", SOUND);
  expect((await remove(ownerless, BORIS)).codes).toEqual([]);
  const copy = await branch(await storeDivision(db, "c0", SOUND));
  const submitted = { ...copy, ...(await done(server, ANNA, "submitPlan", copy)) };
  expect((await remove(submitted)).codes).toEqual(["WAS_SUBMITTED"]);
  const returned = await done(server, REVIEWER, "returnPlan", submitted, { comment: "改" });
  const { codes, payload } = await remove(returned);
  expect(codes).toEqual(["WAS_SUBMITTED"]);
  expect(at(payload, "plan", "id")).toBe(toGlobalId("Plan", copy.id));
  const shown = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { viewerCanDelete } }`,
    { id: toGlobalId("Plan", copy.id) },
    { as: ANNA },
  );
  expect(shown).toEqual({ plan: { viewerCanDelete: false } });
});

test("the original may go before its copies", async () => {
  const original = await branch(await storeDivision(db, "c0", SOUND));
  const copy = await branch(original);
  expect((await remove(original)).codes).toEqual([]);
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { ${SHOWN} grids { label } } }`,
    { id: toGlobalId("Plan", copy.id) },
    { as: ANNA },
  );
  expect(data).toMatchObject({ plan: { branchedFrom: null, grids: [{}, {}, {}] } });
});

test("whoever may not edit may neither copy, rename nor delete, and is told what is needed", async () => {
  const plan = await storeDivision(db, "c0", SOUND);
  for (const [mutation, more] of [
    ["renamePlan", { name: "x" }],
    ["deletePlan", {}],
  ] as const) {
    const { errors } = await answerTo(server, REVIEWER, mutation, plan, more);
    expect(errors?.[0].extensions.code).toBe("FORBIDDEN");
  }
  const shown = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { viewerCanDelete viewerCanBranch } }`,
    { id: toGlobalId("Plan", plan.id) },
    { as: REVIEWER },
  );
  expect(shown).toEqual({ plan: { viewerCanDelete: false, viewerCanBranch: false } });
});

test("a draft that nobody has touched for years is still there when the server has started anew", async () => {
  const draft = await branch(await storeDivision(db, "c0", SOUND), { name: "十年前" });
  const old = new Date("2016-01-01T00:00:00Z");
  await db("plans").where({ id: draft.id }).update({ created_at: old, updated_at: old });
  const before = await content(draft.id);
  await server.close();
  server = await startTestServer();
  await read(server, `{ plans { nodes { id } } }`, {}, { as: ANNA });
  const id = toGlobalId("Community", await communityId(db, "c0"));
  const planning = await read(
    server,
    `mutation ($id: ID!) { proposePlan(input: { communityId: $id, effort: 0.1 }) {
       job { id } userErrors { code } } }`,
    { id },
    { as: ANNA },
  );
  expect(at(planning, "proposePlan", "userErrors")).toEqual([]);
  expect(await content(draft.id)).toEqual(before);
  const next = await edited("nameGrid", draft, {
    gridId: await gridOf(draft.id, "c0-b8"),
    name: "北片",
  });
  expect(next.version).toBe(2);
});
