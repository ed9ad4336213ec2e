import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { rectangle } from "../support/dataset";
import {
  importNetwork,
  networksOf,
  polygonsOf,
  rowsOfBuildings,
  written,
} from "./support/departmental";
import { at, startTestServer, type TestServer } from "./support/test-server";
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

describe("polygons", () => {
  test("hold the buildings whose point they cover, also across two communities", async () => {
    const polygons = polygonsOf(
      {
        ...{ code: "E-1", name: "南片", staff: "赵六", duty: "安全员" },
        geometry: rowsOfBuildings(0, 0, { lastCommunity: 1 }),
      },
      {
        ...{ code: "E-2", staff: ["钱七", { name: "孙八", duty: "消防员" }] },
        geometry: rowsOfBuildings(1, 2, { lastCommunity: 1 }),
      },
    );
    expect(await importNetwork(server, { department: "EMERGENCY", polygons })).toMatchObject({
      userErrors: [],
      report: {
        ...{ rowsRead: 2, rowsTaken: 2, notes: [] },
        communities: expect.arrayContaining([
          expect.objectContaining({ grids: 2, buildings: 9, inNone: 0, inSeveral: 0 }),
        ]) as unknown,
      },
    });
    for (const [code, community] of [
      ["640104001901", "c0"],
      ["640104001902", "c1"],
    ]) {
      expect(await networksOf(server, code)).toMatchObject([
        {
          source: "POLYGONS",
          grids: [
            {
              code: "E-1",
              polygon: { type: "Polygon" },
              staff: [{ name: "赵六", duty: "安全员" }],
              buildings: [0, 1, 2].map((n) => ({ externalId: `${community}-b${n}` })),
            },
            {
              code: "E-2",
              staff: [
                { name: "钱七", duty: null },
                { name: "孙八", duty: "消防员" },
              ],
            },
          ],
        },
      ]);
    }
  });

  test("that overlap have a building in both, which is told", async () => {
    const polygons = polygonsOf(
      { code: "P-1", geometry: rowsOfBuildings(0, 1) },
      { code: "P-2", geometry: rowsOfBuildings(1, 2) },
    );
    const payload = await importNetwork(server, { department: "PARTY", polygons });
    expect(payload).toMatchObject({
      report: { communities: [{ buildings: 9, inNone: 0, inSeveral: 3 }] },
    });
    expect(at(payload, "report", "notes")).toMatchObject(
      [3, 4, 5].map((n) => ({
        code: "BUILDING_IN_SEVERAL_GRIDS",
        message: { zh: expect.stringContaining(`"c0-b${n}" 同时属于网格 P-1、P-2`) as string },
      })),
    );
  });

  test("without a building are taken where they lie in a community, else left out", async () => {
    const polygons = polygonsOf(
      { code: "P-1", geometry: rowsOfBuildings(0, 2) },
      { code: "empty", geometry: rectangle(106.2, 38.4, 106.2001, 38.4001) },
      { code: "far", geometry: rectangle(107, 38, 107.1, 38.1) },
    );
    const payload = await importNetwork(server, { department: "PARTY", polygons });
    expect(payload).toMatchObject({
      report: { rowsRead: 3, rowsTaken: 2, communities: [{ grids: 2 }] },
    });
    expect(at(payload, "report", "notes")).toMatchObject([
      { code: "GRID_WITHOUT_BUILDINGS", path: ["grids.geojson", '#2 "empty"', "geometry"] },
      {
        code: "GRID_WITHOUT_BUILDINGS",
        path: ["grids.geojson", '#3 "far"', "geometry"],
        message: { en: expect.stringContaining("it is left out") as string },
      },
    ]);
  });

  const crossed = { type: "Polygon", coordinates: [bowTie()] };
  test.each([
    ["broken JSON", "{", "BROKEN_JSON", ["grids.geojson"]],
    ["no features", polygonsOf(), "EMPTY_SET", ["grids.geojson"]],
    ["no code", polygonsOf({ geometry: rowsOfBuildings(0, 2) }), "MISSING_ID", "#1"],
    [
      "one code twice",
      polygonsOf(
        { code: "P-1", geometry: rowsOfBuildings(0, 0) },
        { code: " P-1", geometry: rowsOfBuildings(1, 2) },
      ),
      "DUPLICATE_ID",
      '#2 " P-1"',
    ],
    ["a crossing", polygonsOf({ code: "P-1", geometry: crossed }), "SELF_CROSSING", '#1 "P-1"'],
    ["no geometry", polygonsOf({ code: "P-1", geometry: null }), "MISSING_GEOMETRY", '#1 "P-1"'],
    [
      "a point",
      polygonsOf({ code: "P-1", geometry: { type: "Point", coordinates: [106.2, 38.4] } }),
      "WRONG_GEOMETRY_TYPE",
      '#1 "P-1"',
    ],
    [
      "a person with more than name and duty",
      polygonsOf({
        ...{ code: "P-1", geometry: rowsOfBuildings(0, 2) },
        staff: [{ name: "张三", phone: "13800000000" }],
      }),
      "INVALID_STAFF",
      '#1 "P-1"',
    ],
    [
      "a duty of nobody",
      polygonsOf({ code: "P-1", duty: "网格长", geometry: rowsOfBuildings(0, 2) }),
      "MISSING_VALUE",
      '#1 "P-1"',
    ],
    [
      "polygons elsewhere",
      polygonsOf({ code: "P-1", geometry: rectangle(107, 38, 107.1, 38.1) }),
      "NOTHING_TOUCHED",
      null,
    ],
  ])("with %s are refused, named with the feature, and nothing is written", async (...row) => {
    const [, polygons, code, feature] = row;
    const before = await written(db);
    const payload = await importNetwork(server, { department: "PARTY", polygons });
    expect(payload).toMatchObject({ report: null, userErrors: [{ code }] });
    if (typeof feature === "string") {
      expect(at(payload, "userErrors", 0, "path")).toEqual(
        expect.arrayContaining(["grids.geojson", feature]),
      );
    }
    expect(await written(db)).toEqual(before);
  });

  test("elsewhere are refused, too, where the statistics of communities are known", async () => {
    await db.raw("analyze communities");
    const polygons = polygonsOf({ code: "P-1", geometry: rectangle(107, 38, 107.1, 38.1) });
    expect(await importNetwork(server, { department: "PARTY", polygons })).toMatchObject({
      userErrors: [{ code: "NOTHING_TOUCHED" }],
    });
  });

  function bowTie(): number[][] {
    const [[w, s], , [e, n]] = rowsOfBuildings(0, 2).coordinates[0];
    return [
      [w, s],
      [e, n],
      [e, s],
      [w, n],
      [w, s],
    ];
  }
});
