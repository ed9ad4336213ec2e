/** What the totals alone say of the most households that can be in band. */
import { isOversize, type BandNumbers, type Holding } from "../bands";
import type { CellGraph } from "../cell-graph";
import { holdingOf } from "../given";

/** No division of the part has more households in band. */
export function mostByTotals(graph: CellGraph, bands: BandNumbers): number {
  const fitting = Int32Array.from(
    Array.from({ length: graph.n }, (_, cell) => cell).filter(
      (cell) => !isOversize(bands, holdingOf(graph, Int32Array.of(cell))),
    ),
  );
  return mostOfHolding(bands, holdingOf(graph, fitting));
}

/** Of these households, however they were parted, no more can be in band. */
export function mostOfHolding(bands: BandNumbers, holding: Holding): number {
  let most = holding.households;
  while (most > 0 && !canHold(bands, holding, most)) most--;
  return most;
}

const ROUNDING = 1e-9;

/** Whether r reduced and s standard grids in band can hold exactly so many of these households. */
function canHold(bands: BandNumbers, holding: Holding, households: number): boolean {
  const { oldHouseholds, specialHouseholds } = holding;
  const bySpecial =
    bands.specialShare > 0
      ? Math.floor(specialHouseholds / bands.specialShare + ROUNDING)
      : households;
  const mostReduced = Math.min(households, oldHouseholds * 2 + bySpecial);
  const mostGrids = Math.ceil(mostReduced / Math.max(1, bands.reducedMin));
  for (let r = 0; r <= mostGrids; r++) {
    const low = r * bands.reducedMin;
    const high = Math.min(r * bands.reducedMax, mostReduced);
    if (low > high) continue;
    const s = Math.ceil((households - high) / bands.standardMax);
    if (s * bands.standardMin <= households - low) return true;
  }
  return false;
}
