/** Back and forth through the history of a draft by the API, to every state there was. */
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { PLANNER } from "./support/divisions";
import {
  buildings,
  draftOf,
  edited,
  gridId,
  gridsOf,
  refusedEdit,
  type DraftSeen,
} from "./support/drafts";
import { soundOf } from "./support/plan-life";
import {
  at,
  ask,
  person,
  read,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
let communities = 0;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(6), SYSTEM);
  server = await startTestServer();
});
afterAll(() => server.close());

const HISTORY = `query ($id: ID!, $first: Int!, $after: String) { plan(id: $id) {
  isEdited viewerCanEdit undoable { no message { en } } redoable { no message { zh } }
  edits(first: $first, after: $after) {
    nodes { no kind planVersion isCurrent isUndone message { zh en } actor { id role }
      changedGrids { gridId before { label households } after { label households } grid { label } } }
    pageInfo { hasNextPage endCursor } } } }`;

async function historyOf(plan: Pick<DraftSeen, "id">, page: object = {}): Promise<Tree> {
  const data = await read(server, HISTORY, { id: plan.id, first: 100, ...page }, { as: PLANNER });
  return at(data, "plan") as Tree;
}

/** Numbers of the entries, newest first, with what is true of each. */
async function listOf(plan: Pick<DraftSeen, "id">): Promise<string[]> {
  const edits = at(await historyOf(plan), "edits", "nodes") as Tree[];
  return edits.map(
    ({ no, kind, isCurrent, isUndone }) =>
      `${no as number} ${kind as string}${isCurrent === true ? " now" : ""}` +
      (isUndone === true ? " undone" : ""),
  );
}

/** A draft after four edits, and what the map showed before the first and after each. */
async function editedDraft() {
  const community = `c${communities}`;
  communities += 1;
  const start = await draftOf(testDb(), community, soundOf(community));
  const of = (...numbers: number[]) =>
    buildings(testDb(), ...numbers.map((n) => `${community}-b${n}`));
  const states = [await gridsOf(server, start)];
  const south = await gridId(server, start, "003");
  let draft = start;
  for (const [mutation, input] of [
    ["moveBuildings", { buildingIds: await of(3), toGridId: south }],
    ["nameGrid", { gridId: south, name: "南门" }],
    ["moveBuildings", { buildingIds: await of(8), toNewGrid: {} }],
    ["lockGrids", { gridIds: [south] }],
  ] as const) {
    ({ draft } = await edited(server, mutation, draft, input));
    states.push(await gridsOf(server, draft));
  }
  return { start, draft, states, of };
}

test("undo and redo go through every state, as often as one likes", async () => {
  const { draft: last, states } = await editedDraft();
  let draft = last;
  for (const round of [1, 2]) {
    for (const no of [3, 2, 1, 0]) {
      ({ draft } = await edited(server, "undoEdit", draft));
      expect([round, no, await gridsOf(server, draft)]).toEqual([round, no, states[no]]);
    }
    expect(await refusedEdit(server, "undoEdit", draft)).toEqual([
      { code: "NOTHING_TO_UNDO", path: null },
    ]);
    for (const no of [1, 2, 3, 4]) {
      ({ draft } = await edited(server, "redoEdit", draft));
      expect([round, no, await gridsOf(server, draft)]).toEqual([round, no, states[no]]);
    }
    expect(await refusedEdit(server, "redoEdit", draft)).toEqual([
      { code: "NOTHING_TO_REDO", path: null },
    ]);
  }
});

test("one can go to every state, those that were undone included", async () => {
  const { draft: last, states, of } = await editedDraft();
  let { draft } = await edited(server, "goToEdit", last, { editNo: 1 });
  expect(await gridsOf(server, draft)).toEqual(states[1]);
  // Another branch of the history.
  const away = await gridId(server, draft, "001");
  ({ draft } = await edited(server, "moveBuildings", draft, {
    buildingIds: await of(5),
    toGridId: away,
  }));
  const branch = await gridsOf(server, draft);
  expect(await listOf(draft)).toEqual([
    "6 MOVE now",
    "5 JUMP",
    "4 LOCK undone",
    "3 MOVE undone",
    "2 NAME undone",
    "1 MOVE",
  ]);
  for (const editNo of [4, 0, 2, 3, 1]) {
    ({ draft } = await edited(server, "goToEdit", draft, { editNo }));
    expect([editNo, await gridsOf(server, draft)]).toEqual([editNo, states[editNo]]);
  }
  ({ draft } = await edited(server, "goToEdit", draft, { editNo: 6 }));
  expect(await gridsOf(server, draft)).toEqual(branch);
  expect(await refusedEdit(server, "goToEdit", draft, { editNo: 6 })).toEqual([
    { code: "ALREADY_THERE", path: null },
  ]);
  expect(await refusedEdit(server, "goToEdit", draft, { editNo: 99 })).toEqual([
    { code: "NOT_FOUND", path: ["editNo"] },
  ]);
  // Nothing is lost, and redo goes where the plan was last.
  ({ draft } = await edited(server, "undoEdit", draft));
  expect(await gridsOf(server, draft)).toEqual(states[1]);
  ({ draft } = await edited(server, "redoEdit", draft));
  expect(await gridsOf(server, draft)).toEqual(branch);
});

