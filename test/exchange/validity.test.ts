import type { MultiPolygon, Polygon, Position } from "geojson";
import { partsOf } from "../../src/exchange/geometry/rings";
import { flawsOf } from "../../src/exchange/geometry/validity";

/** Rings are written as points "x,y" without the closing one, for small whole coordinates. */
function ring(text: string): Position[] {
  const points = text.split(" ").map((point): Position => point.split(",").map(Number));
  return [...points, points[0]];
}

const polygon = (...rings: string[]): Polygon => ({
  type: "Polygon",
  coordinates: rings.map(ring),
});
const polygons = (...parts: string[][]): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: parts.map((rings) => rings.map(ring)),
});

const SHELL = "0,0 8,0 8,8 0,8";

/** The verdicts are those of `ST_IsValid`; the codes are ours. */
const VECTORS: readonly (readonly [string, Polygon | MultiPolygon, string | null])[] = [
  ["a square", polygon(SHELL), null],
  ["a square drawn clockwise", polygon("0,0 0,8 8,8 8,0"), null],
  ["consecutive duplicate points", polygon("0,0 0,0 8,0 8,8 8,8 8,8 0,8"), null],
  ["points in the middle of straight edges", polygon("0,0 4,0 8,0 8,8 0,8"), null],
  ["a hole", polygon(SHELL, "2,2 4,2 4,4 2,4"), null],
  ["a hole that touches the shell in its corner", polygon(SHELL, "0,0 4,2 2,4"), null],
  ["a hole that touches an edge of the shell", polygon(SHELL, "4,0 6,2 2,2"), null],
  ["holes that touch in a point", polygon(SHELL, "1,1 4,4 1,4", "4,4 7,4 7,7"), null],
  [
    "three holes that touch in one point",
    polygon(SHELL, "1,1 4,4 1,3", "4,4 7,3 7,4", "4,4 5,7 4,7"),
    null,
  ],
  [
    "parts side by side, a corner in common",
    polygons(["0,0 4,0 4,4 0,4"], ["4,4 8,4 8,8 4,8"]),
    null,
  ],
  [
    "a part in the hole of another one",
    polygons([SHELL, "2,2 6,2 6,6 2,6"], ["3,3 5,3 5,5 3,5"]),
    null,
  ],
  [
    "a part that fills a hole up to its corners",
    polygons([SHELL, "2,2 6,2 6,6 2,6"], ["4,2 6,4 4,6 2,4"]),
    null,
  ],
  ["a bow-tie", polygon("0,0 8,8 8,0 0,8"), "SELF_CROSSING"],
  ["a spike", polygon("0,0 8,0 8,8 12,8 8,8 0,8"), "SELF_CROSSING"],
  ["a spike inwards", polygon("0,0 8,0 8,8 4,8 4,4 4,8 0,8"), "SELF_CROSSING"],
  ["an edge run along twice", polygon("0,0 4,0 4,4 8,4 8,8 4,8 4,0 0,8"), "SELF_CROSSING"],
  ["a corner on an own edge", polygon("0,0 8,0 8,8 4,0 0,8"), "SELF_TOUCHING"],
  ["a corner on an own corner", polygon("0,0 4,4 8,0 8,8 4,4 0,8"), "SELF_TOUCHING"],
  ["two different points", polygon("0,0 4,4 0,0 4,4"), "ZERO_AREA"],
  ["one point only", polygon("1,1 1,1 1,1"), "TOO_FEW_POINTS"],
  ["points on one line", polygon("0,0 4,4 8,8"), "ZERO_AREA"],
  ["a hole outside", polygon(SHELL, "9,9 12,9 12,12"), "HOLE_OUTSIDE"],
  ["a hole around the shell", polygon("2,2 4,2 4,4 2,4", SHELL), "HOLE_OUTSIDE"],
  ["a hole outside that touches the shell", polygon(SHELL, "8,4 10,3 10,5"), "HOLE_OUTSIDE"],
  ["a hole across the shell", polygon(SHELL, "6,6 10,6 10,7"), "RINGS_CROSS"],
  ["a hole across a corner of the shell", polygon(SHELL, "7,7 9,9 6,7"), "RINGS_CROSS"],
  ["a hole along an edge of the shell", polygon(SHELL, "2,0 6,0 4,2"), "RINGS_CROSS"],
  ["the shell as its own hole", polygon(SHELL, SHELL), "RINGS_CROSS"],
  ["a hole in a hole", polygon(SHELL, "1,1 7,1 7,7 1,7", "3,3 4,3 4,4"), "HOLES_NESTED"],
  ["a hole that touches the shell twice", polygon(SHELL, "0,4 4,3 8,4 4,5"), "INTERIOR_DIVIDED"],
  ["a diamond in a square", polygon(SHELL, "4,0 8,4 4,8 0,4"), "INTERIOR_DIVIDED"],
  [
    "holes in a chain from edge to edge",
    polygon(SHELL, "0,4 4,3 4,5", "4,5 8,4 6,6"),
    "INTERIOR_DIVIDED",
  ],
  [
    "parts with an edge in common",
    polygons(["0,0 4,0 4,4 0,4"], ["4,0 8,0 8,4 4,4"]),
    "PARTS_OVERLAP",
  ],
  ["parts across each other", polygons(["0,0 4,0 4,4 0,4"], ["2,2 6,2 6,6 2,6"]), "PARTS_OVERLAP"],
  ["a part in another one", polygons([SHELL], ["2,2 4,2 4,4 2,4"]), "PARTS_OVERLAP"],
  ["a part twice", polygons([SHELL], [SHELL]), "PARTS_OVERLAP"],
  [
    "a part around the hole of another one",
    polygons([SHELL, "3,3 5,3 5,5 3,5"], ["2,2 6,2 6,6 2,6"]),
    "PARTS_OVERLAP",
  ],
];

