import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { emptyTables, testDb } from "../support/database";
import { rectangle } from "../support/dataset";
import {
  IMPORT_NETWORK,
  LIST,
  importNetwork,
  networksOf,
  polygonsOf,
  rowsOfBuildings,
  takeNetwork,
  written,
} from "./support/departmental";
import { communityId } from "./support/divisions";
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

jest.setTimeout(30_000);

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  db = testDb();
  await emptyTables(db);
  await importDataset(db, rowOfCommunities(2), SYSTEM);
});

describe("an import", () => {
  test.each([
    ["both files", { polygons: "{}", buildings: "code,building" }, ["polygons"]],
    ["no file", {}, ["polygons"]],
    ["OTHER without a name", { department: "OTHER", buildings: LIST }, ["networkName"]],
    ["a long name", { networkName: "长".repeat(101), buildings: LIST }, ["networkName"]],
    ["no community", { communityIds: [], buildings: LIST }, ["communityIds"]],
  ])("with %s is refused", async (_, input, path) => {
    const payload = await importNetwork(server, { department: "PARTY", ...input });
    expect(payload).toMatchObject({ report: null, userErrors: [{ path }] });
  });

  test("replaces the network of the same name, and keeps the old one for ever", async () => {
    await takeNetwork(server, { department: "PARTY", buildings: LIST });
    await takeNetwork(server, { department: "PARTY", networkName: "两新", buildings: LIST });
    const polygons = polygonsOf({ code: "D-9", geometry: rowsOfBuildings(0, 2) });
    await takeNetwork(server, { department: "PARTY", polygons });
    expect(await networksOf(server)).toMatchObject([
      { name: "两新", versions: [{ validTo: null }] },
      {
        name: "党建网格",
        source: "POLYGONS",
        grids: [{ code: "D-9" }],
        versions: [
          { source: "POLYGONS", validTo: null, grids: [{ code: "D-9" }] },
          {
            source: "BUILDINGS",
            validTo: expect.any(String) as string,
            grids: [{ code: "D-1" }, { code: "D-2" }],
          },
        ],
      },
    ]);
  });

  test("is for the communities named, and tells of buildings of others", async () => {
    const input = {
      ...{
        department: "PARTY",
        communityIds: [toGlobalId("Community", await communityId(db, "c0"))],
      },
      buildings: "code,building\nD-1,c0-b0\nD-1,c1-b0",
    };
    const payload = await importNetwork(server, input);
    expect(payload).toMatchObject({
      report: { rowsRead: 2, rowsTaken: 1, communities: [{ grids: 1, buildings: 1 }] },
    });
    expect(at(payload, "report", "notes", 1)).toMatchObject({
      code: "OTHER_COMMUNITY",
      path: ["buildings.csv", '#3 "D-1"', "building"],
    });
    expect(await networksOf(server, "640104001902")).toEqual([]);
  });

  test("writes one audit row for each community, with what was there before", async () => {
    const polygons = polygonsOf({
      code: "D-1",
      geometry: rowsOfBuildings(0, 2, { lastCommunity: 1 }),
    });
    await takeNetwork(server, { department: "PARTY", polygons });
    await takeNetwork(server, { department: "PARTY", buildings: LIST });
    const rows = await db("audit")
      .where({ action: "IMPORT_DEPARTMENTAL_GRIDS" })
      .join("communities", "communities.id", "audit.community_id")
      .orderBy(["communities.external_id", "audit.seq"])
      .select("communities.external_id", "audit.before", "audit.after", "audit.role");
    expect(rows).toMatchObject([
      { external_id: "c0", before: null, after: { codes: ["D-1"], buildings: 9 } },
      {
        external_id: "c0",
        before: { codes: ["D-1"], source: "POLYGONS" },
        after: { codes: ["D-1", "D-2"], source: "BUILDINGS", buildings: 4, staff: 3 },
      },
      { external_id: "c1", before: null, role: "PLANNER" },
    ]);
  });

  test("needs the right for every community that it touches", async () => {
    const polygons = polygonsOf({
      code: "D-1",
      geometry: rowsOfBuildings(0, 2, { lastCommunity: 1 }),
    });
    const input = { department: "PARTY", polygons };
    const before = await written(db);
    for (const asker of [
      person("PLANNER", "640104001901"),
      person("VIEWER"),
      person("REVIEWER", "640104"),
      person("APPROVER", "640104"),
      person("PLANNER", "640105"),
    ]) {
      const { errors } = await ask(server, IMPORT_NETWORK, { input }, { as: asker });
      expect(errors?.[0].extensions.code).toBe("FORBIDDEN");
    }
    expect(await written(db)).toEqual(before);
    const mine = { ...input, communityIds: [toGlobalId("Community", await communityId(db, "c0"))] };
    const planner = { as: person("PLANNER", "640104001901") };
    expect(await importNetwork(server, mine, planner)).toMatchObject({ userErrors: [] });
    const admin = { as: person("ADMIN", "640104001") };
    expect(await importNetwork(server, input, admin)).toMatchObject({ userErrors: [] });
  });

  test("of one network by several people at once is one after the other, and none is lost", async () => {
    const files = Array.from({ length: 8 }, (_, n) =>
      polygonsOf({ code: `D-${n}`, geometry: rowsOfBuildings(0, 2, { lastCommunity: 1 }) }),
    );
    const payloads = await Promise.all(
      files.map((polygons) => importNetwork(server, { department: "PARTY", polygons })),
    );
    for (const { userErrors } of payloads) expect(userErrors).toEqual([]);
    for (const code of ["640104001901", "640104001902"]) {
      const [{ versions }] = (await networksOf(server, code)) as { versions: Tree[] }[];
      expect(versions).toHaveLength(8);
      expect(versions.filter(({ validTo }) => validTo === null)).toEqual([versions[0]]);
      const codes = versions.map(({ grids }) => at(grids, 0, "code") as string);
      expect(codes.toSorted()).toEqual(files.map((_, n) => `D-${n}`));
    }
    const audit = await db("audit").where({ action: "IMPORT_DEPARTMENTAL_GRIDS" });
    expect(audit).toHaveLength(16);
  });

  test("is not to be read from another jurisdiction", async () => {
    const id = await takeNetwork(server, { department: "PARTY", buildings: LIST });
    const query = `query ($id: ID!) {
      node(id: $id) { id }
      crosswalk(networkId: $id) { households }
      departmentalNetworks(communityCode: "640104001901") { id }
      departmentalGrid(department: PARTY, code: "D-1") { code }
    }`;
    const own = { as: person("VIEWER", "640104001901") };
    expect(await read(server, query, { id }, own)).toMatchObject({
      node: { id },
      crosswalk: { households: 900 },
      departmentalNetworks: [{ id }],
      departmentalGrid: { code: "D-1" },
    });
    const other = { as: person("VIEWER", "640104001902") };
    expect(await read(server, query, { id }, other)).toEqual({
      node: null,
      crosswalk: null,
      departmentalNetworks: [],
      departmentalGrid: null,
    });
  });
});

