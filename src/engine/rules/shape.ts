/**
 * Polygons as the geometric checks see them. Nothing is taken over from the tessellation: rings
 * are read again from the finished polygons. Topology is decided on the coordinates as they are
 * (exactly, in degrees), measures are taken in local metres.
 */
import type { MultiPolygon, Polygon, Position } from "geojson";
import { orient2d } from "robust-predicates";
import { METRES_PER_DEGREE } from "../tolerance";

/** A ring without its closing point and without repeated points; x is lon, y is lat. */
export type Ring = readonly (readonly [x: number, y: number])[];

/** The rings of one polygon: outline counter-clockwise first, then holes clockwise. */
export type Rings = readonly Ring[];

/** One entry per polygon of a MultiPolygon. */
export type Shape = readonly Rings[];

/** Degrees to local metres and back, around the middle of a community. */
export interface Plane {
  readonly lon0: number;
  readonly lat0: number;
  readonly metresX: number;
  readonly metresY: number;
}

/** Reads a geometry; rings that run the wrong way round are turned. */
export function shapeOf(geometry: Polygon | MultiPolygon): Shape {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) =>
    rings.map((positions, i) => {
      const ring = openRing(positions);
      const counterClockwise = signedArea(ring) > 0;
      return counterClockwise === (i === 0) ? ring : ring.reverse();
    }),
  );
}

/** A plane around the bounding box of a shape. */
export function planeAround(shape: Shape): Plane {
  const lons = shape.flatMap((rings) => rings.flatMap((ring) => ring.map(([x]) => x)));
  const lats = shape.flatMap((rings) => rings.flatMap((ring) => ring.map(([, y]) => y)));
  const lon0 = middle(lons);
  const lat0 = middle(lats);
  const metresX = METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  return { lon0, lat0, metresX, metresY: METRES_PER_DEGREE };
}

/** A box in degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The box around a shape. */
export function boxOf(shape: Shape): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of shape.flat(2)) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return { west, south, east, north };
}

/** Whether two boxes have a point in common, or come as near to each other as `byDeg`. */
export function boxesMeet(a: Box, b: Box, byDeg = 0): boolean {
  return (
    a.west <= b.east + byDeg &&
    b.west <= a.east + byDeg &&
    a.south <= b.north + byDeg &&
    b.south <= a.north + byDeg
  );
}

/** Every edge of a shape in local metres, four numbers each: x1, y1, x2, y2. */
export function edgesInMetres(shape: Shape, plane: Plane): Float64Array {
  const rings = shape.flat();
  const edges = new Float64Array(4 * rings.reduce((sum, ring) => sum + ring.length, 0));
  let at = 0;
  for (const ring of rings) {
    let [x, y] = toMetres(ring[ring.length - 1], plane);
    for (const point of ring) {
      edges[at++] = x;
      edges[at++] = y;
      [x, y] = toMetres(point, plane);
      edges[at++] = x;
      edges[at++] = y;
    }
  }
  return edges;
}

/** Area in square metres, holes taken off. */
export function areaOf(shape: Shape, plane: Plane): number {
  return shape.flat().reduce((sum, ring) => sum + areaOfRing(ring, plane), 0);
}

export function toMetres([x, y]: readonly [number, number], plane: Plane): [number, number] {
  return [(x - plane.lon0) * plane.metresX, (y - plane.lat0) * plane.metresY];
}

export function toDegrees(x: number, y: number, plane: Plane): [number, number] {
  return [x / plane.metresX + plane.lon0, y / plane.metresY + plane.lat0];
}

/** 1 inside the rings, 0 exactly on one of them, -1 outside. */
export function locate(x: number, y: number, rings: Rings): 1 | 0 | -1 {
  let inside = false;
  for (const ring of rings) {
    let [ax, ay] = ring[ring.length - 1];
    for (const [bx, by] of ring) {
      if (ay > y !== by > y) {
        const side = orient2d(ax, ay, bx, by, x, y);
        if (side === 0) return 0;
        if (side > 0 === by < ay) inside = !inside;
      } else if (ay === y && by === y && x >= Math.min(ax, bx) && x <= Math.max(ax, bx)) {
        return 0;
      } else if ((ax === x && ay === y) || (bx === x && by === y)) {
        return 0;
      }
      ax = bx;
      ay = by;
    }
  }
  return inside ? 1 : -1;
}

/** 1 inside any polygon of the shape, 0 on a border, -1 outside. */
export function locateInShape(x: number, y: number, shape: Shape): 1 | 0 | -1 {
  let best: 1 | 0 | -1 = -1;
  for (const rings of shape) {
    const where = locate(x, y, rings);
    if (where === 1) return 1;
    if (where === 0) best = 0;
  }
  return best;
}

function openRing(positions: readonly Position[]): [number, number][] {
  const ring: [number, number][] = [];
  for (const [x, y] of positions) {
    const last = ring.at(-1);
    if (last === undefined || last[0] !== x || last[1] !== y) ring.push([x, y]);
  }
  while (ring.length > 1 && ring[0][0] === ring.at(-1)?.[0] && ring[0][1] === ring.at(-1)?.[1]) {
    ring.pop();
  }
  return ring;
}

/** Twice the area in square degrees, counted from the first point so that little is cancelled. */
function signedArea(ring: Ring): number {
  if (ring.length < 3) return 0;
  const [ox, oy] = ring[0];
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[i + 1];
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}

function areaOfRing(ring: Ring, plane: Plane): number {
  return (signedArea(ring) / 2) * plane.metresX * plane.metresY;
}

function middle(values: readonly number[]): number {
  const lowest = values.reduce((low, value) => Math.min(low, value), Infinity);
  const highest = values.reduce((high, value) => Math.max(high, value), -Infinity);
  return (lowest + highest) / 2;
}
