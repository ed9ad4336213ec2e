/** What is proved of divisions beyond what their own search proved. */
import type { Rules } from "../input-types";
import { bandNumbers, isInBand } from "./bands";
import type { CellGraph } from "./cell-graph";
import { subgraphOf } from "./components";
import type { PartProof } from "./exact/certify";
import { mostByTotals } from "./exact/totals";
import { holdingOf } from "./given";
import type { PartitionResult, PartReport } from "./partition";

/**
 * A division that was found under wider bands, with its proof in these: what is proved to be out of
 * reach with wider bands is out of reach with narrower ones, and so is what arithmetic excludes.
 */
export function provedUnder(
  rules: Rules,
  graph: CellGraph,
  division: PartitionResult,
): PartitionResult {
  const bands = bandNumbers(rules);
  const parts = division.parts.map((part): PartReport => {
    const grids = part.grids.map((grid) => cellsOf(division, (g) => g === grid));
    const inBand = grids.map((cells) => holdingOf(graph, cells)).filter((g) => isInBand(bands, g));
    const ownGrids = new Set(part.grids);
    const cells = cellsOf(division, (grid) => ownGrids.has(grid));
    const byTotals = mostByTotals(subgraphOf(graph, cells), bands);
    const householdsInBand = inBand.reduce((sum, { households }) => sum + households, 0);
    const proof: PartProof =
      part.proof.bound < byTotals
        ? { ...part.proof, householdsInBand }
        : {
            householdsInBand,
            bound: byTotals,
            by: byTotals < part.households ? "TOTALS" : "ALL",
            districts: null,
          };
    return { ...part, proof };
  });
  return { ...division, parts };
}

/** What was proved of one division of the same parts holds for all of them. */
export function provedTogether(divisions: readonly PartitionResult[]): PartitionResult[] {
  return divisions.map((division) => ({
    ...division,
    parts: division.parts.map((part, p): PartReport => {
      const { householdsInBand } = part.proof;
      const proof = divisions
        .map(({ parts }) => parts[p].proof)
        .reduce((best, other) => (other.bound < best.bound ? other : best), part.proof);
      return { ...part, proof: { ...proof, householdsInBand } };
    }),
  }));
}

/** Ascending. */
function cellsOf({ gridOf }: PartitionResult, admits: (grid: number) => boolean): Int32Array {
  return Int32Array.from(gridOf.keys()).filter((cell) => admits(gridOf[cell]));
}
