import { improveDraft, type Helping } from "../../help/improve.service";
import type { StartedTask, TaskEnd } from "../job";
import type { JobRun } from "./propose-plans";

/** Lets the engine help with the draft of a job; tells why what it found was not taken. */
export async function improvePlan(
  helping: Helping,
  { payload, requester }: Extract<StartedTask, { readonly kind: "IMPROVE_PLAN" }>,
  { jobId, signal, onProgress }: JobRun,
): Promise<TaskEnd> {
  const error = await improveDraft(helping, requester, {
    ...payload,
    jobId,
    signal,
    onProgress: ({ progress, stage }) => onProgress({ done: 0, progress, stage }),
  });
  if (error === null) onProgress({ done: 1, progress: 1, stage: null });
  return { error, failures: [] };
}
