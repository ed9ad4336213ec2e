import { isListType, isNonNullType, isObjectType, getNamedType } from "graphql";
import { fromStored, type LonLat } from "../../src/crs/crs";
import { createSchema } from "../../src/graphql/schema";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { planAll } from "./support/jobs";
import { at, ask, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await importDataset(testDb(), rowOfCommunities(2), SYSTEM);
  await planAll(server);
}, 120_000);
afterAll(() => server.close());

test("every GeoJSON field takes crs and digits", () => {
  const fields = Object.values(createSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name === "GeoJSON");
  expect(fields.length).toBeGreaterThan(10);
  for (const { type, field } of fields) {
    expect([`${type.name}.${field.name}`, ...field.args.map(({ name }) => name)]).toEqual(
      expect.arrayContaining(["crs", "digits"]),
    );
    expect(isListType(isNonNullType(field.type) ? field.type.ofType : field.type)).toBe(false);
  }
});

const POLYGONS = `query ($crs: Crs!, $digits: Int!) {
  communities { nodes {
    polygon(crs: $crs, digits: $digits)
    buildings(first: 2) { nodes { polygon(crs: $crs, digits: $digits) } }
    barriers(first: 1) { nodes { line(crs: $crs, digits: $digits) } }
    latestPlan { blocks(crs: $crs, digits: $digits)
      grids { polygon(crs: $crs, digits: $digits) pointOnSurface(crs: $crs, digits: $digits) } } } } }`;

test.each(["GCJ02", "BD09", "WGS84"] as const)("all geometry comes in %s", async (crs) => {
  const stored = positionsOf(await read(server, POLYGONS, { crs: "CGCS2000", digits: 9 }));
  const drawn = positionsOf(await read(server, POLYGONS, { crs, digits: 7 }));
  expect(drawn).toHaveLength(stored.length);
  for (const [k, position] of stored.entries()) {
    const [lon, lat] = fromStored(crs)(position);
    expect(Math.abs(drawn[k][0] - lon)).toBeLessThan(0.51e-7);
    expect(Math.abs(drawn[k][1] - lat)).toBeLessThan(0.51e-7);
  }
});

test("neighbours share their border point by point in every crs, with any digits", async () => {
  const open: number[] = [];
  for (const crs of ["CGCS2000", "GCJ02", "BD09"]) {
    for (const digits of [9, 6]) {
      const data = await read(server, POLYGONS, { crs, digits });
      const grids = at(data, "communities", "nodes", 0, "latestPlan", "grids") as Tree[];
      expect(grids.length).toBeGreaterThan(1);
      const edges = new Set(grids.flatMap((grid) => edgesOf(at(grid, "polygon"))));
      const reversed = (edge: string): string => edge.split(" ").reverse().join(" ");
      open.push([...edges].filter((edge) => !edges.has(reversed(edge))).length);
      expect(open.at(-1)).toBeLessThan(edges.size);
    }
  }
  // What has no twin is the outline of the community, which has as many edges in any coordinates.
  expect(new Set(open).size).toBe(1);
});

test("a box, a place and a moment are asked for in the map's own coordinates", async () => {
  const inside: LonLat = [106.2055, 38.405];
  for (const crs of ["GCJ02", "BD09"] as const) {
    const [lon, lat] = fromStored(crs)(inside);
    const box = { west: lon - 1e-4, south: lat - 1e-4, east: lon + 1e-4, north: lat + 1e-4 };
    const query = `query ($bbox: BBoxInput!) { grids(bbox: $bbox) { nodes { label } }
      communities(filter: { bbox: $bbox }) { nodes { code } } }`;
    const there = await read(server, query, { bbox: { ...box, crs } });
    const here = await read(server, query, {
      bbox: {
        west: inside[0] - 1e-4,
        south: inside[1] - 1e-4,
        east: inside[0] + 1e-4,
        north: inside[1] + 1e-4,
      },
    });
    expect(there).toEqual(here);
    expect(at(there, "communities", "nodes")).toEqual([{ code: "640104001901" }]);
  }
});

test("a remark is pinned where the map shows it", async () => {
  const place: LonLat = [106.2055, 38.405];
  const [lon, lat] = fromStored("BD09")(place);
  const plans = await read(server, "{ plans { nodes { id } } }");
  const planId = at(plans, "plans", "nodes", 0, "id");
  const data = await read(
    server,
    `mutation ($input: AddRemarkInput!) { addRemark(input: $input) { userErrors { code }
       plan { reviews { nodes { place place2: place(crs: BD09, digits: 6) } } } } }`,
    { input: { planId, comment: "这里", place: { lon, lat, crs: "BD09" } } },
  );
  const [review] = (at(data, "addRemark", "plan", "reviews", "nodes") as Tree[]).slice(-1);
  const [[storedLon, storedLat]] = positionsOf(review.place);
  expect(storedLon).toBeCloseTo(place[0], 8);
  expect(storedLat).toBeCloseTo(place[1], 8);
  expect(positionsOf(review.place2)).toEqual([[rounded(lon), rounded(lat)]]);
});

test.each([
  ["digits: 10", "digits from 0 to 9, got 10"],
  ["digits: -1", "digits from 0 to 9, got -1"],
])("%s is refused with what was expected", async (args, message) => {
  const { errors } = await ask(server, `{ communities { nodes { polygon(${args}) } } }`);
  expect(errors?.[0].message).toContain(message);
  expect(errors?.[0].extensions).toEqual({ code: "BAD_INPUT" });
});

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The directed edges of all rings. */
function edgesOf(tree: unknown): string[] {
  if (!Array.isArray(tree)) {
    return typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(edgesOf) : [];
  }
  const ring = tree.filter((one) => Array.isArray(one) && typeof one[0] === "number");
  if (ring.length === 0) return tree.flatMap(edgesOf);
  return ring.slice(1).map((end, k) => `${String(ring[k])} ${String(end)}`);
}

/** All positions of all geometries in a tree, in order. */
function positionsOf(tree: unknown): LonLat[] {
  if (typeof tree !== "object" || tree === null) return [];
  if (Array.isArray(tree)) {
    const [lon, lat] = tree as unknown[];
    if (typeof lon === "number" && typeof lat === "number") return [[lon, lat]];
  }
  return Object.values(tree).flatMap(positionsOf);
}
