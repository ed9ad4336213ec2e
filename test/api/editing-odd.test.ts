/** Odd inputs of edits: each is refused with a reason, and none is a fault of the server. */
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { buildings, draftOf, gridId, tryEdit, type DraftSeen } from "./support/drafts";
import { soundOf } from "./support/plan-life";
import { at, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

let server: TestServer;
let plan: DraftSeen;
let b0: string;
let b8: string;
let south: string;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  server = await startTestServer();
  plan = await draftOf(testDb(), "c0", soundOf("c0"));
  [b0, b8] = await buildings(testDb(), "c0-b0", "c0-b8");
  south = await gridId(server, plan, "003");
});
afterAll(() => server.close());

test.each<[string, string, () => object]>([
  ["a name of spaces", "nameGrid", () => ({ gridId: south, name: "   " })],
  ["an endless name", "nameGrid", () => ({ gridId: south, name: "长".repeat(101) })],
  ["a name with a zero byte", "nameGrid", () => ({ gridId: south, name: "a\u0000b" })],
  ["a name with half of a sign", "nameGrid", () => ({ gridId: south, name: "a\ud800" })],
  ["a name with a line break", "nameGrid", () => ({ gridId: south, name: "a\nb" })],
  ["a name that is taken away where there is none", "nameGrid", () => ({ gridId: south })],
  ["a note of spaces", "setGridReduced", () => ({ gridId: south, note: " " })],
  ["an endless note", "setGridReduced", () => ({ gridId: south, note: "长".repeat(10_001) })],
  ["a note with a zero byte", "setGridReduced", () => ({ gridId: south, note: "\u0000" })],
  [
    "a micro-grid with a name with a zero byte",
    "carveMicroGrid",
    () => ({ buildingIds: [b0], name: "\u0000" }),
  ],
  ["nothing to move", "moveBuildings", () => ({ toGridId: south })],
  ["an empty list to release", "releaseBuildings", () => ({ buildingIds: [], places: [] })],
  ["a place far away", "moveBuildings", () => ({ places: [{ lon: 0, lat: 0 }], toGridId: south })],
  ["a place off the earth", "releaseBuildings", () => ({ places: [{ lon: 1e308, lat: -1e308 }] })],
  [
    "buildings that change places with themselves",
    "swapBuildings",
    () => ({ buildingIds: [b0], forBuildingIds: [b0] }),
  ],
  ["one grid merged with itself", "mergeGrids", () => ({ gridIds: [south, south] })],
  ["no grids to merge", "mergeGrids", () => ({ gridIds: [] })],
  ["no grids to lock", "lockGrids", () => ({ gridIds: [] })],
  [
    "a line of one point",
    "splitGrid",
    () => ({
      gridId: south,
      line: {
        coordinates: [
          [106.2, 38.4],
          [106.2, 38.4],
        ],
      },
    }),
  ],
  [
    "a line far away",
    "splitGrid",
    () => ({
      gridId: south,
      line: {
        coordinates: [
          [1, 1],
          [2, 2],
        ],
      },
    }),
  ],
  ["a wish for one building", "keepBuildings", () => ({ buildingIds: [b0, b0], wish: "TOGETHER" })],
  [
    "a wish that does not hold",
    "keepBuildings",
    () => ({ buildingIds: [b0, b8], wish: "TOGETHER" }),
  ],
  ["wishes taken back that there are none of", "letBuildingsGo", () => ({ buildingIds: [b0] })],
  ["an entry before the first", "goToEdit", () => ({ editNo: -1 })],
  ["an entry far behind the last", "goToEdit", () => ({ editNo: 2_147_483_647 })],
  ["nothing to undo", "undoEdit", () => ({})],
])("%s", async (_, mutation, input) => {
  const { data, errors } = await tryEdit(server, mutation, plan, { ...input() });
  expect(errors).toBeUndefined();
  const payload = at(data, mutation) as Tree;
  expect(payload).toMatchObject({ edit: null, effect: null, plan: { version: plan.version } });
  const refusals = payload.userErrors as Tree[];
  expect(refusals.length).toBeGreaterThan(0);
  for (const { code, message } of refusals) {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(at(message, "zh")).toMatch(/[\u4e00-\u9fff]/);
    expect(at(message, "en")).toMatch(/[a-z]/);
  }
  expect(server.logged).toEqual([]);
});
