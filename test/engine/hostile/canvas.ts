import type { MultiPolygon, Polygon, Position } from "geojson";
import type { Random } from "../../../src/engine";

/** Where a hostile community is drawn: fractions of a square somewhere on the globe. */
export interface Canvas {
  readonly random: Random;
  /** Degrees of longitude from side to side. */
  readonly size: number;
  /** Fractions of the canvas to lon/lat; sometimes on a coarse raster, which makes collinear points. */
  readonly at: (x: number, y: number) => Position;
}

/**
 * Degrees: a courtyard, a lane, an estate, a neighbourhood, a city, and a thousand kilometres, and how
 * many cases of twenty are of that size. Lines are divided into steps of metres, up to some hundred
 * across: a large case takes ten times as long as a small one, and finds no more.
 */
const SIZES: readonly (readonly [degrees: number, cases: number])[] = [
  [0.0002, 5],
  [0.001, 5],
  [0.003, 4],
  [0.01, 4],
  [0.2, 1],
  [12, 1],
];
const SIZE_OF_CASE = SIZES.flatMap(([degrees, cases]) => Array<number>(cases).fill(degrees));

export function canvas(random: Random): Canvas {
  const size = SIZE_OF_CASE[random.below(SIZE_OF_CASE.length)];
  const west = 106 + random.next();
  const south = 38 + random.next();
  const raster = random.below(3) === 0 ? 16 : 0;
  const digits = random.below(2) === 0 ? 7 : 12;
  const round = (value: number) => Number(value.toFixed(digits));
  const at = (x: number, y: number): Position => {
    const [u, v] =
      raster > 0 ? [Math.round(x * raster) / raster, Math.round(y * raster) / raster] : [x, y];
    return [round(west + u * size), round(south + v * size * 0.8)];
  };
  return { random, size, at };
}

export function box(draw: Canvas, x0: number, y0: number, x1: number, y1: number): Polygon {
  return { type: "Polygon", coordinates: [boxRing(draw, x0, y0, x1, y1)] };
}

export function boxRing(draw: Canvas, x0: number, y0: number, x1: number, y1: number): Position[] {
  return ringAt(draw, [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ]);
}

export function ringAt(draw: Canvas, corners: readonly (readonly [number, number])[]): Position[] {
  return closed(corners.map(([x, y]) => draw.at(x, y)));
}

export function closed(ring: readonly Position[]): Position[] {
  return [...ring, ring[0]];
}

export function ringsOf(polygon: Polygon | MultiPolygon): Position[][] {
  return polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();
}
