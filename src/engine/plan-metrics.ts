import type { InnerBorders } from "./outline/borders";
import type { PreparedInput } from "./prepare";
import { bandOf } from "./rules/band";
import { populationOf } from "./rules/plan-under-check";
import type { Building } from "./input-types";
import type { Grid, PlanMetrics } from "./plan-types";

/** The figures of a whole plan. */
export function planMetrics(
  grids: readonly Grid[],
  borders: InnerBorders,
  input: PreparedInput,
  householdsMoved: number | null,
): PlanMetrics {
  const standard = grids.filter((grid) => grid.kind === "STANDARD");
  const inBand = standard.filter((grid) => grid.deviation === 0);
  const total = (list: readonly Grid[]) => list.reduce((sum, grid) => sum + grid.households, 0);
  return {
    grids: grids.length,
    standardGrids: standard.length,
    microGrids: grids.length - standard.length,
    reducedGrids: standard.filter((grid) => grid.reduced).length,
    households: total(grids),
    gridsInBand: inBand.length,
    householdsInBand: total(inBand),
    householdsPermitted: total(standard.filter((grid) => isPermitted(grid, input))),
    workers: grids.length,
    householdsPerWorker: grids.length === 0 ? 0 : total(grids) / grids.length,
    meanDeviation: mean(standard.map(shareOffMiddle)),
    meanCompactness: mean(grids.map((grid) => grid.compactness)),
    innerBorderM: borders.innerM,
    barrierBorderM: borders.innerOnBarrierM,
    ...estateFigures(grids, input),
    householdsMoved,
  };
}

/** In band, or reduced and no larger than a standard grid may be (rule R2). */
function isPermitted({ band, reduced, households }: Grid, { rules }: PreparedInput): boolean {
  if (band === null) return false;
  const max = reduced ? Math.max(band[1], rules.standardBand[1]) : band[1];
  return households >= band[0] && households <= max;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function shareOffMiddle({ households, band }: Grid): number {
  const middle = band ? (band[0] + band[1]) / 2 : 0;
  return middle > 0 ? Math.abs(households - middle) / middle : 0;
}

/** Inhabited estates that fit into one grid of their own band, and those of them in several. */
function estateFigures(grids: readonly Grid[], { buildings, rules }: PreparedInput) {
  const gridOf = new Map(grids.flatMap((grid, i) => grid.buildingIds.map((id) => [id, i])));
  const estates = new Map<string, Building[]>();
  for (const building of buildings) {
    if (!building.estate || building.households === 0) continue;
    const known = estates.get(building.estate);
    if (known) known.push(building);
    else estates.set(building.estate, [building]);
  }
  const fitting = [...estates.values()].filter((estate) => {
    const population = populationOf(estate, rules);
    return population.households <= bandOf(population, rules).band[1];
  });
  const split = fitting.filter((estate) => new Set(estate.map((b) => gridOf.get(b.id))).size > 1);
  return { estates: fitting.length, estatesSplit: split.length };
}
