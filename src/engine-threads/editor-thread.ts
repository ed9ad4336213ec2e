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
  type DraftPlan,
  type EditableGround,
  type ProposeInput,
} from "../engine";
import { editedFrom } from "./edited";
import type { Edited, EditedRows } from "./editor";
import type { EditorDone, EditorResult, EditorTask, EditorWork } from "./editor-task";

/** A ground with the drafts that were assessed on it last. */
interface OpenGround {
  readonly editable: EditableGround;
  /** By what they are. */
  readonly assessed: Map<string, DraftPlan>;
}

/** Grounds by key, the one that was used last at the end. */
const open = new Map<string, OpenGround>();

/** So many drafts of a ground are remembered: what one edit makes is what the next one starts from. */
const ASSESSED = 4;

/** Does one piece of work in the thread that piscina loaded this file into. */
export default function runTask({ key, input, capacity, work }: EditorTask): EditorResult {
  try {
    const ground = open.get(key) ?? (input && openGround(input));
    if (ground === null) return { type: "CLOSED" };
    keepOpen(key, ground, capacity);
    return doWork(ground, work);
  } catch (error) {
    if (error instanceof EditError) return { type: "FORBIDDEN", refusals: error.refusals };
    if (!(error instanceof EngineError)) throw error;
    return { type: "REFUSED", code: error.code, message: error.message, faults: error.faults };
  }
}

function openGround(input: ProposeInput): OpenGround {
  return { editable: openEditable(input), assessed: new Map() };
}

/** The ground that nobody has used for longest is closed where there are too many. */
function keepOpen(key: string, ground: OpenGround, capacity: number): void {
  open.delete(key);
  open.set(key, ground);
  for (const oldest of open.keys()) {
    if (open.size <= capacity) return;
    open.delete(oldest);
  }
}

function doWork(ground: OpenGround, work: EditorWork): EditorDone {
  const { editable } = ground;
  switch (work.type) {
    case "OPEN":
      return { type: "OPENED", draft: openDraft(editable, work.grids) };
    case "CELLS":
      return { type: "CELLS", cells: cellsOf(editable) };
    case "EDIT": {
      const after = applyEdit(editable, work.before, work.edit);
      return { type: "EDITED", edited: editedOf(ground, work.before, after, work.rows) };
    }
    case "CHANGE":
      return { type: "EDITED", edited: editedOf(ground, work.before, work.after, work.rows) };
  }
}

function editedOf(ground: OpenGround, before: Draft, after: Draft, rows: EditedRows): Edited {
  const was = { draft: before, plan: assess(ground, before) };
  const now = { draft: after, plan: assess(ground, after) };
  return editedFrom(was, now, draftEffect(was.plan, now.plan), rows);
}

/** Drafts come from elsewhere each time: they are known by what they are. */
function assess({ editable, assessed }: OpenGround, draft: Draft): DraftPlan {
  const { grids, gridOf, together, apart } = draft;
  const name = JSON.stringify([grids, gridOf, together, apart]);
  const plan = assessed.get(name) ?? assessDraft(editable, draft);
  assessed.delete(name);
  assessed.set(name, plan);
  for (const oldest of assessed.keys()) {
    if (assessed.size <= ASSESSED) break;
    assessed.delete(oldest);
  }
  return plan;
}
