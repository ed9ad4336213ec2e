/** Cells that must stay together become one cell of a smaller graph. */
import type { CellGraph } from "./cell-graph";
import { createUnion } from "../tessellate/union";

export interface Contraction {
  readonly graph: CellGraph;
  /** Cell of the smaller graph that each cell became part of. */
  readonly into: Int32Array;
}

/**
 * Contracts each list of cells, with the cells on the shortest way between them where they do not
 * touch. Returns undefined for a list that lies in different parts of the graph: no grid holds it.
 */
export function contract(
  graph: CellGraph,
  lists: readonly (readonly number[])[],
): Contraction | undefined {
  const union = createUnion(graph.n);
  for (const [first, ...others] of lists) {
    for (const cell of others) {
      const way = shortestWay(graph, first, cell);
      if (!way) return undefined;
      for (const between of way) union.join(first, between);
    }
  }
  return contractInto(
    graph,
    Int32Array.from({ length: graph.n }, (_, cell) => union.find(cell)),
  );
}

/** Contracts cells of equal roots; those of one root must hang together. */
export function contractInto(graph: CellGraph, rootOf: Int32Array): Contraction {
  const numbers = new Map<number, number>();
  const into = rootOf.map((root) => {
    const known = numbers.get(root) ?? numbers.size;
    numbers.set(root, known);
    return known;
  });
  return { graph: numbers.size === graph.n ? graph : merged(graph, into, numbers.size), into };
}

/** Cells from one to the other, both included; breadth first. */
export function shortestWay(
  graph: CellGraph,
  from: number,
  to: number,
  admits: (cell: number) => boolean = () => true,
): number[] | undefined {
  const cameFrom = new Int32Array(graph.n).fill(-1);
  cameFrom[from] = from;
  const queue = [from];
  for (const cell of queue) {
    if (cell === to) break;
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const next = graph.neighbour[e];
      if (cameFrom[next] >= 0 || (next !== to && !admits(next))) continue;
      cameFrom[next] = cell;
      queue.push(next);
    }
  }
  if (cameFrom[to] < 0) return undefined;
  const way = [to];
  for (let cell = to; cell !== from; cell = cameFrom[cell]) way.push(cameFrom[cell]);
  return way;
}

function merged(graph: CellGraph, into: Int32Array, n: number): CellGraph {
  const sums = (values: Int32Array) => {
    const out = new Int32Array(n);
    values.forEach((value, cell) => (out[into[cell]] += value));
    return out;
  };
  const areaM2 = new Float64Array(n);
  const outerM = new Float64Array(n);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  // The member with most households speaks for estate and block.
  const leader = new Int32Array(n).fill(-1);
  const rows = Array.from(
    { length: n },
    () => new Map<number, [border: number, barrier: number]>(),
  );
  for (let cell = 0; cell < graph.n; cell++) {
    const to = into[cell];
    areaM2[to] += graph.areaM2[cell];
    outerM[to] += graph.outerM[cell];
    x[to] += graph.x[cell] * graph.areaM2[cell];
    y[to] += graph.y[cell] * graph.areaM2[cell];
    if (leader[to] < 0 || graph.households[cell] > graph.households[leader[to]]) leader[to] = cell;
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const other = into[graph.neighbour[e]];
      if (other === to) continue;
      const [border, barrier] = rows[to].get(other) ?? [0, 0];
      rows[to].set(other, [border + graph.borderM[e], barrier + graph.barrierM[e]]);
    }
  }
  for (let i = 0; i < n; i++) {
    x[i] = areaM2[i] > 0 ? x[i] / areaM2[i] : 0;
    y[i] = areaM2[i] > 0 ? y[i] / areaM2[i] : 0;
  }
  const offset = new Int32Array(n + 1);
  rows.forEach((row, i) => (offset[i + 1] = offset[i] + row.size));
  const entries = rows.flatMap((row) => [...row].sort(([p], [q]) => p - q));
  return {
    n,
    households: sums(graph.households),
    oldHouseholds: sums(graph.oldHouseholds),
    specialHouseholds: sums(graph.specialHouseholds),
    estate: leader.map((cell) => graph.estate[cell]),
    estateHouseholds: graph.estateHouseholds,
    block: leader.map((cell) => graph.block[cell]),
    areaM2,
    outerM,
    x,
    y,
    offset,
    neighbour: Int32Array.from(entries, ([to]) => to),
    borderM: Float64Array.from(entries, ([, [border]]) => border),
    barrierM: Float64Array.from(entries, ([, [, barrier]]) => barrier),
  };
}
