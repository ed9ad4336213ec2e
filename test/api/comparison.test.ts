/** Plans side by side: with each other, with the register, of other data, and with buildings in no grid. */
import { area } from "@turf/turf";
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { areaOf } from "../../src/db/geometry";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { divideInForce, storeDivision, type GivenDivision } from "./support/divisions";
import { answerTo, call } from "./support/plan-life";
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

jest.setTimeout(60_000);

const PLANNER = person("PLANNER", "640104001");

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(6), SYSTEM);
});
afterAll(() => server.close());

const COMPARE = `query ($a: ID!, $b: ID) {
  comparePlans(a: $a, b: $b) {
    isRegister summary { zh en }
    plan { id } against { id }
    households { total staying moved added dropped inNone }
    grids { isSame planHouseholds againstHouseholds commonHouseholds commonBuildings
      plan { label code grid { label plan { id } } } against { label code grid { plan { id } } } }
    figures { name plan against better }
    buildingDifferenceCount
    buildingDifferences { nodes { building { externalId } from { label } to { label } } }
    changedAreaM2
    groundChanges { from { label } to { label } households buildings areaM2 geometry }
    differenceLayer
  }
}`;

async function compare(
  a: Pick<Plan, "id">,
  b: Pick<Plan, "id"> | null,
  as = PLANNER,
): Promise<Tree> {
  const ids = { a: toGlobalId("Plan", a.id), b: b === null ? null : toGlobalId("Plan", b.id) };
  return at(await read(server, COMPARE, ids, { as }), "comparePlans") as Tree;
}

/** Three rows from north to south; a building may go to another one. */
function rowsOf(community: string, moved: Readonly<Record<number, number>> = {}): GivenDivision {
  return [2, 1, 0].map((row) => ({
    buildings: Array.from({ length: 9 }, (_, n) => n)
      .filter((n) => (moved[n] ?? Math.floor(n / 3)) === row)
      .map((n) => `${community}-b${n}`),
  }));
}

const differencesOf = (comparison: Tree): unknown[] =>
  (at(comparison, "buildingDifferences", "nodes") as Tree[]).map(({ building, from, to }) => [
    at(building, "externalId"),
    from === null ? null : at(from, "label"),
    to === null ? null : at(to, "label"),
  ]);

/** Area of the cells on which these buildings stand in a plan, measured one by one. */
async function areaUnder({ id }: Plan, externalIds: readonly string[]): Promise<number> {
  const { rows } = await db.raw<{ rows: { geom: string }[] }>(
    `select geom from plan_cells
     where (plan_id, no) in (select plan_id, cell_no from plan_buildings
       join buildings on buildings.id = building_id
       where plan_id = ? and external_id = any(?))`,
    [id, [...externalIds]],
  );
  return rows.reduce((sum, { geom }) => sum + area(areaOf(geom)), 0);
}

test("two drafts: matched grids, buildings that differ, figures, and exactly the ground of their cells", async () => {
  const b = await storeDivision(db, "c0", rowsOf("c0"));
  const a = await storeDivision(db, "c0", rowsOf("c0", { 5: 2, 0: 1 }));
  const comparison = await compare(a, b);
  expect(comparison).toMatchObject({
    isRegister: false,
    plan: { id: toGlobalId("Plan", a.id) },
    against: { id: toGlobalId("Plan", b.id) },
    households: { total: 900, staying: 700, moved: 200, added: 0, dropped: 0, inNone: 0 },
    buildingDifferenceCount: 2,
  });
  expect(differencesOf(comparison)).toEqual([
    ["c0-b0", "003", "001"],
    ["c0-b5", "002", "002"],
  ]);
  expect(at(comparison, "grids")).toMatchObject([
    // What reaches farther north in the middle is numbered first.
    { plan: { label: "001" }, against: { label: "002" }, isSame: false, commonHouseholds: 200 },
    { plan: { label: "002" }, against: { label: "001" }, planHouseholds: 400 },
    { plan: { label: "003" }, against: { label: "003" }, planHouseholds: 200 },
  ]);
  const figures = at(comparison, "figures") as Tree[];
  expect(figures.find(({ name }) => name === "gridsInBand")).toEqual({
    name: "gridsInBand",
    plan: 2,
    against: 3,
    better: null,
  });
  expect(figures.find(({ name }) => name === "warnings")).toMatchObject({ better: "AGAINST" });

  const changes = at(comparison, "groundChanges") as Tree[];
  expect(
    changes.map(({ from, to, households, buildings }) => [
      at(from, "label"),
      at(to, "label"),
      households,
      buildings,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ["003", "001", 100, 1],
      ["002", "002", 100, 1],
    ]),
  );
  const changed = changes.reduce((sum, { areaM2 }) => sum + (areaM2 as number), 0);
  expect(comparison.changedAreaM2).toBeCloseTo(changed, 6);
  expect(changed).toBeCloseTo(await areaUnder(a, ["c0-b0", "c0-b5"]), 5);
  expect(at(comparison, "differenceLayer", "features")).toMatchObject([
    { type: "Feature", geometry: { type: "MultiPolygon" }, properties: { buildings: 1 } },
    { type: "Feature", geometry: { type: "MultiPolygon" }, properties: { buildings: 1 } },
  ]);
  expect(at(comparison, "summary", "en")).toContain("200 households (22.2%) are in another grid");

  const turned = await compare(b, a);
  expect(turned.households).toEqual(comparison.households);
  expect(differencesOf(turned)).toEqual([
    ["c0-b0", "001", "003"],
    ["c0-b5", "002", "002"],
  ]);
  expect(turned.changedAreaM2).toBeCloseTo(changed, 6);
});

