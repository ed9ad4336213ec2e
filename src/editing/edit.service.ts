/** Edits of drafts: they are computed by the editing thread, and stored with their history. */
import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import type { Actor, Viewer } from "../auth/viewer";
import { EditError } from "../engine";
import type { Edited, Editor } from "../engine-threads/editor";
import type { JobSignals } from "../jobs/job-signals";
import { planById } from "../plan/decide.service";
import { RefusedError } from "../refusal";
import type { DraftWish, EditOutcome, EditWish, StepWish } from "./editing";
import { toEngineEdit } from "./engine-edit";
import { openSession, type EditSession } from "./session.service";
import { findStepTarget } from "./step-target.service";
import { storeEdit, type Deed } from "./store-edit.service";
import { toEditEffect } from "./written-parts";

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
export async function editPlan(
  editing: Editing,
  viewer: Viewer | null,
  { edit: asked, dryRun, ...wish }: EditWish,
): Promise<EditOutcome> {
  const session = await openSession(editing, viewer, wish);
  const edit = toEngineEdit(asked, session.ids, randomUUID);
  const edited = await refusing(() =>
    editing.editor.edit(session.ground, session.draft, edit, rowsFor(session)),
  );
  if (dryRun) return tryOut(editing, session, edited);
  return store(editing, session, edited, { kind: edit.type, edit });
}

/** Undo, redo, or go to any state that there was. */
export async function stepPlan(
  editing: Editing,
  viewer: Viewer | null,
  { step, dryRun, ...wish }: StepWish,
): Promise<EditOutcome> {
  const session = await openSession(editing, viewer, wish);
  const { draft, no } = await findStepTarget(editing, session, step);
  const edited = await editing.editor.change(session.ground, session.draft, draft);
  if (dryRun) return tryOut(editing, session, edited);
  // Where a jump goes to another ground, only this says which state it was.
  const asked = step.type === "JUMP" ? { editNo: step.editNo } : null;
  return store(editing, session, edited, { kind: step.type, edit: asked, toDivision: no });
}

/** Gives a draft the division that `make` gives for the one it has, as one edit. */
export async function applyDraft(
  editing: Editing,
  who: Viewer | Actor | null,
  { make, kind, edit, jobId, ...wish }: DraftWish,
): Promise<EditOutcome> {
  const session = await openSession(editing, who, wish);
  const after = await make(session.draft);
  const edited = await refusing(() =>
    editing.editor.change(session.ground, session.draft, after, rowsFor(session)),
  );
  return store(editing, session, edited, { kind, edit, jobId });
}

/** A plan that nobody has edited is written anew: its rows are those that the search left. */
function rowsFor({ stored }: EditSession): "ALL" | "CHANGED" {
  return stored.division === null ? "ALL" : "CHANGED";
}

async function tryOut(
  { db }: Editing,
  { stored, draft, ids }: EditSession,
  edited: Edited,
): Promise<EditOutcome> {
  const plan = await planById(db, stored.id);
  return { plan, edit: null, effect: toEditEffect(draft, edited, ids) };
}

async function store(
  editing: Editing,
  session: EditSession,
  edited: Edited,
  deed: Omit<Deed, "cells">,
): Promise<EditOutcome> {
  const isFirst = session.stored.division === null;
  const cells = isFirst ? await editing.editor.cells(session.ground) : null;
  return storeEdit(editing, session, edited, { ...deed, cells });
}

/** What the engine forbids is a refusal like any other. */
async function refusing<Result>(useCase: () => Promise<Result>): Promise<Result> {
  try {
    return await useCase();
  } catch (error) {
    if (error instanceof EditError) throw new RefusedError("CONFLICT", error.refusals);
    throw error;
  }
}