const moved = (geometry: Polygon | MultiPolygon): Polygon | MultiPolygon => {
  const move = ([x, y]: Position): Position => [106.27 + y * 1e-5, 38.47 - x * 1e-5];
  return geometry.type === "Polygon"
    ? { type: "Polygon", coordinates: geometry.coordinates.map((one) => one.map(move)) }
    : {
        type: "MultiPolygon",
        coordinates: geometry.coordinates.map((part) => part.map((one) => one.map(move))),
      };
};

test.each(VECTORS)("%s", (_, geometry, code) => {
  const codes = new Set(flawsOf(partsOf(geometry)).map((flaw) => flaw.code));
  if (code === null) expect([...codes]).toEqual([]);
  else expect([...codes]).toContain(code);
});

// Points that lie exactly on an edge do so no more once moved to degrees, so only shapes that meet
// in shared points keep their verdict.
test.each(VECTORS.filter(([, , code]) => code === null).slice(0, 5))(
  "%s, turned and moved to a real place",
  (_, geometry) => expect(flawsOf(partsOf(moved(geometry)))).toEqual([]),
);

test("the place where a polygon crosses itself is told", () => {
  expect(flawsOf(partsOf(polygon("0,0 8,8 8,0 0,8")))).toEqual([
    { code: "SELF_CROSSING", at: [4, 4] },
  ]);
});

test("a ring of ten thousand points is judged before the test runs out of time", () => {
  const round = Array.from({ length: 10_000 }, (_, i): Position => {
    const angle = (i / 10_000) * 2 * Math.PI;
    const radius = i % 2 === 0 ? 1 : 0.99;
    return [106 + radius * Math.cos(angle), 38 + radius * Math.sin(angle)];
  });
  const geometry: Polygon = { type: "Polygon", coordinates: [[...round, round[0]]] };
  expect(flawsOf(partsOf(geometry))).toEqual([]);
});
