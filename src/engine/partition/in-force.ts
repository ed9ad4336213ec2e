/** Re-gridding: the grids in force as a first division. */
import type { Random } from "../random";
import type { CellGraph } from "./cell-graph";
import { componentsOf } from "./components";
import { Division } from "./division";
import { polish } from "./polish";
import type { Problem } from "./problem";

/**
 * The grids in force, made whole: of a grid in several pieces the weightiest keeps it, with those
 * that ground or new cells join to it; all other cells go to the neighbour with the longest border. Ground that was in no grid is then laid where
 * it makes the best outlines. Null when nothing here is in force.
 */
export function startInForce(problem: Problem, random: Random): Int32Array | null {
  const { graph, inForce, gridsInForce, stake } = problem;
  if (gridsInForce === 0) return null;
  const gridOf = new Int32Array(graph.n).fill(-1);
  const weight = new Float64Array(gridsInForce).fill(-1);
  const pieces = componentsOf(
    graph,
    (cell) => inForce[cell] >= 0,
    (a, b) => inForce[a] === inForce[b],
  );
  for (const piece of pieces) {
    const id = inForce[piece[0]];
    const held = piece.reduce((sum, cell) => sum + stake[cell], 0);
    if (held <= weight[id]) continue;
    weight[id] = held;
    for (let cell = 0; cell < graph.n; cell++) if (gridOf[cell] === id) gridOf[cell] = -1;
    for (const cell of piece) gridOf[cell] = id;
  }
  for (const piece of pieces) rejoin(problem, gridOf, piece);
  spread(graph, gridOf);
  return settleGround(problem, gridOf, random);
}

/** Put a piece that was cut off back, with the cells of no grid that are between. */
function rejoin({ graph, inForce }: Problem, gridOf: Int32Array, piece: Int32Array): void {
  const id = inForce[piece[0]];
  if (gridOf[piece[0]] === id) return;
  const inPiece = new Set(piece);
  const cameFrom = new Map<number, number>([...piece].map((cell) => [cell, -1]));
  const queue = [...piece];
  for (const cell of queue) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const next = graph.neighbour[e];
      if (gridOf[next] === id) {
        for (const own of piece) gridOf[own] = id;
        for (let at = cell; !inPiece.has(at); at = cameFrom.get(at) ?? -1) gridOf[at] = id;
        return;
      }
      if (cameFrom.has(next) || inForce[next] >= 0 || gridOf[next] >= 0) continue;
      cameFrom.set(next, cell);
      queue.push(next);
    }
  }
}

/**
 * Ring by ring from the grids outwards, each cell of no grid (-1) goes to the grid with the longest
 * border, of those that take any.
 */
export function spread(
  { n, offset, neighbour, borderM }: CellGraph,
  gridOf: Int32Array,
  takes: (grid: number) => boolean = () => true,
): void {
  for (let found = true; found;) {
    found = false;
    const before = gridOf.slice();
    for (let cell = 0; cell < n; cell++) {
      if (before[cell] >= 0) continue;
      const border = new Map<number, number>();
      for (let e = offset[cell]; e < offset[cell + 1]; e++) {
        const grid = before[neighbour[e]];
        if (grid >= 0 && takes(grid)) border.set(grid, (border.get(grid) ?? 0) + borderM[e]);
      }
      let longest = -1;
      for (const [grid, lengthM] of border) {
        if (lengthM <= longest) continue;
        longest = lengthM;
        gridOf[cell] = grid;
        found = true;
      }
    }
  }
}

/** Move cells that were in no grid while that lowers the cost. */
function settleGround(problem: Problem, start: Int32Array, random: Random): Int32Array {
  const division = new Division(problem);
  division.assign(start);
  polish(division, random, (cell) => problem.inForce[cell] < 0);
  return division.gridOf;
}
