import type { CellGraph } from "./partition/cell-graph";
import type { PartitionResult } from "./partition/partition";
import type { GridKind } from "./input-types";

/** Cells of the tessellation by grid. */
export interface Groups {
  /** -1: in no grid yet. */
  readonly gridOfCell: Int32Array;
  /** Per grid. */
  readonly kind: readonly GridKind[];
  /** Per grid: whether people asked for the reduced band; nobody did where it is left out. */
  readonly reducedByHand?: readonly boolean[];
}

/**
 * The grids of a division, with ground that nobody lives on given to one of them: the standard
 * grid or micro-grid it borders on most, or the nearest where it is a detached part.
 */
export function groupCells(graph: CellGraph, into: Int32Array, division: PartitionResult): Groups {
  const target = new Map<number, number>();
  const empty = new Set(division.emptyGroups.map((group) => group.grid));
  for (const { grid, beside } of division.emptyGroups) {
    const to = beside.find((other) => !empty.has(other)) ?? nearest(graph, division, grid, empty);
    if (to !== undefined) target.set(grid, to);
  }
  const kept = division.kind.map((_, grid) => grid).filter((grid) => !target.has(grid));
  const number = new Map(kept.map((grid, i) => [grid, i]));
  const gridOfCell = into.map((atom) => {
    const grid = division.gridOf[atom];
    return number.get(target.get(grid) ?? grid) ?? 0;
  });
  return { gridOfCell, kind: kept.map((grid) => division.kind[grid]) };
}

/** The grid with the cell nearest to those of an empty group; undefined when there is none. */
function nearest(
  graph: CellGraph,
  { gridOf }: PartitionResult,
  group: number,
  empty: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (let p = 0; p < graph.n; p++) {
    if (gridOf[p] !== group) continue;
    for (let q = 0; q < graph.n; q++) {
      if (empty.has(gridOf[q])) continue;
      const distance = Math.hypot(graph.x[p] - graph.x[q], graph.y[p] - graph.y[q]);
      if (distance < least) [best, least] = [gridOf[q], distance];
    }
  }
  return best;
}
