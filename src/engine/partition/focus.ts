/**
 * What each focus means for the search: its weights, told as changes of the usual ones. Households in
 * their band stay first in all of them, and estates dearer than usual where another goal is raised.
 */
import type { Focus, Rules } from "../input-types";
import { DEFAULT_WEIGHTS, type Weights } from "./weights";

export interface FocusSettings {
  readonly weights: Weights;
  /** Whether reduced grids of up to the standard maximum count as in band (rule R2 permits them). */
  readonly countsPermitted: boolean;
}

const USUAL = DEFAULT_WEIGHTS;

/** Nothing is bought with households outside their band, and only dearly with estates. */
const STRICT = { permittedShare: 1, estateSplit: USUAL.estateSplit * 2 } as const;

/** A plan in force may be left for the sake of the focus. */
const FREE = { standing: 0 } as const;

/** A grid is dearer than a few estates that are split, and cheaper than the smallest one above its band. */
const GRID = 20;

/** What a grid of usual compactness costs, for each unit of that weight. */
const COMPACTNESS_OF_A_GRID = 0.4;

export const FOCUSES: Readonly<Record<Focus, FocusSettings>> = Object.freeze({
  BALANCED: { weights: USUAL, countsPermitted: false },
  FEWEST_GRIDS: {
    weights: { ...USUAL, ...FREE, permittedShare: 1, grid: GRID },
    countsPermitted: false,
  },
  MOST_COMPACT: {
    weights: {
      ...USUAL,
      ...STRICT,
      ...FREE,
      compactness: USUAL.compactness * 4,
      // Compactness is paid for every grid: fewer grids would pass for more compact ones.
      grid: -3 * USUAL.compactness * COMPACTNESS_OF_A_GRID,
      borderOffBarrier: USUAL.borderOffBarrier / 4,
    },
    countsPermitted: false,
  },
  /** Whoever wants to change as little as possible keeps a grid that the rules permit. */
  LEAST_CHURN: {
    weights: {
      ...USUAL,
      outOfBandGrid: USUAL.outOfBandGrid * 4,
      outOfBandHouseholds: USUAL.outOfBandHouseholds * 4,
      deviation: USUAL.deviation * 4,
      churn: USUAL.churn * 4,
      standing: USUAL.standing * 4,
    },
    countsPermitted: true,
  },
  ROADS_FIRST: {
    weights: {
      ...USUAL,
      ...STRICT,
      ...FREE,
      border: 0,
      borderOffBarrier: USUAL.borderOffBarrier * 6,
      compactness: USUAL.compactness / 2,
    },
    countsPermitted: false,
  },
  STAFF_SAVING: { weights: { ...USUAL, ...FREE, grid: GRID }, countsPermitted: true },
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
