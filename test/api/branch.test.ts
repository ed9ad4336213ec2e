/** Drafts beside each other: copies, and their names. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { decide } from "../../src/plan/decide.service";
import type { Plan } from "../../src/plan/plan";
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
} from "./support/branches";
import { approve, divideInForce, storeDivision } from "./support/divisions";
import { call, codesOf, done, SOUND, soundOf } from "./support/plan-life";
import { at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const REVIEWER = person("REVIEWER", "640104001");

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(4), SYSTEM);
});
afterAll(() => server.close());

test("a copy has all of the plan and none of its ids, and tells where it is from", async () => {
  const plan = await storeDivision(db, "c0", SOUND);
  const copy = await branch(server, plan);
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
  expect(await content(db, copy.id)).toEqual(await content(db, plan.id));
  const ids = await db("plan_grids").whereIn("plan_id", [plan.id, copy.id]).pluck("id");
  expect(new Set(ids).size).toBe(6);
});

test("a copy of an edited draft has its division of now, and no history: edits of one do not touch the other", async () => {
  let plan: Pick<Plan, "id" | "version"> = await storeDivision(db, "c0", SOUND);
  plan = await edited(server, "moveBuildings", plan, {
    buildingIds: await buildings(db, "c0-b3"),
    toGridId: await gridOf(db, plan.id, "c0-b0"),
  });
  plan = await edited(server, "lockGrids", plan, { gridIds: [await gridOf(db, plan.id, "c0-b8")] });
  plan = await edited(server, "keepBuildings", plan, {
    buildingIds: await buildings(db, "c0-b0", "c0-b1"),
    wish: "TOGETHER",
  });
  plan = await edited(server, "releaseBuildings", plan, {
    buildingIds: await buildings(db, "c0-b5"),
  });
  const before = await content(db, plan.id);
  const copy = await branch(server, plan);
  expect(await content(db, copy.id)).toEqual(before);
  expect(await historyOf(db, copy.id)).toEqual({ divisions: 1, edits: 0, division_no: 1 });
  expect(codesOf(await call(server, ANNA, "undoEdit", copy))).toEqual(["NOTHING_TO_UNDO"]);

  // The lock came along, under the id of the copy's own grid.
  const locked = await gridOf(db, copy.id, "c0-b8");
  const moving = {
    buildingIds: await buildings(db, "c0-b7"),
    toGridId: await gridOf(db, copy.id, "c0-b0"),
  };
  expect(codesOf(await call(server, ANNA, "moveBuildings", copy, moving))).toEqual(["GRID_LOCKED"]);
  let next = await edited(server, "unlockGrids", copy, { gridIds: [locked] });
  next = await edited(server, "moveBuildings", next, moving);
  expect(await content(db, plan.id)).toEqual(before);
  const changed = await content(db, next.id);
  await edited(server, "undoEdit", plan, {});
  expect(await content(db, next.id)).toEqual(changed);
  await edited(server, "undoEdit", await edited(server, "undoEdit", next, {}), {});
  expect(await content(db, next.id)).toEqual(before);
});

test("a grid that was emptied keeps its place in the copy", async () => {
  let plan: Pick<Plan, "id" | "version"> = await storeDivision(db, "c0", SOUND);
  plan = await edited(server, "releaseBuildings", plan, {
    buildingIds: await buildings(db, "c0-b0", "c0-b1", "c0-b2"),
  });
  const copy = await branch(server, plan);
  expect(await content(db, copy.id)).toEqual(await content(db, plan.id));
  const next = await edited(server, "nameGrid", copy, {
    gridId: await gridOf(db, copy.id, "c0-b8"),
    name: "北片",
  });
  expect(await historyOf(db, next.id)).toEqual({ divisions: 2, edits: 1, division_no: 2 });
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
    const copy = await branch(server, plan);
    expect(copy.shown).toMatchObject({ state: "DRAFT", isStale: false, viewerCanDelete: true });
    const [row] = await db("plans").where({ id: copy.id });
    expect(row).toMatchObject({ submitted_at: null, deviation_reasons: [], effective_from: null });
    expect(await done(server, ANNA, "submitPlan", copy)).toMatchObject({ state: "SUBMITTED" });
  }
  // What is in force is copied on the basis that it was made on; revalidated, it can be edited.
  const inForce = await divideInForce(server, db, "c2", soundOf("c2"));
  const copy = await branch(server, inForce);
  expect(copy.shown).toMatchObject({ state: "DRAFT", isStale: true });
  const move = async (plan: Pick<Plan, "id" | "version">) =>
    call(server, ANNA, "moveBuildings", plan, {
      buildingIds: await buildings(db, "c2-b3"),
      toGridId: await gridOf(db, plan.id, "c2-b0"),
    });
  expect(codesOf(await move(copy))).toEqual(["STALE_BASIS"]);
  const fresh = await edited(server, "revalidatePlan", copy, {});
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
  const copy = await branch(server, plan);
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

test("a copy that is made while the original is edited is the one state or the other", async () => {
  for (let round = 0; round < 4; round++) {
    const draft = await branch(server, await storeDivision(db, "c0", SOUND));
    const before = await content(db, draft.id);
    const moving = {
      buildingIds: await buildings(db, "c0-b3"),
      toGridId: await gridOf(db, draft.id, "c0-b0"),
    };
    const [, copy] = await Promise.all([
      call(server, ANNA, "moveBuildings", draft, moving),
      branch(server, draft),
    ]);
    expect([before, await content(db, draft.id)]).toContainEqual(await content(db, copy.id));
  }
});
