/** What the numbers of the rules may be, wherever they come from; both ends are allowed. */

/** From the least to the most that makes sense. */
export type Limits = readonly [min: number, max: number];

/** Of a band: how many households. */
export const BAND_LIMITS: Limits = [1, 100_000];

/** Buildings of this floor area, in m², and more are micro. */
export const FLOOR_AREA_LIMITS: Limits = [0, 10_000_000];

/** A share of nothing would make every grid reduced, and let every grid keep its code. */
const SHARE_LIMITS: Limits = [0.001, 1];

export const RULE_LIMITS = {
  oldEstateCutoffYear: [0, 2100],
  specialPopulationShare: SHARE_LIMITS,
  microMergeDistanceM: [0, 10_000],
  microMaxHouseholds: [0, 100_000],
  codeKeepShare: SHARE_LIMITS,
} as const satisfies Readonly<Record<string, Limits>>;
