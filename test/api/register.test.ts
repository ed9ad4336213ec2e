import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import type { Plan } from "../../src/plan/plan";
import { findGridsInForce, findRetiredCodes } from "../../src/register/register.service";
import { testDb } from "../support/database";
import {
  approvedDivision,
  communityId,
  divideInForce,
  putInForce,
  storeDivision,
  type GivenDivision,
} from "./support/divisions";
import { ask, at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

const CODE = "640104001901";

/** c0-b0 ... c0-b8 stand three by three, the first row in the south. */
const b = (...numbers: number[]): string[] => numbers.map((n) => `c0-b${n}`);
const ROWS: GivenDivision = [
  { buildings: b(0, 1, 2) },
  { buildings: b(3, 4, 5) },
  { buildings: b(6, 7, 8) },
];
/** The middle row is divided among its neighbours: 300 of 400, 75 %, and 300 of 500, 60 %, stay. */
const TWO: GivenDivision = [{ buildings: b(0, 1, 2, 3) }, { buildings: b(4, 5, 6, 7, 8) }];

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;
let community: string;
let first: Plan;
let second: Plan;
let third: Plan;

const codes = (...sequences: string[]): string[] => sequences.map((sequence) => CODE + sequence);

async function inForce(): Promise<string[]> {
  return (await findGridsInForce(db, community)).map(({ code }) => code);
}

async function momentOf(plan: Plan): Promise<Date> {
  const [row] = await db("register").where({ plan_id: plan.id }).select("valid_from").limit(1);
  return row.valid_from;
}

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
  community = await communityId(db, "c0");
});

afterAll(() => server.close());

test("the first plan in force is numbered from north to south", async () => {
  first = await approvedDivision(db, "c0", ROWS);
  expect(await inForce()).toEqual([]);
  const payload = await putInForce(server, first, { comment: "首次划分" });
  expect(payload).toMatchObject({ userErrors: [], plan: { state: "IN_FORCE" } });
  expect(await inForce()).toEqual(codes("001", "002", "003"));
  const [north, , south] = await findGridsInForce(db, community);
  expect(north.externalBuildingIds).toEqual(b(6, 7, 8));
  expect(south.externalBuildingIds).toEqual(b(0, 1, 2));
  expect(await db("lineage")).toEqual([]);
});

test("a new proposal starts from the grids in force", async () => {
  const draft = await storeDivision(db, "c0", ROWS);
  expect(draft.regridding).toMatchObject({
    households: 900,
    householdsMoved: 0,
    codesKept: codes("001", "002", "003"),
    codesNew: [],
  });
});

test("a plan is put in force once, and only where it is approved", async () => {
  const again = await putInForce(server, { id: first.id, version: first.version + 1 });
  expect(again).toMatchObject({ userErrors: [{ code: "WRONG_STATE" }] });
  const stale = await putInForce(server, first);
  expect(stale).toMatchObject({
    plan: { state: "IN_FORCE", version: first.version + 1 },
    userErrors: [{ code: "CONFLICT", path: ["expectedVersion"] }],
  });
  expect(await db("register").where({ community_id: community })).toHaveLength(3);
});

test("what keeps 70 % of its households keeps its code, all else retires", async () => {
  second = await divideInForce(server, db, "c0", TWO);
  expect(await inForce()).toEqual(codes("003", "004"));
  expect(await findRetiredCodes(db, CODE)).toEqual(codes("001", "002"));
  const lineage = await db("lineage")
    .orderBy(["from_code", "to_code"])
    .select("kind", "from_code", "to_code", "households", "buildings");
  expect(lineage).toEqual([
    {
      kind: "MERGE",
      from_code: CODE + "001",
      to_code: CODE + "004",
      households: 300,
      buildings: 3,
    },
    {
      kind: "ADJUST",
      from_code: CODE + "002",
      to_code: CODE + "003",
      households: 100,
      buildings: 1,
    },
    {
      kind: "MERGE",
      from_code: CODE + "002",
      to_code: CODE + "004",
      households: 200,
      buildings: 2,
    },
  ]);
  const states = await db("plans").whereIn("id", [first.id, second.id]).orderBy("created_at");
  expect(states.map(({ state }) => state)).toEqual(["SUPERSEDED", "IN_FORCE"]);
  expect(states[0].superseded_at).toEqual(states[1].effective_from);
});

