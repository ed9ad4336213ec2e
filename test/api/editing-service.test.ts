import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import type { Editing } from "../../src/editing/edit.service";
import { importDataset } from "../../src/exchange/import.service";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { storeDivision } from "./support/divisions";
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
beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  editing = editingOn(testDb());
});
afterAll(() => editing.editor.close());

const soundDraft = (): Promise<Plan> => storeDivision(testDb(), "c0", SOUND);

test("a move is stored, and the tables show what a fresh assessment gives", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const { plan, edit: entry, effect } = await move(editing, draft, ["c0-b2"], "c0-b3");
  expect(plan.version).toBe(2);
  expect(entry).toMatchObject({
    no: 1,
    kind: "MOVE",
    planVersion: 2,
    fromDivision: 1,
    toDivision: 2,
  });
  expect(effect).toMatchObject({ householdsMoved: 100, buildingIds: await ids(db, "c0-b2") });
  expect(effect.grids.map(({ before, after }) => [before?.households, after?.households])).toEqual([
    [300, 400],
    [300, 200],
  ]);
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));
});

test("a dry run tells the same effect and writes nothing", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const before = await shown(db, draft.id);
  const tried = await move(editing, draft, ["c0-b2"], "c0-b3", { dryRun: true });
  expect(tried).toMatchObject({ edit: null, plan: { version: 1 } });
  expect(await shown(db, draft.id)).toEqual(before);
  expect(await db("plan_divisions").where({ plan_id: draft.id })).toEqual([]);
  const { effect } = await move(editing, draft, ["c0-b2"], "c0-b3");
  expect(tried.effect).toEqual(effect);
});

test("undo and redo lead through every state, and an edit after an undo begins another branch", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const one = await move(editing, draft, ["c0-b2"], "c0-b3");
  const afterOne = await shown(db, draft.id);
  const two = await move(editing, one.plan, ["c0-b5"], "c0-b6");
  const afterTwo = await shown(db, draft.id);
  const back = await step(editing, two.plan, { type: "UNDO" });
  expect(await shown(db, draft.id)).toEqual(afterOne);
  const again = await step(editing, back.plan, { type: "REDO" });
  expect(await shown(db, draft.id)).toEqual(afterTwo);

  const undone = await step(editing, again.plan, { type: "UNDO" });
  const branch = await move(editing, undone.plan, ["c0-b4"], "c0-b7");
  const afterBranch = await shown(db, draft.id);
  expect(branch.edit).toMatchObject({ fromDivision: 2, toDivision: 4 });
  expect(await refusedCodes(step(editing, branch.plan, { type: "REDO" }))).toEqual([
    "NOTHING_TO_REDO",
  ]);
  const jumped = await step(editing, branch.plan, { type: "JUMP", editNo: 2 });
  expect(await shown(db, draft.id)).toEqual(afterTwo);
  const up = await step(editing, jumped.plan, { type: "UNDO" });
  // The branch that was left last.
  const down = await step(editing, up.plan, { type: "REDO" });
  expect(down.edit).toMatchObject({ kind: "REDO", fromDivision: 2, toDivision: 3 });
  const last = await step(editing, down.plan, { type: "JUMP", editNo: 6 });
  expect(await shown(db, draft.id)).toEqual(afterBranch);
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));
  const first = await step(editing, last.plan, { type: "JUMP", editNo: null });
  expect(first.edit).toMatchObject({ kind: "JUMP", edit: { editNo: null }, toDivision: 1 });
  expect(await refusedCodes(step(editing, first.plan, { type: "UNDO" }))).toEqual([
    "NOTHING_TO_UNDO",
  ]);
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));
});

test("what is released has no rows, and gets them back", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const buildingIds = await ids(db, "c0-b0", "c0-b1", "c0-b2");
  const gone = await gridWith(db, draft.id, "c0-b0");
  const movable = { buildingIds, estateIds: [], places: [] };
  const released = await edit(editing, draft, { type: "RELEASE", ...movable });
  const now = await shown(db, draft.id);
  expect(now.grids).toHaveLength(2);
  expect(now.buildings).toHaveLength(6);
  expect(now).toEqual(await assessedAnew(db, draft.id));
  expect(released.plan.findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["BUILDING_WITHOUT_GRID", "GRID_EMPTIED"]),
  );
  await edit(editing, released.plan, { type: "MOVE", to: { gridId: gone }, ...movable });
  const back = await shown(db, draft.id);
  expect(back.grids).toHaveLength(3);
  expect(back.buildings).toHaveLength(9);
  expect(back).toEqual(await assessedAnew(db, draft.id));
});

test("only rows that are not as before are written", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const south = await gridWith(db, draft.id, "c0-b0");
  const one = await edit(editing, draft, { type: "NAME", gridId: south, name: "南片" });
  const before = await written(db, draft.id);
  await move(editing, one.plan, ["c0-b5"], "c0-b8");
  const after = await written(db, draft.id);
  expect(after.grids.size).toBe(3);
  expect(after.grids.get(south)).toBe(before.grids.get(south));
  expect(changed(before.cells, after.cells)).toHaveLength(1);
  expect(changed(before.buildings, after.buildings)).toEqual(await ids(db, "c0-b5"));
});

test("a lock or a name writes one row, and nothing of what it does not touch", async () => {
  const db = testDb();
  const draft = await soundDraft();
  const one = await move(editing, draft, ["c0-b2"], "c0-b3");
  const before = await written(db, draft.id);
  const gridId = await gridWith(db, draft.id, "c0-b6");
  const locked = await edit(editing, one.plan, { type: "LOCK", gridIds: [gridId] });
  expect(locked.effect.grids).toMatchObject([
    { gridId, before: { locked: false }, after: { locked: true } },
  ]);
  const after = await written(db, draft.id);
  expect(changed(before.grids, after.grids)).toEqual([gridId]);
  expect(after.cells).toEqual(before.cells);
  expect(await refusedCodes(move(editing, locked.plan, ["c0-b3"], "c0-b8"))).toEqual([
    "GRID_LOCKED",
  ]);
  const named = await edit(editing, locked.plan, { type: "NAME", gridId, name: "北片" });
  expect(await db("plan_grids").where({ id: gridId }).first()).toMatchObject({
    name: "北片",
    locked: true,
  });
  expect(await shown(db, draft.id)).toEqual(await assessedAnew(db, draft.id));
  await step(editing, named.plan, { type: "JUMP", editNo: 1 });
  expect(await db("plan_grids").where({ id: gridId }).first()).toMatchObject({
    name: null,
    locked: false,
  });
});

/** What names the rows that are not the same any more. */
function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after.keys()].filter((name) => before.get(name) !== after.get(name));
}

/** Which version of each row there is, by what names it. */
async function written(db: Knex, planId: string) {
  const rows = async (table: string, name: string) =>
    new Map(
      (
        await db(table)
          .where({ plan_id: planId })
          .select<{ name: string; row: string }[]>(
            db.raw("cast(?? as text) as name", [name]),
            db.raw("cast(ctid as text) || '/' || cast(xmin as text) as row"),
          )
      ).map((one) => [one.name, one.row]),
    );
  return {
    grids: await rows("plan_grids", "id"),
    cells: await rows("plan_cells", "no"),
    buildings: await rows("plan_buildings", "building_id"),
  };
}
