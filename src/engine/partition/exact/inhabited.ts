/**
 * The inhabited cells of one part as a graph of their own. Two of them are neighbours when they
 * share border, or when ground that nobody lives on leads from one to the other. Whatever grid is
 * connected on the ground is connected here, so that what is impossible here is impossible.
 */
import type { CellGraph } from "../cell-graph";
import { componentsOf } from "../components";

export interface Inhabited {
  /** Cells of the part that have households, ascending. */
  readonly cells: Int32Array;
  /** Per cell, by position in `cells`, ascending. */
  readonly neighbours: readonly (readonly number[])[];
}

/** Pairs of cells around one ground, beyond which there are too many districts to be counted. */
const MOST_PAIRS = 250_000;

/** null where ground without households joins up more pairs of cells than are worth telling. */
export function inhabitedGraph(graph: CellGraph): Inhabited | null {
  const cells = Int32Array.from(
    Array.from({ length: graph.n }, (_, cell) => cell).filter((c) => graph.households[c] > 0),
  );
  const at = new Map([...cells].map((cell, i) => [cell, i]));
  const near = Array.from(cells, () => new Set<number>());
  cells.forEach((cell, i) => {
    for (const other of around(graph, cell, at)) near[i].add(other);
  });
  for (const ground of componentsOf(graph, (cell) => graph.households[cell] === 0)) {
    const beside = new Set([...ground].flatMap((cell) => around(graph, cell, at)));
    if (beside.size * beside.size > MOST_PAIRS) return null;
    for (const a of beside) for (const b of beside) if (a !== b) near[a].add(b);
  }
  return { cells, neighbours: near.map((set) => [...set].sort((a, b) => a - b)) };
}

function around(graph: CellGraph, cell: number, at: ReadonlyMap<number, number>): number[] {
  return [...graph.neighbour.subarray(graph.offset[cell], graph.offset[cell + 1])].flatMap(
    (other) => at.get(other) ?? [],
  );
}