test("a plan with itself differs in nothing", async () => {
  const plan = await storeDivision(db, "c0", rowsOf("c0"));
  const comparison = await compare(plan, plan);
  expect(comparison).toMatchObject({
    households: { staying: 900, moved: 0 },
    buildingDifferenceCount: 0,
    groundChanges: [],
    changedAreaM2: 0,
    differenceLayer: { type: "FeatureCollection", features: [] },
  });
  expect(at(comparison, "summary", "en")).toContain("all 3 grids alike");
});

test("with the register: codes in force, and the number of households that Plan.regridding has", async () => {
  const nothing = await compare(await storeDivision(db, "c1", rowsOf("c1")), null);
  expect(nothing).toMatchObject({
    isRegister: true,
    against: null,
    households: { total: 900, added: 900, moved: 0, dropped: 0 },
  });
  expect(at(nothing, "summary", "en")).toContain("Nothing is in force");
  const { rows } = await db.raw<{ rows: { area: number }[] }>(
    `select sum(area_m2) as area from plan_grids join plans on plans.id = plan_id
     join communities on communities.id = community_id where external_id = 'c1'`,
  );
  expect(at(nothing, "changedAreaM2")).toBeCloseTo(rows[0].area, 3);

  const inForce = await divideInForce(server, db, "c1", rowsOf("c1"));
  const plan = await storeDivision(db, "c1", rowsOf("c1", { 5: 2 }));
  const comparison = await compare(plan, null);
  expect(comparison).toMatchObject({
    isRegister: true,
    against: { id: toGlobalId("Plan", inForce.id) },
    households: { staying: 800, moved: plan.regridding?.householdsMoved },
    grids: [
      { against: { label: "001", code: "640104001902001" } },
      { against: { label: "003", code: "640104001902003" }, isSame: true },
      { against: { label: "002", code: "640104001902002" }, isSame: false },
    ],
    groundChanges: [{ from: { label: "002" }, to: { label: "001" }, households: 100 }],
  });
  expect(at(comparison, "summary", "zh")).toContain("与在用网格相比");
  expect(await compare(inForce, null)).toMatchObject({ households: { staying: 900, moved: 0 } });
});

test("with a plan of before a revalidation: other cells are laid over each other, without a gap", async () => {
  const old = await storeDivision(db, "c2", rowsOf("c2"));
  const before = await storeDivision(db, "c2", rowsOf("c2"));
  // A building is torn down and another one grows: the cells around are others now.
  const dataset = rowOfCommunities(6);
  await importDataset(
    db,
    {
      communities: dataset.communities,
      barriers: dataset.barriers,
      buildings: dataset.buildings.map((building) =>
        building.id === "c2-b4"
          ? {
              ...building,
              households: 140,
              geometry: {
                type: "Polygon" as const,
                coordinates: [
                  [
                    [106.2148, 38.4026],
                    [106.2158, 38.4026],
                    [106.2158, 38.4034],
                    [106.2148, 38.4034],
                    [106.2148, 38.4026],
                  ],
                ],
              },
            }
          : building,
      ),
    },
    SYSTEM,
  );
  const payload = await call(server, PLANNER, "revalidatePlan", before);
  expect(payload.userErrors).toEqual([]);
  const comparison = await compare(before, old);
  expect(comparison).toMatchObject({
    households: { total: 940, staying: 940, moved: 0 },
    buildingDifferenceCount: 0,
  });
  // What one grid loses another one gains: each grid's areas before and after balance.
  const areas = new Map<string, number>();
  for (const { from, to, areaM2 } of at(comparison, "groundChanges") as Tree[]) {
    for (const [grid, sign] of [
      [from, -1],
      [to, 1],
    ] as const) {
      const label = at(grid, "label") as string;
      areas.set(label, (areas.get(label) ?? 0) + sign * (areaM2 as number));
    }
  }
  const changed = await db("plan_grids as now")
    .join("plan_grids as old", "old.label", "now.label")
    .where({ "now.plan_id": before.id, "old.plan_id": old.id })
    .select<{ label: string; change: number }[]>(
      "now.label",
      db.raw("now.area_m2 - old.area_m2 as change"),
    );
  expect(changed).toHaveLength(3);
  for (const { label, change } of changed) {
    expect(areas.get(label) ?? 0).toBeCloseTo(change, 3);
  }
  expect(changed.some(({ change }) => Math.abs(change) > 1)).toBe(true);
});

