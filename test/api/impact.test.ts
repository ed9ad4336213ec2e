import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { decide } from "../../src/plan/decide.service";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import {
  approve,
  divideInForce,
  PLANNER,
  putInForce,
  storeDivision,
  type GivenDivision,
} from "./support/divisions";
import { at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { statementsOf } from "./support/statements";

jest.setTimeout(60_000);

const IMPACT = `query ($id: ID!) {
  plan(id: $id) {
    regridding { households householdsMoved householdsRecoded churn codesKept codesRetired codesNew }
    indicators { grids }
    impact {
      summary { zh en } isFirst against { id } at
      households buildings householdsRegistered householdsMoved householdsRecoded churn
      buildingChanges { nodes { building { externalId } fromCode toLabel toCode moves } }
      estates { estate { name } householdsMoved from { label households } to { label households } wasSplit isSplit }
      codesKept { label householdsBefore householdsAfter }
      codesRetired { label households successors { label kind households buildings } }
      codesIssued { label code households from { label } }
      staff { stay { name } move { staff { name } toCode } withoutGrid { name } }
      before { ...figures } after { ...figures }
      warnings { code gridLabel deviationReason }
    }
  }
}
fragment figures on Indicators {
  grids standardGrids regularGridsInBand households residents residentsReckoned workersNeeded
  workersPer10000 serviceRoomsM2 visitsPerWorkerDay
  staff { gridsWithFullTimeWorker gridsWithHead } notes { zh }
}`;

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(4), SYSTEM);
});

afterAll(() => server.close());

/** Three rows from north to south, so that their codes are 001, 002 and 003. */
function rowsOf(id: string): GivenDivision {
  return [6, 3, 0].map((n) => ({ buildings: [0, 1, 2].map((i) => `${id}-b${n + i}`) }));
}

/** The northern row as it was, and the others as one. */
function mergedOf(id: string): GivenDivision {
  return [
    { buildings: [6, 7, 8].map((n) => `${id}-b${n}`) },
    { buildings: [0, 1, 2, 3, 4, 5].map((n) => `${id}-b${n}`) },
  ];
}

async function planOf({ id }: Pick<Plan, "id">, as = PLANNER): Promise<unknown> {
  return at(await read(server, IMPACT, { id: toGlobalId("Plan", id) }, { as }), "plan");
}

async function assign(name: string, gridCode: string): Promise<void> {
  const data = await read(
    server,
    `mutation ($input: AssignStaffInput!) { assignStaff(input: $input) { userErrors { code } } }`,
    { input: { name, gridCode, duty: "GRID_WORKER", fullTime: true } },
    { as: PLANNER },
  );
  expect(data).toEqual({ assignStaff: { userErrors: [] } });
}

test("a first division changes nothing for anybody, and its figures are those of its buildings", async () => {
  const impact = at(await planOf(await storeDivision(db, "c0", rowsOf("c0"))), "impact");
  expect(impact).toMatchObject({
    isFirst: true,
    against: null,
    at: null,
    households: 900,
    buildings: 9,
    householdsMoved: 0,
    householdsRecoded: 0,
    churn: 0,
    estates: [],
    codesKept: [],
    codesRetired: [],
    before: null,
    after: {
      grids: 3,
      regularGridsInBand: 3,
      households: 900,
      residents: 2250,
      residentsReckoned: 0,
      workersNeeded: 3,
      serviceRoomsM2: 270,
      visitsPerWorkerDay: 2.4,
      staff: { gridsWithFullTimeWorker: 0, gridsWithHead: 0 },
    },
  });
  expect(at(impact, "buildingChanges", "nodes")).toEqual([]);
  expect(at(impact, "codesIssued", 0)).toEqual({
    label: "001",
    code: "640104001901001",
    households: 300,
    from: [],
  });
  expect(at(impact, "summary", "zh")).toContain("本方案为首次划分：全社区 900 户、9 栋楼");
});

