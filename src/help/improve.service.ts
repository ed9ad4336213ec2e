/** One run of a job in which the engine helps with a draft. */
import type { Actor } from "../auth/viewer";
import type { PlanEditKind } from "../db/tables";
import { applyDraft, type Editing } from "../editing/edit.service";
import { openSession } from "../editing/session.service";
import { EngineError, type Text } from "../engine";
import type { EnginePool } from "../engine-threads/pool";
import { RefusedError } from "../refusal";
import { findEditsOfJobs } from "../editing/plan-edits.service";
import type { HelpWish } from "./help";

/** What helping needs: what editing does, and threads to search in. */
export interface Helping extends Editing {
  readonly pool: EnginePool;
}

/** A run of a job. */
export interface HelpRun extends HelpWish {
  readonly jobId: string;
  /** Aborting it ends the search; the draft stays as it is. */
  readonly signal: AbortSignal;
  readonly onProgress: (at: { readonly progress: number; readonly stage: string }) => void;
}

/** Why what the engine found was not taken, or why it could not search. */
export interface HelpError {
  readonly code: string;
  readonly message: Text;
}

/**
 * Open, search, store as one edit. Nothing is stored where nothing better is found; where the plan is
 * not in the version any more that was seen, neither, and the error says what to do. A run that was
 * broken off before is made anew, but what it has stored is not stored again.
 */
export async function improveDraft(
  helping: Helping,
  requester: Actor | null,
  run: HelpRun,
): Promise<HelpError | null> {
  const { planId, expectedVersion, help, seed, effort, jobId, signal, onProgress } = run;
  if ((await findEditsOfJobs(helping.db, [jobId])).has(jobId)) return null;
  try {
    const { ground, draft } = await openSession(helping, requester, run);
    const better = await helping.pool.improve(
      await ground.input(),
      draft,
      { help, seed, effort },
      // The last bit is storing.
      { signal, onProgress: ({ done, stage }) => onProgress({ progress: 0.98 * done, stage }) },
    );
    if (better === null) return null;
    signal.throwIfAborted();
    onProgress({ progress: 0.98, stage: "STORE" });
    await applyDraft(helping, requester, {
      planId,
      expectedVersion,
      kind: help satisfies PlanEditKind,
      edit: { type: help, seed, effort },
      jobId,
      make: () => better,
    });
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return whyRefused(error);
    if (error instanceof EngineError && error.code === "INVALID_INPUT") return unfit(error);
    throw error;
  }
}

function whyRefused({ refusals }: RefusedError): HelpError {
  const [{ code }] = refusals;
  const zh = refusals.map(({ message }) => message.zh).join("；");
  const en = refusals.map(({ message }) => message.en).join("; ");
  if (code !== "CONFLICT") return { code, message: { zh, en } };
  return {
    code,
    message: {
      zh: `引擎的结果未采用，方案保持他人修改后的样子。${zh}。如仍需要，请就现在的版本再次请求`,
      en:
        `What the engine found was not taken: the plan stays as others left it. ${en}. Ask again for ` +
        "the version of now if help is still wanted",
    },
  };
}

function unfit({ faults, message }: EngineError): HelpError {
  const told = faults.map(({ feature, reason }) => `${feature}: ${reason}`).join("; ") || message;
  return {
    code: "NOT_PLANNABLE",
    message: { zh: `数据无法划分（${told}）`, en: `The data cannot be planned (${told})` },
  };
}
