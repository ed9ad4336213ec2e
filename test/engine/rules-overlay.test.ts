import { area, difference, featureCollection, intersect, polygon } from "@turf/turf";
import { createRandom } from "../../src/engine/random";
import { measureOverlay } from "../../src/engine/rules/overlay";
import { edgesInMetres, planeAround, shapeOf } from "../../src/engine/rules/shape";
import { faultOfShape } from "../../src/engine/rules/validity";

const UNIT = { lon0: 0, lat0: 0, metresX: 1, metresY: 1 };

function edgesOf(...corners: readonly [number, number][]): Float64Array {
  const shape = shapeOf({ type: "Polygon", coordinates: [[...corners, corners[0]]] });
  return edgesInMetres(shape, UNIT);
}

const both = ([a, b]: Int32Array, counts: Float64Array) => {
  counts[0] = a > 0 && b > 0 ? 1 : 0;
};

test("areas that two layers have in common are exact for boxes and triangles", () => {
  const square = edgesOf([0, 0], [4, 0], [4, 4], [0, 4]);
  const shifted = edgesOf([2, 1], [6, 1], [6, 5], [2, 5]);
  const triangle = edgesOf([0, 0], [4, 4], [0, 4]);
  expect(measureOverlay([square, shifted], 1, both)[0].areaM2).toBeCloseTo(6, 12);
  expect(measureOverlay([square, triangle], 1, both)[0].areaM2).toBeCloseTo(8, 12);
  expect(measureOverlay([square, square], 1, both)[0]).toMatchObject({ areaM2: 16 });
});

test("nothing in common is no area and no place", () => {
  const a = edgesOf([0, 0], [1, 0], [0, 1]);
  const b = edgesOf([1, 1], [2, 1], [2, 2]);
  expect(measureOverlay([a, b], 1, both)).toEqual([{ areaM2: 0, place: null }]);
  expect(measureOverlay([new Float64Array(), b], 1, both)).toEqual([{ areaM2: 0, place: null }]);
});

/** A star-shaped ring round a centre: never crosses itself. */
function star(random: () => number, lon: number, lat: number, points: number): number[][] {
  const corners = Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points;
    const radius = 0.0005 + 0.002 * random();
    return [lon + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
  });
  return [...corners, corners[0]];
}

test("agrees with a polygon clipper on random stars", () => {
  const chance = createRandom(7);
  const next = () => chance.next();
  for (let round = 0; round < 40; round++) {
    const a = polygon([star(next, 0, 0, 5 + (round % 30))]);
    const b = polygon([star(next, 0.0015 * next(), 0.0015 * next(), 5 + (round % 17))]);
    expect(faultOfShape(shapeOf(a.geometry))).toBeNull();
    const plane = planeAround(shapeOf(a.geometry));
    const layers = [a, b].map(({ geometry }) => edgesInMetres(shapeOf(geometry), plane));
    const [common, rest] = measureOverlay(layers, 2, ([inA, inB], counts) => {
      counts[0] = inA > 0 && inB > 0 ? 1 : 0;
      counts[1] = inA > 0 && inB <= 0 ? 1 : 0;
    });
    const pair = featureCollection([a, b]);
    // turf measures on a sphere of the mean radius, so shares of the first star are compared.
    const whole = common.areaM2 + rest.areaM2;
    const clipped = intersect(pair);
    const left = difference(pair);
    expect(common.areaM2 / whole).toBeCloseTo(clipped === null ? 0 : area(clipped) / area(a), 6);
    expect(rest.areaM2 / whole).toBeCloseTo(left === null ? 0 : area(left) / area(a), 6);
  }
});
