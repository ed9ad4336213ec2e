import { planCommunities, type Planning } from "../../plan/propose.service";
import type { JobProgress, ProposePlansPayload, TaskEnd } from "../job";

/** One run of a job: whether to stop, and whom to tell how far it is. */
export interface JobRun {
  readonly jobId: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
}

/** Communities named in an error; the rest is counted. */
const NAMED = 5;

/** Plans the communities of a job; tells which could not be planned. */
export async function proposePlans(
  planning: Planning,
  payload: ProposePlansPayload,
  run: JobRun,
): Promise<TaskEnd> {
  const { communityIds, rules, seed, effort, startVersionId, own = {} } = payload;
  const { focus = "BALANCED", alternatives = 1 } = payload;
  const failures = await planCommunities(planning, {
    jobId: run.jobId,
    communityIds,
    wishOf: (id) => ({ rules, seed, effort, focus, alternatives, startVersionId, ...own[id] }),
    signal: run.signal,
    onProgress: run.onProgress,
  });
  if (failures.length === 0) return { error: null, failures };
  const named = failures.slice(0, NAMED).map(({ reason }) => reason);
  const more = failures.length - named.length;
  const error = {
    code: "NOT_PLANNABLE",
    message: {
      zh:
        `${communityIds.length} 个社区中有 ${failures.length} 个未能划分：` +
        named.map(({ zh }) => zh).join("；") +
        (more > 0 ? `；另有 ${more} 个` : ""),
      en:
        `${failures.length} of ${communityIds.length} communities could not be planned: ` +
        named.map(({ en }) => en).join("; ") +
        (more > 0 ? `; and ${more} more` : ""),
    },
  };
  return { error, failures };
}
