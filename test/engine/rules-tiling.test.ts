import type { MultiPolygon, Polygon, Position } from "geojson";
import { checkPlan, type PlanUnderCheck } from "../../src/engine/rules/check";
import { createRandom, type Random } from "../../src/engine/random";
import {
  at,
  box,
  building,
  planOf,
  polygon,
  ring,
  square,
  town,
  withBuildings,
  withGrids,
} from "./rules-fixture";

/** A square is 0.001 degree wide: 111.32 m by 87.1 m. */
const SQUARE_M2 = 111.3194908 * 111.3194908 * Math.cos((38.499 * Math.PI) / 180);

const found = (plan: PlanUnderCheck) => checkPlan(plan).map((finding) => finding.code);
const only = (plan: PlanUnderCheck) => {
  const findings = checkPlan(plan);
  expect(findings.map((finding) => finding.code)).toHaveLength(1);
  return findings[0];
};

function mapPositions<G extends Polygon | MultiPolygon>(
  geometry: G,
  move: (p: Position) => Position,
) {
  return geometry.type === "Polygon"
    ? { ...geometry, coordinates: geometry.coordinates.map((r) => r.map(move)) }
    : { ...geometry, coordinates: geometry.coordinates.map((p) => p.map((r) => r.map(move))) };
}

/** The same plan under a map of the plane, such as a mirror. */
function moved(plan: PlanUnderCheck, move: (p: Position) => Position): PlanUnderCheck {
  return {
    ...plan,
    community: { ...plan.community, polygon: mapPositions(plan.community.polygon, move) },
    buildings: plan.buildings.map((b) => ({ ...b, polygon: mapPositions(b.polygon, move) })),
    grids: plan.grids.map((g) => ({ ...g, polygon: mapPositions(g.polygon, move) })),
  };
}

const VIEWS: readonly [string, (p: Position) => Position][] = [
  ["as drawn", (p) => p],
  ["mirrored east-west", ([x, y]) => [212.4 - x, y]],
  ["mirrored north-south", ([x, y]) => [x, 77 - y]],
  ["turned by 37 degrees", ([x, y]) => [106.2 + turned(x, y)[0], 38.5 + turned(x, y)[1]]],
];

function turned(x: number, y: number): [number, number] {
  const [c, s] = [Math.cos(0.645), Math.sin(0.645)];
  const [dx, dy] = [x - 106.2, y - 38.5];
  return [c * dx - s * dy, s * dx + c * dy];
}

const L_SHAPE = polygon([0, 0], [0, 1], [0.9, 0.9], [1, 0]);