test("a retired code is not given again, though the old division comes back", async () => {
  third = await divideInForce(server, db, "c0", ROWS);
  expect(await inForce()).toEqual(codes("003", "005", "006"));
  expect(await findRetiredCodes(db, CODE)).toEqual(codes("001", "002", "004"));
  const kept = await db("register")
    .where({ code: CODE + "003" })
    .orderBy("valid_from");
  expect(kept.map(({ plan_id }) => plan_id)).toEqual([first.id, second.id, third.id]);
  expect(kept[0].valid_to).toEqual(kept[1].valid_from);
});

test("the book of each plan tells the codes, and the trail has every one", async () => {
  const [review] = await db("reviews").where({ plan_id: second.id, kind: "PUT_IN_FORCE" });
  expect(review).toMatchObject({
    details: {
      codesIssued: codes("004"),
      codesKept: codes("003"),
      codesRetired: codes("001", "002"),
    },
  });
  const [superseded] = await db("reviews").where({ plan_id: second.id, kind: "SUPERSEDE" });
  expect(superseded.details).toEqual({ supersededBy: third.id });
  const trail = await db("audit").whereIn("action", ["ISSUE_CODE", "RETIRE_CODE"]).orderBy("seq");
  expect(trail.map(({ action, subject }) => `${action} ${subject.slice(-3)}`)).toEqual([
    ...["ISSUE_CODE 001", "ISSUE_CODE 002", "ISSUE_CODE 003"],
    ...["RETIRE_CODE 001", "RETIRE_CODE 002", "ISSUE_CODE 004"],
    ...["RETIRE_CODE 004", "ISSUE_CODE 005", "ISSUE_CODE 006"],
  ]);
});

const ENTRY = `code kind households validFrom validTo issuedAt retiredAt
  grid { label households } plan { id state } community { name } polygon`;

async function gridAt(
  name: "grid" | "gridAt",
  args: Readonly<Record<string, unknown>>,
): Promise<Tree | null> {
  const query =
    name === "grid"
      ? `query ($code: String!, $at: DateTime) { grid(code: $code, at: $at) { ${ENTRY} } }`
      : `query ($lon: Float!, $lat: Float!, $at: DateTime) {
           gridAt(lon: $lon, lat: $lat, at: $at) { ${ENTRY} } }`;
  return at(await read(server, query, args), name) as Tree | null;
}

/** A millisecond before. */
const before = (moment: Date): Date => new Date(moment.getTime() - 1);

test("a code can be asked for at any moment: before, at and after every change", async () => {
  const [one, two, three] = await Promise.all([first, second, third].map(momentOf));
  const code = CODE + "004";
  expect(await gridAt("grid", { code, at: before(two) })).toBeNull();
  expect(await gridAt("grid", { code, at: two })).toMatchObject({
    code,
    households: 500,
    validFrom: two.toISOString(),
    validTo: three.toISOString(),
    retiredAt: three.toISOString(),
    plan: { state: "SUPERSEDED" },
  });
  expect(await gridAt("grid", { code, at: before(three) })).toMatchObject({ code });
  expect(await gridAt("grid", { code, at: three })).toBeNull();
  expect(await gridAt("grid", { code })).toBeNull();

  const kept = CODE + "003";
  expect(await gridAt("grid", { code: kept, at: before(one) })).toBeNull();
  expect(await gridAt("grid", { code: kept, at: one })).toMatchObject({ households: 300 });
  expect(await gridAt("grid", { code: kept, at: two })).toMatchObject({ households: 400 });
  expect(await gridAt("grid", { code: kept })).toMatchObject({
    households: 300,
    validTo: null,
    retiredAt: null,
    issuedAt: one.toISOString(),
    community: { name: "社区0" },
  });
  expect(await gridAt("grid", { code: "640104001901499" })).toBeNull();
});

