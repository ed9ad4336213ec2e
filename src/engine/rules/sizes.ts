/** Which totals a number of grids can be made of: arithmetic only, whatever the map looks like. */
import type { Rules } from "../types";

export interface Totals {
  readonly households: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
}

/**
 * Whether any number of grids, each inside its band, adds up to the totals. "No" is a proof: each
 * condition below is necessary. "Yes" is none, since buildings are lumps and grids connected.
 */
export function totalsFit(totals: Totals, rules: Rules): boolean {
  const { households } = totals;
  if (households === 0) return true;
  const [min, max] = rules.standardBand;
  const most = Math.min(households, mostInReduced(totals, rules));
  const least = leastInReduced(totals, rules);
  for (let standard = 0; standard * min <= households; standard++) {
    // What the standard grids leave over, at least and at most, has to be reduced grids.
    const from = Math.max(households - standard * max, 0, standard > 0 ? least : households);
    const to = Math.min(households - standard * min, most);
    if (from <= to && someMultipleFits(from, to, rules.reducedBand)) return true;
  }
  return false;
}

/**
 * A reduced grid has at most twice its old households, or its special households over the share:
 * more households than that, in sum, can't be in reduced grids.
 */
function mostInReduced({ oldHouseholds, specialHouseholds }: Totals, rules: Rules): number {
  const share = rules.specialPopulationShare;
  if (share === 0) return Infinity;
  return 2 * oldHouseholds + (share === null ? 0 : Math.floor(specialHouseholds / share));
}

/**
 * A standard grid has less than half of its households in old estates. With R in reduced grids,
 * at least `old - R` old ones are left for the others: old - R < (households - R) / 2.
 */
function leastInReduced({ households, oldHouseholds }: Totals, rules: Rules): number {
  return rules.specialPopulationShare === 0
    ? households
    : Math.max(0, 2 * oldHouseholds - households + 1);
}

/** Whether some whole number of grids holds some total in from..to (0 grids hold 0). */
function someMultipleFits(
  from: number,
  to: number,
  [min, max]: readonly [number, number],
): boolean {
  if (from <= 0) return true;
  const grids = Math.ceil(from / max);
  return grids * min <= to;
}
