/** Two people on one draft: nobody overwrites the other, and everybody sees what is done. */
import { SYSTEM } from "../../src/auth/viewer";
import { followEdits } from "../../src/editing/follow-edits.service";
import { importDataset } from "../../src/exchange/import.service";
import { JobSignals } from "../../src/jobs/job-signals";
import { testDb } from "../support/database";
import { PLANNER } from "./support/divisions";
import {
  buildings,
  draftOf,
  edit,
  EDIT,
  edited,
  gridId,
  gridsOf,
  type DraftSeen,
} from "./support/drafts";
import { done, soundOf } from "./support/plan-life";
import {
  at,
  followByEventStream,
  followByWebSocket,
  person,
  startTestServer,
  type Answer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

const ANNA = person("PLANNER", "640104001", "anna");
const BERT = person("PLANNER", "640104", "bert");

let server: TestServer;
let communities = 0;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(8), SYSTEM);
  server = await startTestServer();
});
afterAll(() => server.close());

async function draft(): Promise<
  DraftSeen & { readonly of: (...n: number[]) => Promise<string[]> }
> {
  const community = `c${communities}`;
  communities += 1;
  return {
    ...(await draftOf(testDb(), community, soundOf(community))),
    of: (...numbers) => buildings(testDb(), ...numbers.map((n) => `${community}-b${n}`)),
  };
}

/** What a map shows: the outline of each grid by its id. */
type OnMap = Readonly<Record<string, { readonly label: string; readonly polygon: unknown }>>;

async function mapOf(plan: Pick<DraftSeen, "id">): Promise<OnMap> {
  const grids = Object.values(await gridsOf(server, plan));
  return Object.fromEntries(
    grids.map(({ id, label, polygon }) => [id as string, { label: label as string, polygon }]),
  );
}

/** Takes over what some edits tell of their grids: all that a map has to do. */
function takeOver(map: OnMap, edits: readonly Tree[]): OnMap {
  const next = { ...map };
  for (const { changedGrids } of edits) {
    for (const { gridId: id, grid } of changedGrids as { gridId: string; grid: Tree | null }[]) {
      if (grid === null) delete next[id];
      else next[id] = { label: grid.label as string, polygon: grid.polygon };
    }
  }
  return next;
}

test("who comes second is refused, and gets what was missed with all that a map needs", async () => {
  const plan = await draft();
  const seen = await mapOf(plan);
  const south = await gridId(server, plan, "003");
  const input = { buildingIds: await plan.of(3), toGridId: south };
  const one = await edited(server, "moveBuildings", plan, input, ANNA);
  const two = await edited(
    server,
    "moveBuildings",
    one.draft,
    { buildingIds: await plan.of(8), toNewGrid: {} },
    ANNA,
  );
  const late = await edit(
    server,
    "moveBuildings",
    plan,
    { buildingIds: await plan.of(4), toGridId: south },
    BERT,
  );
  expect(late).toMatchObject({
    edit: null,
    effect: null,
    plan: { version: two.draft.version, metrics: { grids: 4 } },
    userErrors: [{ code: "CONFLICT", path: ["expectedVersion"] }],
    missedEdits: [
      { no: 1, kind: "MOVE", actor: { id: "anna" } },
      { no: 2, kind: "MOVE", actor: { id: "anna" } },
    ],
  });
  expect(at(late, "userErrors", 0, "message", "zh")).toContain(ANNA.name);
  expect(takeOver(seen, late.missedEdits as Tree[])).toEqual(await mapOf(plan));
  // Having seen it, Bert goes on from there.
  await edited(
    server,
    "moveBuildings",
    two.draft,
    { buildingIds: await plan.of(4), toGridId: south },
    BERT,
  );
});

test("of two who edit the same version at once, one is first", async () => {
  const plan = await draft();
  const inputs = [
    { buildingIds: await plan.of(3), toGridId: await gridId(server, plan, "003") },
    { buildingIds: await plan.of(6), toGridId: await gridId(server, plan, "002") },
  ];
  const answers = await Promise.all(
    [ANNA, BERT].map((who, i) => edit(server, "moveBuildings", plan, inputs[i], who)),
  );
  const [first, second] = answers[0].edit === null ? [answers[1], answers[0]] : answers;
  expect(first).toMatchObject({ edit: { no: 1 }, userErrors: [] });
  expect(second).toMatchObject({
    edit: null,
    missedEdits: [{ no: 1 }],
    userErrors: [{ code: "CONFLICT" }],
  });
  expect(await testDb()("plan_edits").where({ plan_id: uuid(plan) })).toHaveLength(1);
});

