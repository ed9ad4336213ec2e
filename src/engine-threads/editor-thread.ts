import {
  applyEdit,
  assessDraft,
  cellsOf,
  draftEffect,
  EditError,
  EngineError,
  openDraft,
  openEditable,
  type Draft,
  type EditableGround,
} from "../engine";
import { editedFrom } from "./edited";
import type { Edited, EditedRows } from "./editor";
import type { EditorDone, EditorResult, EditorTask, EditorWork } from "./editor-task";

/** Grounds by key, the one that was used last at the end. */
const open = new Map<string, EditableGround>();

/** Does one piece of work in the thread that piscina loaded this file into. */
export default function runTask({ key, input, capacity, work }: EditorTask): EditorResult {
  try {
    const ground = open.get(key) ?? (input && openEditable(input));
    if (ground === null) return { type: "CLOSED" };
    keepOpen(key, ground, capacity);
    return doWork(ground, work);
  } catch (error) {
    if (error instanceof EditError) return { type: "FORBIDDEN", refusals: error.refusals };
    if (!(error instanceof EngineError)) throw error;
    return { type: "REFUSED", code: error.code, message: error.message, faults: error.faults };
  }
}

/** The ground that nobody has used for longest is closed where there are too many. */
function keepOpen(key: string, ground: EditableGround, capacity: number): void {
  open.delete(key);
  open.set(key, ground);
  for (const oldest of open.keys()) {
    if (open.size <= capacity) return;
    open.delete(oldest);
  }
}

function doWork(ground: EditableGround, work: EditorWork): EditorDone {
  switch (work.type) {
    case "OPEN":
      return { type: "OPENED", draft: openDraft(ground, work.grids) };
    case "CELLS":
      return { type: "CELLS", cells: cellsOf(ground) };
    case "EDIT": {
      const after = applyEdit(ground, work.before, work.edit);
      return { type: "EDITED", edited: editedOf(ground, work.before, after, work.rows) };
    }
    case "CHANGE":
      return { type: "EDITED", edited: editedOf(ground, work.before, work.after, work.rows) };
  }
}

function editedOf(ground: EditableGround, before: Draft, after: Draft, rows: EditedRows): Edited {
  const was = { draft: before, plan: assessDraft(ground, before) };
  const now = { draft: after, plan: assessDraft(ground, after) };
  return editedFrom(was, now, draftEffect(was.plan, now.plan), rows);
}
