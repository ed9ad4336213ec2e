/** Each kind of edit of a draft by the API: what it gives is what is stored, and a map needs no more. */
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import {
  buildings,
  divisionOf,
  draftOf,
  edit,
  edited,
  gridId,
  gridsOf,
  type DraftSeen,
} from "./support/drafts";
import { soundOf } from "./support/plan-life";
import { at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
let communities = 0;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(22), SYSTEM);
  server = await startTestServer();
});
afterAll(() => server.close());

/** A draft of a community of its own, in three rows: 003 in the south with b0 b1 b2, then 002, 001. */
async function draft(): Promise<DraftSeen & { readonly of: (...numbers: number[]) => string[] }> {
  const community = `c${communities}`;
  communities += 1;
  const seen = await draftOf(testDb(), community, soundOf(community));
  return { ...seen, of: (...numbers) => numbers.map((n) => `${community}-b${n}`) };
}

/** Labels and households of the changed grids, before and after. */
function changes(payload: Tree): unknown[] {
  const tell = (state: unknown): string | null => {
    const { label, households } = (state ?? {}) as Tree;
    return state === null ? null : `${label as string}: ${households as number}`;
  };
  const grids = at(payload, "effect", "changedGrids") as { before: unknown; after: unknown }[];
  return grids.map(({ before, after }) => [tell(before), tell(after)]);
}

function codes(payload: Tree, list: "newFindings" | "goneFindings"): unknown[] {
  const findings = at(payload, "effect", list) as Tree[];
  return findings.map(({ code, severity, gridLabel }) => [code, severity, gridLabel]);
}

test("buildings move to another grid, and the payload has all that changes on the map", async () => {
  const plan = await draft();
  const [b3] = await buildings(testDb(), ...plan.of(3));
  const before = await gridsOf(server, plan);
  expect(await divisionOf(server, plan)).toEqual([
    "001: b6 b7 b8",
    "002: b3 b4 b5",
    "003: b0 b1 b2",
  ]);
  const { payload, draft: after } = await edited(server, "moveBuildings", plan, {
    buildingIds: [b3],
    toGridId: before["003"].id,
  });
  expect(after.version).toBe(plan.version + 1);
  expect(changes(payload)).toEqual([
    ["002: 300", "002: 200"],
    ["003: 300", "003: 400"],
  ]);
  expect(payload.effect).toMatchObject({
    householdsMoved: 100,
    movedBuildingIds: [b3],
    before: { gridsInBand: 3 },
    after: { gridsInBand: 2 },
  });
  expect(codes(payload, "newFindings")).toEqual([["GRID_BELOW_BAND", "WARNING", "002"]]);
  // What the payload says is what there is.
  const stored = await gridsOf(server, after);
  const changed = at(payload, "effect", "changedGrids") as { gridId: string; after: Tree }[];
  for (const { gridId: id, after: told } of changed) {
    const { buildings: inside, id: storedId, ...rest } = stored[told.label as string];
    const { buildingIds, ...figures } = told;
    expect([storedId, rest]).toEqual([id, figures]);
    const ids = at(inside, "nodes") as { id: string }[];
    expect([...(buildingIds as string[])].sort()).toEqual(ids.map((one) => one.id).sort());
  }
  expect(stored["001"]).toEqual(before["001"]);
  expect(await divisionOf(server, after)).toEqual([
    "001: b6 b7 b8",
    "002: b4 b5",
    "003: b0 b1 b2 b3",
  ]);
});

test("buildings move to a new grid of either kind", async () => {
  const plan = await draft();
  const [b8, b2] = await buildings(testDb(), ...plan.of(8, 2));
  const first = await edited(server, "moveBuildings", plan, { buildingIds: [b8], toNewGrid: {} });
  expect(changes(first.payload)).toContainEqual([null, "002: 100"]);
  const { payload, draft: after } = await edited(server, "moveBuildings", first.draft, {
    buildingIds: [b2],
    toNewGrid: { kind: "MICRO" },
  });
  expect(changes(payload)).toEqual([
    ["004: 300", "004: 200"],
    [null, "501: 100"],
  ]);
  expect(await divisionOf(server, after)).toHaveLength(5);
});

