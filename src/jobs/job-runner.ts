/** Runs the jobs of the queue in this process. */
import { Logger as QueueLogger, run, runMigrations, type RunnerOptions } from "graphile-worker";
import { Pool } from "pg";
import type { Database } from "../db/connection";
import { runJob, type JobSurroundings } from "./job-run";
import { findQueuedJobIds, putBackSilentJobs } from "./job.repository";
import {
  DRAW_SHAPES_TASK,
  enqueueJob,
  enqueueShapes,
  PROPOSE_PLANS_TASK,
  PUT_IN_FORCE_TASK,
  readDatedPlanId,
  readQueuedJobId,
  RUN_JOB_TASK,
} from "./queue";
import { isAnythingStale, releaseAll } from "../shapes/draw-shapes.service";
import { createShapesTask } from "./tasks/draw-shapes";
import { putPlanInForceOnItsDay } from "./tasks/put-in-force";

/** A running runner. */
export interface JobRunner {
  /** Puts running jobs back and stops. */
  close(): Promise<void>;
}

/** Jobs at a time; they share the engine's threads, so that a small one need not wait for a large one. */
const CONCURRENCY = 4;
/** Notifications do not reach a listener of the embedded database, so it looks often. */
const EMBEDDED_POLL_MS = 200;
const SERVER_POLL_MS = 2_000;
/** A process that was silent for so long is taken for dead: many heartbeats. */
const SILENT_MS = 30_000;

/** A worker that lost its database in the middle of a job is replaced; the others work on. */
const REPLACE_WORKERS: GraphileConfig.Plugin = {
  name: "replace-workers",
  worker: {
    middleware: {
      poolWorkerPrematureExit: (_next, event) => event.replaceWithNewWorker(),
    },
  },
};

/** Makes the queue's tables, takes up what was interrupted, and starts to run jobs. */
export async function startJobRunner(
  { kind, connectionString }: Pick<Database, "kind" | "connectionString">,
  surroundings: JobSurroundings,
): Promise<JobRunner> {
  const { db, signals, log } = surroundings;
  const pool = new Pool({ connectionString, max: CONCURRENCY + 2 });
  const onLost = (error: Error): void => log.warn({ err: error }, "queue connection lost");
  pool.on("error", onLost);
  // A connection that is in use tells only its own listeners.
  pool.on("connect", (client) => client.on("error", onLost));
  const settings: RunnerOptions = {
    pgPool: pool,
    noPreparedStatements: kind === "embedded",
    noHandleSignals: true,
    preset: { plugins: [REPLACE_WORKERS] },
    logger: new QueueLogger(() => (level, message) => {
      if (String(level) === "error") log.error({ queue: message }, "queue");
      else log.debug({ queue: message }, "queue");
    }),
  };
  await runMigrations(settings);

  const putBack = (silentForMs: number): Promise<void> =>
    db.transaction(async (trx) => {
      const ids = await putBackSilentJobs(trx, silentForMs);
      for (const id of ids) await enqueueJob(trx, id);
      if (ids.length > 0) log.info({ jobs: ids }, "interrupted jobs are taken up again");
    });
  // The embedded database has one process: whatever ran before this start runs no more.
  await putBack(kind === "embedded" ? 0 : SILENT_MS);
  // An entry may still be held by a process that died between taking it and starting the job.
  await db.transaction(async (trx) => {
    for (const id of await findQueuedJobIds(trx)) await enqueueJob(trx, id);
  });
  if (kind === "embedded") await releaseAll(db);
  const drawWhatIsLeft = async (): Promise<void> => {
    if (await isAnythingStale(db)) await enqueueShapes(db);
  };
  await drawWhatIsLeft();

  const stopping = new AbortController();
  const runOne = (payload: unknown): Promise<void> =>
    runJob(surroundings, readQueuedJobId(payload), stopping.signal);
  const runner = await run({
    ...settings,
    concurrency: CONCURRENCY,
    pollInterval: kind === "embedded" ? EMBEDDED_POLL_MS : SERVER_POLL_MS,
    taskList: {
      [RUN_JOB_TASK]: runOne,
      [PROPOSE_PLANS_TASK]: runOne,
      [PUT_IN_FORCE_TASK]: (payload) =>
        putPlanInForceOnItsDay(surroundings, readDatedPlanId(payload)),
      [DRAW_SHAPES_TASK]: createShapesTask(surroundings, stopping.signal),
    },
  });
  const sweep = setInterval(() => {
    putBack(SILENT_MS)
      .then(drawWhatIsLeft)
      .catch((error: unknown) => log.warn({ err: error }, "queue sweep failed"));
  }, SILENT_MS / 2);
  return {
    close: async () => {
      clearInterval(sweep);
      const stopped = runner.stop();
      stopping.abort();
      await stopped;
      signals.close();
      await pool.end();
    },
  };
}
