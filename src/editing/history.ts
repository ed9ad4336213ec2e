/** The tree of divisions that a draft has been through, and where it stands in it. */
import type { PlanEditKind } from "./editing";

/** An entry of the history, as far as it says how divisions follow from each other. */
export interface HistoryStep {
  readonly no: number;
  readonly kind: PlanEditKind;
  readonly fromDivision: number;
  readonly toDivision: number;
}

/** All of a plan's history but what the edits did. */
export interface History {
  /** The division it has now; null: nobody has edited it. */
  readonly divisionNo: number | null;
  /** The division that each was made of; null for the first. */
  readonly parentOf: ReadonlyMap<number, number | null>;
  /** By number. */
  readonly steps: readonly HistoryStep[];
}

/** Whether an entry only goes to a division that was there. */
export function isStep(kind: PlanEditKind): boolean {
  return kind === "UNDO" || kind === "REDO" || kind === "JUMP";
}

/** The number of the edit that made a division; null for the first, which was there before. */
export function editThatMade({ steps }: History, divisionNo: number): number | null {
  const made = steps.find(({ kind, toDivision }) => toDivision === divisionNo && !isStep(kind));
  return made?.no ?? null;
}

/** Whether what an edit did is no part of the division of now. */
export function isUndone(history: History, { kind, toDivision }: HistoryStep): boolean {
  if (isStep(kind)) return false;
  let at = history.divisionNo;
  // A division is made of an earlier one, so that those behind the edit's cannot come from it.
  while (at !== null && at > toDivision) at = history.parentOf.get(at) ?? null;
  return at !== toDivision;
}

/** The division that undo goes to; null: there is nothing to undo. */
export function undoTarget({ divisionNo, parentOf }: History): number | null {
  return divisionNo === null ? null : (parentOf.get(divisionNo) ?? null);
}

/**
 * The division that redo goes to: of those that were made of this one, the one on the way to where
 * the plan came back from last, and else the newest; null: nothing was made of this one.
 */
export function redoTarget({ divisionNo, parentOf, steps }: History): number | null {
  if (divisionNo === null) return null;
  const childOn = (from: number): number | null => {
    let at: number | null = from;
    while (at !== null && at > divisionNo) {
      const parent: number | null = parentOf.get(at) ?? null;
      if (parent === divisionNo) return at;
      at = parent;
    }
    return null;
  };
  const back = steps
    .filter(({ kind, toDivision }) => isStep(kind) && toDivision === divisionNo)
    .map(({ fromDivision }) => childOn(fromDivision))
    .filter((child) => child !== null);
  const children = [...parentOf].filter(([, parent]) => parent === divisionNo).map(([no]) => no);
  return back.at(-1) ?? (children.length === 0 ? null : Math.max(...children));
}

/** The number of the edit that undo takes back; null: there is none. */
export function undoable(history: History): number | null {
  const { divisionNo } = history;
  return divisionNo === null || undoTarget(history) === null
    ? null
    : editThatMade(history, divisionNo);
}

/** The number of the edit that redo does again; null: there is none. */
export function redoable(history: History): number | null {
  const target = redoTarget(history);
  return target === null ? null : editThatMade(history, target);
}
