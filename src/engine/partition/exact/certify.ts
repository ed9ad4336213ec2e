/**
 * How good the division of a part is in the first goal, households in standard grids inside their
 * band, and a better one where the exact program finds it.
 *
 *   1. All of them in band: nothing can be better.
 *   2. The arithmetic of totals and of buildings that are too large for any grid bounds the rest.
 *   3. Where the connected districts in band can be counted (`districts.ts`), the best choice among
 *      them (`best-choice.ts`) bounds every division. Where the choice beats the search it is built
 *      on the ground (`realise.ts`) and mended by the search's own moves (`mend.ts`).
 *   4. Where they cannot be counted, the regions around grids out of band are divided anew.
 */
import type { Problem } from "../problem";
import { bestChoice } from "./best-choice";
import { exactDivision } from "./exact-division";
import { householdsInBand } from "./in-band";
import type { MendOptions } from "./mend";
import { improveRegions } from "./regions";
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

/** Multiple of the usual number of steps; 0: arithmetic alone. */
export type CertifyOptions = MendOptions;

/** Connected sets that are looked at, at effort 1 and above. */
const MOST_SETS = 300_000;

/** The division, or a better one, with what is proved of it. */
export function certify(problem: Problem, gridOf: Int32Array, options: CertifyOptions): Certified {
  const { graph, bands } = problem;
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const byTotals = mostByTotals(graph, bands);
  const certified = (best: Int32Array, exact: { bound: number; districts: number } | null) => ({
    gridOf: best,
    proof: {
      householdsInBand: householdsInBand(problem, best),
      bound: Math.min(byTotals, exact?.bound ?? byTotals),
      by: by(total, byTotals, exact?.bound ?? byTotals),
      districts: exact?.districts ?? null,
    },
  });
  if (options.effort <= 0 || householdsInBand(problem, gridOf) >= byTotals) {
    return certified(gridOf, null);
  }
  const exact = exactDivision(problem, gridOf, {
    ...options,
    mostSets: MOST_SETS,
    choose: bestChoice,
  });
  const best = exact?.better ?? gridOf;
  if (exact !== null && householdsInBand(problem, best) >= exact.bound) {
    return certified(best, exact);
  }
  return certified(improveRegions(problem, best, options), exact);
}

function by(total: number, byTotals: number, byDistricts: number): ProvedBy {
  if (byDistricts < byTotals) return "DISTRICTS";
  return byTotals < total ? "TOTALS" : "ALL";
}
