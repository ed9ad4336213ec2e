/** The exact program on one part, or on a region of it: bound, and a better division if it finds one. */
import type { Problem } from "../problem";
import type { ChoiceTask } from "./best-choice";
import type { Choice } from "./choice";
import { districtsOf } from "./districts";
import { householdsInBand } from "./in-band";
import { inhabitedGraph } from "./inhabited";
import { mend, type MendOptions } from "./mend";
import { realise } from "./realise";
import { terrainOf } from "./terrain";
import { mostByTotals } from "./totals";

export interface ExactOptions extends MendOptions {
  /** Connected sets that are looked at, at effort 1 and above. */
  readonly mostSets: number;
  readonly choose: (task: ChoiceTask) => Pick<Choice, "least" | "chosen">;
}

export interface ExactDivision {
  /** No division has more households in band. */
  readonly bound: number;
  /** Connected districts in band that were chosen from. */
  readonly districts: number;
  /** With more households in band than the division at hand; null where there is none. */
  readonly better: Int32Array | null;
}

/** null where there are too many districts to be counted. */
export function exactDivision(
  problem: Problem,
  gridOf: Int32Array,
  options: ExactOptions,
): ExactDivision | null {
  const found = householdsInBand(problem, gridOf);
  const exact = exactChoice(problem, found, options);
  if (exact === null) return null;
  const { bound, districts, cells } = exact;
  if (cells === null) return { bound, districts, better: null };
  const mended = mend(problem, realise(problem.graph, cells), options);
  const isBetter = mended !== null && householdsInBand(problem, mended) > found;
  return { bound, districts, better: isBetter ? mended : null };
}

export interface ExactChoice extends Pick<ExactDivision, "bound" | "districts"> {
  /** The cells of each chosen district with its way, if they hold more than what was found. */
  readonly cells: readonly (readonly number[])[] | null;
}

/** The choice of districts alone; null where there are too many of them to be counted. */
export function exactChoice(
  problem: Problem,
  found: number,
  options: Pick<ExactOptions, "mostSets" | "choose" | "effort" | "random">,
): ExactChoice | null {
  const { graph, bands } = problem;
  const { effort } = options;
  const inhabited = inhabitedGraph(graph);
  const counted =
    inhabited && districtsOf(problem, inhabited, options.mostSets * Math.min(1, effort));
  if (counted === null) return null;
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const terrain = terrainOf(graph);
  const { least, chosen } = options.choose({
    terrain,
    districts: counted,
    bands,
    least: total - mostByTotals(graph, bands),
    limit: total - found,
    share: effort,
    random: options.random,
  });
  const cells =
    chosen?.map(({ district, way }) => [
      ...counted[district].cells.flatMap((cell) => terrain.cells[terrain.spotOf[cell]]),
      ...way.flatMap((spot) => terrain.cells[spot]),
    ]) ?? null;
  return { bound: total - least, districts: counted.length, cells };
}
