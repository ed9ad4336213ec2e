/** Connected components of a cell graph, and a set of cells as a graph of its own. */
import type { CellGraph } from "./cell-graph";

/**
 * Components of the cells for which `admits` holds, joined where `joined` holds; each ascending,
 * ordered by first cell.
 */
export function componentsOf(
  graph: CellGraph,
  admits: (cell: number) => boolean,
  joined: (a: number, b: number) => boolean = () => true,
): Int32Array[] {
  const seen = new Uint8Array(graph.n);
  const components: Int32Array[] = [];
  for (let first = 0; first < graph.n; first++) {
    if (seen[first] === 1 || !admits(first)) continue;
    seen[first] = 1;
    const found = [first];
    for (let i = 0; i < found.length; i++) {
      const cell = found[i];
      for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
        const next = graph.neighbour[e];
        if (seen[next] === 1 || !admits(next) || !joined(cell, next)) continue;
        seen[next] = 1;
        found.push(next);
      }
    }
    components.push(Int32Array.from(found).sort());
  }
  return components;
}

/**
 * The graph of `cells` (ascending) alone. Borders with cells left out become outer border: they
 * are part of a grid's outline, but nothing the search could change.
 */
export function subgraphOf(graph: CellGraph, cells: Int32Array): CellGraph {
  const n = cells.length;
  const local = new Int32Array(graph.n).fill(-1);
  cells.forEach((cell, i) => (local[cell] = i));
  const offset = new Int32Array(n + 1);
  const outerM = new Float64Array(n);
  const kept: number[] = [];
  cells.forEach((cell, i) => {
    outerM[i] = graph.outerM[cell];
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      if (local[graph.neighbour[e]] < 0) outerM[i] += graph.borderM[e];
      else kept.push(e);
    }
    offset[i + 1] = kept.length;
  });
  return {
    n,
    households: pick(graph.households, cells),
    oldHouseholds: pick(graph.oldHouseholds, cells),
    specialHouseholds: pick(graph.specialHouseholds, cells),
    estate: pick(graph.estate, cells),
    estateHouseholds: graph.estateHouseholds,
    block: pick(graph.block, cells),
    areaM2: Float64Array.from(cells, (cell) => graph.areaM2[cell]),
    outerM,
    x: Float64Array.from(cells, (cell) => graph.x[cell]),
    y: Float64Array.from(cells, (cell) => graph.y[cell]),
    offset,
    neighbour: Int32Array.from(kept, (e) => local[graph.neighbour[e]]),
    borderM: Float64Array.from(kept, (e) => graph.borderM[e]),
    barrierM: Float64Array.from(kept, (e) => graph.barrierM[e]),
  };
}

function pick(values: Int32Array, cells: Int32Array): Int32Array {
  return Int32Array.from(cells, (cell) => values[cell]);
}
