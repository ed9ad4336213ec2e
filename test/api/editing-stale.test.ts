import { SYSTEM } from "../../src/auth/viewer";
import type { Editing } from "../../src/editing/edit.service";
import { createEnginePool, type EnginePool } from "../../src/engine-threads/pool";
import { importDataset } from "../../src/exchange/import.service";
import { revalidatePlan } from "../../src/plan/revalidate.service";
import type { Plan } from "../../src/plan/plan";
import { emptyTables, testDb } from "../support/database";
import { approve, PLANNER, storeDivision } from "./support/divisions";
import {
  assessedAnew,
  edit,
  editingOn,
  gridWith,
  ids,
  move,
  refusedCodes,
  shown,
  step,
} from "./support/editing";
import { SOUND } from "./support/plan-life";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let editing: Editing;
let pool: EnginePool;
beforeAll(() => {
  editing = editingOn(testDb());
  pool = createEnginePool({ threads: 1 });
});
beforeEach(async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
});
afterAll(async () => {
  await editing.editor.close();
  await pool.close();
});

const soundDraft = (): Promise<Plan> => storeDivision(testDb(), "c0", SOUND);

const setHouseholds = (building: string, households: number): Promise<unknown> =>
  testDb()("buildings").where({ external_id: building }).update({ households });

function revalidate({ id, version }: Plan): Promise<Plan> {
  const { db, editor } = editing;
  return revalidatePlan({ db, pool, editor }, PLANNER, { planId: id, expectedVersion: version });
}

test("a draft whose basis has changed is edited no more until it is revalidated", async () => {
  const draft = await soundDraft();
  await setHouseholds("c0-b0", 150);
  expect(await refusedCodes(move(editing, draft, ["c0-b2"], "c0-b3"))).toEqual(["STALE_BASIS"]);
  const { plan } = await move(editing, await revalidate(draft), ["c0-b2"], "c0-b3");
  expect(plan.metrics.households).toBe(950);

  await setHouseholds("c0-b0", 160);
  expect(await refusedCodes(move(editing, plan, ["c0-b5"], "c0-b6"))).toEqual(["STALE_BASIS"]);
  expect(await refusedCodes(step(editing, plan, { type: "UNDO" }))).toEqual(["STALE_BASIS"]);
});

test("a draft that has its old basis back is edited on", async () => {
  const draft = await soundDraft();
  const { plan } = await move(editing, draft, ["c0-b2"], "c0-b3");
  await setHouseholds("c0-b0", 150);
  await setHouseholds("c0-b0", 100);
  const undone = await step(editing, plan, { type: "UNDO" });
  expect(undone.edit).toMatchObject({ toDivision: 1 });
});

test("revalidation is an edit that keeps names, locks, notes, wishes and what is in no grid", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const [south, north] = [
    await gridWith(db, draft.id, "c0-b0"),
    await gridWith(db, draft.id, "c0-b8"),
  ];
  const buildingIds = await ids(db, "c0-b0", "c0-b1");
  let { plan } = await edit(editing, draft, { type: "KEEP_TOGETHER", buildingIds });
  ({ plan } = await edit(editing, plan, { type: "NAME", gridId: south, name: "南片" }));
  ({ plan } = await edit(editing, plan, { type: "LOCK", gridIds: [north] }));
  ({ plan } = await edit(editing, plan, { type: "SET_REDUCED", gridId: south, note: "安置小区" }));
  const five = { buildingIds: await ids(db, "c0-b5"), estateIds: [], places: [] };
  ({ plan } = await edit(editing, plan, { type: "RELEASE", ...five }));
  await setHouseholds("c0-b0", 150);
  const fresh = await revalidate(plan);

  expect(fresh).toMatchObject({ version: 7, metrics: { households: 850 } });
  const grids = new Map((await shown(db, draft.id)).grids.map((grid) => [grid.id, grid]));
  expect(grids.get(south)).toMatchObject({
    name: "南片",
    reduced_note: "安置小区",
    households: 350,
  });
  expect(grids.get(north)).toMatchObject({ locked: true });
  expect(await db("plan_buildings").where({ building_id: five.buildingIds[0] })).toEqual([]);
  expect(
    await db("plan_edits").where({ plan_id: plan.id }).orderBy("no", "desc").first(),
  ).toMatchObject({ no: 6, kind: "REVALIDATE", plan_version: 7, from_division: 6, to_division: 7 });
  expect(await db("plan_grounds").where({ plan_id: plan.id })).toHaveLength(2);
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));
  // The wish still holds.
  expect(await refusedCodes(move(editing, fresh, ["c0-b0"], "c0-b3"))).toEqual(["WISH_BROKEN"]);
});

test("undo does not cross a revalidation, but any earlier division can be restored on the data of now", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const one = await move(editing, draft, ["c0-b2"], "c0-b3");
  const five = { buildingIds: await ids(db, "c0-b5"), estateIds: [], places: [] };
  const two = await edit(editing, one.plan, { type: "RELEASE", ...five });
  const before = (await shown(db, draft.id)).buildings;
  const three = await move(editing, two.plan, ["c0-b4"], "c0-b7");
  await setHouseholds("c0-b0", 150);
  const fresh = await revalidate(three.plan);
  expect(await refusedCodes(step(editing, fresh, { type: "UNDO" }))).toEqual(["OTHER_GROUND"]);
  const jumped = await step(editing, fresh, { type: "JUMP", editNo: 2 });
  expect(jumped.edit).toMatchObject({ kind: "JUMP", fromDivision: 5, toDivision: 6 });
  expect((await shown(db, draft.id)).buildings).toEqual(before);
  expect(jumped.plan.metrics.households).toBe(850);
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));
  const undone = await step(editing, jumped.plan, { type: "UNDO" });
  expect(undone.edit).toMatchObject({ toDivision: 5 });
});

test("an edited plan that was approved is revalidated as it was edited", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const { plan } = await move(editing, draft, ["c0-b2"], "c0-b3");
  const reasons = await approve(db, plan);
  await setHouseholds("c0-b8", 101);
  const fresh = await revalidate(reasons);
  expect(fresh).toMatchObject({ state: "APPROVED", metrics: { households: 901 } });
  expect(await refusedCodes(move(editing, fresh, ["c0-b0"], "c0-b3"))).toEqual(["WRONG_STATE"]);
});
