/**
 * What a finished assignment is worth, measured from scratch: for tests, benches and comparisons.
 * Independent of the search, which keeps its own running sums.
 */
import type { GridKind, Rules } from "../input-types";
import { bandNumbers, isInBand, isReduced } from "./bands";
import type { CellGraph } from "./cell-graph";
import { componentsOf } from "./components";

export interface Figures {
  readonly grids: number;
  readonly standardGrids: number;
  readonly households: number;
  /** Of standard grids, as all that follows up to the deviation. */
  readonly standardHouseholds: number;
  readonly gridsInBand: number;
  readonly householdsInBand: number;
  /** In band, or reduced and at least permitted by rule R2. */
  readonly gridsPermitted: number;
  /** Mean of |households - middle of the band| / middle. */
  readonly meanDeviation: number;
  /** Mean Polsby-Popper of all grids. */
  readonly meanCompactness: number;
  /** Border between grids, each counted once, and how much of it lies on barriers. */
  readonly innerM: number;
  readonly barrierM: number;
  /** Estates that fit into a standard grid, and how many of them are split. */
  readonly estates: number;
  readonly estatesSplit: number;
  /** Grids in more than one piece. */
  readonly disconnected: number;
}

export interface FiguresInput {
  readonly graph: CellGraph;
  readonly gridOf: Int32Array;
  readonly kind: readonly GridKind[];
  readonly rules: Rules;
}

export function measure(input: FiguresInput): Figures {
  const { graph, gridOf, kind } = input;
  const bands = bandNumbers(input.rules);
  const grids = kind.map((each) => ({
    standard: each === "STANDARD",
    households: 0,
    oldHouseholds: 0,
    specialHouseholds: 0,
    areaM2: 0,
    perimeterM: 0,
    pieces: 0,
  }));
  let innerM = 0;
  let barrierM = 0;
  for (let cell = 0; cell < graph.n; cell++) {
    const grid = grids[gridOf[cell]];
    grid.households += graph.households[cell];
    grid.oldHouseholds += graph.oldHouseholds[cell];
    grid.specialHouseholds += graph.specialHouseholds[cell];
    grid.areaM2 += graph.areaM2[cell];
    grid.perimeterM += graph.outerM[cell];
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      if (gridOf[graph.neighbour[e]] === gridOf[cell]) continue;
      grid.perimeterM += graph.borderM[e];
      innerM += graph.borderM[e] / 2;
      barrierM += graph.barrierM[e] / 2;
    }
  }
  const pieces = componentsOf(
    graph,
    () => true,
    (a, b) => gridOf[a] === gridOf[b],
  );
  for (const piece of pieces) grids[gridOf[piece[0]]].pieces++;

  const standard = grids.filter((grid) => grid.standard);
  const inBand = standard.filter((grid) => isInBand(bands, grid));
  const permitted = standard.filter((grid) => {
    const { households, oldHouseholds, specialHouseholds } = grid;
    const reduced = isReduced(bands, households, oldHouseholds, specialHouseholds);
    return (
      isInBand(bands, grid) ||
      (reduced && households >= bands.reducedMin && households <= bands.standardMax)
    );
  });
  return {
    grids: grids.length,
    standardGrids: standard.length,
    households: total(grids, (grid) => grid.households),
    standardHouseholds: total(standard, (grid) => grid.households),
    gridsInBand: inBand.length,
    householdsInBand: total(inBand, (grid) => grid.households),
    gridsPermitted: permitted.length,
    meanDeviation: mean(standard, (grid) => {
      const { households, oldHouseholds, specialHouseholds } = grid;
      const middle = isReduced(bands, households, oldHouseholds, specialHouseholds)
        ? (bands.reducedMin + bands.reducedMax) / 2
        : (bands.standardMin + bands.standardMax) / 2;
      return Math.abs(households - middle) / middle;
    }),
    meanCompactness: mean(grids, (grid) => (4 * Math.PI * grid.areaM2) / grid.perimeterM ** 2),
    innerM,
    barrierM,
    ...estateFigures(input, bands.standardMax),
    disconnected: grids.filter((grid) => grid.pieces !== 1).length,
  };
}

function estateFigures(
  { graph, gridOf }: FiguresInput,
  max: number,
): Pick<Figures, "estates" | "estatesSplit"> {
  const gridsOf = new Map<number, Set<number>>();
  for (let cell = 0; cell < graph.n; cell++) {
    const estate = graph.estate[cell];
    if (estate < 0 || graph.households[cell] === 0 || graph.estateHouseholds[estate] > max)
      continue;
    gridsOf.set(estate, (gridsOf.get(estate) ?? new Set()).add(gridOf[cell]));
  }
  return {
    estates: gridsOf.size,
    estatesSplit: [...gridsOf.values()].filter((grids) => grids.size > 1).length,
  };
}

function total<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

function mean<T>(items: readonly T[], value: (item: T) => number): number {
  return items.length === 0 ? 0 : total(items, value) / items.length;
}
