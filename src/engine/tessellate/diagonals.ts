import { TIE_M } from "./compass";
import type { Frame } from "./frame";
import { turn } from "./predicates";

/** The parts of a mesh that change when a diagonal is turned. */
export interface Triangles {
  readonly start: Int32Array;
  readonly twin: Int32Array;
  readonly edge: Int32Array;
}

/**
 * Four corners on one circle have two Delaunay diagonals, and which one a triangulation has is
 * chance. This turns those that could as well lie the other way (within a tolerance), until each
 * starts at that corner of its four which comes first along the compass. That ends: every turn
 * gives an edge to an earlier corner, and takes edges from later ones only.
 */
export function settleDiagonals(
  mesh: Triangles,
  x: Float64Array,
  y: Float64Array,
  along: Float64Array,
  frame: Frame,
): void {
  const { start, twin, edge } = mesh;
  const isEither = (a: number, b: number, c: number, d: number): boolean => {
    const far = (p: number, q: number) =>
      Math.hypot((x[p] - x[q]) * frame.metresX, (y[p] - y[q]) * frame.metresY);
    const off = offCircleM(a, b, c, d, far, (p, q, r) => {
      const [ux, uy] = [(x[q] - x[p]) * frame.metresX, (y[q] - y[p]) * frame.metresY];
      const [vx, vy] = [(x[r] - x[p]) * frame.metresX, (y[r] - y[p]) * frame.metresY];
      return [ux * vx + uy * vy, Math.abs(ux * vy - uy * vx)];
    });
    if (off > TIE_M) return false;
    return (
      turn(x[c], y[c], x[a], y[a], x[d], y[d]) > 0 && turn(x[d], y[d], x[b], y[b], x[c], y[c]) > 0
    );
  };
  const open = Array.from(start.keys()).filter((h) => h < twin[h]);
  for (let h = open.pop(); h !== undefined; h = open.pop()) {
    const g = twin[h];
    if (g < 0 || edge[h] >= 0) continue;
    const [next, previous] = [following(h), following(following(h))];
    const [gNext, gPrevious] = [following(g), following(following(g))];
    const [a, b, c, d] = [start[h], start[next], start[previous], start[gPrevious]];
    if (Math.min(along[a], along[b]) <= Math.min(along[c], along[d])) continue;
    if (!isEither(a, b, c, d)) continue;
    turnDiagonal(mesh, h, next, g, gNext, c, d);
    open.push(h, g, previous, gPrevious);
  }
}

function following(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}

/** How far the nearer of c and d is from the circle through the other three corners, about. */
function offCircleM(
  a: number,
  b: number,
  c: number,
  d: number,
  far: (p: number, q: number) => number,
  /** Scalar and vector product of the two directions from a corner. */
  products: (corner: number, p: number, q: number) => [number, number],
): number {
  const [dotC, crossC] = products(c, a, b);
  const [dotD, crossD] = products(d, a, b);
  // Angles at c and d add up to half a turn on a circle.
  const sine = Math.abs(crossC * dotD + dotC * crossD);
  const [sidesC, sidesD] = [far(c, a) * far(c, b), far(d, a) * far(d, b)];
  return sine / (far(a, b) * Math.max(sidesC, sidesD));
}

/**
 *      c               c
 *     / \             /|\
 *    /   \           / | \      h and g become outer edges a-d and b-c, and the two that were
 *   a --- b   to    a  |  b     there become the new diagonal.
 *    \   /           \ | /
 *      d               d
 */
function turnDiagonal(
  { start, twin, edge }: Triangles,
  h: number,
  next: number,
  g: number,
  gNext: number,
  c: number,
  d: number,
): void {
  const [outerH, outerG] = [twin[gNext], twin[next]];
  const [edgeH, edgeG] = [edge[gNext], edge[next]];
  start[next] = d;
  start[gNext] = c;
  for (const [half, outer, line] of [
    [h, outerH, edgeH],
    [g, outerG, edgeG],
  ]) {
    twin[half] = outer;
    edge[half] = line;
    if (outer >= 0) twin[outer] = half;
  }
  twin[next] = gNext;
  twin[gNext] = next;
  edge[next] = -1;
  edge[gNext] = -1;
}