test("an estate moves as a whole, and so does what is at a place", async () => {
  const plan = await draft();
  const rows = await testDb()("estates")
    .where({ name: "南园" })
    .orderBy("id")
    .select("id", "community_id");
  const [{ community_id }] = await testDb()("buildings").where({ external_id: plan.of(0)[0] });
  const estate = rows.find((row) => row.community_id === community_id)?.id ?? "";
  const { payload, draft: after } = await edited(server, "moveBuildings", plan, {
    estateIds: [toGlobalId("Estate", estate)],
    toGridId: await gridId(server, plan, "002"),
  });
  expect(payload.effect).toMatchObject({ householdsMoved: 300 });
  // The emptied grid is a finding, with the place where it was.
  expect(codes(payload, "newFindings")).toContainEqual(["GRID_EMPTIED", "ERROR", null]);
  const emptied = (at(payload, "effect", "newFindings") as Tree[]).find(
    ({ code }) => code === "GRID_EMPTIED",
  );
  expect(emptied?.place).toMatchObject({ type: "Point" });
  expect(changes(payload)).toContainEqual(["003: 300", null]);

  const { geom } = at(
    await testDb().raw(
      `select st_asgeojson(st_pointonsurface(geom)) as geom from buildings where external_id = ?`,
      plan.of(8),
    ),
    "rows",
    0,
  ) as { geom: string };
  const [lon, lat] = at(JSON.parse(geom), "coordinates") as number[];
  const moved = await edited(server, "moveBuildings", after, {
    places: [{ lon, lat }],
    toGridId: await gridId(server, after, "002"),
  });
  expect(moved.payload.effect).toMatchObject({ householdsMoved: 100 });
});

test("buildings that are released are in no grid, and a finding says where they are", async () => {
  const plan = await draft();
  const ids = await buildings(testDb(), ...plan.of(6, 7));
  const { payload, draft: after } = await edited(server, "releaseBuildings", plan, {
    buildingIds: ids,
  });
  const found = (at(payload, "effect", "newFindings") as Tree[]).filter(
    ({ code }) => code === "BUILDING_WITHOUT_GRID",
  );
  expect(found.length).toBeGreaterThan(0);
  for (const finding of found) {
    expect(finding).toMatchObject({ severity: "ERROR", rule: "R6", place: { type: "Point" } });
  }
  expect(found.flatMap(({ buildingIds }) => buildingIds as string[]).sort()).toEqual(
    [...ids].sort(),
  );
  expect(await divisionOf(server, after)).toEqual(["001: b8", "002: b3 b4 b5", "003: b0 b1 b2"]);
  const submit = await read(
    server,
    `mutation ($input: SubmitPlanInput!) { submitPlan(input: $input) { userErrors { code } } }`,
    { input: { planId: after.id, expectedVersion: after.version } },
  );
  expect(at(submit, "submitPlan", "userErrors")).not.toEqual([]);
});

test("buildings of two grids change places", async () => {
  const plan = await draft();
  const [b3, b0] = await buildings(testDb(), ...plan.of(3, 0));
  const { payload, draft: after } = await edited(server, "swapBuildings", plan, {
    buildingIds: [b3],
    forBuildingIds: [b0],
  });
  expect(payload.effect).toMatchObject({ householdsMoved: 200 });
  const inside = (await divisionOf(server, after)).map((grid) => grid.slice("001: ".length));
  expect(inside.sort()).toEqual(["b0 b4 b5", "b1 b2 b3", "b6 b7 b8"]);
});

test("an island that is left behind is a finding with its place", async () => {
  const plan = await draft();
  const { payload } = await edited(server, "moveBuildings", plan, {
    buildingIds: await buildings(testDb(), ...plan.of(4)),
    toGridId: await gridId(server, plan, "003"),
  });
  const islands = (at(payload, "effect", "newFindings") as Tree[]).filter(
    ({ code }) => code === "GRID_NOT_CONNECTED",
  );
  expect(islands.length).toBeGreaterThan(0);
  for (const island of islands) {
    expect(island).toMatchObject({ severity: "ERROR", gridLabel: "002", place: { type: "Point" } });
  }
});

