/** Which band of households a standard grid has: rules R1 and R2. */
import type { Band, Building, Rules } from "../input-types";
import type { ReducedReason, Text } from "../plan-types";
import { count, households, percent } from "./wording";

export interface Population {
  readonly households: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  /** The planner asked for the reduced band by hand. */
  readonly manual?: boolean;
}

export interface BandDecision {
  readonly reduced: boolean;
  readonly reducedReason: ReducedReason | null;
  readonly band: Band;
  readonly reason: Text;
}

/**
 * The band of a standard grid, and why. Facts go before the planner's hand: where at least half of
 * the households are in old estates that is the reason, whatever else was set.
 */
export function bandOf(population: Population, rules: Rules): BandDecision {
  const reducedReason = reducedReasonOf(population, rules);
  const reduced = reducedReason !== null;
  const band = reduced ? rules.reducedBand : rules.standardBand;
  return { reduced, reducedReason, band, reason: explain(population, reducedReason, rules) };
}

/** Households below the band (negative) or above it (positive); 0 inside. */
export function deviationFrom(value: number, [min, max]: Band): number {
  if (value < min) return value - min;
  return value > max ? value - max : 0;
}

/**
 * Whether a building counts as part of an old estate. The estate's explicit flag wins; a building
 * of unknown age is not old.
 */
export function isOld(
  building: Pick<Building, "oldEstate" | "builtYear">,
  rules: Pick<Rules, "oldEstateCutoffYear">,
): boolean {
  if (typeof building.oldEstate === "boolean") return building.oldEstate;
  const { builtYear } = building;
  if (typeof builtYear !== "number" || builtYear <= 0) return false;
  return builtYear <= rules.oldEstateCutoffYear;
}

function reducedReasonOf(population: Population, rules: Rules): ReducedReason | null {
  const { households: all, oldHouseholds, specialHouseholds, manual } = population;
  if (all > 0 && oldHouseholds * 2 >= all) return "OLD_ESTATE";
  const share = rules.specialPopulationShare;
  if (share !== null && all > 0 && specialHouseholds / all >= share) return "SPECIAL_POPULATION";
  return manual === true ? "MANUAL" : null;
}

function explain(population: Population, why: ReducedReason | null, rules: Rules): Text {
  const { households: all, oldHouseholds: old, specialHouseholds: special } = population;
  const [min, max] = why === null ? rules.standardBand : rules.reducedBand;
  const shareOf = (part: number) => percent(part / all);
  switch (why) {
    case null:
      return {
        zh: `按标准网格 ${min}-${max} 户划分。`,
        en: `Standard grid: ${min}-${max} households.`,
      };
    case "OLD_ESTATE":
      return {
        zh: `老旧小区 ${count(old)} 户，占 ${count(all)} 户的 ${shareOf(old)}，达到一半，按 ${min}-${max} 户划分。`,
        en: `${count(old)} of ${households(all)} (${shareOf(old)}) live in old estates, at least half: reduced to ${min}-${max} households.`,
      };
    case "SPECIAL_POPULATION":
      return {
        zh: `特殊人群 ${count(special)} 户，占 ${count(all)} 户的 ${shareOf(special)}，达到 ${percent(rules.specialPopulationShare ?? 0)}，按 ${min}-${max} 户划分。`,
        en: `${count(special)} of ${households(all)} (${shareOf(special)}) belong to special populations, at least ${percent(rules.specialPopulationShare ?? 0)}: reduced to ${min}-${max} households.`,
      };
    case "MANUAL":
      return {
        zh: `划分人员指定为小规模网格，按 ${min}-${max} 户划分。`,
        en: `Reduced by the planner to ${min}-${max} households.`,
      };
    default: {
      const never: never = why;
      return never;
    }
  }
}
