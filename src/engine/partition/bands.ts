/**
 * Bands as the search needs them: numbers only, no texts, no objects made on the way. The rule
 * itself, with its reasons, is `rules/band.ts`; a test holds the two together.
 */
import type { Rules } from "../input-types";

/** Rules R1 and R2 as plain numbers. */
export interface BandNumbers {
  readonly standardMin: number;
  readonly standardMax: number;
  readonly reducedMin: number;
  readonly reducedMax: number;
  /** Infinity where special populations do not count. */
  readonly specialShare: number;
}

/** What a set of cells holds, as far as its band depends on it. */
export interface Holding {
  readonly households: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
}

export function bandNumbers(rules: Rules): BandNumbers {
  return {
    standardMin: rules.standardBand[0],
    standardMax: rules.standardBand[1],
    reducedMin: rules.reducedBand[0],
    reducedMax: rules.reducedBand[1],
    specialShare: rules.specialPopulationShare ?? Infinity,
  };
}

/** Whether the reduced band applies. */
export function isReduced(
  bands: BandNumbers,
  households: number,
  oldHouseholds: number,
  specialHouseholds: number,
): boolean {
  if (households <= 0) return false;
  return oldHouseholds * 2 >= households || specialHouseholds / households >= bands.specialShare;
}

/** Whether a standard grid of these households is inside its band. */
export function isInBand(bands: BandNumbers, holding: Holding): boolean {
  const { households, oldHouseholds, specialHouseholds } = holding;
  return isReduced(bands, households, oldHouseholds, specialHouseholds)
    ? households >= bands.reducedMin && households <= bands.reducedMax
    : households >= bands.standardMin && households <= bands.standardMax;
}

/** Whether no grid that holds these households can be in band, whatever is added to it. */
export function isOversize(bands: BandNumbers, holding: Holding): boolean {
  const { households, oldHouseholds, specialHouseholds } = holding;
  const max = Math.max(bands.standardMax, bands.reducedMax);
  if (households > max) return true;
  if (!isReduced(bands, households, oldHouseholds, specialHouseholds)) return false;
  if (households <= bands.reducedMax) return false;
  // Only enough other households would make the grid a standard one: is there room for them?
  const toDilute = Math.max(
    oldHouseholds * 2 + 1,
    Number.isFinite(bands.specialShare) ? specialHouseholds / bands.specialShare : 0,
  );
  return toDilute > bands.standardMax;
}

/**
 * Whether the totals alone leave room for a division that is wholly in band: r reduced grids of
 * together R households and s standard ones of the rest. False is a proof that there is none; true
 * proves nothing, since buildings are lumps and grids are connected.
 *
 * At most 2 x old (+ special / share) households can lie in reduced grids, and at least so many
 * must that less than half of the rest is old.
 */
export function isFeasibleByTotal(bands: BandNumbers, holding: Holding): boolean {
  const { households, oldHouseholds, specialHouseholds } = holding;
  if (households === 0) return true;
  const bySpecial =
    bands.specialShare === Infinity
      ? 0
      : bands.specialShare > 0
        ? Math.floor(specialHouseholds / bands.specialShare)
        : households;
  const mostReduced = Math.min(households, oldHouseholds * 2 + bySpecial);
  const leastReduced = Math.max(0, oldHouseholds * 2 - households + 1);
  const mostGrids = Math.ceil(mostReduced / Math.max(1, bands.reducedMin));
  for (let r = 0; r <= mostGrids; r++) {
    const low = r * bands.reducedMin;
    const high = Math.min(r * bands.reducedMax, mostReduced);
    if (low > high) continue;
    if (households >= low && households <= high) return true;
    const restMax = households - Math.max(low, leastReduced);
    const restMin = Math.max(1, households - high);
    if (restMin > restMax) continue;
    const s = Math.ceil(restMin / bands.standardMax);
    if (s * bands.standardMin <= restMax) return true;
  }
  return false;
}