test("against grids in force: the same numbers before and after it is put in force", async () => {
  const code = "640104001902";
  const first = await divideInForce(server, db, "c1", rowsOf("c1"));
  for (const [name, label] of [
    ["北", "001"],
    ["中", "002"],
    ["南", "003"],
  ]) {
    await assign(name, code + label);
  }
  const draft = await storeDivision(db, "c1", mergedOf("c1"));
  const plan = await planOf(draft);
  const impact = at(plan, "impact");
  const figures = at(plan, "regridding") as Readonly<Record<string, unknown>>;
  expect(figures).toMatchObject({ householdsMoved: 300, householdsRecoded: 600 });
  expect(impact).toMatchObject({
    isFirst: false,
    against: { id: toGlobalId("Plan", first.id) },
    at: null,
    householdsRegistered: figures.households,
    householdsMoved: figures.householdsMoved,
    householdsRecoded: figures.householdsRecoded,
    churn: figures.churn,
    codesKept: [{ label: "001", householdsBefore: 300, householdsAfter: 300 }],
    codesRetired: [
      {
        label: "002",
        households: 300,
        successors: [{ label: "004", kind: "MERGE", households: 300, buildings: 3 }],
      },
      {
        label: "003",
        households: 300,
        successors: [{ label: "004", kind: "MERGE", households: 300, buildings: 3 }],
      },
    ],
    codesIssued: [
      {
        label: "004",
        code: `${code}004`,
        households: 600,
        from: [{ label: "002" }, { label: "003" }],
      },
    ],
    staff: {
      stay: [{ name: "北" }],
      move: [{ staff: { name: "中" }, toCode: `${code}004` }],
      withoutGrid: [{ name: "南" }],
    },
    before: { grids: 3, staff: { gridsWithFullTimeWorker: 3 } },
    after: {
      grids: 2,
      standardGrids: 2,
      regularGridsInBand: 1,
      staff: { gridsWithFullTimeWorker: 2 },
    },
    warnings: [{ code: "GRID_ABOVE_BAND", gridLabel: "004", deviationReason: null }],
  });
  expect(at(impact, "buildingChanges", "nodes")).toHaveLength(6);
  expect(at(impact, "buildingChanges", "nodes", 0)).toEqual({
    building: { externalId: "c1-b0" },
    fromCode: `${code}003`,
    toLabel: "004",
    toCode: `${code}004`,
    moves: true,
  });
  expect(at(impact, "estates")).toEqual([
    {
      estate: { name: "北园" },
      householdsMoved: 0,
      from: [
        { label: "001", households: 300 },
        { label: "002", households: 300 },
      ],
      to: [
        { label: "001", households: 300 },
        { label: "004", households: 300 },
      ],
      wasSplit: true,
      isSplit: true,
    },
    {
      estate: { name: "南园" },
      householdsMoved: 300,
      from: [{ label: "003", households: 300 }],
      to: [{ label: "004", households: 300 }],
      wasSplit: false,
      isSplit: false,
    },
  ]);
  expect(at(impact, "summary", "zh")).toContain(
    "变更所属网格的有 300 户、3 栋楼，占原有网格住户的 33.3%；另有 300 户仍在原来的网格，只是网格换了新编码；" +
      "其余 300 户的网格和编码都不变。",
  );

  await putInForce(server, await approve(db, draft));
  const done = await planOf(draft);
  const row = await db("plans").where({ id: draft.id });
  const after = at(done, "impact") as Readonly<Record<string, unknown>>;
  const { at: moment, warnings, summary } = after;
  expect(moment).toBe(row[0].effective_from?.toISOString());
  expect(after).toEqual({ ...(impact as object), at: moment, warnings, summary });
  expect(warnings).toMatchObject([{ deviationReason: "a test" }]);
  expect(at(done, "impact", "summary", "zh")).toContain("多于 500 户，理由：a test");
  const lineage = await db("lineage").where({ plan_id: draft.id });
  expect(
    lineage.map(({ from_code, to_code, households }) => [from_code, to_code, households]),
  ).toEqual(
    expect.arrayContaining([
      [`${code}002`, `${code}004`, 300],
      [`${code}003`, `${code}004`, 300],
    ]),
  );
  expect(await planOf(first)).toMatchObject({ impact: { isFirst: true, householdsMoved: 0 } });
});

test("years later the numbers are still those of then", async () => {
  await divideInForce(server, db, "c2", rowsOf("c2"));
  const plan = await divideInForce(server, db, "c2", mergedOf("c2"));
  const then = await planOf(plan);
  await db("buildings").where({ external_id: "c2-b0" }).update({ households: 1 });
  expect(at(await planOf(plan), "impact")).toEqual(at(then, "impact"));
  // What is in force is counted as it is now.
  const now = await read(
    server,
    `{ community(code: "640104001903") { indicators { grids households } planInForce { indicators { households } } } }`,
    {},
    { as: PLANNER },
  );
  expect(now).toEqual({
    community: {
      indicators: { grids: 2, households: 801 },
      planInForce: { indicators: { households: 801 } },
    },
  });
});

test("a plan that ended without being in force changes nothing, and is seen only by those of the place", async () => {
  const draft = await storeDivision(db, "c3", rowsOf("c3"));
  expect(await planOf(draft, person("VIEWER", "640105"))).toBeNull();
  expect(await planOf(draft, person("VIEWER", "640104"))).toMatchObject({
    impact: { isFirst: true },
  });
  await decide(db, PLANNER, {
    planId: draft.id,
    expectedVersion: 1,
    decision: "WITHDRAW",
    comment: "重做",
  });
  expect(await planOf(draft)).toMatchObject({ impact: null, indicators: null });
  const community = await read(
    server,
    `{ community(code: "640104001904") { indicators { grids } } }`,
  );
  expect(community).toEqual({ community: { indicators: null } });
});

test("changed buildings come by pages", async () => {
  await divideInForce(server, db, "c3", rowsOf("c3"));
  const draft = await storeDivision(db, "c3", mergedOf("c3"));
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const data = await read(
      server,
      `query ($id: ID!, $after: String) { plan(id: $id) { impact { buildingChanges(first: 4, after: $after) {
         nodes { building { externalId } } pageInfo { hasNextPage endCursor } } } } }`,
      { id: toGlobalId("Plan", draft.id), after },
      { as: PLANNER },
    );
    const page = at(data, "plan", "impact", "buildingChanges");
    for (const node of at(page, "nodes") as unknown[]) {
      seen.push(at(node, "building", "externalId") as string);
    }
    after = at(page, "pageInfo", "hasNextPage")
      ? (at(page, "pageInfo", "endCursor") as string)
      : null;
  } while (after !== null);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((n) => `c3-b${n}`));
});

test("the figures of many communities take as many statements as those of one", async () => {
  const count = async (first: number): Promise<number> => {
    const query = `{ communities(first: ${first}) { nodes { indicators { grids } staff { name } } } }`;
    return statementsOf(server.database.knex, () => read(server, query));
  };
  expect(await count(4)).toBe(await count(1));
});
