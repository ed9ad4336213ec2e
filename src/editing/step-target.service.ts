/** Where undo, redo and jumps go. */
import type { Knex } from "knex";
import type { Draft } from "../engine";
import type { Editor } from "../engine-threads/editor";
import { refused } from "../plan/check-decision.service";
import { carryDraft } from "./carry-draft";
import { findCells, findStoredDivision, type StoredDivision } from "./draft.repository";
import type { Step } from "./editing";
import { findHistories } from "./plan-edits.repository";
import { redoTarget } from "./redo";
import { toDraft, type EditSession } from "./session.service";

/** A state of the history. */
export interface StepTarget {
  readonly draft: Draft;
  /** The division that is gone to; undefined: it has to be made, out of one on another ground. */
  readonly no: number | undefined;
}

/** The state that a step goes to; refused where there is none. */
export async function findStepTarget(
  editing: { readonly db: Knex; readonly editor: Editor },
  { stored, ground }: EditSession,
  step: Step,
): Promise<StepTarget> {
  const no = await findTargetNo(editing.db, stored, step);
  const target = await findStoredDivision(editing.db, stored.id, no);
  if (target === null) throw new Error(`Plan ${stored.id} has no division ${no}`);
  if (target.groundKey === ground.key) return { draft: toDraft(target), no };
  if (step.type !== "JUMP") throw onOtherGround();
  return { draft: await onGroundOfNow(editing, stored.id, target, ground), no: undefined };
}

/** A state from before a revalidation, by its buildings: ground without any goes to its neighbours. */
async function onGroundOfNow(
  { db, editor }: { readonly db: Knex; readonly editor: Editor },
  planId: string,
  target: StoredDivision,
  ground: EditSession["ground"],
): Promise<Draft> {
  const old = { draft: toDraft(target), cells: await findCells(db, planId, target.groundNo) };
  const opened = await editor.open(
    ground,
    target.grids.map((grid, place) => ({
      ...grid,
      buildingIds: old.cells.filter((_, no) => target.gridOf[no] === place).flat(),
    })),
  );
  return carryDraft(old, { draft: opened, cells: await editor.cells(ground) });
}

async function findTargetNo(
  db: Knex,
  { id, division }: EditSession["stored"],
  step: Step,
): Promise<number> {
  switch (step.type) {
    case "UNDO":
      if (division?.parentNo == null) throw nothingTo("UNDO", "撤销", "undo");
      return division.parentNo;
    case "REDO": {
      const history = (await findHistories(db, [id])).get(id);
      const target = history === undefined ? null : redoTarget(history);
      if (target === null) throw nothingTo("REDO", "重做", "redo");
      return target;
    }
    case "JUMP": {
      const target = await findJumpTarget(db, id, division !== null, step.editNo);
      if (target === division?.no) throw alreadyThere();
      return target;
    }
  }
}

async function findJumpTarget(
  db: Knex,
  planId: string,
  isEdited: boolean,
  editNo: number | null,
): Promise<number> {
  if (editNo === null) {
    if (!isEdited) throw alreadyThere();
    return 1;
  }
  const history = (await findHistories(db, [planId])).get(planId);
  const step = history?.steps.find(({ no }) => no === editNo);
  if (step !== undefined) return step.toDivision;
  throw refused("NOT_FOUND", "NOT_FOUND", "本方案没有这一步修改", "The plan has no such edit", [
    "editNo",
  ]);
}

function nothingTo(what: "UNDO" | "REDO", zh: string, en: string) {
  return refused(
    "CONFLICT",
    `NOTHING_TO_${what}`,
    `没有可${zh}的修改`,
    `There is nothing to ${en}`,
  );
}

function alreadyThere() {
  return refused(
    "CONFLICT",
    "ALREADY_THERE",
    "方案现在就是这个状态",
    "The plan is in this state already",
  );
}

function onOtherGround() {
  return refused(
    "CONFLICT",
    "OTHER_GROUND",
    "这一步跨越重新核验，此前的数据已不同：请在修改记录中选定该状态跳转，其划分将按现有数据恢复",
    "This step crosses a revalidation, and the data are others since: go to that state in the list of edits, and " +
      "its division is restored on the data of now",
  );
}
