/** What is proved of a division that people gave. */
import { createCache } from "../cache";
import { createRandom } from "../random";
import type { GridKind, Rules } from "../input-types";
import { bandNumbers, isInBand, isOversize, type BandNumbers } from "./bands";
import type { CellGraph } from "./cell-graph";
import { componentsOf, subgraphOf } from "./components";
import { arithmeticOf, boundByDistricts, type PartProof } from "./exact/certify";
import { sumsByGrid } from "./exact/in-band";
import { mostOfHolding } from "./exact/totals";
import { holdingOf } from "./given";
import { problemOf } from "./partition";

export interface GivenUnderProof {
  readonly graph: CellGraph;
  readonly rules: Rules;
  /** -1: in no grid yet. */
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

/** How a part with so many households in band is bounded. */
export type Prove = (
  input: GivenUnderProof,
  cells: Int32Array,
  found: number,
) => Omit<PartProof, "householdsInBand">;

/** By totals and pieces: at once. */
export const proveByArithmetic: Prove = (input, cells, found) =>
  createProveByArithmetic()(input, cells, found);

/** The same for divisions of one graph, one after the other: a part is reckoned once. */
export function createProveByArithmetic(): Prove {
  const known = createCache<ReturnType<typeof arithmeticOf>>(MOST_PARTS);
  return ({ graph, rules }, cells, found) => {
    const bound = known.get(cells.join(), () =>
      arithmeticOf({ graph: subgraphOf(graph, cells), bands: bandNumbers(rules) }),
    );
    return { ...bound(found), districts: null };
  };
}

/** Parts that are kept. */
const MOST_PARTS = 100;

/** With the program too, as it is used for plans of the usual effort: up to some seconds. */
export const proveByDistricts: Prove = ({ graph, rules }, cells, found) => {
  const inForce = new Int32Array(graph.n).fill(-1);
  const problem = problemOf({ graph, rules, inForce, apart: [] }, cells);
  return boundByDistricts(problem, found, { effort: 1, random: createRandom(1) });
};

/**
 * Every inhabited part, with what bounds it. A grid counts as in band for a part only if people live
 * in one piece of it: the bound is one of connected grids.
 */
export function proveGiven(input: GivenUnderProof, prove: Prove): ProvedGround[] {
  const { graph, rules, gridOf, kind } = input;
  const bands = bandNumbers(rules);
  // What is in no grid yet may come into a standard grid.
  const isStandard = (cell: number) => gridOf[cell] < 0 || kind[gridOf[cell]] === "STANDARD";
  const inBand = householdsInBand(input, bands, isStandard);
  const isAnyByHand = input.reducedByHand.some((byHand, g) => byHand && kind[g] === "STANDARD");
  return componentsOf(graph, isStandard)
    .map((cells) => ({ cells, households: holdingOf(graph, cells).households }))
    .filter(({ households }) => households > 0)
    .map(({ cells, households }) => {
      const found = cells.reduce((sum, cell) => sum + inBand[cell], 0);
      const bound = isAnyByHand ? boundByHand(input, cells) : prove(input, cells, found);
      return { cells, households, proof: { householdsInBand: found, ...bound } };
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
    if (grid < 0 || !held || count.get(grid) !== 1) continue;
    const oldHouseholds = reducedByHand[grid] ? held.households : held.oldHouseholds;
    if (isInBand(bands, { ...held, oldHouseholds })) inBand[cell] = held.households;
  }
  return inBand;
}

/** By hand any grid may be made a reduced one, so that only the totals bound anything. */
function boundByHand(
  { graph, rules }: GivenUnderProof,
  cells: Int32Array,
): Omit<PartProof, "householdsInBand"> {
  const bands = bandNumbers(rules);
  const fitting = cells.filter((cell) => !isOversize(bands, holdingOf(graph, Int32Array.of(cell))));
  const holding = holdingOf(graph, fitting);
  const bound = mostOfHolding(bands, { ...holding, oldHouseholds: holding.households });
  const isAll = bound >= holdingOf(graph, cells).households;
  return { bound, by: isAll ? "ALL" : "TOTALS", districts: null };
}
