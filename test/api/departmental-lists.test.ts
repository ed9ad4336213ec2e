import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { LIST, importNetwork, networksOf, written } from "./support/departmental";
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

describe("a list of buildings", () => {
  test("is taken with its staff, in Chinese and with a byte order mark", async () => {
    const payload = await importNetwork(server, {
      department: "PARTY",
      buildings: "\uFEFF" + LIST,
    });
    expect(payload).toMatchObject({
      userErrors: [],
      report: {
        rowsRead: 4,
        rowsTaken: 4,
        communities: [
          {
            network: { department: "PARTY", name: "党建网格", community: { externalId: "c0" } },
            ...{ grids: 2, buildings: 4, inNone: 5, inSeveral: 0 },
          },
        ],
        notes: [{ code: "BUILDING_IN_NO_GRID", path: ["buildings.csv", "社区0"] }],
      },
    });
    expect(await networksOf(server)).toMatchObject([
      {
        ...{ department: "PARTY", name: "党建网格", source: "BUILDINGS" },
        importedBy: { role: "PLANNER" },
        grids: [
          {
            ...{ code: "D-1", name: "南片", polygon: null, community: { externalId: "c0" } },
            staff: [
              { name: "张三", duty: "网格长" },
              { name: "李四", duty: "网格员" },
            ],
            buildings: [{ externalId: "c0-b0" }, { externalId: "c0-b1" }, { externalId: "c0-b2" }],
          },
          {
            ...{ code: "D-2", name: "北片, 含市场" },
            staff: [{ name: "王五", duty: null }],
            buildings: [{ externalId: "c0-b3" }],
          },
        ],
        versions: [{ source: "BUILDINGS", validTo: null }],
      },
    ]);
  });

  test("may have English headers, tabs, and columns in any order", async () => {
    const buildings = "building\tCode\r\nc1-b0\tH-7\r\n\r\nc1-b8\tH-7\r\n";
    expect(await importNetwork(server, { department: "HEALTH", buildings })).toMatchObject({
      userErrors: [],
      report: { rowsRead: 2, rowsTaken: 2, communities: [{ grids: 1, buildings: 2, inNone: 7 }] },
    });
    expect(await networksOf(server, "640104001902")).toMatchObject([
      { grids: [{ code: "H-7", name: null }] },
    ]);
  });

  test("drops nothing in silence: what is not taken is told with row, field, value and reason", async () => {
    const buildings = [
      "网格编码,楼栋编码,姓名,联系电话",
      "必填,必填,选填,选填",
      "D-1,c0-b0,张三,13800000000",
      "D-1,c0-b0,张三,13800000000",
      "D-1,gone,李四,",
      "D-1,c0-b1,李四,",
      "D-2,c0-b1,,",
    ].join("\n");
    const payload = await importNetwork(server, { department: "PARTY", buildings });
    expect(payload).toMatchObject({ userErrors: [], report: { rowsRead: 6, rowsTaken: 3 } });
    expect(at(payload, "report", "notes")).toMatchObject([
      { code: "COLUMN_LEFT_OUT", path: ["buildings.csv", "#1", "联系电话"] },
      { code: "DUPLICATE_ROW", path: ["buildings.csv", '#4 "D-1"', "楼栋编码"] },
      { code: "BUILDING_IN_NO_GRID", path: ["buildings.csv", "社区0"] },
      {
        code: "BUILDING_IN_SEVERAL_GRIDS",
        message: { en: 'buildings.csv 社区0: building "c0-b1" is in the grids D-1, D-2' },
      },
      {
        code: "UNKNOWN_BUILDING",
        path: ["buildings.csv", '#2 "必填"', "楼栋编码"],
        message: { zh: expect.stringContaining('"必填"') as string },
      },
      { code: "UNKNOWN_BUILDING", path: ["buildings.csv", '#5 "D-1"', "楼栋编码"] },
    ]);
    expect(JSON.stringify(await db("departmental_staff"))).not.toContain("13800000000");
    expect(await networksOf(server)).toMatchObject([{ grids: [{ code: "D-1" }, { code: "D-2" }] }]);
  });

  test.each([
    ["an empty file", "", "EMPTY_SET", ["buildings.csv"]],
    ["a header alone", "code,building\n", "EMPTY_SET", ["buildings.csv"]],
    ["a quote in the middle", 'code,building\nD"1,c0-b0', "BROKEN_CSV", ["buildings.csv"]],
    ["a quote that never closes", 'code,building\n"D-1,c0-b0', "BROKEN_CSV", ["buildings.csv"]],
    ["a NUL character", "code,building\nD\0,c0-b0", "BROKEN_CSV", ["buildings.csv"]],
    [
      "no column of buildings",
      "网格编码,姓名\nD-1,张三",
      "MISSING_COLUMN",
      ["buildings.csv", "#1", "楼栋编码"],
    ],
    [
      "two columns of one meaning",
      "code,网格编码,building\nD-1,D-1,c0-b0",
      "DUPLICATE_COLUMN",
      ["buildings.csv", "#1", "网格编码"],
    ],
    [
      "a row without a code",
      "网格编码,楼栋编码\n,c0-b0",
      "MISSING_VALUE",
      ["buildings.csv", "#2", "网格编码"],
    ],
    [
      "a row without a building",
      "网格编码,楼栋编码\nD-1,",
      "MISSING_VALUE",
      ["buildings.csv", '#2 "D-1"', "楼栋编码"],
    ],
    [
      "a duty of nobody",
      "网格编码,楼栋编码,姓名,职务\nD-1,c0-b0,,网格长",
      "MISSING_VALUE",
      ["buildings.csv", '#2 "D-1"', "姓名"],
    ],
    [
      "two names of one grid",
      "网格编码,网格名称,楼栋编码\nD-1,南片,c0-b0\nD-1,北片,c0-b1",
      "GRID_NAMES_DIFFER",
      ["buildings.csv", '#3 "D-1"', "网格名称"],
    ],
    [
      "more cells than columns",
      "网格编码,楼栋编码\nD-1,c0-b0,extra",
      "EXTRA_CELLS",
      ["buildings.csv", '#2 "D-1"'],
    ],
    [
      "a text that is too long",
      `网格编码,楼栋编码,姓名\nD-1,c0-b0,${"长".repeat(201)}`,
      "INVALID_TEXT",
      ["buildings.csv", '#2 "D-1"', "姓名"],
    ],
    ["only buildings that nobody knows", "code,building\nD-1,gone", "NOTHING_TOUCHED", null],
  ])("with %s is refused, and nothing is written", async (_, buildings, code, path) => {
    const before = await written(db);
    const payload = await importNetwork(server, { department: "PARTY", buildings });
    expect(payload).toMatchObject({ report: null, userErrors: [{ code, path }] });
    expect(at(payload, "userErrors", 0, "message", "zh")).toMatch(/[\u4e00-\u9fff]/);
    expect(await written(db)).toEqual(before);
  });
});
