/** The terms of a division's cost. `Division` adds them up; nothing else knows the formulas. */
import { isReduced, type BandNumbers } from "./bands";
import type { Weights } from "./weights";

/** Goal one for one standard grid: 0 inside the band. */
export function bandCost(
  bands: BandNumbers,
  weights: Weights,
  households: number,
  oldHouseholds: number,
  specialHouseholds: number,
): number {
  const reduced = isReduced(bands, households, oldHouseholds, specialHouseholds);
  const min = reduced ? bands.reducedMin : bands.standardMin;
  const max = reduced ? bands.reducedMax : bands.standardMax;
  if (households >= min && households <= max) return 0;
  const deviation = households < min ? min - households : households - max;
  const cost =
    weights.outOfBandGrid +
    (weights.outOfBandHouseholds * households + weights.deviation * deviation) / 100;
  const permitted = reduced && households > max && households <= bands.standardMax;
  return permitted ? cost * weights.permittedShare : cost;
}

/** The last goal for one standard grid: near the middle of the band. Never above the weight. */
export function targetCost(
  bands: BandNumbers,
  weights: Weights,
  households: number,
  oldHouseholds: number,
  specialHouseholds: number,
): number {
  const reduced = isReduced(bands, households, oldHouseholds, specialHouseholds);
  const min = reduced ? bands.reducedMin : bands.standardMin;
  const max = reduced ? bands.reducedMax : bands.standardMax;
  const off = (households - (min + max) / 2) / Math.max(1, (max - min) / 2);
  return weights.target * Math.min(1, off * off);
}

/** 1 - Polsby-Popper, weighted: 0 for a circle. */
export function compactnessCost(weights: Weights, areaM2: number, perimeterM: number): number {
  if (perimeterM <= 0) return 0;
  return weights.compactness * (1 - (4 * Math.PI * areaM2) / (perimeterM * perimeterM));
}

/** A border between two grids. */
export function borderCost(
  weights: Weights,
  sideM: number,
  lengthM: number,
  onBarrierM: number,
): number {
  return (weights.border * lengthM + weights.borderOffBarrier * (lengthM - onBarrierM)) / sideM;
}
