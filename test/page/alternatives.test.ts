/** Alternatives side by side: which is best in what, and how they are sketched. */
import type { Geometry } from "geojson";
import { bestOf } from "../../src/console/alternatives/figures";
import { pathOf, placeOf, sketchOf } from "../../src/console/alternatives/sketch";

test.each([
  ["the most", [0.9, 1, 1], "MORE", [false, true, true]],
  ["the least", [3, 1, 2], "LESS", [false, true, false]],
  ["none where all are alike", [2, 2, 2], "LESS", [false, false, false]],
  ["none where neither is better", [1, 2], null, [false, false]],
  ["not what is not known", [null, 4, 5], "LESS", [false, true, false]],
  ["both where the difference is not shown", [0.50001, 0.50002, 0.4], "MORE", [true, true, false]],
] as const)("the best is %s", (_, values, wish, best) => {
  expect(bestOf(values, wish)).toEqual(best);
});

/** About 870 m from west to east and 1,110 m from south to north. */
const ground: Geometry = {
  type: "Polygon",
  coordinates: [
    [
      [106.2, 38.4],
      [106.21, 38.4],
      [106.21, 38.41],
      [106.2, 38.41],
      [106.2, 38.4],
    ],
  ],
};

test("a sketch fills its width, is true to scale, and has the north above", () => {
  const sketch = sketchOf(ground);
  expect(sketch.width).toBe(1_000);
  expect(sketch.height / sketch.width).toBeCloseTo(1 / Math.cos((38.405 * Math.PI) / 180), 6);
  expect(
    pathOf(sketch, [ground]).startsWith(`M0 ${Math.round(sketch.height * 10) / 10}L1000`),
  ).toBe(true);
  const [x, y] = placeOf(sketch, { type: "Point", coordinates: [106.205, 38.41] });
  expect(x).toBeCloseTo(500, 3);
  expect(y).toBeCloseTo(0, 6);
});

test("areas are closed and lines are not; holes and parts are all drawn", () => {
  const sketch = sketchOf(ground);
  const line: Geometry = {
    type: "LineString",
    coordinates: [
      [106.2, 38.4],
      [106.21, 38.41],
    ],
  };
  const twice: Geometry = {
    type: "MultiPolygon",
    coordinates: ground.type === "Polygon" ? [ground.coordinates, ground.coordinates] : [],
  };
  expect(pathOf(sketch, [line])).not.toContain("Z");
  expect(pathOf(sketch, [twice]).match(/Z/g)).toHaveLength(2);
});
