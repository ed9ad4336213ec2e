/**
 * How good the division of a part is in the first goal, households in standard grids inside their
 * band, and a better one where the exact program finds it.
 *
 *   1. All of them in band: nothing can be better.
 *   2. The arithmetic of totals and of buildings that are too large for any grid bounds the rest.
 *   3. Where the connected districts in band can be counted (`districts.ts`), the best choice among
 *      them (`best-choice.ts`) bounds every division. Where the choice beats the search it is built
 *      on the ground (`realise.ts`) and mended by the search's own moves.
 */
import type { Random } from "../../random";
import { anneal } from "../anneal";
import { separate } from "../apart";
import { isInBand, type Holding } from "../bands";
import { Division } from "../division";
import { polish } from "../polish";
import type { Problem } from "../problem";
import { stepBudget, type SearchHooks } from "../search";
import { bestChoice } from "./best-choice";
import { districtsOf } from "./districts";
import { inhabitedGraph } from "./inhabited";
import { realise } from "./realise";
import { terrainOf } from "./terrain";
import { mostByTotals } from "./totals";

/** What bounds the households in band: nothing but their number, arithmetic, or the program. */
export type ProvedBy = "ALL" | "TOTALS" | "DISTRICTS";

export interface PartProof {
  readonly householdsInBand: number;
  /** No division of the part has more households in band. */
  readonly bound: number;
  readonly by: ProvedBy;
  /** Connected districts in band that the program chose from; null without it. */
  readonly districts: number | null;
}

export interface Certified {
  readonly gridOf: Int32Array;
  readonly proof: PartProof;
}

export interface CertifyOptions extends SearchHooks {
  /** Multiple of the usual number of steps; 0: arithmetic alone. */
  readonly effort: number;
  readonly random: Random;
}

/** A start from the program is mended, not made anew. */
const LUKEWARM = 0.3;
const COLD = 0.08;
const SHARE_OF_STEPS = 0.3;

/** Above everything else, so that mending does not lose what the program won. */
const GOAL_ONE = { outOfBandHouseholds: 200, permittedShare: 1 } as const;

/** Connected sets that are looked at, at effort 1 and above. */
const MOST_SETS = 300_000;

/** The division, or a better one, with what is proved of it. */
export function certify(problem: Problem, gridOf: Int32Array, options: CertifyOptions): Certified {
  const { graph, bands } = problem;
  const { effort, random } = options;
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const found = householdsInBand(problem, gridOf);
  const byTotals = mostByTotals(graph, bands);
  const arithmetic: PartProof = {
    householdsInBand: found,
    bound: byTotals,
    by: byTotals < total ? "TOTALS" : "ALL",
    districts: null,
  };
  if (found >= byTotals) return { gridOf, proof: arithmetic };
  const share = Math.min(1, effort);
  const enumeration = districtsOf(problem, inhabitedGraph(graph), MOST_SETS * share);
  if (enumeration === null) return { gridOf, proof: arithmetic };

  const terrain = terrainOf(graph);
  const limit = total - found;
  const { least, chosen } = bestChoice({
    terrain,
    districts: enumeration.districts,
    bands,
    least: total - byTotals,
    limit,
    share,
    random,
  });
  const bound = total - least;
  const proof: PartProof = {
    ...arithmetic,
    ...(bound < byTotals ? { bound, by: "DISTRICTS" } : {}),
    districts: enumeration.districts.length,
  };
  if (chosen === null) return { gridOf, proof };
  const districts = chosen.map(({ district, way }) => [
    ...enumeration.districts[district].cells.flatMap((cell) => terrain.cells[terrain.spotOf[cell]]),
    ...way.flatMap((spot) => terrain.cells[spot]),
  ]);
  const better = mend(problem, realise(graph, districts), options);
  if (better === null || householdsInBand(problem, better) <= found) return { gridOf, proof };
  return {
    gridOf: better,
    proof: { ...proof, householdsInBand: householdsInBand(problem, better) },
  };
}

/** Households of grids that are inside their band. */
export function householdsInBand({ graph, bands }: Problem, gridOf: Int32Array): number {
  const held = new Map<number, { -readonly [key in keyof Holding]: number }>();
  gridOf.forEach((grid, cell) => {
    const sums = held.get(grid) ?? { households: 0, oldHouseholds: 0, specialHouseholds: 0 };
    sums.households += graph.households[cell];
    sums.oldHouseholds += graph.oldHouseholds[cell];
    sums.specialHouseholds += graph.specialHouseholds[cell];
    held.set(grid, sums);
  });
  return [...held.values()].reduce(
    (sum, sums) => sum + (isInBand(bands, sums) ? sums.households : 0),
    0,
  );
}

/** Of the start and what the search makes of it, the one with most households in band. */
function mend(problem: Problem, start: Int32Array, options: CertifyOptions): Int32Array | null {
  const { effort, random, signal } = options;
  const apart = separate(problem, start, random);
  const firm: Problem = { ...problem, weights: { ...problem.weights, ...GOAL_ONE } };
  if (new Set(apart).size > problem.capacity) return null;
  const steps = Math.ceil(SHARE_OF_STEPS * stepBudget(problem.graph.n, effort));
  const warmth = { hot: LUKEWARM, cold: COLD, bandWeight: 1 };
  const { gridOf } = anneal(firm, apart, { steps, ...warmth, signal }, random);
  const division = new Division(firm);
  division.assign(gridOf);
  polish(division, random);
  const mended = separate(problem, division.gridOf, random);
  return householdsInBand(problem, mended) >= householdsInBand(problem, apart) ? mended : apart;
}