test("a place can be asked for at any moment, and on a border the smaller code answers", async () => {
  const [one, two] = await Promise.all([first, second].map(momentOf));
  const [north] = await db("buildings")
    .where({ external_id: "c0-b8" })
    .select(db.raw("st_x(st_centroid(geom)) as lon, st_y(st_centroid(geom)) as lat"));
  expect(await gridAt("gridAt", { ...north, at: before(one) })).toBeNull();
  expect(await gridAt("gridAt", { ...north, at: one })).toMatchObject({ code: CODE + "001" });
  expect(await gridAt("gridAt", { ...north, at: two })).toMatchObject({ code: CODE + "004" });
  expect(await gridAt("gridAt", { ...north })).toMatchObject({ code: CODE + "005" });
  expect(await gridAt("gridAt", { lon: 0, lat: 0 })).toBeNull();
  const { rows } = await db.raw<{ rows: { lon: number; lat: number }[] }>(
    `select st_x(p) as lon, st_y(p) as lat
     from (select (st_dumppoints(st_intersection(a.geom, b.geom))).geom as p
       from register a, register b
       where a.code = ? and b.code = ? and a.valid_to is null and b.valid_to is null) as shared
     limit 1`,
    [CODE + "005", CODE + "006"],
  );
  expect(await gridAt("gridAt", { ...rows[0] })).toMatchObject({ code: CODE + "005" });
});

test("the register of a community is paged by code, now and at any moment", async () => {
  const [one, two] = await Promise.all([first, second].map(momentOf));
  const query = `query ($at: DateTime, $first: Int, $after: String) {
    register(communityCode: "${CODE}", at: $at, first: $first, after: $after) {
      nodes { code } pageInfo { hasNextPage endCursor } } }`;
  const listed = async (variables: Readonly<Record<string, unknown>>): Promise<unknown[]> =>
    (at(await read(server, query, variables), "register", "nodes") as Tree[]).map((n) => n.code);
  expect(await listed({})).toEqual(codes("003", "005", "006"));
  expect(await listed({ at: two })).toEqual(codes("003", "004"));
  expect(await listed({ at: one })).toEqual(codes("001", "002", "003"));
  expect(await listed({ at: before(one) })).toEqual([]);
  const page = at(await read(server, query, { first: 2 }), "register", "pageInfo") as Tree;
  expect(page.hasNextPage).toBe(true);
  expect(await listed({ after: page.endCursor })).toEqual(codes("006"));
  const nobody = `{ register(communityCode: "640104001999") { nodes { code } } }`;
  expect(await read(server, nobody)).toEqual({ register: { nodes: [] } });
});

test("communities tell what is in force in them", async () => {
  const query = `{ communities { nodes { name planInForce { state }
    register { nodes { id code } } } } }`;
  const nodes = at(await read(server, query), "communities", "nodes") as Tree[];
  expect(nodes).toMatchObject([
    { name: "社区0", planInForce: { state: "IN_FORCE" } },
    { name: "社区1", planInForce: null, register: { nodes: [] } },
  ]);
  const [entry] = at(nodes[0], "register", "nodes") as Tree[];
  const node = `query ($id: ID!) { node(id: $id) { ... on RegisteredGrid { id code } } }`;
  expect(at(await read(server, node, { id: entry.id }), "node")).toEqual(entry);
});

test("a place beyond the world is refused", async () => {
  const { errors } = await ask(server, "{ gridAt(lon: 200, lat: 0) { code } }");
  expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
});
