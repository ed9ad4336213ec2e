import { SYSTEM } from "../../src/auth/viewer";
import { applyDraft, type Editing } from "../../src/editing/edit.service";
import { MissedEdits, type Step } from "../../src/editing/editing";
import { createRandom } from "../../src/engine";
import { importDataset } from "../../src/exchange/import.service";
import type { Plan } from "../../src/plan/plan";
import { RefusedError } from "../../src/refusal";
import { testDb } from "../support/database";
import { PLANNER, storeDivision } from "./support/divisions";
import {
  assessedAnew,
  edit,
  editingOn,
  ids,
  move,
  refusedCodes,
  shown,
  step,
} from "./support/editing";
import { SOUND, soundOf } from "./support/plan-life";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(240_000);

let editing: Editing;
beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(2), SYSTEM);
  editing = editingOn(testDb(), 1);
});
afterAll(() => editing.editor.close());

const soundDraft = (): Promise<Plan> => storeDivision(testDb(), "c0", SOUND);

/** The latest of a plan, whatever was done. */
async function versionOf(id: string): Promise<Pick<Plan, "id" | "version">> {
  const [row] = await testDb()("plans").where({ id }).select("id", "version");
  return row;
}

test("whatever is edited, undone, redone and gone to, the tables show the division of now", async () => {
  const db = testDb();
  const { id } = await soundDraft();
  const random = createRandom(5);
  const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)];
  const building = () => `c0-b${random.below(9)}`;
  const steps: readonly (() => Step)[] = [
    () => ({ type: "UNDO" }),
    () => ({ type: "REDO" }),
    () => ({ type: "JUMP", editNo: 1 + random.below(6) }),
    () => ({ type: "JUMP", editNo: null }),
  ];
  let done = 0;
  for (let i = 0; i < 40; i += 1) {
    const plan = await versionOf(id);
    const [one] = await ids(db, building());
    const movable = { buildingIds: [one], estateIds: [], places: [] };
    const grids = await db("plan_grids").where({ plan_id: id }).orderBy("label").pluck("id");
    const gridId = pick(grids);
    const acts = [
      () => edit(editing, plan, { type: "MOVE", to: { gridId }, ...movable }),
      () => edit(editing, plan, { type: "MOVE", to: { newGrid: "STANDARD" }, ...movable }),
      () => edit(editing, plan, { type: "RELEASE", ...movable }),
      () => edit(editing, plan, { type: "SPLIT", gridId, line: null }),
      () => edit(editing, plan, { type: "MERGE", gridIds: [gridId, pick(grids)] }),
      () => edit(editing, plan, { type: "CARVE", name: "市场", ...movable }),
      () => edit(editing, plan, { type: "NAME", gridId, name: `片${i}` }),
      () => step(editing, plan, pick(steps)()),
      () => step(editing, plan, pick(steps)()),
    ];
    try {
      await pick(acts)();
      done += 1;
    } catch (error) {
      // An edit that makes no sense here is refused, and changes nothing.
      if (!(error instanceof RefusedError)) throw error;
      expect((await versionOf(id)).version).toBe(plan.version);
    }
    if (i % 4 === 3) expect(await shown(db, id)).toEqual(await assessedAnew(db, id));
  }
  expect(done).toBeGreaterThan(20);
  expect(await db("plan_edits").where({ plan_id: id })).toHaveLength(done);
});

test("of two people who edit the same version one wins, and the other is told what was missed", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const first = await move(editing, draft, ["c0-b2"], "c0-b3");
  const both = await Promise.allSettled([
    move(editing, first.plan, ["c0-b3"], "c0-b6"),
    move(editing, first.plan, ["c0-b5"], "c0-b8"),
  ]);
  const won = both.filter((one) => one.status === "fulfilled").map(({ value }) => value);
  const lost = both.filter((one) => one.status === "rejected").map(({ reason }): unknown => reason);
  expect([won.length, lost.length]).toEqual([1, 1]);
  const [refusal] = lost;
  if (!(refusal instanceof MissedEdits)) throw refusal;
  expect(refusal.missed).toEqual([won[0].edit]);
  expect(await db("plan_edits").where({ plan_id: draft.id })).toHaveLength(2);
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));

  // Two versions behind: everything since, in its order.
  const late: unknown = await move(editing, draft, ["c0-b4"], "c0-b7").catch(
    (error: unknown) => error,
  );
  if (!(late instanceof MissedEdits)) throw late;
  expect(late.missed.map(({ no }) => no)).toEqual([1, 2]);
});

test("a draft is edited on after its ground was closed for another, and by a server that is new", async () => {
  const db = testDb();
  // The editor of this file keeps one ground open.
  const here = await soundDraft();
  const there = await storeDivision(db, "c1", soundOf("c1"));
  const one = await move(editing, here, ["c0-b2"], "c0-b3");
  const other = await move(editing, there, ["c1-b2"], "c1-b3");
  const two = await move(editing, one.plan, ["c0-b5"], "c0-b6");
  await move(editing, other.plan, ["c1-b5"], "c1-b6");
  const restarted = editingOn(db);
  try {
    const undone = await step(restarted, two.plan, { type: "UNDO" });
    expect(undone.effect.householdsMoved).toBe(100);
    await move(restarted, undone.plan, ["c0-b4"], "c0-b7");
  } finally {
    await restarted.editor.close();
  }
  expect(await shown(db, here.id)).toEqual(await assessedAnew(db, here.id));
  expect(await shown(db, there.id)).toEqual(await assessedAnew(db, there.id));
});

test("a division that is made elsewhere is applied as one edit, once, to the version it was made of", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const wish = {
    planId: draft.id,
    expectedVersion: draft.version,
    kind: "REPAIR" as const,
    edit: { type: "REPAIR" },
  };
  const made = await applyDraft(editing, PLANNER, {
    ...wish,
    make: (before) => ({
      ...before,
      grids: before.grids.map((grid) => ({ ...grid, locked: true })),
    }),
  });
  expect(made.edit).toMatchObject({ kind: "REPAIR", edit: { type: "REPAIR" }, toDivision: 2 });
  expect(await db("plan_grids").where({ plan_id: draft.id, locked: true })).toHaveLength(3);
  const again = applyDraft(editing, PLANNER, { ...wish, make: (before) => before });
  expect(await refusedCodes(again)).toEqual(["CONFLICT"]);
});
