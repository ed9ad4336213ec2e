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
  const { graph, bands } = problem;
  const { effort } = options;
  const inhabited = inhabitedGraph(graph);
  const counted =
    inhabited && districtsOf(problem, inhabited, options.mostSets * Math.min(1, effort));
  if (counted === null) return null;
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const found = householdsInBand(problem, gridOf);
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
  const whole = { bound: total - least, districts: counted.length };
  if (chosen === null) return { ...whole, better: null };
  const cells = chosen.map(({ district, way }) => [
    ...counted[district].cells.flatMap((cell) => terrain.cells[terrain.spotOf[cell]]),
    ...way.flatMap((spot) => terrain.cells[spot]),
  ]);
  const mended = mend(problem, realise(graph, cells), options);
  const isBetter = mended !== null && householdsInBand(problem, mended) > found;
  return { ...whole, better: isBetter ? mended : null };
}
