import type { Ground } from "../ground";
import type { Draft } from "../edit-types";
import { cellByBuilding, cellsIn, pairsOf } from "./field";

/** How many pairs of cells a division holds against a wish; what is in no grid breaks none. */
export type CountBroken = (division: Pick<Draft, "gridOf">) => number;

/** For divisions of one ground under the wishes of a draft. */
export function wishesOf(
  ground: Ground,
  { together, apart }: Pick<Draft, "together" | "apart">,
): CountBroken {
  if (together.length + apart.length === 0) return () => 0;
  const cellOf = cellByBuilding(ground);
  const [joined, parted] = [together, apart].map((lists) =>
    lists.flatMap((ids) => pairsOf(cellsIn(cellOf, ids))),
  );
  return ({ gridOf }) => {
    const isOpen = (cell: number) => gridOf[cell] < 0;
    const broken = (pairs: readonly (readonly [number, number])[], wanted: boolean) =>
      pairs.filter(([p, q]) => !isOpen(p) && !isOpen(q) && (gridOf[p] === gridOf[q]) !== wanted)
        .length;
    return broken(joined, true) + broken(parted, false);
  };
}
