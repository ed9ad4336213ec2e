import type { FeatureCollection, Polygon } from "geojson";
import { fromStored } from "../../src/crs/crs";
import { drawGeometry } from "../../src/crs/draw";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { communityId, divideInForce, PLANNER, storeDivision } from "./support/divisions";
import {
  ask,
  at,
  person,
  read,
  startTestServer,
  TEST_AUTH,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

let server: TestServer;
let draft: Plan;
/** Between the first and the second time that a plan of c0 was put in force. */
let between: string;

const SOUTH = [0, 1, 2].map((n) => `c0-b${n}`);
const NORTH = [3, 4, 5, 6, 7, 8].map((n) => `c0-b${n}`);
const ALL = [...SOUTH, ...NORTH];

beforeAll(async () => {
  server = await startTestServer({ auth: TEST_AUTH });
  const db = testDb();
  await importDataset(db, rowOfCommunities(3), SYSTEM);
  await divideInForce(server, db, "c0", [{ buildings: ALL }]);
  between = new Date().toISOString();
  await divideInForce(server, db, "c0", [{ buildings: SOUTH }, { buildings: NORTH }]);
  await divideInForce(server, db, "c1", [{ buildings: ALL.map((id) => id.replace("c0", "c1")) }]);
  draft = await storeDivision(db, "c2", [
    { buildings: ALL.map((id) => id.replace("c0", "c2")), kind: "STANDARD" },
  ]);
}, 120_000);
afterAll(() => server.close());

const FEATURES = `query ($filter: GridFilter, $crs: Crs, $digits: Int, $zoom: Int, $first: Int, $after: String) {
  gridFeatures(filter: $filter, crs: $crs, digits: $digits, zoom: $zoom, first: $first, after: $after) }`;

/** Of every feature what it is called by; GraphQL leaves out what is null, so defaults apply. */
type Collection = FeatureCollection<Polygon, Tree> & {
  readonly numberReturned: number;
  readonly next: string | null;
};

async function features(variables: Record<string, unknown> = {}): Promise<Collection> {
  const data = await read(server, FEATURES, variables, { as: PLANNER });
  return at(data, "gridFeatures") as Collection;
}

const codesOf = ({ features: all }: Collection): unknown[] =>
  all.map(({ properties }) => properties.code);

const C0_FIRST = "640104001901001";
const C1 = "640104001902001";

test("without a filter a map gets what is in force, by code, as a FeatureCollection", async () => {
  const collection = await features();
  expect(collection).toMatchObject({ type: "FeatureCollection", numberReturned: 3, next: null });
  const [first] = collection.features;
  expect(first).toMatchObject({
    type: "Feature",
    geometry: { type: "Polygon" },
    properties: {
      label: expect.stringMatching(/^\d{3}$/) as string,
      name: null,
      kind: "STANDARD",
      communityCode: "640104001901",
      communityName: "社区0",
      communityId: toGlobalId("Community", await communityId(testDb(), "c0")),
      validTo: null,
    },
  });
  expect(new Set(codesOf(collection)).size).toBe(3);
  const node = await read(
    server,
    `query ($id: ID!) { node(id: $id) { ... on RegisteredGrid { code households polygon(digits: 7) } } }`,
    { id: first.id },
    { as: PLANNER },
  );
  expect(at(node, "node")).toEqual({
    code: first.properties.code,
    households: first.properties.households,
    polygon: first.geometry,
  });
});

test("a moment shows what was in force then", async () => {
  const then = await features({ filter: { at: between } });
  expect(codesOf(then)).toEqual([C0_FIRST]);
  expect(then.features[0].properties).toMatchObject({ households: 900 });
  expect(then.features[0].properties.validTo).not.toBeNull();
  expect(codesOf(await features({ filter: { at: "2020-01-01T00:00:00Z" } }))).toEqual([]);
});

test("by box, point and polygon, in any coordinates", async () => {
  const inSouth = [106.203, 38.4005] as const;
  const shape: Polygon = {
    type: "Polygon",
    coordinates: [
      [
        [106.2029, 38.4004],
        [106.2031, 38.4004],
        [106.2031, 38.4006],
        [106.2029, 38.4006],
        [106.2029, 38.4004],
      ],
    ],
  };
  for (const crs of ["CGCS2000", "GCJ02", "BD09"] as const) {
    const [lon, lat] = fromStored(crs)(inSouth);
    const bbox = { west: lon - 1e-4, south: lat - 1e-4, east: lon + 1e-4, north: lat + 1e-4, crs };
    const { coordinates } = drawGeometry(shape, { crs, digits: 8 });
    for (const filter of [
      { bbox },
      { point: { lon, lat, crs } },
      { polygon: { coordinates, crs } },
    ]) {
      const found = await features({ filter });
      expect(found.features.map(({ properties }) => properties.households)).toEqual([300]);
    }
  }
  expect(codesOf(await features({ filter: { point: { lon: 0, lat: 0 } } }))).toEqual([]);
});

test("by code, start of the code, community and kind", async () => {
  expect(codesOf(await features({ filter: { codes: [C1, "640104001999001"] } }))).toEqual([C1]);
  expect(codesOf(await features({ filter: { codePrefix: "640104001902" } }))).toEqual([C1]);
  expect(codesOf(await features({ filter: { communityCode: "640104001902" } }))).toEqual([C1]);
  const id = toGlobalId("Community", await communityId(testDb(), "c1"));
  expect(codesOf(await features({ filter: { communityId: id } }))).toEqual([C1]);
  expect(codesOf(await features({ filter: { kind: "MICRO" } }))).toEqual([]);
  expect(codesOf(await features({ filter: { kind: "STANDARD", codes: [C1] } }))).toEqual([C1]);
});

test("the grids of a plan", async () => {
  const planId = toGlobalId("Plan", draft.id);
  const collection = await features({ filter: { planId } });
  expect(collection.features).toHaveLength(1);
  expect(collection.features[0].properties).toMatchObject({
    label: "001",
    households: 900,
    buildings: 9,
    reduced: false,
    communityCode: "640104001903",
    planId,
  });
  const data = await read(
    server,
    `query ($planId: ID!) { grids(filter: { planId: $planId }) { nodes { id polygon(digits: 7) } } }`,
    { planId },
    { as: PLANNER },
  );
  const [{ id, geometry }] = collection.features;
  expect(at(data, "grids", "nodes")).toEqual([{ id, polygon: geometry }]);
});

test("drawn in the coordinates and with the digits of the map", async () => {
  const stored = await features({ digits: 9 });
  const drawn = await features({ crs: "GCJ02", digits: 6 });
  expect(drawn.features.map(({ geometry }) => geometry)).toEqual(
    stored.features.map(({ geometry }) => drawGeometry(geometry, { crs: "GCJ02", digits: 6 })),
  );
  const coarse = await features({ digits: 3 });
  expect(JSON.stringify(coarse.features[0].geometry.coordinates)).not.toMatch(/\.\d{4}/);
});

test("at a zoom everything is within half a pixel, and what is far apart stays", async () => {
  const exact = await features({ digits: 9 });
  for (const zoom of [4, 10, 16, 22]) {
    const seen = await features({ digits: 9, zoom });
    expect(seen.features.map(({ id }) => id)).toEqual(exact.features.map(({ id }) => id));
    for (const [k, { geometry }] of seen.features.entries()) {
      const [ring] = geometry.coordinates;
      expect(ring.length).toBeGreaterThanOrEqual(4);
      for (const [lon, lat] of ring) {
        const nearest = Math.min(
          ...exact.features[k].geometry.coordinates[0].map(([x, y]) =>
            Math.max(Math.abs(x - lon), Math.abs(y - lat)),
          ),
        );
        expect(nearest).toBeLessThan(1e-8);
      }
    }
  }
});

test("pages end with the cursor of the next one", async () => {
  const seen: unknown[] = [];
  let after: string | null = null;
  do {
    const page: Collection = await features({ first: 1, after });
    expect(page.numberReturned).toBe(page.features.length);
    seen.push(...codesOf(page));
    after = page.next;
  } while (after !== null);
  expect(seen).toEqual(codesOf(await features()));
});

test("entries of the register are found by the same filter", async () => {
  const data = await read(
    server,
    `{ registeredGrids(filter: { codePrefix: "640104001901" }, first: 1) {
         nodes { code } pageInfo { hasNextPage endCursor } }
       then: registeredGrids(filter: { at: "${between}" }) { nodes { code households } } }`,
    {},
    { as: PLANNER },
  );
  expect(at(data, "registeredGrids", "nodes")).toEqual([{ code: "640104001901002" }]);
  expect(at(data, "registeredGrids", "pageInfo", "hasNextPage")).toBe(true);
  expect(at(data, "then", "nodes")).toEqual([{ code: C0_FIRST, households: 900 }]);
});

test("communities, buildings and barriers come as features too", async () => {
  const data = await read(
    server,
    `{ communityFeatures(filter: { codePrefix: "640104001901" }, crs: BD09)
       buildingFeatures(first: 2, zoom: 15) barrierFeatures(zoom: 12, digits: 5) }`,
    {},
    { as: PLANNER },
  );
  expect(at(data, "communityFeatures", "features", 0)).toMatchObject({
    geometry: { type: "Polygon" },
    properties: { externalId: "c0", name: "社区0", code: "640104001901" },
  });
  expect(at(data, "buildingFeatures")).toMatchObject({
    numberReturned: 2,
    next: expect.any(String) as string,
    features: [
      { properties: { externalId: "c0-b0", households: 100, category: "RESIDENTIAL" } },
      {},
    ],
  });
  expect(at(data, "barrierFeatures", "features", 0)).toMatchObject({
    geometry: { type: "LineString" },
    properties: { externalId: "road", kind: "ROAD", class: "primary", name: "解放街" },
  });
});

test("who may read elsewhere only gets nothing", async () => {
  const data = await read(
    server,
    `query ($planId: ID!) { gridFeatures inside: gridFeatures(filter: { planId: $planId })
       communityFeatures buildingFeatures barrierFeatures registeredGrids { nodes { code } } }`,
    { planId: toGlobalId("Plan", draft.id) },
    { as: person("VIEWER", "640105") },
  );
  for (const name of [
    "gridFeatures",
    "inside",
    "communityFeatures",
    "buildingFeatures",
    "barrierFeatures",
  ]) {
    expect(at(data, name, "features")).toEqual([]);
  }
  expect(at(data, "registeredGrids", "nodes")).toEqual([]);
});

test.each([
  [`gridFeatures(zoom: 23)`, "zoom from 0 to 22, got 23"],
  [`gridFeatures(digits: 12)`, "digits from 0 to 9, got 12"],
  [`gridFeatures(first: 1001)`, "first from 1 to 1000"],
  [`gridFeatures(filter: { communityCode: "6401" })`, "communityCode of 12 digits"],
  [`gridFeatures(filter: { codePrefix: "64%" })`, "codePrefix of 1 to 15 digits"],
  [`gridFeatures(filter: { codePrefix: "64", communityCode: "640104001901" })`, "got both"],
  [
    `gridFeatures(filter: { polygon: { coordinates: [[[1, 2], [3, 4], [1, 2]]] } })`,
    "four positions",
  ],
  [`gridFeatures(filter: { polygon: { coordinates: [] } })`, "four positions"],
  [`gridFeatures(filter: { point: { lon: 190, lat: 0 } })`, "lon in [-180, 180]"],
  [`gridFeatures(filter: { planId: "x" })`, "Expected the id of a Plan"],
  [`registeredGrids(filter: { planId: "x" }) { nodes { code } }`, "Expected the id of a Plan"],
  [`grids(filter: { at: "2026-01-01T00:00:00Z" }) { nodes { label } }`, "ask for registeredGrids"],
])("%s is refused with what was expected", async (field, message) => {
  const { errors } = await ask(server, `{ ${field} }`, {}, { as: PLANNER });
  expect(errors?.map(({ message: got }) => got).join()).toContain(message);
  expect(errors?.[0].extensions).toEqual({ code: "BAD_INPUT" });
});

test("a polygon that crosses itself still finds what it meets", async () => {
  const coordinates = [
    [
      [106.2, 38.4],
      [106.218, 38.406],
      [106.218, 38.4],
      [106.2, 38.406],
      [106.2, 38.4],
    ],
  ];
  expect((await features({ filter: { polygon: { coordinates } } })).numberReturned).toBe(3);
});

test("what is kept of answers never outlives a change", async () => {
  const filter = { communityCode: "640104001902" };
  for (const crs of ["CGCS2000", "GCJ02"]) await features({ filter, crs });
  const before = new Date().toISOString();
  const renamed = rowOfCommunities(3);
  const communities = renamed.communities.map((one) =>
    one.id === "c1" ? { ...one, name: "新名" } : one,
  );
  await importDataset(testDb(), { ...renamed, communities }, SYSTEM);
  const [south, north] = [SOUTH, NORTH].map((ids) => ids.map((id) => id.replace("c0", "c1")));
  await divideInForce(server, testDb(), "c1", [{ buildings: south }, { buildings: north }]);
  for (const crs of ["CGCS2000", "GCJ02"]) {
    const now = await features({ filter, crs });
    expect(now.numberReturned).toBe(2);
    for (const { properties } of now.features) {
      expect(properties).toMatchObject({ communityName: "新名", validTo: null });
      expect(properties.households).toBeLessThan(900);
    }
    const [then] = (await features({ filter: { ...filter, at: before }, crs })).features;
    expect(then.properties).toMatchObject({ code: C1, communityName: "新名", households: 900 });
    expect(then.properties.validTo).not.toBeNull();
    const { geometry } = (await features({ filter: { ...filter, at: before } })).features[0];
    expect(then.geometry.coordinates[0]).toHaveLength(geometry.coordinates[0].length);
    if (crs === "CGCS2000") expect(then.geometry).toEqual(geometry);
    else expect(then.geometry).not.toEqual(geometry);
  }
});
