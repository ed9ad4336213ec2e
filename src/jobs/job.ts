import type { Actor } from "../auth/viewer";
import type { Focus, Help, Rules, Text } from "../engine";
import type { JobFailure } from "./job-result";

/**
 * QUEUED     waits for a free runner; also where an interrupted job returns to.
 * RUNNING    a process works at it and says so by its heartbeat.
 * SUCCEEDED  all of it is done. Final.
 * FAILED     some of it could not be done; `error` says what. Final; what was done is kept.
 * CANCELLED  ended on request; what was done until then is kept. Final.
 *
 * QUEUED -> RUNNING -> SUCCEEDED | FAILED | CANCELLED; QUEUED -> CANCELLED; RUNNING -> QUEUED when
 * the process that runs it stops or dies.
 */
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** The states that a job never leaves. */
export type JobEnd = Extract<JobState, "SUCCEEDED" | "FAILED" | "CANCELLED">;

/**
 * PROPOSE_PLANS: one plan, or several to choose from, for each of its communities. IMPROVE_PLAN: the
 * engine helps with a draft.
 */
export type JobKind = "PROPOSE_PLANS" | "IMPROVE_PLAN";

/** Why a job failed, for its user. */
export interface JobError {
  readonly code: string;
  readonly message: Text;
}

/** Work that takes longer than a request, as its user sees it. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  /** Communities to plan, and how many are planned; 1 for a draft. */
  readonly total: number;
  readonly done: number;
  /** 0 to 1 over all of it. */
  readonly progress: number;
  /** What it is doing, such as the name of a community. */
  readonly stage: string | null;
  readonly error: JobError | null;
  readonly cancelRequested: boolean;
  /** The draft that it helps with; null for jobs of another kind. */
  readonly planId: string | null;
  /** How it helps; null for jobs of another kind. */
  readonly help: Help | null;
  /** null for jobs of before people signed in. */
  readonly requestedBy: Actor | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** What a community that is planned with others has of its own. */
export interface OwnWish {
  /** Saved rules. */
  readonly ruleSetId?: string;
  /** The version of a departmental network to start from. */
  readonly startVersionId?: string;
}

/** What a PROPOSE_PLANS job has to do. */
export interface ProposePlansPayload {
  readonly communityIds: readonly string[];
  readonly rules: Partial<Rules>;
  readonly seed: number;
  readonly effort: number;
  /** Left out by jobs of before there were alternatives, as is the next. */
  readonly focus?: Focus;
  readonly alternatives?: number;
  /** The version of a departmental network to start from; of jobs of before it was each one's own. */
  readonly startVersionId?: string | null;
  /** What communities have of their own, by id; left out by jobs of before rules had names. */
  readonly own?: Readonly<Record<string, OwnWish>>;
}

/** What an IMPROVE_PLAN job has to do. */
export interface ImprovePlanPayload {
  /** The one of the plan: jobs are found by their communities. */
  readonly communityIds: readonly string[];
  readonly planId: string;
  /** What it makes holds only for this version. */
  readonly expectedVersion: number;
  readonly help: Help;
  readonly seed: number;
  readonly effort: number;
}

/** What a job has to do, whatever its kind. */
export type JobTask =
  | { readonly kind: "PROPOSE_PLANS"; readonly payload: ProposePlansPayload }
  | { readonly kind: "IMPROVE_PLAN"; readonly payload: ImprovePlanPayload };

/** A task that was taken up, and who asked for it; null for jobs of before people signed in. */
export type StartedTask = JobTask & { readonly requester: Actor | null };

/** What a task ends with, unless it throws. */
export interface TaskEnd {
  /** What could not be done; null: all of it is done. */
  readonly error: JobError | null;
  readonly failures: readonly JobFailure[];
}

/** How far a job is. */
export type JobProgress = Pick<Job, "done" | "progress" | "stage">;

/** Whether a job will not change any more. */
export function isEnded({ state }: Pick<Job, "state">): boolean {
  return state === "SUCCEEDED" || state === "FAILED" || state === "CANCELLED";
}
