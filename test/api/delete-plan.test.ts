/** The end of drafts: who may delete which, and that nothing else does. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import {
  ANNA,
  BORIS,
  branch,
  buildings,
  content,
  edited,
  gridOf,
  historyOf,
  remove,
  SHOWN,
} from "./support/branches";
import { communityId, storeDivision } from "./support/divisions";
import { answerTo, call, codesOf, done, SOUND } from "./support/plan-life";
import { at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const REVIEWER = person("REVIEWER", "640104001");

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(1), SYSTEM);
});
afterAll(() => server.close());

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
  const copy = await branch(server, await storeDivision(db, "c0", SOUND), { name: "弃用" });
  const next = await edited(server, "nameGrid", copy, {
    gridId: await gridOf(db, copy.id, "c0-b8"),
    name: "北片",
  });
  await remark(copy.id, "可以");
  expect((await remove(server, next, BORIS)).codes).toEqual(["NOT_YOURS"]);
  expect((await remove(server, copy)).codes).toEqual(["CONFLICT"]);
  const { payload } = await remove(server, next);
  expect(payload).toEqual({
    deletedPlanId: toGlobalId("Plan", copy.id),
    plan: null,
    userErrors: [],
  });
  for (const table of ["plan_grids", "plan_cells", "plan_buildings", "plan_basis"] as const) {
    expect(await db(table).where({ plan_id: copy.id })).toEqual([]);
  }
  expect(await historyOf(db, copy.id)).toBeUndefined();
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
  expect((await remove(server, next)).codes).toEqual(["NOT_FOUND"]);
});

test("a draft without an author is any planner's; what was submitted is nobody's to delete", async () => {
  const ownerless = await storeDivision(db, "c0", SOUND);
  expect((await remove(server, ownerless, BORIS)).codes).toEqual([]);
  const copy = await branch(server, await storeDivision(db, "c0", SOUND));
  const submitted = { ...copy, ...(await done(server, ANNA, "submitPlan", copy)) };
  expect((await remove(server, submitted)).codes).toEqual(["WAS_SUBMITTED"]);
  const returned = await done(server, REVIEWER, "returnPlan", submitted, { comment: "改" });
  const { codes, payload } = await remove(server, returned);
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
  const original = await branch(server, await storeDivision(db, "c0", SOUND));
  const copy = await branch(server, original);
  expect((await remove(server, original)).codes).toEqual([]);
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

test("of an edit and a deletion at the same time one wins, and the other is told", async () => {
  for (let round = 0; round < 8; round++) {
    const draft = await branch(server, await storeDivision(db, "c0", SOUND));
    const moving = {
      buildingIds: await buildings(db, "c0-b3"),
      toGridId: await gridOf(db, draft.id, "c0-b0"),
    };
    const [moved, { codes }] = await Promise.all([
      call(server, BORIS, "moveBuildings", draft, moving),
      remove(server, draft),
    ]);
    const isGone = codes.length === 0;
    expect(codesOf(moved)).toEqual(isGone ? ["NOT_FOUND"] : []);
    expect(codes).toEqual(isGone ? [] : ["CONFLICT"]);
    expect(await db("plans").where({ id: draft.id })).toHaveLength(isGone ? 0 : 1);
    expect(await db("plan_divisions").where({ plan_id: draft.id })).toHaveLength(isGone ? 0 : 2);
  }
});

test("a draft that nobody has touched for years is still there when the server has started anew", async () => {
  const draft = await branch(server, await storeDivision(db, "c0", SOUND), { name: "十年前" });
  const old = new Date("2016-01-01T00:00:00Z");
  await db("plans").where({ id: draft.id }).update({ created_at: old, updated_at: old });
  const before = await content(db, draft.id);
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
  expect(await content(db, draft.id)).toEqual(before);
  const next = await edited(server, "nameGrid", draft, {
    gridId: await gridOf(db, draft.id, "c0-b8"),
    name: "北片",
  });
  expect(next.version).toBe(2);
});
