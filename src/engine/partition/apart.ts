/** The last word on cells that must not share a grid: what the search left together is cut. */
import type { Random } from "../random";
import type { Problem } from "./problem";
import { SpanningTree } from "./spanning-tree";

/**
 * Split grids until no two cells that must be apart share one. Any tree of the grid has a cut
 * between the two, so this always ends; the cut that parts the households most evenly is taken.
 */
export function separate(problem: Problem, gridOf: Int32Array, random: Random): Int32Array {
  const result = gridOf.slice();
  const { apartOffset, apart, graph } = problem;
  let grids = result.reduce((most, grid) => Math.max(most, grid), -1) + 1;
  const tree = new SpanningTree(problem);
  const cells = new Int32Array(graph.n);
  for (let a = 0; a < graph.n; a++) {
    for (let i = apartOffset[a]; i < apartOffset[a + 1]; i++) {
      const b = apart[i];
      if (result[a] !== result[b]) continue;
      let count = 0;
      for (let c = 0; c < graph.n; c++) if (result[c] === result[a]) cells[count++] = c;
      tree.grow(cells, 0, count, { estate: 1, block: 1, barrier: 1 }, random);
      const middle = tree.part(evenestCut(tree, a, b), cells, 0);
      for (let k = 0; k < middle; k++) result[cells[k]] = grids;
      grids++;
    }
  }
  return result;
}

/** Of the tree edges on the path between two cells. */
function evenestCut(tree: SpanningTree, a: number, b: number): number {
  let i = tree.cells.indexOf(a);
  let j = tree.cells.indexOf(b);
  let best = -1;
  let leastUneven = Infinity;
  while (i !== j) {
    const cut = Math.max(i, j);
    const uneven = Math.abs(tree.households[0] - 2 * tree.households[cut]);
    if (uneven < leastUneven) {
      leastUneven = uneven;
      best = cut;
    }
    if (i > j) i = tree.parent[i];
    else j = tree.parent[j];
  }
  return best;
}