/** Each way to break the town, and all that is found then. */
const BREAKS: readonly [string, PlanUnderCheck, readonly string[]][] = [
  ["nothing broken", town(), []],
  [
    "a corner drawn back opens a gap",
    withGrids(town(), { "001": { polygon: L_SHAPE } }),
    ["R4 COVERAGE_GAP"],
  ],
  [
    "a corner pushed out into two neighbours overlaps",
    withGrids(town(), { "001": { polygon: polygon([0, 0], [0, 1], [1.1, 1.1], [1, 0]) } }),
    ["R4 COVERAGE_OVERLAP"],
  ],
  [
    "a border moved in one grid only, on both sides, gives gap and overlap",
    withGrids(town(), {
      "001": { polygon: polygon([0, 0], [0, 1], [1, 1], [1.1, 0.5], [1, 0]) },
      "003": { polygon: polygon([0, 1], [0, 2], [1, 2], [0.9, 1.5], [1, 1]) },
    }),
    ["R4 COVERAGE_GAP", "R4 COVERAGE_OVERLAP"],
  ],
  [
    "a grid dropped leaves a gap and its buildings",
    withGrids(town(), { "004": null }),
    ["R4 COVERAGE_GAP", "R6 BUILDING_MISSING"],
  ],
  [
    "a grid doubled overlaps and doubles its buildings",
    { ...town(), grids: [...town().grids, { ...town().grids[3], label: "005" }] },
    ["R4 COVERAGE_OVERLAP", "R6 BUILDING_DOUBLED", "R6 BUILDING_DOUBLED"],
  ],
  [
    "an extra point in one grid only is a border edge without a twin",
    withGrids(town(), { "001": { polygon: polygon([0, 0], [0, 1], [1, 1], [1, 0.5], [1, 0]) } }),
    ["R4 BORDER_WITHOUT_TWIN"],
  ],
  [
    "an extra point on the community boundary is nobody else's business",
    withGrids(town(), { "001": { polygon: polygon([0, 0], [0, 0.5], [0, 1], [1, 1], [1, 0]) } }),
    [],
  ],
  [
    "a grid that leaves the community",
    withGrids(town(), { "001": { polygon: polygon([-0.1, 0], [0, 1], [1, 1], [1, 0]) } }),
    ["R5 OUTSIDE_COMMUNITY"],
  ],
  [
    "a shared border through a building cuts it",
    withGrids(town(), {
      "001": { polygon: polygon([0, 0], [0, 1], [1, 1], [0.7, 0.5], [1, 0]) },
      "002": { polygon: polygon([1, 0], [0.7, 0.5], [1, 1], [2, 1], [2, 0]) },
    }),
    ["R6 BUILDING_CUT"],
  ],
  [
    "a building listed where it does not stand",
    withGrids(town(), {
      "001": { buildingIds: ["b1w", "b2w"] },
      "002": { buildingIds: ["b1e", "b2e"] },
    }),
    ["R6 BUILDING_MISPLACED", "R6 BUILDING_MISPLACED"],
  ],
  [
    "a building listed nowhere",
    withBuildings(withGrids(town(), { "001": { buildingIds: ["b1w"] } }), {
      b1w: { households: 400 },
    }),
    ["R6 BUILDING_MISSING"],
  ],
  [
    "a building listed in two grids",
    withBuildings(withGrids(town(), { "002": { buildingIds: ["b2w", "b2e", "b1e"] } }), {
      b1e: { households: 100 },
    }),
    ["R6 BUILDING_DOUBLED"],
  ],
  [
    "a building listed twice in one grid",
    withGrids(town(), { "002": { buildingIds: ["b2w", "b2e", "b2w"] } }),
    ["R6 BUILDING_DOUBLED"],
  ],
  [
    "a building that does not exist",
    withGrids(town(), { "002": { buildingIds: ["b2w", "b2e", "ghost"] } }),
    ["R6 BUILDING_UNKNOWN"],
  ],
  [
    "a border that crosses itself",
    withGrids(town(), { "001": { polygon: polygon([0, 0], [1, 1], [0, 1], [1, 0]) } }),
    ["R7 GRID_INVALID"],
  ],
  [
    "a bowtie: two squares that meet in one point, drawn as one ring",
    withGrids(town(), {
      "001": {
        polygon: polygon([0, 0], [0, 1], [1, 1], [1, 2], [2, 2], [2, 1], [1, 1], [1, 0]),
        buildingIds: ["b1w", "b1e", "b4w", "b4e"],
      },
      "004": null,
    }),
    ["R1 GRID_ABOVE_BAND", "R7 GRID_INVALID"],
  ],
  [
    "a spike there and back",
    withGrids(town(), {
      "001": { polygon: polygon([0, 0], [0, 1], [1, 1], [1.5, 1], [1, 1], [1, 0]) },
    }),
    ["R7 GRID_INVALID"],
  ],
  [
    "a ring of two points",
    withGrids(town(), { "001": { polygon: polygon([0, 0], [0, 1]) } }),
    ["R7 GRID_INVALID"],
  ],
  [
    "a hole that reaches out of the outline",
    withGrids(town(), {
      "001": {
        polygon: {
          type: "Polygon",
          coordinates: [...box(0, 0, 1, 1).coordinates, ring([0.5, 0.2], [1.5, 0.2], [1, 0.4])],
        },
      },
    }),
    ["R7 GRID_INVALID"],
  ],
  [
    "two squares that meet in one point are two pieces",
    withGrids(town(), {
      "001": {
        polygon: {
          type: "MultiPolygon",
          coordinates: [box(0, 0, 1, 1).coordinates, box(1, 1, 2, 2).coordinates],
        },
        buildingIds: ["b1w", "b1e", "b4w", "b4e"],
      },
      "004": null,
    }),
    ["R1 GRID_ABOVE_BAND", "R7 GRID_NOT_CONNECTED"],
  ],
];

describe.each(VIEWS)("the tiling, %s", (_view, move) => {
  test.each(BREAKS)("%s", (_name, plan, expected) => {
    const findings = checkPlan(moved(plan, move)).map(({ rule, code }) => `${rule} ${code}`);
    expect(findings.sort()).toEqual([...expected].sort());
  });
});

test("a gap is measured, placed and told in both languages", () => {
  const finding = only(withGrids(town(), { "001": { polygon: L_SHAPE } }));
  expect(finding).toMatchObject({ rule: "R4", severity: "ERROR", gridLabel: null });
  expect(finding.numbers.areaM2 / SQUARE_M2).toBeCloseTo(0.1, 6);
  expect(finding.message.en).toContain("970 m² of the community lie in no grid");
  expect(finding.message.zh).toContain("970 平方米未划入任何网格");
  const [lon, lat] = finding.place?.coordinates ?? [0, 0];
  expect(lon).toBeGreaterThan(at(0, 0)[0]);
  expect(lon).toBeLessThan(at(1, 0)[0]);
  expect(lat).toBeGreaterThan(at(0, 1)[1]);
  expect(lat).toBeLessThan(at(0, 0)[1]);
});

