import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import type { Dataset } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { findGridsInForce } from "../../src/register/register.service";
import { testDb } from "../support/database";
import {
  ADMIN,
  communityId,
  divideInForce,
  storeDivision,
  type GivenDivision,
} from "./support/divisions";
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

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, town(), SYSTEM);
});

afterAll(() => server.close());

/** c0 has 100 households a building; in c1 to c3 the first row has other numbers. */
function town(): Dataset {
  const dataset = rowOfCommunities(4);
  const households: Readonly<Record<string, number>> = {
    ...{ "c1-b0": 280, "c1-b1": 60, "c1-b2": 60 },
    ...{ "c2-b0": 279, "c2-b1": 60, "c2-b2": 60 },
    ...{ "c3-b0": 280, "c3-b1": 60, "c3-b2": 60 },
  };
  return {
    ...dataset,
    buildings: dataset.buildings.map((building) => ({
      ...building,
      households: households[building.id] ?? building.households,
      residents: null,
    })),
  };
}

const divide = (id: string, ...grids: readonly (readonly number[])[]): GivenDivision =>
  grids.map((numbers) => ({ buildings: numbers.map((n) => `${id}-b${n}`) }));

async function inForce(id: string): Promise<Record<string, string[]>> {
  const grids = await findGridsInForce(db, await communityId(db, id));
  return Object.fromEntries(
    grids.map(({ code, externalBuildingIds }) => [
      code.slice(12),
      externalBuildingIds.map((building) => building.slice(4)),
    ]),
  );
}

test("exactly 70 % of the old grid is enough to keep the code", async () => {
  await divideInForce(server, db, "c1", divide("c1", [0, 1, 2], [3, 4, 5], [6, 7, 8]));
  expect(await inForce("c1")).toMatchObject({ "003": ["0", "1", "2"] });
  await divideInForce(server, db, "c1", divide("c1", [0], [1, 2, 3, 4, 5], [6, 7, 8]));
  // 280 of 400 stay in the grid of b0; the grid in the middle has 300 of 420 in common: 71 %.
  expect(await inForce("c1")).toEqual({
    "001": ["6", "7", "8"],
    "002": ["1", "2", "3", "4", "5"],
    "003": ["0"],
  });
});

test("exactly 70 % of the new grid is enough to keep the code", async () => {
  await divideInForce(server, db, "c1", divide("c1", [0, 1, 2], [3, 4, 5], [6, 7, 8]));
  expect(await inForce("c1")).toEqual({
    "001": ["6", "7", "8"],
    "002": ["3", "4", "5"],
    "003": ["0", "1", "2"],
  });
  expect(await db("grid_codes").where({ community_id: await communityId(db, "c1") })).toHaveLength(
    3,
  );
});

test("one household less of the old grid, or one more in the new, and the code retires", async () => {
  // 279 of 399 are 69.92 %.
  await divideInForce(server, db, "c2", divide("c2", [0, 1, 2], [3, 4, 5], [6, 7, 8]));
  await divideInForce(server, db, "c2", divide("c2", [0], [1, 2, 3, 4, 5], [6, 7, 8]));
  expect(Object.keys(await inForce("c2"))).toEqual(["001", "002", "004"]);
  // 280 of 401: one household has moved in meanwhile.
  await divideInForce(server, db, "c3", divide("c3", [0], [1, 2, 3, 4, 5], [6, 7, 8]));
  expect(await inForce("c3")).toMatchObject({ "002": ["0"], "003": ["1", "2", "3", "4", "5"] });
  await db("buildings").where({ external_id: "c3-b1" }).update({ households: 61 });
  await divideInForce(server, db, "c3", divide("c3", [0, 1, 2], [3, 4, 5], [6, 7, 8]));
  expect(Object.keys(await inForce("c3"))).toEqual(["001", "003", "004"]);
});

const STORY = `query ($code: String!) {
  gridCode(code: $code) {
    code kind issuedAt retiredAt issuedBy { id } retiredBy { id } community { name }
    events { at kind text { zh en } plan { id } actor { name role } fromCode toCode households buildings }
    predecessors { code kind households buildings }
    successors { code kind households buildings }
    replacedBy { code kind households buildings share }
  }
}`;

async function story(code: string): Promise<Tree> {
  return at(await read(server, STORY, { code }), "gridCode") as Tree;
}

const OLD = "640104001901";
const NEW = "640104002901";