test("a step can be tried first, and tells what it changes", async () => {
  const { draft, states } = await editedDraft();
  const { payload, draft: same } = await edited(server, "goToEdit", draft, {
    editNo: 0,
    dryRun: true,
  });
  expect(same.version).toBe(draft.version);
  expect(payload).toMatchObject({ edit: null, effect: { after: { grids: 3 } } });
  const after = at(payload, "effect", "changedGrids") as { gridId: string; after: Tree | null }[];
  for (const { gridId: id, after: state } of after) {
    const stored = Object.values(states[0]).find((grid) => grid.id === id);
    expect(state?.polygon).toEqual(stored?.polygon);
  }
  expect(await gridsOf(server, draft)).toEqual(states[4]);
});

test("the history says who did what, newest first, in both languages", async () => {
  const { start, draft: last } = await editedDraft();
  const other = person("PLANNER", "640104001", "other");
  const { draft } = await edited(server, "undoEdit", last, {}, other);
  const history = await historyOf(draft);
  expect(history).toMatchObject({
    isEdited: true,
    viewerCanEdit: true,
    undoable: { no: 3 },
    redoable: { no: 4, message: { zh: "锁定网格004。" } },
  });
  const edits = at(history, "edits", "nodes") as Tree[];
  expect(
    edits.map(({ no, message, actor }) => [
      no,
      at(message, "zh"),
      at(message, "en"),
      at(actor, "id"),
    ]),
  ).toEqual([
    [5, "撤销第4步：锁定网格004。", "Undid edit 4: Locked grid 004.", "other"],
    [4, "锁定网格004。", "Locked grid 004.", PLANNER.id],
    [3, "将9号楼（100户）划为新网格002。", "Made grid 002 of 9号楼 (100 households).", PLANNER.id],
    [2, "将网格003命名为“南门”。", "Named grid 003 “南门”.", PLANNER.id],
    [1, "将4号楼（100户）移入网格003。", "Moved 4号楼 (100 households) to grid 003.", PLANNER.id],
  ]);
  expect(edits.map(({ planVersion }) => planVersion)).toEqual(
    [5, 4, 3, 2, 1].map((n) => start.version + n),
  );
  // Labels of then, and the grid of now.
  expect(at(edits[4], "changedGrids", 1)).toMatchObject({
    after: { label: "003", households: 400 },
    grid: { label: "004" },
  });
});

test("the history comes in pages, which stay where they are while it grows", async () => {
  const { draft } = await editedDraft();
  const first = at(await historyOf(draft, { first: 2 }), "edits");
  await edited(server, "undoEdit", draft);
  const numbers = (page: unknown): unknown[] => (at(page, "nodes") as Tree[]).map(({ no }) => no);
  const after = at(first, "pageInfo", "endCursor");
  const second = at(await historyOf(draft, { first: 2, after }), "edits");
  expect([numbers(first), numbers(second)]).toEqual([
    [4, 3],
    [2, 1],
  ]);
  expect(at(second, "pageInfo", "hasNextPage")).toBe(false);
  const forged = Buffer.from(JSON.stringify(["edits", "1 or 1", draft.id])).toString("base64url");
  const { errors } = await ask(server, HISTORY, { id: draft.id, first: 2, after: forged });
  expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
});

test("a plan that nobody has edited says so, and who may not edit it is told so", async () => {
  const community = `c${communities}`;
  communities += 1;
  const plan = await draftOf(testDb(), community, soundOf(community));
  expect(await historyOf(plan)).toMatchObject({
    isEdited: false,
    undoable: null,
    redoable: null,
    edits: { nodes: [] },
  });
  const query = `query ($id: ID!) { plan(id: $id) { viewerCanEdit } }`;
  for (const [role, may] of [
    ["PLANNER", true],
    ["REVIEWER", false],
    ["APPROVER", false],
    ["ADMIN", false],
    ["VIEWER", false],
  ] as const) {
    const data = await read(server, query, { id: plan.id }, { as: person(role, "640104") });
    expect([role, at(data, "plan", "viewerCanEdit")]).toEqual([role, may]);
  }
  expect(await refusedEdit(server, "goToEdit", plan, { editNo: 0 })).toEqual([
    { code: "ALREADY_THERE", path: null },
  ]);
});