test("an overlap names the grids that share the place", () => {
  const wide = { polygon: polygon([0, 0], [0, 1], [1, 1], [1.2, 0.5], [1, 0]) };
  const finding = only(withGrids(town(), { "001": wide }));
  expect(finding.numbers.areaM2 / SQUARE_M2).toBeCloseTo(0.1, 6);
  expect(finding.message.en).toContain("belongs to grids 001, 002");
});

test("a spill names its grid and how much it is", () => {
  const finding = only(
    withGrids(town(), { "001": { polygon: polygon([-0.2, 0], [0, 1], [1, 1], [1, 0]) } }),
  );
  expect(finding).toMatchObject({ rule: "R5", gridLabel: "001" });
  expect(finding.numbers.areaM2 / SQUARE_M2).toBeCloseTo(0.1, 6);
});

test("a cut names building, grids and the area cut off", () => {
  const plan = withGrids(town(), {
    "001": { polygon: polygon([0, 0], [0, 1], [0.7, 1], [0.7, 0]) },
    "002": { polygon: polygon([0.7, 0], [0.7, 1], [1, 1], [2, 1], [2, 0]) },
    "003": { polygon: polygon([0, 1], [0, 2], [1, 2], [1, 1], [0.7, 1]) },
  });
  const finding = only(plan);
  expect(finding).toMatchObject({ code: "BUILDING_CUT", gridLabel: "001", buildingIds: ["b1e"] });
  expect(finding.numbers.areaM2 / SQUARE_M2).toBeCloseTo(0.02, 6);
  expect(finding.message.en).toContain("lie in grid 002");
});

test("less than half a square metre cut off is drawing noise", () => {
  const shave = (offset: number) =>
    withGrids(town(), {
      "001": { polygon: polygon([0, 0], [0, 1], [1, 1], [0.8 - offset, 0.5], [1, 0]) },
      "002": { polygon: polygon([1, 0], [0.8 - offset, 0.5], [1, 1], [2, 1], [2, 0]) },
    });
  expect(found(shave(0))).toEqual([]);
  expect(found(shave(0.0005))).toEqual([]);
  expect(found(shave(0.03))).toEqual(["BUILDING_CUT"]);
});

test("a building that straddles the boundary counts only as far as it is in the community", () => {
  const plan = withBuildings(town(), { b1w: { polygon: box(-0.1, 0.4, 0.1, 0.6) } });
  expect(found(plan)).toEqual([]);
  const outside = withBuildings(town(), { b1w: { polygon: box(-0.3, 0.4, -0.1, 0.6) } });
  expect(found(outside)).toEqual([]);
});

test("a building that fills its grid to the border is whole", () => {
  expect(found(withBuildings(town(), { b1w: { polygon: box(0, 0, 1, 1) } }))).toEqual([]);
});

test("rings may run either way round and start anywhere", () => {
  const turnedRings = withGrids(town(), {
    "001": { polygon: polygon([1, 1], [0, 1], [0, 0], [1, 0]) },
    "002": { polygon: polygon([2, 0], [2, 1], [1, 1], [1, 0]) },
  });
  expect(found(turnedRings)).toEqual([]);
});

