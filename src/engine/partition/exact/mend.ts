/** A start that the exact program made, given the shape that the search would give it. */
import type { Random } from "../../random";
import { anneal, MENDING } from "../anneal";
import { separate } from "../apart";
import { Division } from "../division";
import { polish } from "../polish";
import type { Problem } from "../problem";
import { stepBudget, type SearchHooks } from "../search";
import { householdsInBand } from "./in-band";

export interface MendOptions extends SearchHooks {
  readonly effort: number;
  readonly random: Random;
}

const SHARE_OF_STEPS = 0.3;

/** Above everything else, so that mending does not lose what the program won. */
const GOAL_ONE = { outOfBandHouseholds: 200, permittedShare: 1 } as const;

/**
 * Of the start and what the search makes of it, the one with most households in band; null where
 * the start has more grids than a division can hold.
 */
export function mend(
  problem: Problem,
  start: Int32Array,
  { effort, random, signal }: MendOptions,
): Int32Array | null {
  const apart = separate(problem, start, random);
  const firm: Problem = { ...problem, weights: { ...problem.weights, ...GOAL_ONE } };
  if (new Set(apart).size > problem.capacity) return null;
  const steps = Math.ceil(SHARE_OF_STEPS * stepBudget(problem.graph.n, effort));
  const { gridOf } = anneal(firm, apart, { ...MENDING, steps, signal }, random);
  const division = new Division(firm);
  division.assign(gridOf);
  polish(division, random);
  const mended = separate(problem, division.gridOf, random);
  return householdsInBand(problem, mended) >= householdsInBand(problem, apart) ? mended : apart;
}
