import { Division } from "./division";
import { problemOf, type PartitionInput, type PartitionResult } from "./partition";

/** What a division costs, so that divisions that were found under other weights can be compared. */
export function costOf(
  input: Pick<PartitionInput, "graph" | "apart" | "inForce" | "rules" | "weights">,
  { gridOf, parts }: PartitionResult,
): number {
  return parts.reduce((sum, part) => {
    const slot = new Map(part.grids.map((grid, i) => [grid, i]));
    const cells = Int32Array.from(gridOf.keys()).filter((cell) => slot.has(gridOf[cell]));
    const division = new Division(problemOf(input, cells));
    division.assign(cells.map((cell) => slot.get(gridOf[cell]) ?? 0));
    return sum + division.bandCost + division.otherCost;
  }, 0);
}
