/**
 * Chosen districts made into a division of the real ground: what is left over becomes grids of its
 * own where people live on it, else it goes to the grid it borders on longest.
 */
import type { CellGraph } from "../cell-graph";
import { componentsOf } from "../components";

/** The grid of each cell, connected as the districts are; each is given with all of its cells. */
export function realise(graph: CellGraph, districts: readonly (readonly number[])[]): Int32Array {
  const gridOf = new Int32Array(graph.n).fill(-1);
  districts.forEach((cells, grid) => {
    for (const cell of cells) gridOf[cell] = grid;
  });
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
