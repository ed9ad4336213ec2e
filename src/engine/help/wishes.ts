import type { Ground } from "../ground";
import type { Draft } from "../edit-types";
import { cellByBuilding, cellsIn, pairsOf } from "./field";

/** Pairs of cells that a division holds against a wish; what is in no grid breaks none. */
export function brokenWishes(ground: Ground, { gridOf, together, apart }: Draft): number {
  const cellOf = cellByBuilding(ground);
  const pairs = (lists: readonly (readonly string[])[]) =>
    lists
      .flatMap((ids) => pairsOf(cellsIn(cellOf, ids)))
      .filter(([p, q]) => gridOf[p] >= 0 && gridOf[q] >= 0);
  return (
    pairs(together).filter(([p, q]) => gridOf[p] !== gridOf[q]).length +
    pairs(apart).filter(([p, q]) => gridOf[p] === gridOf[q]).length
  );
}
