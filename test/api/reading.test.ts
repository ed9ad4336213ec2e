import { proposeAlternatives } from "../../src/engine";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { readBasis } from "../../src/plan/basis.repository";
import { insertPlans } from "../../src/plan/new-plan.repository";
import { toNewPlans, toProposeInput } from "../../src/plan/proposal";
import { findProposalRows } from "../../src/plan/proposal.repository";
import { testDb } from "../support/database";
import { planAll } from "./support/jobs";
import { ask, at, read, startTestServer, type Tree, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const COMMUNITIES = 3;
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await importDataset(testDb(), rowOfCommunities(COMMUNITIES), SYSTEM);
  await planAll(server);
});
afterAll(() => server.close());

/** All nodes of a connection, a page at a time. */
async function readAll(query: string, path: string[], first: number): Promise<Tree[]> {
  const nodes: Tree[] = [];
  let after: string | null = null;
  do {
    const connection = at(await read(server, query, { first, after }), ...path);
    const page = at(connection, "edges") as { node: Tree; cursor: string }[];
    expect(page.length).toBeLessThanOrEqual(first);
    nodes.push(...page.map(({ node }) => node));
    after = at(connection, "pageInfo", "hasNextPage")
      ? (at(connection, "pageInfo", "endCursor") as string)
      : null;
  } while (after !== null);
  return nodes;
}

const PAGE = "edges { cursor node { id } } pageInfo { hasNextPage endCursor }";

async function firstCommunity(fields: string): Promise<Tree> {
  const data = await read(server, `{ communities(first: 1) { nodes { ${fields} } } }`);
  return at(data, "communities", "nodes", 0) as Tree;
}

test("a community is found by its code and by its id, and shows what stands in it", async () => {
  const byCode = await read(
    server,
    `{ community(code: "640104001901") {
         id name code households buildingCount estates { nodes { name households oldEstate } }
         barriers { nodes { kind name line } } buildings(first: 1) { nodes { name category } }
       } }`,
  );
  expect(at(byCode, "community")).toMatchObject({
    name: "社区0",
    households: 900,
    buildingCount: 9,
    estates: {
      nodes: [
        { name: "北园", households: 600, oldEstate: null },
        { name: "南园", households: 300, oldEstate: null },
      ],
    },
    barriers: { nodes: [{ kind: "ROAD", name: "解放街", line: { type: "LineString" } }] },
    buildings: { nodes: [{ name: "1号楼", category: "RESIDENTIAL" }] },
  });
  const id = at(byCode, "community", "id");
  const byId = await read(server, "query ($id: ID!) { community(id: $id) { name } }", { id });
  expect(at(byId, "community", "name")).toBe("社区0");
  expect(await read(server, `{ community(code: "640104001999") { id } }`)).toEqual({
    community: null,
  });
});

test("communities are filtered by code, name and box", async () => {
  const names = async (filter: object): Promise<unknown> => {
    const query =
      "query ($filter: CommunityFilter) { communities(filter: $filter) { nodes { name } } }";
    const nodes = at(await read(server, query, { filter }), "communities", "nodes") as Tree[];
    return nodes.map(({ name }) => name);
  };
  expect(await names({ codePrefix: "640104001902" })).toEqual(["社区1"]);
  expect(await names({ codePrefix: "65" })).toEqual([]);
  expect(await names({ nameContains: "区2" })).toEqual(["社区2"]);
  expect(await names({ bbox: { west: 106.2, south: 38.4, east: 106.2001, north: 38.5 } })).toEqual([
    "社区0",
  ]);
});

test("geometry reaches the client as it is stored, without a crs", async () => {
  const { polygon } = await firstCommunity("polygon");
  expect(polygon).toEqual({
    type: "Polygon",
    coordinates: [
      [
        [106.2, 38.4],
        [106.206, 38.4],
        [106.206, 38.406],
        [106.2, 38.406],
        [106.2, 38.4],
      ],
    ],
  });
});

