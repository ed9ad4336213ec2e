/** The tree of divisions that a draft has been through, and where it stands in it. */
import type { PlanEditKind } from "./editing";
import { redoTarget } from "./redo";

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
  /** The ground that each lies on; a revalidation makes another. */
  readonly groundOf: ReadonlyMap<number, number>;
  /** By number. */
  readonly steps: readonly HistoryStep[];
}

/** Whether an entry goes to a state that was there. */
export function isStep(kind: PlanEditKind): boolean {
  return kind === "UNDO" || kind === "REDO" || kind === "JUMP";
}

/** The number of the entry that made a division; null for the first, which was there before. */
export function editThatMade({ parentOf, steps }: History, divisionNo: number): number | null {
  if (parentOf.get(divisionNo) == null) return null;
  return steps.find(({ toDivision }) => toDivision === divisionNo)?.no ?? null;
}

/**
 * The number of the entry that made the state which a step took back (UNDO), did again or went to; null:
 * the plan of before the first. Always an earlier one: a jump over a revalidation makes a division of
 * its own, so that what it went to is asked of the entry that it names.
 */
export function entryBehind(history: History, step: HistoryStep, askedNo: unknown): number | null {
  if (step.kind === "UNDO") return editThatMade(history, step.fromDivision);
  if (step.kind === "REDO") return editThatMade(history, step.toDivision);
  const asked = history.steps.find(({ no }) => no === askedNo && no < step.no);
  return asked === undefined ? null : editThatMade(history, asked.toDivision);
}

/** Whether what an edit did is no part of the division of now. */
export function isUndone(history: History, { kind, toDivision }: HistoryStep): boolean {
  if (isStep(kind)) return false;
  let at = history.divisionNo;
  // A division is made of an earlier one, so that those behind the edit's cannot come from it.
  while (at !== null && at > toDivision) at = history.parentOf.get(at) ?? null;
  return at !== toDivision;
}

/** The number of the entry that made the division of now; null: it is as it was before the first. */
export function current(history: History): number | null {
  return history.divisionNo === null ? null : editThatMade(history, history.divisionNo);
}

/** The number of the edit that undo takes back; null: there is none. */
export function undoable(history: History): number | null {
  const { divisionNo, parentOf } = history;
  const parent = divisionNo === null ? null : (parentOf.get(divisionNo) ?? null);
  return parent !== null && isOnGroundOfNow(history, parent) ? current(history) : null;
}

/** The number of the edit that redo does again; null: there is none. */
export function redoable(history: History): number | null {
  const target = redoTarget(history);
  return target !== null && isOnGroundOfNow(history, target) ? editThatMade(history, target) : null;
}

/** Steps do not lead over a revalidation. */
function isOnGroundOfNow({ divisionNo, groundOf }: History, target: number): boolean {
  return divisionNo !== null && groundOf.get(target) === groundOf.get(divisionNo);
}
