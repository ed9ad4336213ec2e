/**
 * How good a draft is, by the order of goals: nothing that a plan must not have; households in their
 * band; estates whole; borders on barriers, compact grids, little churn, sizes near the middle. From
 * cells alone, without outlines: some thousand drafts are judged in the time that one plan takes.
 */
import type { Ground } from "../ground";
import { bandNumbers, isReduced, type BandNumbers } from "../partition/bands";
import type { CellGraph } from "../partition/cell-graph";
import { componentsOf } from "../partition/components";
import { bandCost, borderCost, compactnessCost, targetCost } from "../partition/cost";
import { FOCUSES } from "../partition/focus";
import type { Weights } from "../partition/weights";
import { bandOf } from "../rules/band";
import { populationOf } from "../rules/plan-under-check";
import type { Draft } from "../edit-types";
import type { Building } from "../input-types";
import { cellByBuilding } from "./field";

/** In order of goals; less is better in all but `inBand`. `warnings` is told only. */
export interface Standing {
  /** Grids in pieces, grids without a cell, what is in no grid. */
  readonly errors: number;
  /** Standard grids outside their band that rule R2 does not permit either. */
  readonly warnings: number;
  /** Households of standard grids in their band. */
  readonly inBand: number;
  /** Households that grids have too many or too few. */
  readonly deviation: number;
  readonly estatesSplit: number;
  /** All that comes after, by the weights of the focus. */
  readonly rest: number;
}

/** Judges drafts of one ground. */
export type Judge = (draft: Pick<Draft, "grids" | "gridOf">) => Standing;

/** Below 0 where the first is the better one. */
export function compareStandings(a: Standing, b: Standing): number {
  const rest = a.rest - b.rest;
  return (
    a.errors - b.errors ||
    b.inBand - a.inBand ||
    a.deviation - b.deviation ||
    a.estatesSplit - b.estatesSplit ||
    (Math.abs(rest) < ROUNDING ? 0 : rest)
  );
}

const ROUNDING = 1e-9;

export function createJudge(ground: Ground): Judge {
  const { cells, prepared } = ground;
  const bands = bandNumbers(prepared.rules);
  const { weights } = FOCUSES[prepared.focus];
  const estates = fittingEstates(ground);
  const partOf = new Int32Array(cells.n);
  componentsOf(cells, () => true).forEach((part, p) => part.forEach((cell) => (partOf[cell] = p)));
  const inForce = Int32Array.from(ground.given.into, (atom) => ground.given.inForce[atom]);
  const sideM = sideOf(cells, bands);
  return (draft) => {
    const sums = sumsOf(cells, draft);
    const { rest, ...counted } = gridFigures(sums, draft, bands, weights);
    return {
      ...counted,
      errors: errorsOf(cells, draft, partOf, sums),
      estatesSplit: estates.filter((estate) => isSplit(estate, draft)).length,
      rest:
        rest +
        borderCost(weights, sideM, ...innerBorders(cells, draft)) +
        (weights.churn * moved(cells, draft, inForce)) / 100,
    };
  };
}

interface Sums {
  cells: number;
  households: number;
  oldHouseholds: number;
  specialHouseholds: number;
  areaM2: number;
  perimeterM: number;
}

function sumsOf(cells: CellGraph, { grids, gridOf }: Pick<Draft, "grids" | "gridOf">): Sums[] {
  const sums = grids.map((): Sums => ({
    cells: 0,
    households: 0,
    oldHouseholds: 0,
    specialHouseholds: 0,
    areaM2: 0,
    perimeterM: 0,
  }));
  for (let cell = 0; cell < cells.n; cell++) {
    if (gridOf[cell] < 0) continue;
    const sum = sums[gridOf[cell]];
    sum.cells++;
    sum.households += cells.households[cell];
    sum.oldHouseholds += cells.oldHouseholds[cell];
    sum.specialHouseholds += cells.specialHouseholds[cell];
    sum.areaM2 += cells.areaM2[cell];
    sum.perimeterM += cells.outerM[cell];
    for (let e = cells.offset[cell]; e < cells.offset[cell + 1]; e++) {
      if (gridOf[cells.neighbour[e]] !== gridOf[cell]) sum.perimeterM += cells.borderM[e];
    }
  }
  grids.forEach(({ reducedNote }, grid) => {
    if (reducedNote !== null) sums[grid].oldHouseholds = sums[grid].households;
  });
  return sums;
}

function gridFigures(
  sums: readonly Sums[],
  { grids }: Pick<Draft, "grids">,
  bands: BandNumbers,
  weights: Weights,
) {
  let [warnings, inBand, deviation, rest] = [0, 0, 0, 0];
  sums.forEach(({ cells, areaM2, perimeterM, ...held }, grid) => {
    if (cells === 0) return;
    rest += weights.grid + compactnessCost(weights, areaM2, perimeterM);
    if (grids[grid].kind === "MICRO") return;
    const { households, oldHouseholds, specialHouseholds } = held;
    const off = deviationOf(bands, households, oldHouseholds, specialHouseholds);
    if (off === 0) inBand += households;
    deviation += off;
    const permitted = { ...weights, permittedShare: 0 };
    if (bandCost(bands, permitted, households, oldHouseholds, specialHouseholds) > 0) warnings++;
    rest +=
      bandCost(bands, weights, households, oldHouseholds, specialHouseholds) +
      targetCost(bands, weights, households, oldHouseholds, specialHouseholds);
  });
  return { warnings, inBand, deviation, rest };
}

