/**
 * What a division costs. The figures follow the order of goals of the design: households inside
 * their band; estates whole; borders on barriers and compact; little churn; sizes near the target.
 * They are data: a plan made with other weights is explained by them.
 */
export interface Weights {
  /** For a standard grid outside its band: once, per 100 households in it, per 100 outside. */
  readonly outOfBandGrid: number;
  readonly outOfBandHouseholds: number;
  readonly deviation: number;
  /** Factor on these for a reduced grid that the standard band still permits (rule R2). */
  readonly permittedShare: number;
  /** Per grid more than an estate needs (rule R9). */
  readonly estateSplit: number;
  /** Per length of border between grids (rule R8); the unit is the side of a square grid. */
  readonly border: number;
  readonly borderOffBarrier: number;
  /** Per grid, times 1 - Polsby-Popper. */
  readonly compactness: number;
  /** Per grid: what each costs to staff. */
  readonly grid: number;
  /** Per 100 households that leave their grid in force. */
  readonly churn: number;
  /** What any change must gain over a plan in force that is wholly in band. */
  readonly standing: number;
  /** Per grid, times the square of the distance from the band's middle over half its width. */
  readonly target: number;
  /** Per pair of cells that share a grid although they must not: above everything else. */
  readonly apart: number;
}

export const DEFAULT_WEIGHTS: Weights = Object.freeze({
  outOfBandGrid: 4,
  outOfBandHouseholds: 10,
  deviation: 10,
  permittedShare: 1,
  estateSplit: 6,
  border: 0.3,
  borderOffBarrier: 0.8,
  compactness: 10,
  grid: 0,
  churn: 3,
  standing: 6,
  target: 0.3,
  apart: 2000,
});
