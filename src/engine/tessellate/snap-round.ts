import Flatbush from "flatbush";
import { createPointIndex } from "./point-index";
import { turn } from "./predicates";

/** Lines to be noded, as lattice segments; each carries the number of the line it comes from. */
export interface Segments {
  readonly ax: number[];
  readonly ay: number[];
  readonly bx: number[];
  readonly by: number[];
  readonly source: number[];
}

/** An arrangement: edges that meet at their ends only. Every edge is there once, with a < b. */
export interface Arrangement {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Sources whose lines run along the edge, ascending, repeated as often as they do. */
  readonly sources: readonly (readonly number[])[];
}

/** Rounded crossings move lines by less than a step, so a second round settles nearly always. */
const MOST_ROUNDS = 12;

/**
 * Nodes segments by snap rounding (Hobby 1999; Guibas and Marimont 1998): the lattice squares
 * around ends and crossings are "hot", and every segment through a hot square is bent to its
 * centre. Crossings are computed in floating point, so a round can leave a new one behind; rounds
 * repeat until nothing changes.
 */
export function snapRound(segments: Segments): Arrangement {
  let edges = merge(
    segments,
    segments.source.map((s) => [s]),
  );
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { pieces, sources, changed } = splitOnce(edges);
    if (!changed) return edges;
    edges = merge(pieces, sources);
  }
  throw new Error(`snap rounding did not settle in ${MOST_ROUNDS} rounds`);
}

/** One edge for all segments with the same ends. Segments of no length vanish. */
function merge(s: Omit<Segments, "source">, sources: readonly (readonly number[])[]): Arrangement {
  const points = createPointIndex();
  const known = new Map<number, number>();
  const a: number[] = [];
  const b: number[] = [];
  const merged: number[][] = [];
  const SPAN = 2 ** 26;
  for (let i = 0; i < s.ax.length; i++) {
    const p = points.add(s.ax[i], s.ay[i]);
    const q = points.add(s.bx[i], s.by[i]);
    if (p === q) continue;
    const key = p < q ? p * SPAN + q : q * SPAN + p;
    const edge = known.get(key);
    if (edge === undefined) {
      known.set(key, a.length);
      a.push(Math.min(p, q));
      b.push(Math.max(p, q));
      merged.push([...sources[i]]);
    } else {
      merged[edge].push(...sources[i]);
    }
  }
  for (const list of merged) if (list.length > 1) list.sort((p, q) => p - q);
  return { x: points.x, y: points.y, a, b, sources: merged };
}

function splitOnce(edges: Arrangement) {
  const { x, y, a, b } = edges;
  const hot = createPointIndex();
  for (let i = 0; i < x.length; i++) hot.add(x[i], y[i]);
  const tree = boxTree(edges);
  for (let i = 0; i < a.length; i++) addCrossings(edges, i, tree, hot.add);

  const through = hotPointsOnEdges(edges, tree, hot);
  const pieces = { ax: [] as number[], ay: [] as number[], bx: [] as number[], by: [] as number[] };
  const sources: (readonly number[])[] = [];
  let changed = false;
  for (let i = 0; i < a.length; i++) {
    const chain = [a[i], ...sortAlong(edges, i, through.get(i), hot), b[i]];
    changed ||= chain.length > 2;
    for (let k = 1; k < chain.length; k++) {
      pieces.ax.push(hot.x[chain[k - 1]]);
      pieces.ay.push(hot.y[chain[k - 1]]);
      pieces.bx.push(hot.x[chain[k]]);
      pieces.by.push(hot.y[chain[k]]);
      sources.push(edges.sources[i]);
    }
  }
  return { pieces, sources, changed };
}

function boxTree({ x, y, a, b }: Arrangement): Flatbush {
  const tree = new Flatbush(Math.max(1, a.length));
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i], b[i]];
    tree.add(
      Math.min(x[p], x[q]),
      Math.min(y[p], y[q]),
      Math.max(x[p], x[q]),
      Math.max(y[p], y[q]),
    );
  }
  if (a.length === 0) tree.add(0, 0, 0, 0);
  tree.finish();
  return tree;
}

/** Proper crossings with later edges. Ends that touch an edge are hot already. */
function addCrossings(
  { x, y, a, b }: Arrangement,
  i: number,
  tree: Flatbush,
  add: (x: number, y: number) => number,
): void {
  const [p, q] = [a[i], b[i]];
  const [px, py, qx, qy] = [x[p], y[p], x[q], y[q]];
  tree.search(Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy), (j) => {
    if (j <= i) return false;
    const [r, s] = [a[j], b[j]];
    if (r === p || r === q || s === p || s === q) return false;
    const sideR = turn(px, py, qx, qy, x[r], y[r]);
    const sideS = turn(px, py, qx, qy, x[s], y[s]);
    if (sideR * sideS >= 0) return false;
    const sideP = turn(x[r], y[r], x[s], y[s], px, py);
    const sideQ = turn(x[r], y[r], x[s], y[s], qx, qy);
    if (sideP * sideQ >= 0) return false;
    const t = sideR / (sideR - sideS);
    add(Math.round(x[r] + t * (x[s] - x[r])), Math.round(y[r] + t * (y[s] - y[r])));
    return false;
  });
}

/** For each edge the hot points, other than its ends, whose lattice square it passes through. */
function hotPointsOnEdges(
  { x, y, a, b }: Arrangement,
  tree: Flatbush,
  hot: { x: readonly number[]; y: readonly number[] },
): Map<number, number[]> {
  const through = new Map<number, number[]>();
  for (let h = 0; h < hot.x.length; h++) {
    const [hx, hy] = [hot.x[h], hot.y[h]];
    tree.search(hx - 0.5, hy - 0.5, hx + 0.5, hy + 0.5, (i) => {
      if (a[i] === h || b[i] === h) return false;
      const dx = x[b[i]] - x[a[i]];
      const dy = y[b[i]] - y[a[i]];
      const off = (hx - x[a[i]]) * dy - (hy - y[a[i]]) * dx;
      const reach = 0.5 * (Math.abs(dx) + Math.abs(dy));
      if (Math.abs(off) > reach) return false;
      // Of its corners a square owns the lower left one: an edge that touches another passes by.
      // Were all its own, the diagonals of four hot squares would bend each other for ever.
      if (Math.abs(off) === reach && off !== 0.5 * (dy - dx)) return false;
      const list = through.get(i);
      if (list) list.push(h);
      else through.set(i, [h]);
      return false;
    });
  }
  return through;
}

function sortAlong(
  { x, y, a, b }: Arrangement,
  i: number,
  points: number[] | undefined,
  hot: { x: readonly number[]; y: readonly number[] },
): number[] {
  if (!points) return [];
  const dx = x[b[i]] - x[a[i]];
  const dy = y[b[i]] - y[a[i]];
  const along = (h: number) => (hot.x[h] - x[a[i]]) * dx + (hot.y[h] - y[a[i]]) * dy;
  return points.sort((p, q) => along(p) - along(q) || p - q);
}