test("what was decided meanwhile is no missed edit, but the plan tells of it", async () => {
  const plan = await draft();
  const locked = await edit(server, "lockGrids", plan, {
    gridIds: [await gridId(server, plan, "001")],
  });
  const version = at(locked, "plan", "version") as number;
  await done(server, PLANNER, "submitPlan", { id: uuid(plan), version });
  const late = await edit(server, "undoEdit", { id: plan.id, version });
  expect(late).toMatchObject({
    missedEdits: [],
    plan: { state: "SUBMITTED", version: version + 1 },
    userErrors: [{ code: "CONFLICT" }],
  });
  const now = await edit(server, "undoEdit", { id: plan.id, version: version + 1 });
  expect(now).toMatchObject({ userErrors: [{ code: "WRONG_STATE" }] });
});

const FOLLOW = `subscription ($id: ID!, $since: Int) {
  planEdited(planId: $id, sinceVersion: $since) { ${EDIT} } }`;

test.each([
  ["WebSocket", followByWebSocket],
  ["server-sent events", followByEventStream],
])("a map that follows a draft by %s is always up to date", async (_, follow) => {
  const plan = await draft();
  let onMap = await mapOf(plan);
  const told: Tree[] = [];
  let heard: () => void = () => undefined;
  const listen = (answer: Answer): void => {
    const entry = at(answer, "data", "planEdited") as Tree;
    told.push(entry);
    onMap = takeOver(onMap, [entry]);
    heard();
  };
  const next = async (count: number): Promise<void> => {
    while (told.length < count) await new Promise<void>((resolve) => (heard = resolve));
  };
  // The first edit was made before Bert began to follow, and after he had read the plan.
  const south = await gridId(server, plan, "003");
  let current = (
    await edited(
      server,
      "moveBuildings",
      plan,
      { buildingIds: await plan.of(3), toGridId: south },
      ANNA,
    )
  ).draft;
  const variables = { id: plan.id, since: plan.version };
  const end = follow(server, FOLLOW, variables, listen, { as: BERT });
  await next(1);
  expect(onMap).toEqual(await mapOf(plan));
  const deeds: [string, object][] = [
    ["moveBuildings", { buildingIds: await plan.of(8), toNewGrid: {} }],
    ["mergeGrids", { gridIds: [await gridId(server, plan, "002"), south] }],
    ["undoEdit", {}],
    ["goToEdit", { editNo: 0 }],
  ];
  for (const [i, [mutation, input]] of deeds.entries()) {
    current = (await edited(server, mutation, current, { ...input }, ANNA)).draft;
    await next(i + 2);
    expect([mutation, onMap]).toEqual([mutation, await mapOf(plan)]);
  }
  expect(told.map(({ kind }) => kind)).toEqual(["MOVE", "MOVE", "MERGE", "UNDO", "JUMP"]);
  expect(told.map(({ actor }) => at(actor, "id"))).toEqual(Array(5).fill("anna"));
  // It ends with the draft.
  await testDb()("plans")
    .where({ id: uuid(plan) })
    .update({ division_no: null });
  await testDb()("plans")
    .where({ id: uuid(plan) })
    .delete();
  await end;
});

test("who may not read the community does not learn whether there is such a plan", async () => {
  const plan = await draft();
  const [answer] = await followByWebSocket(server, FOLLOW, { id: plan.id }, undefined, {
    as: person("PLANNER", "640105"),
  });
  expect(answer.errors?.[0].extensions.code).toBe("NOT_FOUND");
});

test("an edit in another process is told soon", async () => {
  const plan = await draft();
  // Signals that nobody gives: as if the edit came from elsewhere.
  const context = { db: testDb(), signals: new JobSignals(), viewer: PLANNER };
  const edits = await followEdits(context, { planId: uuid(plan), sinceVersion: null });
  const first = edits.next();
  await edited(server, "lockGrids", plan, { gridIds: [await gridId(server, plan, "001")] });
  expect((await first).value).toMatchObject({ kind: "LOCK", no: 1 });
  await edits.return?.();
});

function uuid({ id }: Pick<DraftSeen, "id">): string {
  return Buffer.from(id, "base64url").toString().split(":")[1];
}
