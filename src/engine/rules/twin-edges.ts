/**
 * The borders of all grids, edge by edge. In an exact tiling every edge runs once along its grid
 * and once, the other way, along the neighbour; only the community boundary is walked once.
 */
import Flatbush from "flatbush";
import { ON_BOUNDARY_M } from "../tolerance";
import type { CheckContext } from "./plan-under-check";
import { toMetres } from "./shape";
import type { Site } from "./site";

/** An edge of one grid's border, the grid to its left. */
export interface BorderEdge {
  /** Position of the grid in the plan; behind all grids for ground in none. */
  readonly grid: number;
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}

export interface TwinEdges {
  /** Edges without exactly one twin in another grid. */
  readonly loose: readonly BorderEdge[];
  /** The same for the same loose edges, whichever grids they belong to. */
  readonly looseKey: string;
  /** Positions of the grids that share a border with each grid, ascending. */
  readonly neighbours: readonly (readonly number[])[];
}

/**
 * Pairs every edge with its twin: the same two points, exactly, in the other direction. The edges of
 * ground that is in no grid are twins too, but make it nobody's neighbour.
 */
export function pairEdges({ grids, open, memo: { edges } }: CheckContext): TwinEdges {
  const borders = [...grids.map(({ outline }) => outline), ...open].map((one) => one.edges());
  const met = new Int32Array(edges.count());
  const owner = new Int32Array(edges.count());
  borders.forEach((border, index) => {
    for (const edge of border) {
      if (met[edge]++ === 0) owner[edge] = index;
    }
  });
  const loose: BorderEdge[] = [];
  const numbers: number[] = [];
  const neighbours = borders.map(() => new Set<number>());
  borders.forEach((border, grid) => {
    for (const edge of border) {
      const twin = edges.twinOf(edge);
      if (met[edge] === 1 && twin >= 0 && met[twin] === 1 && owner[twin] !== grid) {
        neighbours[grid].add(owner[twin]);
        continue;
      }
      const [a, b] = edges.ends(edge);
      loose.push({ grid, a, b });
      numbers.push(edge);
    }
  });
  return {
    loose,
    looseKey: numbers.sort((a, b) => a - b).join(),
    neighbours: neighbours
      .slice(0, grids.length)
      .map((set) => [...set].filter((i) => i < grids.length).sort((a, b) => a - b)),
  };
}

/** Those edges that do not lie on the community boundary, all along. */
export function awayFromBoundary(
  edges: readonly BorderEdge[],
  { boundaryInMetres: boundary, plane }: Site,
): BorderEdge[] {
  const index = new Flatbush(boundary.length / 4);
  for (let i = 0; i < boundary.length; i += 4) {
    const [x1, y1, x2, y2] = boundary.subarray(i, i + 4);
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }
  index.finish();
  const segmentsNear = (x: number, y: number) => {
    const r = ON_BOUNDARY_M;
    return index
      .search(x - r, y - r, x + r, y + r)
      .filter((i) => distance(x, y, boundary.subarray(4 * i, 4 * i + 4)) <= r);
  };
  // What is near one straight segment at both ends is near it all along; where the boundary bends
  // between the ends, the halves are looked at.
  const runsAlong = (ax: number, ay: number, bx: number, by: number): boolean => {
    const atStart = segmentsNear(ax, ay);
    const atEnd = segmentsNear(bx, by);
    if (atStart.length === 0 || atEnd.length === 0) return false;
    if (atStart.some((i) => atEnd.includes(i))) return true;
    if (Math.hypot(bx - ax, by - ay) < SHORTEST_HALF_M) return true;
    const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
    return runsAlong(ax, ay, mx, my) && runsAlong(mx, my, bx, by);
  };
  return edges.filter(({ a, b }) => !runsAlong(...toMetres(a, plane), ...toMetres(b, plane)));
}

/** Below this the ends of a piece of edge speak for all of it. */
const SHORTEST_HALF_M = 1;

function distance(x: number, y: number, [x1, y1, x2, y2]: Float64Array): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length2;
  const clamped = Math.max(0, Math.min(1, t));
  return Math.hypot(x - x1 - clamped * dx, y - y1 - clamped * dy);
}
