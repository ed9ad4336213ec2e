import type { Text } from "../engine";
import type { Job } from "./job";

/**
 * What a community of a job needs from a person, the most urgent first.
 *
 * NOT_PLANNED  it has no plan of this job.
 * ERRORS       its plan cannot be submitted before something is mended.
 * WARNINGS     its plan can be submitted with written reasons.
 * INFOS        its plan can be submitted; there is something to be read.
 * CLEAN        its plan can be submitted.
 */
export type JobOutcome = "NOT_PLANNED" | "ERRORS" | "WARNINGS" | "INFOS" | "CLEAN";

/** What a job made of one of its communities, as it is now. */
export interface JobResult {
  readonly communityId: string;
  readonly outcome: JobOutcome;
  /** The best of its plans that there are; null: none. */
  readonly planId: string | null;
  /** Why there is no plan; null where there is one. */
  readonly reason: Text | null;
  /** Findings of the plan by their weight. */
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Of standard grids that no rule permits as they are. */
  readonly householdsOutOfBand: number;
}

/** A community that a job could not plan. */
export interface JobFailure {
  readonly communityId: string;
  readonly reason: Text;
}

/** Why a community of a job that has ended has no plan of it, and what to do. */
export function whyNotPlanned(of: {
  readonly failure: JobFailure | null;
  readonly jobState: Job["state"];
  readonly jobError: Job["error"];
}): Text {
  const { failure, jobState, jobError } = of;
  if (failure !== null) return failure.reason;
  if (jobState === "CANCELLED") {
    return {
      zh: "任务在轮到该社区之前已取消：可再次编制",
      en: "The job was cancelled before it came to this community: propose again",
    };
  }
  if (jobError?.code === "INTERNAL") {
    return {
      zh: `任务中断：${jobError.message.zh}。可再次编制`,
      en: `The job broke off: ${jobError.message.en}. Propose again`,
    };
  }
  return { zh: "该任务为其编制的方案已删除", en: "The plan that the job made of it was deleted" };
}
