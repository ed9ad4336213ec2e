import type { Viewer } from "../auth/viewer";
import type { Draft } from "../engine";
import { applyDraft, type Editing } from "../editing/edit.service";
import type { EditOutcome } from "../editing/editing";
import { lookAtDraft, refuseVersion } from "../editing/session.service";
import { planToDecide, actorFor, refused } from "../plan/check-decision.service";
import { RefusedError, type Refusal } from "../refusal";
import { takeLocks, type Locks, type TakenLocks } from "./copy-locks";
import { findBuildingNames, findLocks } from "./copy-locks.repository";

/** Whose locks and wishes a draft is to have as well. */
export interface CopyLocksWish {
  /** null: the viewer knows no such plan. */
  readonly fromPlanId: string | null;
  readonly planId: string;
  readonly expectedVersion: number;
}

/** What came of it: an edit like any other, and what could not be taken. */
export interface CopiedLocks extends EditOutcome {
  readonly notTaken: readonly Refusal[];
}

/** Copies the locks and wishes of a plan to a draft of the same community, as one edit. */
export async function copyLocks(
  editing: Editing,
  viewer: Viewer | null,
  { fromPlanId, ...wish }: CopyLocksWish,
): Promise<CopiedLocks> {
  const draft = await editing.db.transaction(async (trx) => {
    const plan = await planToDecide(trx, viewer, wish.planId);
    actorFor(viewer, ["EDIT_PLAN"], plan);
    return plan;
  });
  const { communityId } = draft;
  if (draft.version !== wish.expectedVersion) {
    await refuseVersion(editing.db, draft, wish.expectedVersion);
  }
  const locks = await locksOf(editing, fromPlanId, communityId);
  const names = await findBuildingNames(editing.db, communityId);
  const looked = await lookAtDraft(editing, wish.planId);
  const cells = looked === null ? [] : await editing.editor.cells(looked.ground);
  const take = (before: Draft): TakenLocks => takeLocks(locks, { draft: before, cells, names });
  const taken = looked === null ? null : take(looked.draft);
  const outcome = await applyDraft(editing, viewer, {
    ...wish,
    kind: "COPY_LOCKS",
    edit: {
      type: "COPY_LOCKS",
      fromPlanId,
      keys: taken?.keys ?? [],
      together: taken?.together ?? [],
      apart: taken?.apart ?? [],
    },
    make: (before) => {
      const { draft: after, keys, together, apart, notTaken } = take(before);
      if (keys.length + together.length + apart.length === 0) throw nothing(notTaken);
      return after;
    },
  });
  return { ...outcome, notTaken: taken?.notTaken ?? [] };
}

async function locksOf(
  { db }: Editing,
  fromPlanId: string | null,
  communityId: string,
): Promise<Locks> {
  const locks = fromPlanId === null ? null : await findLocks(db, fromPlanId);
  if (locks === null) {
    throw refused(
      "NOT_FOUND",
      "NOT_FOUND",
      "没有可供复制的方案",
      "There is no such plan to copy from",
      ["fromPlanId"],
    );
  }
  if (locks.communityId === communityId) return locks;
  throw refused(
    "CONFLICT",
    "OTHER_COMMUNITY",
    "只能从同一社区的方案复制锁定和要求",
    "Locks and wishes can be copied from a plan of the same community only",
    ["fromPlanId"],
  );
}

function nothing(notTaken: readonly Refusal[]): RefusedError {
  const message = {
    zh: "没有可复制的内容：该方案的锁定和要求本草案都已有，或都不适用",
    en: "There is nothing to copy: the draft has all locks and wishes of that plan, or none of them fit",
  };
  return new RefusedError("CONFLICT", [
    { code: "NOTHING_TO_COPY", message, path: ["fromPlanId"] },
    ...notTaken,
  ]);
}