describe("a tiling whose inner corners lie anywhere", () => {
  const SIZE = 5;

  /** Squares whose shared corners are moved at random, by up to a quarter of a side. */
  function wobbly(random: Random): { corners: [number, number][][]; plan: PlanUnderCheck } {
    const free = (i: number) => i > 0 && i < SIZE;
    const corners = Array.from({ length: SIZE + 1 }, (_, c) =>
      Array.from({ length: SIZE + 1 }, (_, r): [number, number] => {
        const off = () => (free(c) && free(r) ? (random.next() - 0.5) / 2 : 0);
        return [c + off(), r + off()];
      }),
    );
    return { corners, plan: tiled(corners) };
  }

  function tiled(corners: readonly (readonly [number, number])[][]): PlanUnderCheck {
    const grids = [];
    const buildings = [];
    for (let c = 0; c < SIZE; c++) {
      for (let r = 0; r < SIZE; r++) {
        const id = `b${c}${r}`;
        const shape = [corners[c][r], corners[c][r + 1], corners[c + 1][r + 1], corners[c + 1][r]];
        buildings.push(building(id, c + 0.5, r + 0.5, { households: 400 }));
        grids.push({ ...square(`${c}${r}`, c, r, [id]), polygon: polygon(...shape) });
      }
    }
    return planOf(grids, buildings, box(0, 0, SIZE, SIZE));
  }

  test("is right as long as all grids move together, and wrong once one moves alone", () => {
    const random = createRandom(11);
    for (let round = 0; round < 60; round++) {
      const { corners, plan } = wobbly(random);
      expect(found(plan)).toEqual([]);
      const [c, r] = [random.below(SIZE), random.below(SIZE)];
      const alone = corners.map((column) => column.map((p): [number, number] => [p[0], p[1]]));
      const [dc, dr] = [random.below(2), random.below(2)];
      alone[c + dc][r + dr][0] += (random.next() < 0.5 ? -1 : 1) * (0.02 + 0.1 * random.next());
      const moved = tiled(alone).grids.find((grid) => grid.label === `${c}${r}`);
      const rules = checkPlan(withGrids(plan, { [`${c}${r}`]: { polygon: moved?.polygon } }));
      expect(rules.length).toBeGreaterThan(0);
      expect(rules.every((f) => f.rule === "R4" || f.rule === "R5")).toBe(true);
    }
  });
});

describe("a grid around another", () => {
  const inner = box(0.4, 0.4, 0.6, 0.6);
  const holed = (hole: Position[]): Polygon => ({
    type: "Polygon",
    coordinates: [...box(0, 0, 1, 1).coordinates, hole],
  });
  const plan = (outer: Polygon) =>
    planOf(
      [
        { ...square("001", 0, 0, ["a"]), polygon: outer },
        { ...square("002", 0, 0, ["b"]), polygon: inner },
      ],
      [
        building("a", 0.2, 0.2, { households: 400 }),
        building("b", 0.5, 0.5, { households: 400, polygon: box(0.45, 0.45, 0.55, 0.55) }),
      ],
      box(0, 0, 1, 1),
    );

  test("has a hole that the other one fills", () => {
    expect(found(plan(holed(inner.coordinates[0])))).toEqual([]);
  });

  test("overlaps it when the hole is forgotten", () => {
    expect(only(plan(box(0, 0, 1, 1))).code).toBe("COVERAGE_OVERLAP");
  });

  test("is in pieces when its holes touch the outline twice", () => {
    const strait = ring([0.5, 0], [0.4, 0.5], [0.5, 1], [0.6, 0.5]);
    const grids = [
      { ...square("001", 0, 0, ["a"]), polygon: holed(strait) },
      {
        ...square("002", 0, 0, ["b"]),
        polygon: { type: "Polygon" as const, coordinates: [strait] },
      },
    ];
    const codes = found({ ...plan(holed(strait)), grids });
    expect(codes).toContain("GRID_NOT_CONNECTED");
  });

  test("may touch its own hole in a single point", () => {
    const notch = ring([0.5, 0], [0.4, 0.5], [0.6, 0.5]);
    const outer: Polygon = {
      type: "Polygon",
      coordinates: [ring([0, 0], [0, 1], [1, 1], [1, 0], [0.5, 0]), notch],
    };
    const grids = [
      { ...square("001", 0, 0, ["a"]), polygon: outer },
      { ...square("002", 0, 0, []), polygon: { type: "Polygon" as const, coordinates: [notch] } },
    ];
    const buildings = [building("a", 0.2, 0.2, { households: 400 })];
    expect(found(planOf(grids, buildings, box(0, 0, 1, 1)))).toEqual(["GRID_BELOW_BAND"]);
  });
});

describe("a community in two parts", () => {
  const community: MultiPolygon = {
    type: "MultiPolygon",
    coordinates: [box(0, 0, 1, 1).coordinates, box(2, 0, 3, 1).coordinates],
  };
  const both = { ...square("001", 0, 0, ["a", "b"]), polygon: community };
  const people = (eastern: number) => [
    building("a", 0.5, 0.5, { households: 400 }),
    building("b", 2.5, 0.5, { households: eastern }),
  ];

  test("may have a grid that takes in a part where nobody lives", () => {
    expect(found(planOf([both], people(0), community))).toEqual([]);
  });

  test("has no grid with people in both parts", () => {
    expect(found(planOf([both], people(50), community))).toContain("GRID_NOT_CONNECTED");
  });

  test("is covered by a grid in each", () => {
    const grids = [square("001", 0, 0, ["a"]), square("002", 2, 0, ["b"])];
    expect(found(planOf(grids, people(400), community))).toEqual([]);
  });
});
