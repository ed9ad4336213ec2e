/** The first goal of a division: households of grids that are inside their band. */
import { isInBand, type BandNumbers } from "../bands";
import type { CellGraph } from "../cell-graph";

export interface GridSums {
  households: number;
  oldHouseholds: number;
  specialHouseholds: number;
}

/** What each grid holds, in order of first cells. */
export function sumsByGrid(graph: CellGraph, gridOf: Int32Array): Map<number, GridSums> {
  const held = new Map<number, GridSums>();
  gridOf.forEach((grid, cell) => {
    const sums = held.get(grid) ?? { households: 0, oldHouseholds: 0, specialHouseholds: 0 };
    sums.households += graph.households[cell];
    sums.oldHouseholds += graph.oldHouseholds[cell];
    sums.specialHouseholds += graph.specialHouseholds[cell];
    held.set(grid, sums);
  });
  return held;
}

/** Households of grids that are inside their band. */
export function householdsInBand(
  { graph, bands }: { readonly graph: CellGraph; readonly bands: BandNumbers },
  gridOf: Int32Array,
): number {
  return [...sumsByGrid(graph, gridOf).values()].reduce(
    (sum, sums) => sum + (isInBand(bands, sums) ? sums.households : 0),
    0,
  );
}
