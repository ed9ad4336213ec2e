import type { History } from "./history";

/**
 * The division that redo goes to: of those that were made of the present one, the one through which the
 * draft went last; null: there is none.
 */
export function redoTarget({ divisionNo, parentOf, steps }: History): number | null {
  const children = [...parentOf].filter(([, parent]) => parent === divisionNo).map(([no]) => no);
  if (divisionNo === null || children.length === 0) return null;
  for (const { fromDivision, toDivision } of [...steps].reverse()) {
    for (const end of [toDivision, fromDivision]) {
      const child = childTowards(end);
      if (child !== null) return child;
    }
  }
  return Math.max(...children);

  /** The child from which that division comes, or which it is. */
  function childTowards(no: number): number | null {
    let at: number | null = no;
    // A division is made of an earlier one.
    while (at !== null && at > (divisionNo ?? 0)) {
      const parent: number | null = parentOf.get(at) ?? null;
      if (parent === divisionNo) return at;
      at = parent;
    }
    return null;
  }
}
