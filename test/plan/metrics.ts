import type { PlanMetrics } from "../../src/engine";

/** Figures of three standard grids of 300 households, to be changed where a test looks at them. */
export const DEFAULT_METRICS: PlanMetrics = {
  grids: 3,
  standardGrids: 3,
  microGrids: 0,
  reducedGrids: 0,
  households: 900,
  gridsInBand: 3,
  householdsInBand: 900,
  householdsPermitted: 900,
  workers: 3,
  householdsPerWorker: 300,
  meanDeviation: 0.25,
  meanCompactness: 0.7,
  innerBorderM: 1000,
  barrierBorderM: 400,
  estates: 2,
  estatesSplit: 0,
  householdsMoved: null,
};