/** Households too many or too few, never below 0. */
export function deviationOf(
  bands: BandNumbers,
  households: number,
  oldHouseholds: number,
  specialHouseholds: number,
): number {
  const reduced = isReduced(bands, households, oldHouseholds, specialHouseholds);
  const min = reduced ? bands.reducedMin : bands.standardMin;
  const max = reduced ? bands.reducedMax : bands.standardMax;
  return Math.max(0, min - households, households - max);
}

/**
 * Pieces too many, grids without a cell, cells without a grid. A grid may have pieces in several parts
 * of a community if people live in one of them at most (rule R7).
 */
function errorsOf(
  cells: CellGraph,
  { gridOf }: Pick<Draft, "gridOf">,
  partOf: Int32Array,
  sums: readonly Sums[],
): number {
  const pieces = componentsOf(
    cells,
    () => true,
    (a, b) => gridOf[a] === gridOf[b],
  );
  let errors = sums.filter((sum) => sum.cells === 0).length;
  const byGrid = new Map<number, Int32Array[]>();
  for (const piece of pieces) {
    const grid = gridOf[piece[0]];
    if (grid < 0) errors += Math.max(1, piece.filter((cell) => cells.households[cell] > 0).length);
    else byGrid.set(grid, [...(byGrid.get(grid) ?? []), piece]);
  }
  for (const own of byGrid.values()) {
    if (own.length === 1) continue;
    const parts = new Set(own.map(([cell]) => partOf[cell]));
    const inhabited = own.filter((piece) => piece.some((cell) => cells.households[cell] > 0));
    if (parts.size < own.length) errors += own.length - 1;
    else errors += Math.max(0, inhabited.length - 1);
  }
  return errors;
}

/** Per estate that fits into one grid of its own band: the cells of its inhabited buildings. */
function fittingEstates(ground: Ground): readonly (readonly number[])[] {
  const { buildings, rules } = ground.prepared;
  const cellOf = cellByBuilding(ground);
  const estates = new Map<string, Building[]>();
  for (const building of buildings) {
    if (!building.estate || building.households === 0) continue;
    estates.set(building.estate, [...(estates.get(building.estate) ?? []), building]);
  }
  return [...estates.values()]
    .filter((estate) => {
      const population = populationOf(estate, rules);
      return population.households <= bandOf(population, rules).band[1];
    })
    .map((estate) => [...new Set(estate.flatMap(({ id }) => cellOf.get(id) ?? []))]);
}

function isSplit(estate: readonly number[], { gridOf }: Pick<Draft, "gridOf">): boolean {
  return estate.some((cell) => gridOf[cell] !== gridOf[estate[0]]);
}

/** Between grids, each counted once, and how much of it lies on barriers. */
function innerBorders(
  cells: CellGraph,
  { gridOf }: Pick<Draft, "gridOf">,
): [lengthM: number, onBarrierM: number] {
  let [lengthM, onBarrierM] = [0, 0];
  for (let cell = 0; cell < cells.n; cell++) {
    for (let e = cells.offset[cell]; e < cells.offset[cell + 1]; e++) {
      if (cells.neighbour[e] < cell || gridOf[cells.neighbour[e]] === gridOf[cell]) continue;
      lengthM += cells.borderM[e];
      onBarrierM += cells.barrierM[e];
    }
  }
  return [lengthM, onBarrierM];
}

/** At least so many households leave their grid in force: as the search counts them. */
function moved(cells: CellGraph, { gridOf }: Pick<Draft, "gridOf">, inForce: Int32Array): number {
  const common = new Map<number, Map<number, number>>();
  const back = new Map<number, Map<number, number>>();
  let all = 0;
  inForce.forEach((from, cell) => {
    if (from < 0 || gridOf[cell] < 0) return;
    all += cells.households[cell];
    addTo(common, from, gridOf[cell], cells.households[cell]);
    addTo(back, gridOf[cell], from, cells.households[cell]);
  });
  return all - Math.min(mostOfEach(common), mostOfEach(back));
}

function addTo(
  rows: Map<number, Map<number, number>>,
  row: number,
  column: number,
  value: number,
): void {
  const own = rows.get(row) ?? new Map<number, number>();
  own.set(column, (own.get(column) ?? 0) + value);
  rows.set(row, own);
}

function mostOfEach(rows: ReadonlyMap<number, ReadonlyMap<number, number>>): number {
  return [...rows.values()].reduce((sum, row) => sum + Math.max(...row.values()), 0);
}

/** Side of a square of the area that a grid has on average: the unit of border length. */
function sideOf(cells: CellGraph, bands: BandNumbers): number {
  const sum = (values: Int32Array | Float64Array) => {
    let total = 0;
    for (const value of values) total += value;
    return total;
  };
  const usual = Math.max(1, (bands.standardMin + bands.standardMax) / 2);
  return Math.sqrt(sum(cells.areaM2) / Math.max(1, sum(cells.households) / usual)) || 1;
}
