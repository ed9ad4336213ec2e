/**
 * Districts made into a division of the real ground: each is joined up through ground that nobody
 * lives on, and what is left over becomes grids of its own.
 */
import type { CellGraph } from "../cell-graph";
import { componentsOf } from "../components";
import { shortestWay } from "../contract";

/** The grid of each cell, connected; null where two districts need the same ground. */
export function realise(graph: CellGraph, districts: readonly Int32Array[]): Int32Array | null {
  const gridOf = new Int32Array(graph.n).fill(-1);
  districts.forEach((cells, grid) => cells.forEach((cell) => (gridOf[cell] = grid)));
  for (let grid = 0; grid < districts.length; grid++) {
    if (!joinUp(graph, gridOf, districts[grid], grid)) return null;
  }
  let grids = districts.length;
  const ground: Int32Array[] = [];
  for (const left of componentsOf(graph, (cell) => gridOf[cell] < 0)) {
    if (left.some((cell) => graph.households[cell] > 0)) {
      for (const cell of left) gridOf[cell] = grids;
      grids++;
    } else ground.push(left);
  }
  for (const cells of ground) {
    const grid = longestBeside(graph, gridOf, cells);
    for (const cell of cells) gridOf[cell] = grid;
  }
  return gridOf;
}

function joinUp(graph: CellGraph, gridOf: Int32Array, cells: Int32Array, grid: number): boolean {
  const isOwn = (cell: number) => gridOf[cell] === grid;
  const isFree = (cell: number) => gridOf[cell] < 0 && graph.households[cell] === 0;
  for (let i = 1; i < cells.length; i++) {
    const way =
      shortestWay(graph, cells[0], cells[i], isOwn) ??
      shortestWay(graph, cells[0], cells[i], (cell) => isOwn(cell) || isFree(cell));
    if (way === undefined) return false;
    for (const cell of way) gridOf[cell] = grid;
  }
  return true;
}

/** Of a connected part in which there is a grid, so that there is one beside. */
function longestBeside(graph: CellGraph, gridOf: Int32Array, cells: Int32Array): number {
  const border = new Map<number, number>();
  for (const cell of cells) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const grid = gridOf[graph.neighbour[e]];
      if (grid >= 0) border.set(grid, (border.get(grid) ?? 0) + graph.borderM[e]);
    }
  }
  const [longest] = [...border].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return longest?.[0] ?? 0;
}