test("grids become one, which keeps the id of the first", async () => {
  const plan = await draft();
  const [first, second] = [await gridId(server, plan, "002"), await gridId(server, plan, "003")];
  const { payload, draft: after } = await edited(server, "mergeGrids", plan, {
    gridIds: [first, second],
  });
  expect(changes(payload)).toContainEqual(["003: 300", null]);
  expect(changes(payload)).toContainEqual(["002: 300", "002: 600"]);
  expect(await gridId(server, after, "002")).toBe(first);
  expect(await divisionOf(server, after)).toHaveLength(2);
});

test("a grid becomes two, by the engine or along a drawn line", async () => {
  const plan = await draft();
  const gridIds = [await gridId(server, plan, "001"), await gridId(server, plan, "002")];
  const merged = await edited(server, "mergeGrids", plan, { gridIds });
  const [kept] = gridIds;
  const best = await edited(server, "splitGrid", merged.draft, { gridId: kept });
  expect(await divisionOf(server, best.draft)).toHaveLength(3);
  expect(best.payload.effect).toMatchObject({ after: { gridsInBand: 3 } });

  const again = await draft();
  // From south to north between b7 and b8, so that b8 is right of it.
  const x = 106.2 + (communities - 1) * 0.006 + 0.004;
  const { payload, draft: after } = await edited(server, "splitGrid", again, {
    gridId: await gridId(server, again, "001"),
    line: {
      type: "LineString",
      coordinates: [
        [x, 38.403],
        [x, 38.407],
      ],
    },
  });
  expect(await divisionOf(server, after)).toEqual([
    "001: b6 b7",
    "002: b8",
    "003: b3 b4 b5",
    "004: b0 b1 b2",
  ]);
  expect(at(payload, "effect", "changedGrids")).toHaveLength(4);
});

test("a grid becomes a micro-grid and a standard grid again", async () => {
  const plan = await draft();
  const id = await gridId(server, plan, "003");
  const micro = await edited(server, "setGridKind", plan, { gridId: id, kind: "MICRO" });
  expect(changes(micro.payload)).toContainEqual(["003: 300", "501: 300"]);
  const back = await edited(server, "setGridKind", micro.draft, { gridId: id, kind: "STANDARD" });
  expect(changes(back.payload)).toContainEqual(["501: 300", "003: 300"]);
});

test("the reduced band is asked for with a note, and not any more", async () => {
  const plan = await draft();
  const id = await gridId(server, plan, "002");
  const { payload, draft: after } = await edited(server, "setGridReduced", plan, {
    gridId: id,
    note: "独居老人多",
  });
  expect(at(payload, "effect", "changedGrids", 0, "after")).toMatchObject({
    reduced: true,
    reducedReason: "MANUAL",
    reducedNote: "独居老人多",
    band: { min: 100, max: 300 },
  });
  const back = await edited(server, "setGridReduced", after, { gridId: id });
  expect(at(back.payload, "effect", "changedGrids", 0)).toMatchObject({
    before: { reduced: true },
    after: { reduced: false, reducedNote: null },
  });
});

test("a grid has a name, which stays with it whatever its label is", async () => {
  const plan = await draft();
  const id = await gridId(server, plan, "003");
  const { payload, draft: after } = await edited(server, "nameGrid", plan, {
    gridId: id,
    name: "南门网格",
  });
  expect(at(payload, "effect", "changedGrids")).toMatchObject([
    { gridId: id, before: { name: null }, after: { name: "南门网格", label: "003" } },
  ]);
  const [b8] = await buildings(testDb(), ...plan.of(8));
  const more = await edited(server, "moveBuildings", after, { buildingIds: [b8], toNewGrid: {} });
  expect(at(await gridsOf(server, more.draft), "004")).toMatchObject({ id, name: "南门网格" });
});