test("what was imported cannot be changed, only ended once", async () => {
  await takeNetwork(server, { department: "PARTY", buildings: LIST });
  for (const change of [
    db("departmental_grids").update({ code: "X" }),
    db("departmental_staff").delete(),
    db("departmental_versions").delete(),
    db("departmental_versions").update({ valid_from: new Date(0) }),
    db("departmental_networks").update({ name: "X" }),
  ]) {
    await expect(change).rejects.toMatchObject({ code: "23001" });
  }
});

test("a building that comes later is in the polygon on whose ground it stands", async () => {
  const town = rowOfCommunities(1);
  const polygons = polygonsOf({ code: "P-1", geometry: rowsOfBuildings(0, 0) });
  const id = await takeNetwork(server, { department: "PARTY", polygons });
  const [south] = town.buildings;
  const later = {
    ...{ ...south, id: "c0-new" },
    geometry: rectangle(106.2001, 38.4001, 106.2003, 38.4002),
  };
  await importDataset(db, { ...town, buildings: [...town.buildings, later] }, SYSTEM);
  const data = await read(
    server,
    `query ($id: ID!) { crosswalk(networkId: $id) {
       departmentalGrids { code buildings } inNoneCount } }`,
    { id },
  );
  expect(data.crosswalk).toEqual({
    departmentalGrids: [{ code: "P-1", buildings: 4 }],
    inNoneCount: 6,
  });
});
