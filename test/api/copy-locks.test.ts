/** Locks and wishes of a good plan for another draft of the same community. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { storeDivision } from "./support/divisions";
import { gridWith, ids } from "./support/editing";
import { call, codesOf, done, LARGE, SOUND, soundOf } from "./support/plan-life";
import {
  ask,
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
const REVIEWER = person("REVIEWER", "640104001");

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
});
afterAll(() => server.close());

type Draft = Pick<Plan, "id" | "version">;

const COPY = `mutation ($input: CopyLocksInput!) { copyLocks(input: $input) {
  plan { version grids { label locked } }
  edit { kind message { zh en } actor { id } changedGrids { after { locked } } }
  effect { householdsMoved }
  notTaken { code message { zh en } }
  missedEdits { kind }
  userErrors { code message { zh en } path } } }`;

async function copy(from: Draft, to: Draft, as = ANNA): Promise<Tree> {
  const input = {
    fromPlanId: toGlobalId("Plan", from.id),
    planId: toGlobalId("Plan", to.id),
    expectedVersion: to.version,
  };
  return at(await read(server, COPY, { input }, { as }), "copyLocks") as Tree;
}

async function edited(
  mutation: string,
  plan: Draft,
  more: Readonly<Record<string, unknown>>,
): Promise<Draft> {
  const { version } = await done(server, ANNA, mutation, plan, more);
  return { id: plan.id, version };
}

async function buildings(...externalIds: readonly string[]): Promise<string[]> {
  return (await ids(db, ...externalIds)).map((id) => toGlobalId("Building", id));
}

async function gridOf({ id }: Draft, externalId: string): Promise<string> {
  return toGlobalId("Grid", await gridWith(db, id, externalId));
}

/** Two grids locked, two buildings together and two apart. */
async function goodPlan(): Promise<Draft> {
  let plan: Draft = await storeDivision(db, "c0", SOUND);
  plan = await edited("lockGrids", plan, {
    gridIds: [await gridOf(plan, "c0-b0"), await gridOf(plan, "c0-b8")],
  });
  plan = await edited("keepBuildings", plan, {
    buildingIds: await buildings("c0-b0", "c0-b1"),
    wish: "TOGETHER",
  });
  return edited("keepBuildings", plan, {
    buildingIds: await buildings("c0-b0", "c0-b8"),
    wish: "APART",
  });
}

test("what fits is taken as one edit, which can be undone; the rest is told", async () => {
  const from = await goodPlan();
  // Of both locked grids only the south is the same here.
  const to = await storeDivision(db, "c0", LARGE);
  const copied = await copy(from, to);
  expect(copied).toMatchObject({
    userErrors: [],
    missedEdits: [],
    plan: { version: 2 },
    edit: {
      kind: "COPY_LOCKS",
      actor: { id: "anna" },
      message: { en: expect.stringContaining("locks and wishes") as string },
    },
    effect: { householdsMoved: 0 },
    notTaken: [{ code: "NO_SUCH_GRID" }],
  });
  expect(await lockedIn(to)).toEqual([["c0-b0", "c0-b1", "c0-b2"]]);
  const next = { id: to.id, version: 2 };
  // They hold from now on: the south is locked, and the two stay apart.
  const moving = {
    buildingIds: await buildings("c0-b3"),
    toGridId: await gridOf(next, "c0-b0"),
  };
  expect(codesOf(await call(server, ANNA, "moveBuildings", next, moving))).toEqual(["GRID_LOCKED"]);
  expect(await wishesOf(next)).toEqual([
    ["TOGETHER", ["c0-b0", "c0-b1"]],
    ["APART", ["c0-b0", "c0-b8"]],
  ]);
  const back = await edited("undoEdit", next, {});
  expect(await lockedIn(back)).toEqual([]);
  expect(await wishesOf(back)).toEqual([]);
});

async function lockedIn({ id }: Draft): Promise<string[][]> {
  const { rows } = await db.raw<{ rows: { ids: string[] }[] }>(
    `select array(select external_id from plan_buildings join buildings on buildings.id = building_id
       where grid_id = plan_grids.id order by external_id) as ids
     from plan_grids where plan_id = ? and locked order by label`,
    [id],
  );
  return rows.map(({ ids: held }) => held);
}

async function wishesOf({ id }: Draft): Promise<unknown[]> {
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { wishes { kind buildings { externalId } } } }`,
    { id: toGlobalId("Plan", id) },
    { as: ANNA },
  );
  return (at(data, "plan", "wishes") as Tree[]).map(({ kind, buildings: named }) => [
    kind,
    (named as Tree[]).map(({ externalId }) => externalId),
  ]);
}

test("what is there already, or fits nowhere, is nothing to copy", async () => {
  const from = await goodPlan();
  expect(codesOf(await copy(from, from))).toEqual(["NOTHING_TO_COPY"]);
  const bare = await storeDivision(db, "c0", SOUND);
  expect(codesOf(await copy(bare, from))).toEqual(["NOTHING_TO_COPY"]);
  let locked: Draft = await storeDivision(db, "c0", SOUND);
  locked = await edited("lockGrids", locked, { gridIds: [await gridOf(locked, "c0-b8")] });
  const other = await storeDivision(db, "c0", LARGE);
  expect(codesOf(await copy(locked, other))).toEqual(["NOTHING_TO_COPY", "NO_SUCH_GRID"]);
});

test("it is refused for other versions, states, communities and rights, and says why", async () => {
  const from = await goodPlan();
  let to: Draft = await storeDivision(db, "c0", SOUND);
  const seen = to;
  to = await edited("nameGrid", to, { gridId: await gridOf(to, "c0-b0"), name: "南片" });
  expect(await copy(from, seen)).toMatchObject({
    edit: null,
    missedEdits: [{ kind: "NAME" }],
    userErrors: [{ code: "CONFLICT", path: ["expectedVersion"] }],
  });
  const elsewhere = await storeDivision(db, "c1", soundOf("c1"));
  expect(codesOf(await copy(elsewhere, to))).toEqual(["OTHER_COMMUNITY"]);
  const nothing = { id: "00000000-0000-4000-8000-000000000000", version: 1 };
  expect(codesOf(await copy(nothing, to))).toEqual(["NOT_FOUND"]);
  expect(codesOf(await copy(from, nothing))).toEqual(["NOT_FOUND"]);
  const submitted = await edited("submitPlan", to, {});
  expect(codesOf(await copy(from, submitted))).toEqual(["WRONG_STATE"]);
  const input = {
    fromPlanId: toGlobalId("Plan", from.id),
    planId: toGlobalId("Plan", from.id),
    expectedVersion: from.version,
  };
  const { errors } = await ask(server, COPY, { input }, { as: REVIEWER });
  expect(errors?.[0].extensions.code).toBe("FORBIDDEN");
});

test("locks of a plan that is no draft any more can still be copied", async () => {
  const from = await edited("submitPlan", await goodPlan(), {});
  const to = await storeDivision(db, "c0", SOUND);
  expect(await copy(from, to)).toMatchObject({ userErrors: [], notTaken: [] });
  expect(await lockedIn(to)).toHaveLength(2);
});