test("grids are locked and unlocked, and a map sees it", async () => {
  const plan = await draft();
  const gridIds = [await gridId(server, plan, "001"), await gridId(server, plan, "003")];
  const { payload, draft: after } = await edited(server, "lockGrids", plan, { gridIds });
  expect(at(payload, "effect", "changedGrids")).toMatchObject([
    { before: { label: "001", locked: false }, after: { locked: true } },
    { before: { label: "003", locked: false }, after: { locked: true } },
  ]);
  expect(at(await gridsOf(server, after), "003", "locked")).toBe(true);
  const back = await edited(server, "unlockGrids", after, { gridIds: gridIds.slice(0, 1) });
  expect(at(await gridsOf(server, back.draft), "001", "locked")).toBe(false);
  expect(at(await gridsOf(server, back.draft), "003", "locked")).toBe(true);
});

const WISHES = `query ($id: ID!) { plan(id: $id) { wishes { kind buildings { externalId } } } }`;

test("wishes are heeded until they are taken back", async () => {
  const plan = await draft();
  const [b3, b4, b0] = await buildings(testDb(), ...plan.of(3, 4, 0));
  const together = await edited(server, "keepBuildings", plan, {
    buildingIds: [b3, b4],
    wish: "TOGETHER",
  });
  const apart = await edited(server, "keepBuildings", together.draft, {
    buildingIds: [b0, b3],
    wish: "APART",
  });
  expect(at(await read(server, WISHES, { id: plan.id }), "plan", "wishes")).toEqual([
    { kind: "TOGETHER", buildings: plan.of(3, 4).map((externalId) => ({ externalId })) },
    { kind: "APART", buildings: plan.of(0, 3).map((externalId) => ({ externalId })) },
  ]);
  const move = { buildingIds: [b3], toGridId: await gridId(server, plan, "001") };
  const refused = await edit(server, "moveBuildings", apart.draft, move);
  expect(refused).toMatchObject({ edit: null, userErrors: [{ code: "WISH_BROKEN" }] });
  const free = await edited(server, "letBuildingsGo", apart.draft, { buildingIds: [b3] });
  expect(at(await read(server, WISHES, { id: plan.id }), "plan", "wishes")).toEqual([]);
  await edited(server, "moveBuildings", free.draft, move);
});

test("a micro-grid is carved out and given back", async () => {
  const plan = await draft();
  const { payload, draft: after } = await edited(server, "carveMicroGrid", plan, {
    buildingIds: await buildings(testDb(), ...plan.of(5)),
    name: "北园商场",
  });
  const carved = (at(payload, "effect", "changedGrids") as { before: unknown; after: Tree }[]).find(
    ({ before }) => before === null,
  );
  expect(carved?.after).toMatchObject({ label: "501", kind: "MICRO", name: "北园商场" });
  const back = await edited(server, "giveBackMicroGrid", after, {
    gridId: await gridId(server, after, "501"),
    intoGridId: await gridId(server, after, "002"),
  });
  expect(changes(back.payload)).toContainEqual(["501: 100", null]);
  expect(await divisionOf(server, back.draft)).toEqual(await divisionOf(server, plan));
});

test("a dry run tells the same as the edit, and writes nothing", async () => {
  const plan = await draft();
  const planId = Buffer.from(plan.id, "base64url").toString().split(":")[1];
  const everything = async (): Promise<unknown> => ({
    plan: await testDb()("plans").where({ id: planId }),
    grids: await testDb()("plan_grids").where({ plan_id: planId }).orderBy("label"),
    edits: await testDb()("plan_edits").where({ plan_id: planId }),
    divisions: await testDb()("plan_divisions").where({ plan_id: planId }),
    audit: await testDb()("audit").where({ plan_id: planId }).count(),
  });
  const before = await everything();
  const input = {
    buildingIds: await buildings(testDb(), ...plan.of(4)),
    toGridId: await gridId(server, plan, "001"),
  };
  const tried = await edit(server, "moveBuildings", plan, { ...input, dryRun: true });
  expect(tried).toMatchObject({ edit: null, userErrors: [], plan: { version: plan.version } });
  expect(await everything()).toEqual(before);
  const { payload } = await edited(server, "moveBuildings", plan, input);
  expect(payload.effect).toEqual(tried.effect);
});
