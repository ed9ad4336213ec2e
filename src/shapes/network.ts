/** The borders of areas as one network: vertices that are told apart, rings as rows of vertices. */
import KDBush from "kdbush";
import type { Area, Place } from "./area";

/**
 * Vertices that are no farther apart are one, and a vertex that lies no farther from an edge is on it:
 * engine and database round to a tenth of a millimetre. Metres of EPSG:3857.
 */
export const TOUCH_M = 0.001;

/** A ring as vertices, the first not repeated at the end. */
export interface Ring {
  readonly vertices: Int32Array;
  /** Whether its area lies on the left of it. */
  readonly areaOnLeft: boolean;
}

/** An area as rings of vertices; null: a ring that is none, narrower than what is told apart. */
export interface MeshedArea {
  readonly area: Area;
  readonly polygons: readonly (readonly (Ring | null)[])[];
}

/** Borders of areas with common vertices. */
export interface Network {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly index: KDBush;
  readonly areas: readonly MeshedArea[];
}

/** Finds out which vertices areas have in common, also where one of them has a vertex and the other an edge. */
export function meshAreas(areas: readonly Area[]): Network {
  const vertices = collectVertices(areas);
  const { x, y, numbers } = weld(vertices);
  const index = indexOf(x, y);
  const between = splitEdges({ x, y, index });
  let next = 0;
  const meshed = areas.map((area) => ({
    area,
    polygons: area.polygons.map((polygon) =>
      polygon.map((places, i) => {
        const corners = Array.from({ length: places.length - 1 }, () => numbers[next++]);
        return toRing(corners, between, signedArea(places) > 0 === (i === 0));
      }),
    ),
  }));
  return { x, y, index, areas: meshed };
}

interface Vertices {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** All vertices of all rings one after another, without the one that closes a ring. */
function collectVertices(areas: readonly Area[]): Vertices {
  const rings = areas.flatMap(({ polygons }) => polygons.flat());
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  let next = 0;
  for (const ring of rings) {
    for (let i = 0; i < ring.length - 1; i++, next++) [x[next], y[next]] = ring[i];
  }
  return { x, y };
}

/**
 * Makes one of vertices that are told apart by rounding only: the one that is first from the west. Vertices
 * are numbered in this order, whatever order the areas come in.
 */
function weld(all: Vertices): Vertices & { readonly numbers: Int32Array } {
  const order = Int32Array.from(all.x, (_, i) => i).sort(
    (a, b) => all.x[a] - all.x[b] || all.y[a] - all.y[b],
  );
  const distinct: number[] = [];
  const numbers = new Int32Array(all.x.length);
  for (const i of order) {
    const last = distinct.at(-1);
    if (last === undefined || all.x[last] !== all.x[i] || all.y[last] !== all.y[i])
      distinct.push(i);
    numbers[i] = distinct.length - 1;
  }
  const first = joinNear({
    x: Float64Array.from(distinct, (i) => all.x[i]),
    y: Float64Array.from(distinct, (i) => all.y[i]),
  });
  const kept = distinct.filter((_, i) => first[i] === i);
  const place = new Map<number, number>();
  first.forEach((one, i) => {
    if (one === i) place.set(i, place.size);
  });
  return {
    x: Float64Array.from(kept, (i) => all.x[i]),
    y: Float64Array.from(kept, (i) => all.y[i]),
    numbers: numbers.map((i) => place.get(first[i]) ?? 0),
  };
}

/** For each vertex the first of those that are one with it, also by way of others. */
function joinNear({ x, y }: Vertices): Int32Array {
  const index = indexOf(x, y);
  const first = Int32Array.from(x, (_, i) => i);
  const find = (i: number): number => {
    while (first[i] !== i) i = first[i] = first[first[i]];
    return i;
  };
  for (let i = 0; i < x.length; i++) {
    for (const j of index.within(x[i], y[i], TOUCH_M)) {
      const [a, b] = [find(i), find(j)];
      first[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return first.map((_, i) => find(i));
}

function indexOf(x: Float64Array, y: Float64Array): KDBush {
  const index = new KDBush(x.length);
  for (let i = 0; i < x.length; i++) index.add(x[i], y[i]);
  return index.finish();
}

/** The vertices that lie on an edge between these two, from the first to the second. */
type Between = (from: number, to: number) => readonly number[];

function splitEdges({ x, y, index }: Vertices & { readonly index: KDBush }): Between {
  const known = new Map<number, readonly number[]>();
  const find = (a: number, b: number): number[] => {
    const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
    const length2 = dx * dx + dy * dy;
    const on: [along: number, vertex: number][] = [];
    const box = [
      Math.min(x[a], x[b]),
      Math.min(y[a], y[b]),
      Math.max(x[a], x[b]),
      Math.max(y[a], y[b]),
    ];
    const [west, south, east, north] = box;
    for (const v of index.range(west - TOUCH_M, south - TOUCH_M, east + TOUCH_M, north + TOUCH_M)) {
      const along = ((x[v] - x[a]) * dx + (y[v] - y[a]) * dy) / length2;
      const beside = ((x[v] - x[a]) * dy - (y[v] - y[a]) * dx) ** 2;
      if (along > 0 && along < 1 && beside <= TOUCH_M ** 2 * length2) on.push([along, v]);
    }
    return on.sort(([one], [other]) => one - other).map(([, v]) => v);
  };
  return (from, to) => {
    const [a, b] = [Math.min(from, to), Math.max(from, to)];
    const key = a * x.length + b;
    let on = known.get(key);
    if (on === undefined) known.set(key, (on = find(a, b)));
    return from === a ? on : [...on].reverse();
  };
}

function toRing(corners: readonly number[], between: Between, areaOnLeft: boolean): Ring | null {
  const vertices: number[] = [];
  const add = (vertex: number): void => {
    if (vertices.at(-1) !== vertex) vertices.push(vertex);
  };
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    add(corner);
    if (next !== corner) between(corner, next).forEach(add);
  });
  while (vertices.length > 1 && vertices.at(-1) === vertices[0]) vertices.pop();
  return new Set(vertices).size < 3 ? null : { vertices: Int32Array.from(vertices), areaOnLeft };
}

function signedArea(ring: readonly Place[]): number {
  let sum = 0;
  const [x0, y0] = ring[0];
  for (let i = 1; i < ring.length; i++) {
    sum += (ring[i - 1][0] - x0) * (ring[i][1] - y0) - (ring[i][0] - x0) * (ring[i - 1][1] - y0);
  }
  return sum;
}