test("buildings in no grid are told as such, and their ground is in no grid", async () => {
  const whole = await storeDivision(db, "c3", rowsOf("c3"));
  const draft = await storeDivision(db, "c3", rowsOf("c3"));
  const out = await areaUnder(draft, ["c3-b0", "c3-b8"]);
  await release(draft, ["c3-b0", "c3-b8"]);
  const comparison = await compare(draft, whole);
  expect(comparison).toMatchObject({
    households: { total: 900, staying: 700, moved: 0, added: 0, dropped: 200, inNone: 0 },
  });
  expect(differencesOf(comparison)).toEqual([
    ["c3-b0", "003", null],
    ["c3-b8", "001", null],
  ]);
  expect(at(comparison, "changedAreaM2")).toBeCloseTo(out, 5);
  expect(await compare(whole, draft)).toMatchObject({
    households: { staying: 700, added: 200, dropped: 0 },
  });
  const both = await storeDivision(db, "c3", rowsOf("c3"));
  await release(both, ["c3-b0", "c3-b4"]);
  expect(await compare(both, draft)).toMatchObject({
    households: { staying: 600, added: 100, dropped: 100, inNone: 100 },
  });
});

/** Takes buildings out of their grids, as editing stores it. */
async function release({ id }: Plan, externalIds: readonly string[]): Promise<void> {
  await db.raw(
    `delete from plan_cells
     where (plan_id, no) in (select plan_id, cell_no from plan_buildings
       join buildings on buildings.id = building_id
       where plan_id = ? and external_id = any(?))`,
    [id, [...externalIds]],
  );
}

test("buildings that differ come in pages", async () => {
  const b = await storeDivision(db, "c4", rowsOf("c4"));
  const a = await storeDivision(db, "c4", rowsOf("c4", { 0: 1, 1: 1, 5: 2 }));
  const seen: unknown[] = [];
  let after: unknown = null;
  do {
    const data = await read(
      server,
      `query ($a: ID!, $b: ID!, $after: String) { comparePlans(a: $a, b: $b) {
         buildingDifferences(first: 2, after: $after) {
           nodes { building { externalId } } pageInfo { hasNextPage endCursor } } } }`,
      { a: toGlobalId("Plan", a.id), b: toGlobalId("Plan", b.id), after },
      { as: PLANNER },
    );
    const page = at(data, "comparePlans", "buildingDifferences") as Tree;
    seen.push(...(page.nodes as Tree[]).map(({ building }) => at(building, "externalId")));
    after = at(page, "pageInfo", "hasNextPage") === true ? at(page, "pageInfo", "endCursor") : null;
  } while (after !== null);
  expect(seen).toEqual(["c4-b0", "c4-b1", "c4-b5"]);
});

test("plans of two communities cannot be compared, and what one may not read is not there", async () => {
  const a = await storeDivision(db, "c4", rowsOf("c4"));
  const other = await storeDivision(db, "c5", rowsOf("c5"));
  const ids = { a: toGlobalId("Plan", a.id), b: toGlobalId("Plan", other.id) };
  const { errors } = await ask(server, COMPARE, ids, { as: PLANNER });
  expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
  const stranger = person("PLANNER", "640105");
  expect(await read(server, COMPARE, ids, { as: stranger })).toEqual({ comparePlans: null });
  const neighbour = person("PLANNER", "640104001905");
  expect(await read(server, COMPARE, ids, { as: neighbour })).toEqual({ comparePlans: null });
  const gone = { ...ids, b: toGlobalId("Plan", "00000000-0000-4000-8000-000000000000") };
  expect(await read(server, COMPARE, gone, { as: PLANNER })).toEqual({ comparePlans: null });
  expect(await answerTo(server, PLANNER, "withdrawPlan", other, { comment: "x" })).toMatchObject({
    data: { withdrawPlan: { userErrors: [] } },
  });
  // Plans that have ended are compared like any other.
  expect(await compare(other, null)).toMatchObject({ households: { added: 900 } });
});
