/** Edits of drafts: they are computed by the editing thread, and stored with their history. */
import type { Knex } from "knex";
import type { Actor, Viewer } from "../auth/viewer";
import type { Editor } from "../engine-threads/editor";
import type { JobSignals } from "../jobs/job-signals";
import type { DraftWish, EditOutcome, EditWish, StepWish } from "./editing";

/** What editing needs: the database, the thread that keeps grounds open, and somebody to tell. */
export interface Editing {
  readonly db: Knex;
  readonly editor: Editor;
  readonly signals: JobSignals;
}

/**
 * Does what a planner asks for, or only tells what it would do. Refuses (RefusedError) what makes no
 * sense, what locks or wishes forbid, a stale basis, and with MissedEdits another version.
 */
export declare function editPlan(
  editing: Editing,
  viewer: Viewer | null,
  wish: EditWish,
): Promise<EditOutcome>;

/** Undo, redo, or go to any state that there was. */
export declare function stepPlan(
  editing: Editing,
  viewer: Viewer | null,
  wish: StepWish,
): Promise<EditOutcome>;

/** Gives a draft the division that `make` gives for the one it has, as one edit. */
export declare function applyDraft(
  editing: Editing,
  who: Viewer | Actor | null,
  wish: DraftWish,
): Promise<EditOutcome>;
