/** Shapes of the ground as paths of an SVG: a map that needs no WebGL, as many as one likes. */
import type { Geometry, Position } from "geojson";

/** Width of a sketch in its own units. */
export const SKETCH_WIDTH = 1_000;

/** How degrees become units of a sketch: x from the west, y from the north. */
export interface Sketch {
  readonly width: number;
  readonly height: number;
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
}

/** The sketch that holds all of a shape. */
export function sketchOf(whole: Geometry): Sketch {
  const positions = linesOf(whole).flat();
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const perDegree = SKETCH_WIDTH / Math.max(east - west, Number.EPSILON);
  const stretch = perDegree / Math.cos((((south + north) / 2) * Math.PI) / 180);
  return {
    width: SKETCH_WIDTH,
    height: (north - south) * stretch,
    x: (lon) => (lon - west) * perDegree,
    y: (lat) => (north - lat) * stretch,
  };
}

/** Shapes as the `d` of one path; areas are closed, lines are not. */
export function pathOf({ x, y }: Sketch, shapes: readonly Geometry[]): string {
  const parts: string[] = [];
  for (const shape of shapes) {
    const end = shape.type.endsWith("Polygon") ? "Z" : "";
    for (const line of linesOf(shape)) {
      const points = line.map(([lon, lat]) => `${tenth(x(lon))} ${tenth(y(lat))}`);
      parts.push(`M${points.join("L")}${end}`);
    }
  }
  return parts.join("");
}

/** Where a point lies in a sketch; its middle for anything else. */
export function placeOf(sketch: Sketch, point: Geometry): readonly [number, number] {
  if (point.type !== "Point") return [sketch.width / 2, sketch.height / 2];
  const [lon, lat] = point.coordinates;
  return [sketch.x(lon), sketch.y(lat)];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function linesOf(shape: Geometry): readonly Position[][] {
  switch (shape.type) {
    case "Polygon":
    case "MultiLineString":
      return shape.coordinates;
    case "MultiPolygon":
      return shape.coordinates.flat();
    case "LineString":
      return [shape.coordinates];
    case "GeometryCollection":
      return shape.geometries.flatMap((one) => linesOf(one));
    case "Point":
    case "MultiPoint":
      return [];
  }
}
