/** What arithmetic proves of a division that people gave. */
import type { GridKind, Rules } from "../types";
import { bandNumbers, isInBand, isOversize, type BandNumbers } from "./bands";
import type { CellGraph } from "./cell-graph";
import { componentsOf, subgraphOf } from "./components";
import { boundByArithmetic, type Bound, type PartProof } from "./exact/certify";
import { sumsByGrid } from "./exact/in-band";
import { mostOfHolding } from "./exact/totals";
import { holdingOf } from "./given";

export interface GivenUnderProof {
  readonly graph: CellGraph;
  readonly rules: Rules;
  readonly gridOf: Int32Array;
  /** Per grid. */
  readonly kind: readonly GridKind[];
  readonly reducedByHand: readonly boolean[];
}

/** A connected part of the ground that micro-grids leave. */
export interface ProvedGround {
  /** Ascending. */
  readonly cells: Int32Array;
  readonly households: number;
  readonly proof: PartProof;
}

/**
 * Every inhabited part, with what its totals and pieces bound. A grid counts as in band for a part
 * only if people live in one piece of it: the bound is one of connected grids.
 */
export function proveGiven(input: GivenUnderProof): ProvedGround[] {
  const { graph, rules, gridOf, kind } = input;
  const bands = bandNumbers(rules);
  const isStandard = (cell: number) => kind[gridOf[cell]] === "STANDARD";
  const inBand = householdsInBand(input, bands, isStandard);
  const isAnyByHand = input.reducedByHand.some((byHand, g) => byHand && kind[g] === "STANDARD");
  return componentsOf(graph, isStandard)
    .map((cells) => ({ cells, households: holdingOf(graph, cells).households }))
    .filter(({ households }) => households > 0)
    .map(({ cells, households }) => {
      const own = subgraphOf(graph, cells);
      const found = cells.reduce((sum, cell) => sum + inBand[cell], 0);
      const bound = isAnyByHand
        ? boundByHand(own, bands, households)
        : boundByArithmetic({ graph: own, bands }, found);
      return { cells, households, proof: { householdsInBand: found, ...bound, districts: null } };
    });
}

/** At one cell of each connected grid in band: its households. */
function householdsInBand(
  { graph, gridOf, reducedByHand }: GivenUnderProof,
  bands: BandNumbers,
  isStandard: (cell: number) => boolean,
): Float64Array {
  const inBand = new Float64Array(graph.n);
  const sums = sumsByGrid(graph, gridOf);
  const joined = (a: number, b: number) => gridOf[a] === gridOf[b];
  const pieces = componentsOf(graph, isStandard, joined).filter(
    (piece) => holdingOf(graph, piece).households > 0,
  );
  const count = new Map<number, number>();
  for (const [cell] of pieces) count.set(gridOf[cell], (count.get(gridOf[cell]) ?? 0) + 1);
  for (const [cell] of pieces) {
    const grid = gridOf[cell];
    const held = sums.get(grid);
    if (!held || count.get(grid) !== 1) continue;
    const oldHouseholds = reducedByHand[grid] ? held.households : held.oldHouseholds;
    if (isInBand(bands, { ...held, oldHouseholds })) inBand[cell] = held.households;
  }
  return inBand;
}

/** By hand any grid may be made a reduced one, so that only the totals bound anything. */
function boundByHand(graph: CellGraph, bands: BandNumbers, households: number): Bound {
  const fitting = Int32Array.from(Array.from({ length: graph.n }, (_, cell) => cell)).filter(
    (cell) => !isOversize(bands, holdingOf(graph, Int32Array.of(cell))),
  );
  const holding = holdingOf(graph, fitting);
  const bound = mostOfHolding(bands, { ...holding, oldHouseholds: holding.households });
  return { bound, by: bound < households ? "TOTALS" : "ALL" };
}
