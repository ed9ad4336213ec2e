/** Every kind of edit in a sentence, in both languages, as the history of a draft shows it. */
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { buildings, divisionOf, draftOf, edited, gridId, refusedEdit } from "./support/drafts";
import { done, soundOf } from "./support/plan-life";
import { PLANNER } from "./support/divisions";
import { at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  server = await startTestServer();
});
afterAll(() => server.close());

test("whoever reads the history understands what was done", async () => {
  let plan = await draftOf(testDb(), "c0", soundOf("c0"));
  const of = (...numbers: number[]) => buildings(testDb(), ...numbers.map((n) => `c0-b${n}`));
  const grid = (label: string) => gridId(server, plan, label);
  const [{ id: estate }] = await testDb()("estates").where({ name: "南园" }).select("id");
  const [north, middle, south] = [await grid("001"), await grid("002"), await grid("003")];
  const steps: [string, () => object | Promise<object>, string, string][] = [
    [
      "moveBuildings",
      async () => ({ buildingIds: await of(3, 4), toGridId: south }),
      "将4号楼、5号楼（200户）移入网格003（此后为002）。",
      "Moved 4号楼, 5号楼 (200 households) to grid 003 (002 since then).",
    ],
    [
      "moveBuildings",
      async () => ({
        buildingIds: await of(3, 4),
        estateIds: [toGlobalId("Estate", estate)],
        toNewGrid: {},
      }),
      "将4号楼、5号楼、1号楼等5栋（500户）划为新网格002。",
      "Made grid 002 of 4号楼, 5号楼, 1号楼 and 2 more (500 households).",
    ],
    [
      "goToEdit",
      () => ({ editNo: 0 }),
      "回到编辑前的方案。",
      "Went to the plan as it was before the first edit.",
    ],
    [
      "goToEdit",
      () => ({ editNo: 1 }),
      "转到第1步之后：将4号楼、5号楼（200户）移入网格003（此后为002）。",
      "Went to edit 1: Moved 4号楼, 5号楼 (200 households) to grid 003 (002 since then).",
    ],
    [
      "undoEdit",
      () => ({}),
      "撤销第1步：将4号楼、5号楼（200户）移入网格003（此后为002）。",
      "Undid edit 1: Moved 4号楼, 5号楼 (200 households) to grid 003 (002 since then).",
    ],
    [
      "redoEdit",
      () => ({}),
      "重做第1步：将4号楼、5号楼（200户）移入网格003（此后为002）。",
      "Did edit 1 again: Moved 4号楼, 5号楼 (200 households) to grid 003 (002 since then).",
    ],
    [
      "goToEdit",
      () => ({ editNo: 0 }),
      "回到编辑前的方案。",
      "Went to the plan as it was before the first edit.",
    ],
    [
      "releaseBuildings",
      async () => ({ buildingIds: await of(8) }),
      "将9号楼（100户）移出所在网格，待重新划入。",
      "Took 9号楼 (100 households) out, to be given a grid later.",
    ],
    [
      "moveBuildings",
      async () => ({ buildingIds: await of(8), toGridId: north }),
      "将9号楼（100户）移入网格001。",
      "Moved 9号楼 (100 households) to grid 001.",
    ],
    [
      "swapBuildings",
      async () => ({ buildingIds: await of(6), forBuildingIds: await of(3) }),
      "7号楼与4号楼对调网格（200户）。",
      "Swapped 7号楼 for 4号楼 (200 households).",
    ],
    [
      "undoEdit",
      () => ({}),
      "撤销第10步：7号楼与4号楼对调网格（200户）。",
      "Undid edit 10: Swapped 7号楼 for 4号楼 (200 households).",
    ],
    [
      "mergeGrids",
      () => ({ gridIds: [middle, south] }),
      "将网格002、003合并为网格002。",
      "Merged grids 002, 003 into grid 002.",
    ],
    [
      "splitGrid",
      () => ({ gridId: middle }),
      "将网格002拆分为网格002、003。",
      "Split grid 002 into grids 002, 003.",
    ],
    [
      "splitGrid",
      () => ({
        gridId: north,
        line: {
          coordinates: [
            [106.204, 38.403],
            [106.204, 38.407],
          ],
        },
      }),
      "将网格001沿画线拆分为网格001、002。",
      "Split grid 001 along a line into grids 001, 002.",
    ],
    [
      "undoEdit",
      () => ({}),
      "撤销第14步：将网格001沿画线拆分为网格001、002。",
      "Undid edit 14: Split grid 001 along a line into grids 001, 002.",
    ],
    [
      "setGridKind",
      () => ({ gridId: north, kind: "MICRO" }),
      "将网格001改为专属网格501。",
      "Made grid 001 the micro-grid 501.",
    ],
    [
      "setGridKind",
      () => ({ gridId: north, kind: "STANDARD" }),
      "将专属网格501改为标准网格001。",
      "Made the micro-grid 501 the standard grid 001.",
    ],
    [
      "setGridReduced",
      () => ({ gridId: north, note: "独居老人多" }),
      "将网格001定为小规模网格：独居老人多。",
      "Asked for the reduced band for grid 001: 独居老人多.",
    ],
    [
      "setGridReduced",
      () => ({ gridId: north, note: null }),
      "不再要求网格001为小规模网格。",
      "No longer asked for the reduced band for grid 001.",
    ],
    [
      "nameGrid",
      () => ({ gridId: north, name: "北门" }),
      "将网格001命名为“北门”。",
      "Named grid 001 “北门”.",
    ],
    [
      "nameGrid",
      () => ({ gridId: north }),
      "取消网格001的名称。",
      "Took the name of grid 001 away.",
    ],
    [
      "lockGrids",
      () => ({ gridIds: [north, middle] }),
      "锁定网格001、003。",
      "Locked grids 001, 003.",
    ],
    [
      "unlockGrids",
      () => ({ gridIds: [north, middle] }),
      "解锁网格001、003。",
      "Unlocked grids 001, 003.",
    ],
    [
      "keepBuildings",
      async () => ({ buildingIds: await of(6, 7), wish: "TOGETHER" }),
      "要求7号楼、8号楼在同一网格。",
      "Wished that 7号楼, 8号楼 stay in one grid.",
    ],
    [
      "keepBuildings",
      async () => ({ buildingIds: await of(0, 6), wish: "APART" }),
      "要求1号楼、7号楼分属不同网格。",
      "Wished that 1号楼, 7号楼 are in different grids.",
    ],
    [
      "letBuildingsGo",
      async () => ({ buildingIds: await of(6) }),
      "取消对7号楼的要求。",
      "Took back what was wished of 7号楼.",
    ],
    [
      "carveMicroGrid",
      async () => ({ buildingIds: await of(8), name: "商场" }),
      "将9号楼（100户）单独划为专属网格501。",
      "Made the micro-grid 501 of 9号楼 (100 households).",
    ],
    [
      "giveBackMicroGrid",
      async () => ({ gridId: await grid("501") }),
      "将专属网格501并回网格001。",
      "Gave the micro-grid 501 back to grid 001.",
    ],
  ];
  for (const [i, [mutation, input, zh, en]] of steps.entries()) {
    const { payload, draft } = await edited(server, mutation, plan, { ...(await input()) });
    plan = draft;
    expect([i + 1, at(payload, "edit", "no"), at(payload, "edit", "message")]).toEqual([
      i + 1,
      i + 1,
      { zh, en },
    ]);
  }
  await testDb()("buildings").where({ external_id: "c0-b0" }).update({ households: 110 });
  const [, uuid] = Buffer.from(plan.id, "base64url").toString().split(":");
  await done(server, PLANNER, "revalidatePlan", { id: uuid, version: plan.version });
  const [revalidated] = await newest(plan);
  expect(revalidated).toMatchObject({
    kind: "REVALIDATE",
    message: { zh: "按现行数据重新核验。", en: "Revalidated it on the data of now." },
  });
  // Undo does not lead back to the data of then; what was done on it can be gone to on that of now.
  const now = { id: plan.id, version: revalidated.planVersion as number };
  expect(await refusedEdit(server, "undoEdit", now)).toEqual([
    { code: "OTHER_GROUND", path: null },
  ]);
  const { payload, draft } = await edited(server, "goToEdit", now, { editNo: 1 });
  expect(at(payload, "edit", "message", "en")).toBe(
    "Went to edit 1: Moved 4号楼, 5号楼 (200 households) to grid 003 (002 since then).",
  );
  expect(await divisionOf(server, draft)).toEqual([
    "001: b6 b7 b8",
    "002: b0 b1 b2 b3 b4",
    "003: b5",
  ]);
  const [jump] = await newest(plan);
  expect(jump).toMatchObject({ kind: "JUMP", isCurrent: true });
  const back = await edited(server, "undoEdit", draft);
  expect(at(back.payload, "edit", "message", "en")).toMatch(
    /^Undid edit 30: Went to edit 1: Moved/,
  );
});

/** The last entry of the history. */
async function newest({ id }: { readonly id: string }): Promise<Tree[]> {
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { edits(first: 1) {
       nodes { kind planVersion isCurrent message { zh en } } } } }`,
    { id },
  );
  return at(data, "plan", "edits", "nodes") as Tree[];
}
