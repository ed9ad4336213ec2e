import { booleanPointInPolygon } from "@turf/turf";
import type { Polygon, Position } from "geojson";
import { labelPoint } from "../../src/engine/outline/label-point";

function polygon(...corners: Position[]): Polygon {
  return { type: "Polygon", coordinates: [[...corners, corners[0]]] };
}

test("a label stands where the polygon is widest", () => {
  const flag = polygon([0, 0], [10, 0], [10, 1], [4, 1], [4, 4], [0, 4]);
  const [x, y] = labelPoint(flag).coordinates;
  expect(Math.hypot(x - 2, y - 2)).toBeLessThan(0.1);
});

test("of two parts the wider one has the label", () => {
  const parts = [
    polygon([0, 0], [50, 0], [50, 1], [0, 1]),
    polygon([0, 2], [3, 2], [3, 5], [0, 5]),
  ];
  const { coordinates } = labelPoint({
    type: "MultiPolygon",
    coordinates: parts.map((part) => part.coordinates),
  });
  expect(coordinates).toEqual([1.5, 3.5]);
});

test.each<[string, Polygon]>([
  [
    "a million times as long as wide",
    polygon([106, 38], [107, 38], [107, 38.000001], [106, 38.000001]),
  ],
  [
    "as long from south to north",
    polygon([106, 38], [106.000001, 38], [106.000001, 39], [106, 39]),
  ],
  ["a needle that leans", polygon([106, 38], [107, 39], [107, 39.000001])],
  ["two hairs that meet", polygon([0, 0], [1, 0], [1, 1e-6], [1e-6, 1e-6], [1e-6, 1], [0, 1])],
])(
  "even %s has its label inside, and soon",
  (_, needle) => {
    expect(booleanPointInPolygon(labelPoint(needle), needle)).toBe(true);
  },
  2000,
);
