import { area, booleanEqual, polygon } from "@turf/turf";
import type { GeometryCollection, Polygon } from "geojson";
import {
  AS_STORED,
  drawGeometry,
  drawPosition,
  drawText,
  storedGeometry,
  type Drawing,
} from "../../src/crs/draw";

const SQUARE: Polygon = {
  type: "Polygon",
  coordinates: [
    [
      [106.123456789, 38.4],
      [106.133456789, 38.4],
      [106.133456789, 38.41],
      [106.123456789, 38.41],
      [106.123456789, 38.4],
    ],
  ],
};
const AMAP: Drawing = { crs: "GCJ02", digits: 6 };

test("as it is stored, a text passes through", () => {
  const text = JSON.stringify(SQUARE);
  expect(drawText(text, AS_STORED)).toBe(text);
  expect(drawText(text, { crs: "WGS84", digits: 9 })).toBe(text);
});

test("text and geometry are drawn alike", () => {
  for (const crs of ["CGCS2000", "GCJ02", "BD09"] as const) {
    for (const digits of [0, 3, 6, 7, 9]) {
      const drawn: unknown = JSON.parse(drawText(JSON.stringify(SQUARE), { crs, digits }));
      expect(drawn).toEqual(drawGeometry(SQUARE, { crs, digits }));
    }
  }
});

test("digits are the decimals of a degree", () => {
  expect(
    drawText('{"type":"Point","coordinates":[106.123456789,-38.0000004]}', {
      crs: "CGCS2000",
      digits: 6,
    }),
  ).toBe('{"type":"Point","coordinates":[106.123457,-38]}');
  expect(drawPosition([106.123456789, 38.5], { crs: "WGS84", digits: 2 })).toEqual([106.12, 38.5]);
});

test("numbers with exponents, heights, nested and empty geometries are read", () => {
  const collection: GeometryCollection = {
    type: "GeometryCollection",
    geometries: [
      { type: "Point", coordinates: [1e-7, -1.5e-8] },
      { type: "MultiPoint", coordinates: [] },
      {
        type: "LineString",
        coordinates: [
          [106.5, 38.5, 1234.5],
          [-0.5, -7],
        ],
      },
      { type: "MultiPolygon", coordinates: [SQUARE.coordinates, SQUARE.coordinates] },
    ],
  };
  const drawn: unknown = JSON.parse(drawText(JSON.stringify(collection), AMAP));
  expect(drawn).toEqual(drawGeometry(collection, AMAP));
  expect(drawn).toMatchObject({
    geometries: [
      {},
      { coordinates: [] },
      {
        coordinates: [
          [106.504497, 38.500461, 1234.5],
          [-0.5, -7],
        ],
      },
      {},
    ],
  });
});

test("what a client draws in its map's coordinates is stored where it meant", () => {
  for (const crs of ["GCJ02", "BD09"] as const) {
    const there = drawGeometry(SQUARE, { crs, digits: 9 });
    expect(area(there)).not.toBe(area(SQUARE));
    const back = drawGeometry(storedGeometry(there, crs), { crs: "CGCS2000", digits: 8 });
    const expected = drawGeometry(SQUARE, { crs: "CGCS2000", digits: 8 });
    expect(booleanEqual(polygon(back.coordinates), polygon(expected.coordinates))).toBe(true);
  }
});

test("a geometry is not changed by drawing it", () => {
  const before = structuredClone(SQUARE);
  drawGeometry(SQUARE, AMAP);
  expect(SQUARE).toEqual(before);
});

test("of a feature only the geometry is drawn, whatever stands in its properties", () => {
  const properties = {
    name: 'a"coordinates":[106.5,38.5]',
    band: [300, 500],
    limits: { "\\": [106.5, 38.5] },
  };
  const feature = { type: "Feature", properties, geometry: SQUARE };
  const collection = { type: "FeatureCollection", features: [feature, feature] };
  const drawnFeature = { ...feature, geometry: drawGeometry(SQUARE, AMAP) };
  expect(JSON.parse(drawText(JSON.stringify(collection), AMAP))).toEqual({
    ...collection,
    features: [drawnFeature, drawnFeature],
  });
});
