/** The queue: graphile-worker's tables in our database. Its jobs carry nothing but the id of ours. */
import type { Knex } from "knex";

/** The task that runs one of our jobs, of any kind. */
export const RUN_JOB_TASK = "run-job";

/** Its name while there was one kind of job: a queue may still hold such entries. */
export const PROPOSE_PLANS_TASK = "propose-plans";

/**
 * Queues a job, in the transaction that wrote it down. Queuing it again replaces the entry, also one
 * that a dead process still holds.
 */
export async function enqueueJob(trx: Knex.Transaction, jobId: string): Promise<void> {
  // Our task ends every job by itself; a second attempt is for a database that went away meanwhile.
  await trx.raw(
    `select graphile_worker.add_job(cast(:task as text), payload := cast(:payload as json),
       job_key := cast(:jobId as text), max_attempts := 25)`,
    { task: RUN_JOB_TASK, payload: JSON.stringify({ jobId }), jobId },
  );
}

/** The task that puts an approved plan in force on its day. */
export const PUT_IN_FORCE_TASK = "put-in-force";

/** Queues the day of a plan, in the transaction that decides it; another day replaces it. */
export async function enqueueDatedPlan(
  trx: Knex.Transaction,
  planId: string,
  runAt: Date,
): Promise<void> {
  await trx.raw(
    `select graphile_worker.add_job(cast(:task as text), payload := cast(:payload as json),
       run_at := cast(:runAt as timestamptz), job_key := cast(:key as text), max_attempts := 25)`,
    {
      task: PUT_IN_FORCE_TASK,
      payload: JSON.stringify({ planId }),
      runAt,
      key: datedPlanKey(planId),
    },
  );
}

/** Forgets the day of a plan. */
export async function dequeueDatedPlan(trx: Knex.Transaction, planId: string): Promise<void> {
  await trx.raw(`select from graphile_worker.remove_job(cast(? as text))`, [datedPlanKey(planId)]);
}

/** The plan in a queue entry. */
export function readDatedPlanId(payload: unknown): string {
  if (typeof payload === "object" && payload !== null && "planId" in payload) {
    if (typeof payload.planId === "string") return payload.planId;
  }
  throw new Error(`Expected a queue entry with a planId, got ${JSON.stringify(payload)}`);
}

/** The task that draws the shapes of what has changed; the triggers of its tables queue it, too. */
export const DRAW_SHAPES_TASK = "draw-shapes";

/** Queues it, for what was left undone. */
export async function enqueueShapes(db: Knex): Promise<void> {
  await db.raw(
    `select graphile_worker.add_job(cast(:task as text), job_key := cast(:task as text))`,
    { task: DRAW_SHAPES_TASK },
  );
}

function datedPlanKey(planId: string): string {
  return `${PUT_IN_FORCE_TASK}:${planId}`;
}

/** The id in a queue entry. */
export function readQueuedJobId(payload: unknown): string {
  if (typeof payload === "object" && payload !== null && "jobId" in payload) {
    if (typeof payload.jobId === "string") return payload.jobId;
  }
  throw new Error(`Expected a queue entry with a jobId, got ${JSON.stringify(payload)}`);
}
