/** How one connected part is divided: starts, annealed; the plan in force, mended; the best wins. */
import type { Random } from "../random";
import type { CancelSignal } from "../input-types";
import { anneal, ANEW, MENDING, type Found } from "./anneal";
import { separate } from "./apart";
import { coarsen } from "./coarsen";
import { Division } from "./division";
import { polish } from "./polish";
import type { Problem } from "./problem";
import { leastDisturbing, mendInForce } from "./repair";
import { bestStart } from "./starts";

export interface SearchHooks {
  readonly signal?: CancelSignal;
  /** 0 to 1 over this part. */
  readonly onProgress?: (done: number) => void;
}

/** Steps at effort 1: some for every part, more for every cell, bounded for huge ones. */
const STEPS = 4_000;
const STEPS_PER_CELL = 300;
const MOST_STEPS = 300_000;
const CHAINS = 3;
/** Share of them that go to laying the ground where nobody lives, once homes have their grids. */
const REFINING = 0.3;
/** Starts that are carved for each chain, fewer where a single one takes long. */
const MOST_STARTS = 10;
const STARTED_CELLS = 9_000;

/** Steps that a part of so many cells gets: the budget that progress is measured by. */
export function stepBudget(cells: number, effort: number): number {
  if (cells <= 1) return 0;
  return Math.ceil(Math.min(MOST_STEPS, STEPS + STEPS_PER_CELL * cells) * effort);
}

/** The grid of each cell, 0.. without meaning in their order; connected, and apart what must be. */
export function searchDivision(
  problem: Problem,
  effort: number,
  random: Random,
  hooks: SearchHooks,
): Int32Array {
  const { n } = problem.graph;
  if (n === 1) return new Int32Array(1);
  const standing = mendInForce(problem, {
    steps: (cells) => stepBudget(cells, effort),
    allSteps: stepBudget(n, effort),
    random,
    signal: hooks.signal,
  });
  const chains = standing === null ? CHAINS : CHAINS + 1;
  const steps = Math.ceil(stepBudget(n, effort) / chains);
  const starts = Math.ceil(Math.min(MOST_STARTS, STARTED_CELLS / n) * Math.min(1, effort));
  const coarse = coarsen(problem);
  const found: Found[] = [];
  for (let chain = 0; chain < chains; chain++) {
    const after = (taken: number) => (step: number) =>
      hooks.onProgress?.((chain + (taken + step) / steps) / chains);
    const watched = { signal: hooks.signal, onStep: after(0) };
    const warm = { ...MENDING, ...watched };
    if (chain === CHAINS && standing !== null) {
      const { gridOf } = anneal(problem, standing.mended.gridOf, { ...warm, steps }, random);
      found.push(polished(problem, gridOf, random));
      continue;
    }
    const hot = { ...ANEW, ...watched };
    const roughing = Math.floor(steps * (1 - REFINING));
    const start = bestStart(coarse.problem, starts, random);
    const rough = anneal(coarse.problem, start, { ...hot, steps: roughing }, random);
    const laid = coarse.into.map((cell) => rough.gridOf[cell]);
    const fine = { ...warm, steps: steps - roughing, onStep: after(roughing) };
    const { gridOf } = anneal(problem, laid, fine, random);
    found.push(polished(problem, gridOf, random));
  }
  const best =
    standing === null
      ? found.reduce((a, b) => (b.cost < a.cost ? b : a))
      : leastDisturbing(problem, standing.inForce, [standing.mended, ...found]);
  return separate(problem, best.gridOf, random);
}

function polished(problem: Problem, gridOf: Int32Array, random: Random): Found {
  const division = new Division(problem);
  division.assign(gridOf);
  polish(division, random);
  return { gridOf: division.gridOf.slice(), cost: division.bandCost + division.otherCost };
}
