/**
 * How good the division of a part is in the first goal, households in standard grids inside their
 * band, and a better one where the exact program finds it.
 *
 *   1. All of them in band: nothing can be better.
 *   2. The arithmetic of totals and of buildings that are too large for any grid bounds the rest, and
 *      that of the pieces which such buildings leave (`pieces.ts`).
 *   3. Where the connected districts in band can be counted (`districts.ts`), the best choice among
 *      them (`best-choice.ts`) bounds every division. Where the choice beats the search it is built
 *      on the ground (`realise.ts`) and mended by the search's own moves (`mend.ts`).
 *   4. Where they cannot be counted, the regions around grids out of band are divided anew.
 */
import type { Problem } from "../problem";
import { leastDisturbing, priced } from "../repair";
import { bestChoice } from "./best-choice";
import { exactChoice, exactDivision } from "./exact-division";
import { householdsInBand } from "./in-band";
import type { MendOptions } from "./mend";
import { mostByPieces } from "./pieces";
import { improveRegions } from "./regions";
import { mostByTotals } from "./totals";

/**
 * What bounds the households in band: nothing but their number, the arithmetic of their totals, that
 * of pieces between buildings which no district in band holds, or the program.
 */
export type ProvedBy = "ALL" | "TOTALS" | "PIECES" | "DISTRICTS";

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

/** How often a better division is taken as the start of a still better one. */
const MOST_TIMES = 3;

/** The division, or a better one, with what is proved of it. */
export function certify(problem: Problem, gridOf: Int32Array, options: CertifyOptions): Certified {
  let start = gridOf;
  let best = certifyOnce(problem, start, options);
  for (let times = 1; times < MOST_TIMES; times++) {
    if (best.gridOf === start || best.proof.householdsInBand >= best.proof.bound) break;
    start = best.gridOf;
    best = certifyOnce(problem, start, options);
  }
  if (best.gridOf === gridOf || isWorthTheChange(problem, gridOf, best.gridOf)) return best;
  return { gridOf, proof: { ...best.proof, householdsInBand: householdsInBand(problem, gridOf) } };
}

/** Where grids are in force, more households in band are not worth any number that move. */
function isWorthTheChange(problem: Problem, gridOf: Int32Array, better: Int32Array): boolean {
  if (problem.gridsInForce === 0) return true;
  const choices = [gridOf, better].map((division) => priced(problem, division));
  return leastDisturbing(problem, gridOf, choices) === choices[1];
}

function certifyOnce(problem: Problem, gridOf: Int32Array, options: CertifyOptions): Certified {
  const certified = (best: Int32Array, { bound, by }: Bound, districts: number | null = null) => ({
    gridOf: best,
    proof: { householdsInBand: householdsInBand(problem, best), bound, by, districts },
  });
  const found = householdsInBand(problem, gridOf);
  const arithmetic = boundByArithmetic(problem, found);
  if (options.effort <= 0 || found >= arithmetic.bound) return certified(gridOf, arithmetic);

  const exact = exactDivision(problem, gridOf, {
    ...options,
    mostSets: MOST_SETS,
    choose: bestChoice,
  });
  const best = exact?.better ?? gridOf;
  const proved =
    exact === null ? arithmetic : tighter(arithmetic, { bound: exact.bound, by: "DISTRICTS" });
  const isBest = householdsInBand(problem, best) >= proved.bound;
  return certified(
    isBest ? best : improveRegions(problem, best, options),
    proved,
    exact?.districts,
  );
}

export type Bound = Pick<PartProof, "bound" | "by">;

/** What totals and pieces say; totals alone where a division has as many in band as they allow. */
export function boundByArithmetic(problem: Pick<Problem, "graph" | "bands">, found: number): Bound {
  return arithmeticOf(problem)(found);
}

/** The same for any number of divisions of one part: what is reckoned is reckoned once. */
export function arithmeticOf({
  graph,
  bands,
}: Pick<Problem, "graph" | "bands">): (found: number) => Bound {
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const byTotals = mostByTotals(graph, bands);
  const totals: Bound = { bound: byTotals, by: byTotals < total ? "TOTALS" : "ALL" };
  let pieces: Bound | null = null;
  return (found) => {
    if (found >= byTotals) return totals;
    pieces ??= { bound: mostByPieces({ graph, bands }), by: "PIECES" };
    return tighter(totals, pieces);
  };
}

/** What the program says beyond arithmetic, whatever the division that has so many in band. */
export function boundByDistricts(
  problem: Problem,
  found: number,
  options: Pick<CertifyOptions, "effort" | "random">,
): Bound & Pick<PartProof, "districts"> {
  const arithmetic = boundByArithmetic(problem, found);
  if (found >= arithmetic.bound) return { ...arithmetic, districts: null };
  const exact = exactChoice(problem, found, {
    ...options,
    mostSets: MOST_SETS,
    choose: bestChoice,
  });
  if (exact === null) return { ...arithmetic, districts: null };
  const { bound, districts } = exact;
  return { ...tighter(arithmetic, { bound, by: "DISTRICTS" }), districts };
}

function tighter(one: Bound, other: Bound): Bound {
  return other.bound < one.bound ? other : one;
}
