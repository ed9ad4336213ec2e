import Constrainautor from "@kninnug/constrainautor";
import Delaunator from "delaunator";
import type { Compass } from "./compass";
import { settleDiagonals } from "./diagonals";
import type { Frame } from "./frame";
import { turn } from "./predicates";
import type { Arrangement } from "./snap-round";

/**
 * A constrained Delaunay triangulation of an arrangement. Half-edge h runs from corner h to the
 * next corner of triangle floor(h / 3); triangles are counter-clockwise (y grows north). Four
 * points far around the arrangement frame it, so every edge of the arrangement has two triangles.
 */
export interface Mesh {
  readonly frame: Frame;
  /** Vertices: those of the arrangement under their own numbers, then the four of the frame. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Metres along the compass at each vertex. */
  readonly along: Float64Array;
  readonly compass: Compass;
  /** Vertex at which half-edge h starts. */
  readonly start: Int32Array;
  /** The half-edge that runs the other way, -1 on the outer frame. */
  readonly twin: Int32Array;
  /** Edge of the arrangement that half-edge h lies on, -1 for none. */
  readonly edge: Int32Array;
  readonly arrangement: Arrangement;
}

export function nextHalfEdge(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}

export function previousHalfEdge(h: number): number {
  return h % 3 === 0 ? h + 2 : h - 1;
}

export function triangulate(frame: Frame, compass: Compass, arrangement: Arrangement): Mesh {
  const { x, y } = withFrame(arrangement);
  const delaunay = soundDelaunay(x, y, frame.squeezeX);
  const constrain = new Constrainautor(delaunay);
  for (let e = 0; e < arrangement.a.length; e++) {
    constrain.constrainOne(arrangement.a[e], arrangement.b[e]);
  }
  constrain.delaunify(true);
  const { start, twin } = counterClockwise(delaunay.triangles, delaunay.halfedges, x, y);
  const edge = edgesOf(start, arrangement);
  const along = x.map((vx, v) => vx * compass.alongX + y[v] * compass.alongY);
  settleDiagonals({ start, twin, edge }, x, y, along, frame);
  return { frame, x, y, along, compass, start, twin, edge, arrangement };
}

/** What the plane is squeezed by besides, one after the other; few bits, so that all stays exact. */
const OTHER_SQUEEZES = [1, 1.25, 0.75, 1.5, 0.5];

/**
 * Delaunator takes the points by their distance from a seed, and distances are rounded: of points
 * that lie a step apart and millions of steps away it may turn a triangle inside out, or leave a
 * point out. In a plane that is squeezed otherwise it takes them otherwise.
 */
function soundDelaunay(
  x: Float64Array,
  y: Float64Array,
  squeezeX: number,
): Delaunator<Float64Array> {
  for (const other of OTHER_SQUEEZES) {
    const coordinates = new Float64Array(2 * x.length);
    for (let v = 0; v < x.length; v++) {
      coordinates[2 * v] = x[v] * squeezeX * other;
      coordinates[2 * v + 1] = y[v];
    }
    const delaunay = new Delaunator(coordinates);
    if (isSound(delaunay.triangles, x, y)) return delaunay;
  }
  throw new Error(`no triangulation of ${x.length} points is sound`);
}

/** Whether all points are there and all triangles run the same way round. */
function isSound(triangles: ArrayLike<number>, x: Float64Array, y: Float64Array): boolean {
  const seen = new Uint8Array(x.length);
  let points = 0;
  for (let h = 0; h < triangles.length; h += 3) {
    const [a, b, c] = [triangles[h], triangles[h + 1], triangles[h + 2]];
    if (turn(x[a], y[a], x[b], y[b], x[c], y[c]) >= 0) return false;
    for (const v of [a, b, c]) {
      points += 1 - seen[v];
      seen[v] = 1;
    }
  }
  return points === x.length;
}

function withFrame({ x, y }: Arrangement): { x: Float64Array; y: Float64Array } {
  const n = x.length;
  const outX = new Float64Array(n + 4);
  const outY = new Float64Array(n + 4);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < n; v++) {
    outX[v] = x[v];
    outY[v] = y[v];
    minX = Math.min(minX, x[v]);
    maxX = Math.max(maxX, x[v]);
    minY = Math.min(minY, y[v]);
    maxY = Math.max(maxY, y[v]);
  }
  const margin = Math.max(maxX - minX, maxY - minY, 16);
  outX.set([minX - margin, maxX + margin, maxX + margin, minX - margin], n);
  outY.set([minY - margin, minY - margin, maxY + margin, maxY + margin], n);
  return { x: outX, y: outY };
}

/** Delaunator numbers its triangles clockwise where y grows north; here they run the other way. */
function counterClockwise(
  triangles: ArrayLike<number>,
  halfedges: ArrayLike<number>,
  x: Float64Array,
  y: Float64Array,
): { start: Int32Array; twin: Int32Array } {
  const start = Int32Array.from(triangles);
  const twin = Int32Array.from(halfedges);
  if (turn(x[start[0]], y[start[0]], x[start[1]], y[start[1]], x[start[2]], y[start[2]]) > 0) {
    return { start, twin };
  }
  // Corners 0, 1, 2 become 0, 2, 1; half-edges 0 (0-1), 1 (1-2), 2 (2-0) become 2, 1, 0.
  const moved = (h: number) => (h < 0 ? -1 : h - (h % 3) + (2 - (h % 3)));
  for (let h = 0; h < triangles.length; h += 3) {
    start[h + 1] = triangles[h + 2];
    start[h + 2] = triangles[h + 1];
    for (let k = 0; k < 3; k++) twin[moved(h + k)] = moved(halfedges[h + k]);
  }
  return { start, twin };
}

function edgesOf(start: Int32Array, { a, b }: Arrangement): Int32Array {
  const SPAN = 2 ** 26;
  const known = new Map<number, number>();
  for (let e = 0; e < a.length; e++) known.set(a[e] * SPAN + b[e], e);
  const edge = new Int32Array(start.length).fill(-1);
  for (let h = 0; h < start.length; h++) {
    const [p, q] = [start[h], start[nextHalfEdge(h)]];
    const e = known.get(p < q ? p * SPAN + q : q * SPAN + p);
    if (e !== undefined) edge[h] = e;
  }
  return edge;
}
