/**
 * How good the division of a part is in the first goal, households in standard grids inside their
 * band, and a better one where the exact program finds it.
 *
 *   1. All of them in band: nothing can be better.
 *   2. The arithmetic of totals and of buildings that are too large for any grid bounds the rest.
 *   3. Where there are few connected districts in band (`districts.ts`), the best choice among them
 *      is found exactly (`packing.ts`), which bounds every division. Where the choice beats the
 *      search it is built on the ground (`realise.ts`) and mended by the search's own moves.
 */
import type { Random } from "../../random";
import { anneal } from "../anneal";
import { separate } from "../apart";
import { isInBand, type Holding } from "../bands";
import { Division } from "../division";
import { polish } from "../polish";
import type { Problem } from "../problem";
import { stepBudget, type SearchHooks } from "../search";
import { type District, districtsOf } from "./districts";
import { inhabitedGraph } from "./inhabited";
import type { SolvePacking } from "./packing";
import { realise } from "./realise";
import { mostByTotals } from "./totals";

/** What bounds the households in band: nothing but their number, arithmetic, or the program. */
export type ProvedBy = "ALL" | "TOTALS" | "DISTRICTS";

export interface PartProof {
  readonly householdsInBand: number;
  /** No division of the part has more households in band. */
  readonly bound: number;
  readonly by: ProvedBy;
  /** Connected districts in band that the program chose from; null without one. */
  readonly districts: number | null;
}

export interface Certified {
  readonly gridOf: Int32Array;
  readonly proof: PartProof;
}

export interface CertifyOptions extends SearchHooks {
  /** null: no exact program. */
  readonly solve: SolvePacking | null;
  readonly effort: number;
  readonly random: Random;
}

/** A start from the program is mended, not made anew. */
const LUKEWARM = 0.3;
const COLD = 0.08;
const SHARE_OF_STEPS = 0.3;

/** Above everything else, so that mending does not lose what the program won. */
const GOAL_ONE = { outOfBandHouseholds: 200, permittedShare: 1 } as const;

/** The division, or a better one, with what is proved of it. */
export function certify(problem: Problem, gridOf: Int32Array, options: CertifyOptions): Certified {
  const { graph, bands } = problem;
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const found = householdsInBand(problem, gridOf);
  const byTotals = mostByTotals(graph, bands);
  const proved = (by: ProvedBy, bound: number, districts: number | null): PartProof => {
    return { householdsInBand: found, bound, by, districts };
  };
  const arithmetic = proved(byTotals < total ? "TOTALS" : "ALL", byTotals, null);
  if (found >= byTotals || options.solve === null) return { gridOf, proof: arithmetic };

  const districts = districtsOf(problem, inhabitedGraph(graph), options.effort);
  const packing = districts && options.solve(graph.n, districts);
  if (districts === null || packing === null) return { gridOf, proof: arithmetic };

  const isTighter = packing.bound < byTotals;
  const bound = isTighter ? packing.bound : byTotals;
  const proof = proved(isTighter ? "DISTRICTS" : arithmetic.by, bound, districts.length);
  const chosen = packing.chosen.map((i) => districts[i]);
  if (householdsOf(chosen) <= found) return { gridOf, proof };
  const start = realise(
    graph,
    chosen.map(({ cells }) => cells),
  );
  const better = start && mend(problem, start, options);
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
  return householdsOf([...held.values()].filter((sums) => isInBand(bands, sums)));
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

function householdsOf(held: readonly Pick<District, "households">[]): number {
  return held.reduce((sum, { households }) => sum + households, 0);
}