test("every object is found again by its id through node", async () => {
  const community = await firstCommunity(
    `__typename id
     estates { nodes { __typename id } } buildings { nodes { __typename id } }
     barriers { nodes { __typename id } } latestPlan { __typename id grids { __typename id } }`,
  );
  const objects = [
    community,
    at(community, "estates", "nodes", 0),
    at(community, "buildings", "nodes", 0),
    at(community, "barriers", "nodes", 0),
    at(community, "latestPlan"),
    at(community, "latestPlan", "grids", 0),
  ];
  for (const object of objects) {
    const [id, __typename] = [at(object, "id"), at(object, "__typename")];
    const found = await read(server, "query ($id: ID!) { node(id: $id) { __typename id } }", {
      id,
    });
    expect(found).toEqual({ node: { __typename, id } });
  }
  expect(await read(server, `{ node(id: "nonsense") { id } }`)).toEqual({ node: null });
});

test("pages of one row each add up to the whole list, in the same order", async () => {
  const lists = [
    ["communities", ""],
    ["buildings", "filter: {}, "],
    ["estates", ""],
    ["barriers", ""],
    ["plans", ""],
    ["grids", "bbox: {west: 106, south: 38, east: 107, north: 39}, "],
  ];
  for (const [list, more] of lists) {
    const query = `query ($first: Int!, $after: String) {
      ${list}(${more}first: $first, after: $after) { ${PAGE} } }`;
    const whole = await readAll(query, [list], 1000);
    expect(whole.length).toBeGreaterThan(0);
    expect(await readAll(query, [list], 1)).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
  }
});

