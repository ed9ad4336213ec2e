import type { Polygon } from "geojson";
import { checkPlan } from "../../src/engine/rules/check";
import { box, planOf, polygon, town, withBuildings, withGrids } from "./rules-fixture";

/** The town, and an island east of it that grid 004 takes in. */
const WITH_ISLAND = withGrids(
  planOf(town().grids, town().buildings, {
    type: "MultiPolygon",
    coordinates: [box(0, 0, 2, 2).coordinates, box(3, 0, 4, 1).coordinates],
  }),
  {
    "004": {
      polygon: {
        type: "MultiPolygon",
        coordinates: [box(3, 0, 4, 1).coordinates, box(1, 1, 2, 2).coordinates],
      },
    },
  },
);

const findings = (plan: typeof WITH_ISLAND) => checkPlan(plan).map(({ code }) => code);

test("a grid may take in an island where nobody lives", () => {
  expect(findings(WITH_ISLAND)).toEqual([]);
});

test("people on the island are apart from the rest of their grid", () => {
  const plan = withBuildings(WITH_ISLAND, { b4w: { polygon: box(3.4, 0.4, 3.6, 0.6) } });
  expect(findings(plan)).toEqual(["GRID_NOT_CONNECTED"]);
});

test("people live where most of their building stands, not where its first block lies", () => {
  const block = (west: number, east: number) =>
    polygon([west, 1.4], [west, 1.6], [east, 1.6], [east, 1.4]).coordinates;
  const plan = withBuildings(WITH_ISLAND, {
    // In the sea, and of no area.
    b4w: { polygon: { type: "MultiPolygon", coordinates: [block(2.5, 2.5), block(1.2, 1.4)] } },
  });
  expect(findings(plan)).toEqual([]);
});

test("a building that stands on an island and ashore joins them, wherever its corners are", () => {
  // Its corners ashore lie beyond the edge of its grid, which is at 1.
  const bridge = polygon([0.8, 1.45], [0.8, 1.55], [3.5, 0.55], [3.5, 0.45]);
  const plan = withBuildings(WITH_ISLAND, { b4w: { polygon: bridge } });
  expect(findings(plan)).not.toContain("GRID_NOT_CONNECTED");
});

test("a footprint of no area stands in the piece beside it", () => {
  // A hair south of its grid, where rounding may have left it.
  const line = polygon([1.3, 2.000001], [1.5, 2.000001], [1.3, 2.000001]);
  const plan = withBuildings(WITH_ISLAND, { b4w: { polygon: line } });
  expect(findings(plan)).toEqual([]);
});

test("a footprint of no area that ends in a piece stands there, wherever it begins", () => {
  const line = polygon([2.9, 0.5], [1.5, 1.5], [2.9, 0.5]);
  const plan = withBuildings(WITH_ISLAND, { b4w: { polygon: line } });
  expect(findings(plan)).toEqual([]);
});

test("a building between two parts joins them where it touches both, as near as rounding lets it", () => {
  // From the shore at 2 to the island at 3, a hundred-thousandth of a step short of both.
  const pier = polygon([2.00001, 0.5], [2.5, 0.6], [2.99999, 0.5], [2.5, 0.4]);
  const plan = withGrids(
    withBuildings(WITH_ISLAND, {
      b2e: { polygon: pier },
      b4w: { polygon: box(3.4, 0.4, 3.6, 0.6) },
    }),
    { "002": null, "004": null },
  );
  const one = {
    ...WITH_ISLAND.grids[3],
    buildingIds: ["b2w", "b2e", "b4w", "b4e"],
    polygon: {
      type: "MultiPolygon" as const,
      coordinates: [box(3, 0, 4, 1).coordinates, box(1, 0, 2, 2).coordinates],
    },
  };
  expect(findings({ ...plan, grids: [...plan.grids, one] })).not.toContain("GRID_NOT_CONNECTED");
});

test("two parts that share a corner are two, whichever side of it rounding falls", () => {
  // Less than half a step north-east of where grids can have their corners.
  const hair = 4e-10;
  const square = (west: number, south: number) => {
    const [lon, lat] = [106.6 + west / 1000, 38.6 + south / 1000];
    const ring = (by: number) =>
      [
        [lon, lat],
        [lon + 0.001, lat],
        [lon + 0.001, lat + 0.001],
        [lon, lat + 0.001],
        [lon, lat],
      ].map(([x, y]) => [Number((x + by).toFixed(10)), Number((y + by).toFixed(10))]);
    return { community: [ring(hair)], grid: [ring(0)] };
  };
  const parts = [square(0, 0), square(1, 1)];
  const inhabited: Polygon = {
    type: "Polygon",
    coordinates: [
      [
        [106.6012, 38.6012],
        [106.6014, 38.6012],
        [106.6014, 38.6014],
        [106.6012, 38.6012],
      ],
    ],
  };
  const plan = planOf(
    [
      {
        label: "001",
        kind: "STANDARD",
        reducedReason: null,
        buildingIds: ["b"],
        polygon: { type: "MultiPolygon", coordinates: parts.map(({ grid }) => grid) },
        pointOnSurface: { type: "Point", coordinates: [106.6013, 38.6013] },
      },
    ],
    [{ id: "b", polygon: inhabited, category: "RESIDENTIAL", households: 400 }],
    { type: "MultiPolygon", coordinates: parts.map(({ community }) => community) },
  );
  expect(findings(plan)).toEqual([]);
});
