/**
 * A smaller problem for the first, longer part of the search: small cells where nobody lives (verges,
 * strips between carriageways, car parks) follow the cell beside them. Where the grids of homes are
 * settled, the whole problem lays each of them where it makes the best outlines. As in multilevel
 * partitioning (Karypis, Kumar 1998), but contracting only what weighs nothing in the first goal.
 */
import { contractInto } from "./contract";
import { createProblem, type Problem } from "./problem";

/** Twice a cell's area over its outline, below which it is small: half the side of a square. */
const SMALL_M = 60;

export interface Coarse {
  readonly problem: Problem;
  /** Cell of the smaller problem that each cell is part of. */
  readonly into: Int32Array;
}

/** The problem itself where there is nothing to contract. */
export function coarsen(problem: Problem): Coarse {
  const { graph, apart, apartOffset } = problem;
  const { graph: small, into } = contractInto(graph, followed(problem));
  const pairs: [number, number][] = [];
  for (let cell = 0; cell < graph.n; cell++) {
    for (let i = apartOffset[cell]; i < apartOffset[cell + 1]; i++) {
      if (apart[i] > cell) pairs.push([into[cell], into[apart[i]]]);
    }
  }
  const inForce = new Int32Array(small.n).fill(-1);
  problem.inForce.forEach((id, cell) => {
    const isLeader = graph.households[cell] > 0 || inForce[into[cell]] < 0;
    if (id >= 0 && isLeader) inForce[into[cell]] = id;
  });
  if (small === graph) return { problem, into };
  const { bands, weights } = problem;
  return { problem: createProblem({ graph: small, bands, weights, apart: pairs, inForce }), into };
}

/** The cell that each cell follows: itself or, ring by ring, the one with the longest border. */
function followed({ graph, apartOffset }: Problem): Int32Array {
  const { n, offset, neighbour, borderM } = graph;
  const follows = Int32Array.from({ length: n }, (_, cell) => {
    let outlineM = graph.outerM[cell];
    for (let e = offset[cell]; e < offset[cell + 1]; e++) outlineM += borderM[e];
    const isSmall = graph.households[cell] === 0 && 2 * graph.areaM2[cell] < SMALL_M * outlineM;
    return isSmall && apartOffset[cell] === apartOffset[cell + 1] ? -1 : cell;
  });
  for (let found = true; found;) {
    found = false;
    const before = follows.slice();
    for (let cell = 0; cell < n; cell++) {
      if (before[cell] >= 0) continue;
      const border = new Map<number, number>();
      for (let e = offset[cell]; e < offset[cell + 1]; e++) {
        const to = before[neighbour[e]];
        if (to >= 0) border.set(to, (border.get(to) ?? 0) + borderM[e]);
      }
      let longest = -1;
      for (const [to, lengthM] of border) {
        if (lengthM <= longest) continue;
        longest = lengthM;
        follows[cell] = to;
        found = true;
      }
    }
  }
  return follows.map((to, cell) => (to < 0 ? cell : to));
}