test("plans of the same moment are paged without loss", async () => {
  await testDb()("plans").update({ created_at: new Date("2026-11-23T05:00:00Z") });
  const query = `query ($first: Int!, $after: String) {
    plans(first: $first, after: $after) { ${PAGE} } }`;
  const ids = (await readAll(query, ["plans"], 1)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(COMMUNITIES);
  const nested = `query ($first: Int!, $after: String) {
    community(code: "640104001901") { plans(first: $first, after: $after) { ${PAGE} } } }`;
  expect(await readAll(nested, ["community", "plans"], 1)).toHaveLength(1);
});

test("a grid tells its figures, its buildings and why it is as it is", async () => {
  const community = await firstCommunity(
    `households latestPlan { state seed rules { standardBand { min max } } blocks
       metrics { grids households }
       certificate { kind households householdsInBand bound proof { zh en }
         parts { kind households householdsInBand bound proof { zh en } } }
       grids { label code kind band { min max } reason { zh en } households buildingCount
         buildings { nodes { households grid { label } } } polygon pointOnSurface areaM2 perimeterM
         compactness border { boundaryM roadM groundM names }
         limits { east { zh } sentence { zh en } } estates deviation
         findings { rule code severity message { zh en } numbers { name value } } } }`,
  );
  const plan = at(community, "latestPlan");
  expect(plan).toMatchObject({ state: "DRAFT", seed: 1, metrics: { households: 900 } });
  const proof = {
    zh: "标准网格的 900 户全部在达标网格内，不可能更好。",
    en: "All 900 households of standard grids are in grids inside their band: nothing can be better.",
  };
  const proved = { kind: "OPTIMAL", households: 900, householdsInBand: 900, bound: 900, proof };
  expect(at(plan, "certificate")).toEqual({ ...proved, parts: [proved] });
  expect(at(plan, "rules", "standardBand")).toEqual({ min: 300, max: 500 });
  expect(at(plan, "blocks", "type")).toBe("GeometryCollection");
  const grids = at(plan, "grids") as Tree[];
  expect(grids.length).toBe(at(plan, "metrics", "grids"));
  let households = 0;
  for (const grid of grids) {
    households += grid.households as number;
    expect(grid).toMatchObject({ kind: "STANDARD", code: `640104001901${grid.label as string}` });
    const buildings = at(grid, "buildings", "nodes") as Tree[];
    expect(buildings).toHaveLength(grid.buildingCount as number);
    expect(buildings.map((building) => at(building, "grid", "label"))).toEqual(
      buildings.map(() => grid.label),
    );
    expect(at(grid, "polygon", "type")).toBe("Polygon");
    const east = at(grid, "limits", "east", "zh") as string;
    expect(at(grid, "limits", "sentence", "zh")).toMatch(
      RegExp(`^东至${east}，南至.+，西至.+，北至.+。$`),
    );
    expect(at(grid, "limits", "sentence", "en")).toMatch(
      /^East to .+, south to .+, west to .+, north to .+\.$/,
    );
  }
  expect(households).toBe(900);
});

test("a plan against grids in force tells what it changes", async () => {
  expect(await firstCommunity("latestPlan { regridding { households } }")).toEqual({
    latestPlan: { regridding: null },
  });
  const db = testDb();
  const [{ id: communityId }] = await db("communities").where({ external_id: "c1" }).select("id");
  const rows = await db.transaction((trx) => findProposalRows(trx, communityId));
  if (rows === null) throw new Error("the community is gone");
  const ids = rows.buildings.map(({ external_id }) => external_id);
  const inForce = [
    { code: "640104001902001", kind: "STANDARD" as const, buildingIds: ids.slice(0, 8) },
    { code: "640104001902002", kind: "STANDARD" as const, buildingIds: [] },
  ];
  const wish = { rules: {}, seed: 1, effort: 0.1, focus: "BALANCED", alternatives: 1 } as const;
  const input = { ...toProposeInput(rows, wish), inForce, retiredCodes: ["640104001902007"] };
  const found = await proposeAlternatives(input, wish.alternatives);
  const proposed = found.plans[0].plan;
  const stored = toNewPlans({ communityId, jobId: null }, rows, found);
  const planId = await db.transaction(async (trx) => {
    const basis = await readBasis(trx, communityId);
    if (basis === null) throw new Error("the community is gone");
    const [id] = await insertPlans(trx, stored, basis);
    return id;
  });
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { metrics { householdsMoved } regridding {
       households householdsMoved churn householdsRecoded codesKept codesRetired
       codesRetiredBefore codesNew grids { label keeps from { code households buildings } } } } }`,
    { id: toGlobalId("Plan", planId) },
  );
  expect(at(data, "plan", "regridding")).toEqual(proposed.regridding);
  expect(at(data, "plan", "metrics")).toEqual({
    householdsMoved: proposed.regridding?.householdsMoved,
  });
  expect(at(data, "plan", "regridding")).toMatchObject({
    households: 800,
    codesRetired: expect.arrayContaining(["640104001902002"]) as string[],
    codesRetiredBefore: ["640104001902007"],
  });
  await db("plans").where({ id: planId }).delete();
});

test("grids of a box are those of the newest plans only", async () => {
  const query = `{ grids(bbox: {west: 106.2, south: 38.4, east: 106.2059, north: 38.41}) {
    nodes { plan { id community { code } } } } }`;
  const before = at(await read(server, query), "grids", "nodes") as Tree[];
  await planAll(server);
  const after = at(await read(server, query), "grids", "nodes") as Tree[];
  expect(after).toHaveLength(before.length);
  expect(after.map((grid) => at(grid, "plan", "community", "code"))).toEqual(
    after.map(() => "640104001901"),
  );
  const [newest] = at(await firstCommunity("plans { nodes { id } }"), "plans", "nodes") as Tree[];
  expect(after.map((grid) => at(grid, "plan", "id"))).toEqual(after.map(() => newest.id));
});

test.each([
  ["{ community { id } }", "both or none"],
  [`{ plan(id: "x") { id } }`, "Expected the id of a Plan"],
  ["{ communities(first: 0) { nodes { id } } }", "first from 1 to 1000"],
  ["{ communities(first: 1001) { nodes { id } } }", "first from 1 to 1000"],
  [`{ plans(after: "x") { nodes { id } } }`, "cursor of a list of plans"],
  [
    "{ grids(bbox: {west: 107, south: 38, east: 106, north: 39}) { nodes { id } } }",
    "west <= east",
  ],
])("%s is refused with what was expected", async (query, message) => {
  const { errors } = await ask(server, query);
  expect(errors).toHaveLength(1);
  expect(errors?.[0].message).toContain(message);
  expect(errors?.[0].extensions).toEqual({ code: "BAD_INPUT" });
});

test("a cursor of another list is refused", async () => {
  const data = await read(server, "{ communities(first: 1) { pageInfo { endCursor } } }");
  const after = at(data, "communities", "pageInfo", "endCursor");
  const query = "query ($after: String) { estates(after: $after) { nodes { id } } }";
  const { errors } = await ask(server, query, { after });
  expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
});