test("the story of a code over three plans and a recoding ends with what replaces it today", async () => {
  const plans = [
    await divideInForce(server, db, "c0", divide("c0", [0, 1, 2], [3, 4, 5], [6, 7, 8])),
    await divideInForce(server, db, "c0", divide("c0", [0, 1, 2, 3], [4, 5, 6, 7, 8])),
    await divideInForce(server, db, "c0", divide("c0", [0, 3, 6], [1, 4, 7], [2, 5, 8])),
  ].map(({ id }) => toGlobalId("Plan", id));
  const recode = `mutation ($input: RecodeCommunityInput!) {
    recodeCommunity(input: $input) { userErrors { code } } }`;
  const id = toGlobalId("Community", await communityId(db, "c0"));
  const input = { communityId: id, expectedVersion: 1, code: NEW, reason: "区划调整" };
  await read(server, recode, { input }, { as: ADMIN });

  const told = await story(`${OLD}003`);
  const approver = { name: "APPROVER everywhere", role: "APPROVER" };
  expect(told).toMatchObject({
    kind: "STANDARD",
    issuedBy: { id: plans[0] },
    retiredBy: { id: plans[2] },
    community: { name: "社区0" },
    predecessors: [],
    successors: [
      { code: `${OLD}005`, kind: "SPLIT", households: 200, buildings: 2 },
      { code: `${OLD}006`, kind: "SPLIT", households: 100, buildings: 1 },
      { code: `${OLD}007`, kind: "SPLIT", households: 100, buildings: 1 },
    ],
    replacedBy: [
      { code: `${NEW}005`, kind: "STANDARD", households: 200, buildings: 2, share: 0.5 },
      { code: `${NEW}006`, kind: "STANDARD", households: 100, buildings: 1, share: 0.25 },
      { code: `${NEW}007`, kind: "STANDARD", households: 100, buildings: 1, share: 0.25 },
    ],
  });
  const events = at(told, "events") as Tree[];
  expect(
    events.map(({ kind, households, fromCode, toCode }) => [kind, households, fromCode, toCode]),
  ).toEqual([
    ["ISSUED", 300, null, null],
    ["CONTINUED", 400, null, null],
    ["ADJUST", 100, `${OLD}002`, `${OLD}003`],
    ["SPLIT", 200, `${OLD}003`, `${OLD}005`],
    ["SPLIT", 100, `${OLD}003`, `${OLD}006`],
    ["SPLIT", 100, `${OLD}003`, `${OLD}007`],
    ["RETIRED", 400, null, null],
  ]);
  expect(events.map(({ plan }) => at(plan, "id"))).toEqual(
    [0, 1, 1, 2, 2, 2, 2].map((plan) => plans[plan]),
  );
  expect(events.map(({ actor }) => actor)).toEqual(events.map(() => approver));
  expect(events[2].text).toEqual({
    zh: `由 ${OLD}002 调入 100 户（1 栋）`,
    en: `Takes over 100 households (1 building) from ${OLD}002`,
  });
  expect(events[0].at).toBe(told.issuedAt);
  expect(events[6].at).toBe(told.retiredAt);
});

test("a code that came by recoding tells so, by whom, and is in force", async () => {
  const told = await story(`${NEW}005`);
  expect(told).toMatchObject({
    issuedBy: null,
    retiredAt: null,
    predecessors: [{ code: `${OLD}005`, kind: "RECODE", households: 300, buildings: 3 }],
    successors: [],
    replacedBy: [],
    events: [
      { kind: "ISSUED", plan: null, actor: { role: "ADMIN" }, households: 300 },
      { kind: "RECODE", plan: null, actor: { role: "ADMIN" }, fromCode: `${OLD}005` },
    ],
  });
  expect(await story(`${OLD}005`)).toMatchObject({
    retiredBy: null,
    successors: [{ code: `${NEW}005`, kind: "RECODE" }],
    replacedBy: [{ code: `${NEW}005`, share: 1 }],
  });
});

test("a code that was never issued has no story", async () => {
  expect(await read(server, STORY, { code: `${OLD}499` })).toEqual({ gridCode: null });
  expect(await read(server, STORY, { code: "x" })).toEqual({ gridCode: null });
});

test("rejected and mere drafts burn no codes", async () => {
  const before = await db("grid_codes").count();
  await storeDivision(db, "c0", divide("c0", [0, 1, 2, 3, 4], [5, 6, 7, 8]));
  expect(await db("grid_codes").count()).toEqual(before);
});

test("nobody reads the register or a story beyond his or her jurisdiction", async () => {
  const query = `{
    grid(code: "${NEW}005") { code }
    gridAt(lon: 106.2024, lat: 38.4008) { code }
    register(communityCode: "${NEW}") { nodes { code } }
    gridCode(code: "${NEW}005") { code }
    old: gridCode(code: "${OLD}003") { code }
  }`;
  const own = await read(server, query, {}, { as: person("VIEWER", "640104002") });
  expect(own).toMatchObject({
    grid: { code: `${NEW}005` },
    gridAt: { code: expect.stringContaining(NEW) as string },
    gridCode: { code: `${NEW}005` },
    old: { code: `${OLD}003` },
  });
  const other = await read(server, query, {}, { as: person("VIEWER", "640105") });
  expect(other).toEqual({
    grid: null,
    gridAt: null,
    register: { nodes: [] },
    gridCode: null,
    old: null,
  });
  const [entry] = await db("register")
    .where({ code: `${NEW}005` })
    .select("id");
  const node = `{ node(id: "${toGlobalId("RegisteredGrid", entry.id)}") { id } }`;
  const { data } = await ask(server, node, {}, { as: person("VIEWER", "640105") });
  expect(data).toEqual({ node: null });
});
