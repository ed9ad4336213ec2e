import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import { inScope } from "../db/scope";
import type { JobRow } from "../db/tables";
import type { Job, JobEnd, JobProgress, JobTask, StartedTask, TaskEnd } from "./job";

/** Writes a job down; the caller queues it in the same transaction. */
export async function insertJob(
  trx: Knex.Transaction,
  { kind, payload }: JobTask,
  requester: Actor,
): Promise<string> {
  const [{ id }] = await trx("jobs")
    .insert({
      kind,
      payload: { ...payload },
      total: payload.communityIds.length,
      requested_by: { ...requester },
    })
    .returning("id");
  return id;
}

/** The jobs with these ids, in any order. */
export async function findJobs(db: Knex, ids: readonly string[]): Promise<Job[]> {
  // Who follows a job reads it again and again: what there is of each of its communities, which may
  // be thousands, stays where it is.
  const rows = await db("jobs")
    .select<ReadRow[]>([
      ...COLUMNS,
      db.raw("payload - cast(array['communityIds', 'own'] as text[]) as payload"),
    ])
    .whereIn("id", ids);
  return rows.map(toJob);
}

/**
 * Those of these jobs whose communities all have a code that starts with one of these prefixes; a
 * job that names none is seen from everywhere only.
 */
export async function findJobIdsInScope(
  db: Knex,
  ids: readonly string[],
  scope: readonly string[],
): Promise<Set<string>> {
  const found = await db("jobs")
    .whereIn("jobs.id", ids)
    .whereRaw(
      `coalesce((select bool_and(communities.id is not null and ?)
        from jsonb_array_elements_text(jobs.payload -> 'communityIds') as chosen (id)
        left join communities on communities.id = cast(chosen.id as uuid)), ?)`,
      [inScope(db, "communities.id", scope), scope.includes("")],
    )
    .pluck<string[]>("id");
  return new Set(found);
}

/** The communities that a job is about; none where there is no such job. */
export async function findJobCommunityIds(db: Knex, id: string): Promise<readonly string[]> {
  const [row] = await db("jobs").where({ id }).select("kind", "payload");
  return row === undefined ? [] : taskOf(row).payload.communityIds;
}

/** The best plan of each community that a job has planned, the first in its order. */
export async function findPlanIdsOfResults(db: Knex, jobId: string): Promise<string[]> {
  const rows = await db("plans")
    .where({ job_id: jobId })
    .distinctOn("community_id")
    .orderBy(["community_id", "alternative"])
    .select("id");
  return rows.map(({ id }) => id);
}

/** Takes a queued job up and gives its task; null where another process did, or it has ended. */
export async function startJob(db: Knex, id: string): Promise<StartedTask | null> {
  const [row] = await db("jobs")
    .where({ id, state: "QUEUED" })
    .update({
      state: "RUNNING",
      started_at: db.raw("coalesce(started_at, now())"),
      heartbeat_at: db.fn.now(),
    })
    .returning(["kind", "payload", "requested_by"]);
  return row === undefined ? null : { ...taskOf(row), requester: row.requested_by };
}

/** Says how far a running job is and that it lives; tells whether it goes on. */
export async function recordProgress(
  db: Knex,
  id: string,
  progress: JobProgress,
): Promise<"GO_ON" | "CANCEL" | "NOT_RUNNING"> {
  const [row] = await db("jobs")
    .where({ id, state: "RUNNING" })
    .update({ ...progress, heartbeat_at: db.fn.now() })
    .returning("cancel_requested");
  if (row === undefined) return "NOT_RUNNING";
  return row.cancel_requested ? "CANCEL" : "GO_ON";
}

/** Ends a running job; false where it was not running. */
export async function endJob(
  db: Knex,
  id: string,
  end: JobProgress & TaskEnd & { readonly state: JobEnd },
): Promise<boolean> {
  const { error, failures, ...columns } = end;
  const changed = await db("jobs")
    .where({ id, state: "RUNNING" })
    .update({
      ...columns,
      error: error === null ? null : { ...error },
      failures: db.raw("cast(? as jsonb)", [JSON.stringify(failures)]),
      finished_at: db.fn.now(),
    });
  return changed === 1;
}

/** Cancels a job that waits; false where it does not wait any more. */
export async function cancelQueuedJob(trx: Knex.Transaction, id: string): Promise<boolean> {
  const changed = await trx("jobs")
    .where({ id, state: "QUEUED" })
    .update({ state: "CANCELLED", cancel_requested: true, finished_at: trx.fn.now() });
  return changed === 1;
}

/** Asks a running job to stop; false where it does not run. */
export async function requestCancel(trx: Knex.Transaction, id: string): Promise<boolean> {
  const changed = await trx("jobs")
    .where({ id, state: "RUNNING" })
    .update({ cancel_requested: true });
  return changed === 1;
}

/** Puts a running job back among those that wait; false where it was not running. */
export async function putBackJob(trx: Knex.Transaction, id: string): Promise<boolean> {
  const changed = await trx("jobs").where({ id, state: "RUNNING" }).update(WAITING);
  return changed === 1;
}

/** Puts back the running jobs that were silent for so long, and gives their ids. */
export async function putBackSilentJobs(
  trx: Knex.Transaction,
  silentForMs: number,
): Promise<string[]> {
  const rows = await trx("jobs")
    .where({ state: "RUNNING" })
    .whereRaw("heartbeat_at <= now() - ? * interval '1 millisecond'", [silentForMs])
    .update(WAITING)
    .returning("id");
  return rows.map((row) => row.id);
}

/** The ids of the jobs that wait, oldest first. */
export async function findQueuedJobIds(db: Knex): Promise<string[]> {
  return db("jobs").where({ state: "QUEUED" }).orderBy(["created_at", "id"]).pluck("id");
}

const WAITING = { state: "QUEUED", heartbeat_at: null, stage: null } as const;

/** The columns are written by insertJob only. */
function taskOf({ kind, payload }: Pick<JobRow, "kind" | "payload">): JobTask {
  return { kind, payload } as unknown as JobTask;
}

const COLUMNS = [
  "id",
  "kind",
  "state",
  "total",
  "done",
  "progress",
  "stage",
  "error",
  "cancel_requested",
  "requested_by",
  "created_at",
  "started_at",
  "finished_at",
] as const;

type ReadRow = Pick<JobRow, (typeof COLUMNS)[number] | "payload">;

function toJob(row: ReadRow): Job {
  const task = taskOf(row);
  const helps = task.kind === "IMPROVE_PLAN" ? task.payload : null;
  return {
    planId: helps?.planId ?? null,
    help: helps?.help ?? null,
    id: row.id,
    kind: row.kind,
    state: row.state,
    total: row.total,
    done: row.done,
    progress: row.progress,
    stage: row.stage,
    error: row.error,
    cancelRequested: row.cancel_requested,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
