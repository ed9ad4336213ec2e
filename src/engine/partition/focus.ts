/**
 * What each focus means for the search: its weights, told as changes of the usual ones. Households in
 * their band stay first in all of them, so where another goal is raised, the band is raised with it.
 */
import type { Focus, Rules } from "../types";
import { DEFAULT_WEIGHTS, type Weights } from "./weights";

export interface FocusSettings {
  readonly weights: Weights;
  /** Whether reduced grids of up to the standard maximum count as in band (rule R2 permits them). */
  readonly countsPermitted: boolean;
}

const USUAL = DEFAULT_WEIGHTS;

/** Goal one, that much heavier. */
function band(
  factor: number,
): Pick<Weights, "outOfBandGrid" | "outOfBandHouseholds" | "deviation"> {
  return {
    outOfBandGrid: USUAL.outOfBandGrid * factor,
    outOfBandHouseholds: USUAL.outOfBandHouseholds * factor,
    deviation: USUAL.deviation * factor,
  };
}

/** A plan in force need not be left for the sake of it, nor kept where the focus asks for more. */
const FREE = { standing: 0 } as const;

/** In the order in which they are searched. */
export const FOCUSES: Readonly<Record<Focus, FocusSettings>> = Object.freeze({
  BALANCED: { weights: USUAL, countsPermitted: false },
  FEWEST_GRIDS: {
    weights: { ...USUAL, ...FREE, ...band(2), permittedShare: 1, grid: 12 },
    countsPermitted: false,
  },
  MOST_COMPACT: {
    weights: {
      ...USUAL,
      ...FREE,
      ...band(2),
      compactness: USUAL.compactness * 4,
      borderOffBarrier: USUAL.borderOffBarrier / 4,
    },
    countsPermitted: false,
  },
  LEAST_CHURN: {
    weights: { ...USUAL, ...band(2), churn: USUAL.churn * 5 },
    countsPermitted: false,
  },
  ROADS_FIRST: {
    weights: {
      ...USUAL,
      ...FREE,
      ...band(2),
      borderOffBarrier: USUAL.borderOffBarrier * 6,
      compactness: USUAL.compactness / 2,
    },
    countsPermitted: false,
  },
  STAFF_SAVING: {
    weights: { ...USUAL, ...FREE, ...band(2), grid: 12 },
    countsPermitted: true,
  },
});

/** Every focus, in the order in which they are searched. */
export const ALL_FOCUSES: readonly Focus[] = [
  "BALANCED",
  "FEWEST_GRIDS",
  "MOST_COMPACT",
  "LEAST_CHURN",
  "ROADS_FIRST",
  "STAFF_SAVING",
];

/** The rules under which a reduced grid of up to the standard maximum is in band. */
export function withPermitted(rules: Rules): Rules {
  const [min, max] = rules.reducedBand;
  return { ...rules, reducedBand: [min, Math.max(max, rules.standardBand[1])] };
}
