/** One run of one job, from taking it up to its end. */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Helping } from "../help/improve.service";
import type { Planning } from "../plan/propose.service";
import type { Drawing } from "../shapes/draw-shapes.service";
import type { JobEnd, JobError, JobProgress, StartedTask, TaskEnd } from "./job";
import { endJob, putBackJob, recordProgress, startJob } from "./job.repository";
import type { JobSignals } from "./job-signals";
import { enqueueJob } from "./queue";
import { improvePlan } from "./tasks/improve-plan";
import { proposePlans, type JobRun } from "./tasks/propose-plans";

/** What jobs run with. */
export interface JobSurroundings extends Planning, Helping, Drawing {
  readonly signals: JobSignals;
  readonly log: Logger;
}

const NOTHING: TaskEnd = { error: null, failures: [] };

/** How often a run looks whether there is something to write. */
const TICK_MS = 200;
/** A run that has nothing new to tell says at least that it lives, and learns of a cancellation. */
const HEARTBEAT_MS = 1_000;

/**
 * Runs a job, if it still waits. When `stopping` is aborted, the job returns to the queue; what it
 * has stored is not done again.
 */
export async function runJob(
  surroundings: JobSurroundings,
  jobId: string,
  stopping: AbortSignal,
): Promise<void> {
  const { db, signals, log } = surroundings;
  const task = await startJob(db, jobId);
  if (task === null) return;
  signals.changed(jobId);

  const cancelling = new AbortController();
  const ignoreCancel = signals.onCancel(jobId, () => cancelling.abort());
  const report = startReport(surroundings, jobId, () => cancelling.abort());
  const signal = AbortSignal.any([stopping, cancelling.signal]);
  let outcome: ({ readonly state: JobEnd } & TaskEnd) | "PUT_BACK";
  try {
    const end = await runTask(surroundings, task, { jobId, signal, onProgress: report.tell });
    outcome = { state: end.error === null ? "SUCCEEDED" : "FAILED", ...end };
  } catch (error) {
    if (cancelling.signal.aborted) outcome = { state: "CANCELLED", ...NOTHING };
    else if (stopping.aborted) outcome = "PUT_BACK";
    else outcome = { state: "FAILED", ...NOTHING, error: internalError(log, jobId, error) };
  } finally {
    ignoreCancel();
  }
  const last = await report.end();
  if (outcome === "PUT_BACK") {
    await db.transaction(async (trx) => {
      if (await putBackJob(trx, jobId)) await enqueueJob(trx, jobId);
    });
  } else {
    const progress = outcome.state === "SUCCEEDED" ? 1 : last.progress;
    await endJob(db, jobId, { ...last, progress, stage: null, ...outcome });
  }
  signals.changed(jobId);
}

function runTask(surroundings: JobSurroundings, task: StartedTask, run: JobRun): Promise<TaskEnd> {
  switch (task.kind) {
    case "PROPOSE_PLANS":
      return proposePlans(surroundings, task.payload, run);
    case "IMPROVE_PLAN":
      return improvePlan(surroundings, task, run);
  }
}

interface Report {
  readonly tell: (progress: JobProgress) => void;
  /** Writes no more; gives what was told last. */
  end(): Promise<JobProgress>;
}

/** Writes progress down now and then, never twice at a time, and watches for a cancellation. */
function startReport(
  { db, signals, log }: JobSurroundings,
  jobId: string,
  cancel: () => void,
): Report {
  let latest: JobProgress = { done: 0, progress: 0, stage: null };
  let told = false;
  let writtenAt = performance.now();
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    told = false;
    writtenAt = performance.now();
    try {
      if ((await recordProgress(db, jobId, latest)) !== "GO_ON") cancel();
      signals.changed(jobId);
    } catch (error) {
      // Not worth the job: the next write may succeed, and the job's end is written in any case.
      log.warn({ err: error, jobId }, "progress was not written");
    }
  };
  const timer = setInterval(() => {
    if (writing !== null || (!told && performance.now() - writtenAt < HEARTBEAT_MS)) return;
    writing = write().finally(() => (writing = null));
  }, TICK_MS);
  return {
    tell: (progress) => {
      latest = progress;
      told = true;
    },
    end: async () => {
      clearInterval(timer);
      await writing;
      return latest;
    },
  };
}

/** Clients see an id; the log has the rest under the same id. */
function internalError(log: Logger, jobId: string, error: unknown): JobError {
  const errorId = randomUUID();
  log.error({ err: error, jobId, errorId }, "job failed");
  return {
    code: "INTERNAL",
    message: { zh: `内部错误，编号 ${errorId}`, en: `Internal error ${errorId}` },
  };
}
