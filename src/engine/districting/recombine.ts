/** Divisions put together from districts that different runs of a search have met. */
import type { DistrictProblem } from "./district";
import { CoverSearch } from "./cover";
import { DistrictPool } from "./pool";
import { appraise } from "./prices";

/** Not again before the pool has grown by this factor: the same districts give the same divisions. */
const GROWTH = 1.2;
/** What is looked at costs time as a step of the search does, so many of them together. */
const LOOKS_PER_STEP = 20;

export class Recombiner {
  readonly pool: DistrictPool;

  readonly #problem: DistrictProblem;
  readonly #prices: Float64Array;
  #due: number;
  #looks = 0;

  constructor(problem: DistrictProblem) {
    this.#problem = problem;
    this.pool = new DistrictPool(problem);
    this.#prices = new Float64Array(problem.n);
    this.#due = problem.k;
  }

  /** A division with fewer than `below` cut edges, looked for when enough districts are new. */
  find(below: number, steps: number): Int32Array | undefined {
    const { k } = this.#problem;
    const { pool } = this;
    if (pool.count < Math.min(this.#due, pool.capacity)) return undefined;
    const appraisal = appraise(pool, k, this.#prices, 2 * below);
    const search = new CoverSearch(this.#problem, pool, this.#prices, appraisal, below);
    const found = search.run(steps * LOOKS_PER_STEP);
    this.#looks += search.work + appraisal.work;
    if (pool.count === pool.capacity) this.#forget(appraisal.reduced);
    this.#due = Math.ceil(pool.count * GROWTH);
    return found;
  }

  /** Steps that the work since the last time is worth. */
  takeSteps(): number {
    const steps = Math.ceil(this.#looks / LOOKS_PER_STEP);
    this.#looks = 0;
    return steps;
  }

  /** The half that fits least makes room. */
  #forget(reduced: Float64Array): void {
    const middle = reduced.slice().sort()[reduced.length >>> 1];
    const kept: number[] = [];
    reduced.forEach((cost, i) => {
      if (cost < middle) kept.push(i);
    });
    this.pool.keepOnly(kept);
  }
}
