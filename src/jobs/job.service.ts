import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import { authorize, scopeOf, type Action } from "../auth/policy";
import type { Actor, Viewer } from "../auth/viewer";
import { DomainError } from "../errors";
import type { Community } from "../community/community";
import { findCommunities, findCommunityIdsByCodePrefix } from "../community/community.service";
import { RefusedError } from "../refusal";
import { isEnded, type ImprovePlanPayload, type Job, type OwnWish } from "./job";
import {
  cancelQueuedJob,
  findJobCommunityIds,
  findJobIdsInScope,
  findJobs,
  insertJob,
  requestCancel,
} from "./job.repository";
import { whileFollowed, type JobSignals, type JobWatch } from "./job-signals";
import { ownWishesOf } from "./own-wishes.service";
import type { PlansWish } from "./plans-wish";
import { enqueueJob } from "./queue";

export { findJobIdsInScope, findJobs } from "./job.repository";
export { countJobOutcomes, pageJobResults } from "./job-result.repository";

/** Which communities are to be planned. */
export type CommunityChoice =
  | { readonly communityId: string }
  | { readonly communityIds: readonly string[] }
  | { readonly codePrefix: string };

/** The right that a job of each kind needs in all of its communities. */
const RIGHT_TO_BEGIN = {
  PROPOSE_PLANS: "PROPOSE_PLAN",
  IMPROVE_PLAN: "EDIT_PLAN",
} as const satisfies Readonly<Record<Job["kind"], Action>>;

/** Communities that one job may plan: a large city has some three thousand. */
const MAX_COMMUNITIES = 5_000;

/** A choice in one of two ways; refused where both are used, or none, or the prefix is none. */
export function toCommunityChoice(given: {
  readonly codePrefix?: string | null;
  readonly communityIds?: readonly string[] | null;
}): CommunityChoice {
  const { codePrefix, communityIds } = given;
  if (communityIds != null && codePrefix == null) return { communityIds };
  if (codePrefix == null || communityIds != null) {
    const zh = "codePrefix 与 communityIds 只能且必须填写一个";
    throw refusedChoice(
      "BAD_INPUT",
      "codePrefix",
      zh,
      "Expected either codePrefix or communityIds",
    );
  }
  if (/^\d{1,12}$/.test(codePrefix)) return { codePrefix };
  const en = `Expected 1 to 12 digits, got "${codePrefix}"`;
  throw refusedChoice("BAD_INPUT", "codePrefix", `应为 1 至 12 位数字，现为“${codePrefix}”`, en);
}

/**
 * Queues a job that plans these communities; refused where one is unknown, or there are none. All of
 * them have to be where the viewer may plan.
 */
export async function requestPlans(
  db: Knex,
  viewer: Viewer | null,
  choice: CommunityChoice,
  wish: PlansWish,
): Promise<Job> {
  return db.transaction(async (trx) => {
    const communities = await chosenCommunities(trx, choice);
    const requester = authorizeAll(viewer, RIGHT_TO_BEGIN.PROPOSE_PLANS, communities);
    const communityIds = communities.map(({ id }) => id);
    const own = await ownWishesOf(trx, communities, wish);
    const { rules, seed, effort, focus, alternatives } = wish;
    const common = { rules: rules ?? {}, seed, effort, focus, alternatives };
    const payload = { communityIds, ...common, own };
    const id = await insertJob(trx, { kind: "PROPOSE_PLANS", payload }, requester);
    await enqueueJob(trx, id);
    const job = await jobById(trx, id);
    const asked = { actor: requester, before: null, job, wish: common, own };
    await recordJob(trx, { action: "REQUEST_PLANS", ...asked });
    return job;
  });
}

/** Queues a job in which the engine helps with a draft; its requester has been asked for the right. */
export async function queueImprovement(
  trx: Knex.Transaction,
  payload: ImprovePlanPayload,
  requester: Actor,
): Promise<Job> {
  const id = await insertJob(trx, { kind: "IMPROVE_PLAN", payload }, requester);
  await enqueueJob(trx, id);
  const job = await jobById(trx, id);
  const { help, seed, effort, expectedVersion } = payload;
  const wish = { help, seed, effort, expectedVersion };
  await recordJob(trx, { action: "REQUEST_HELP", actor: requester, before: null, job, wish });
  return job;
}

/**
 * Ends a waiting job, or asks a running one to stop; refused where it has ended. Whoever does so has
 * to be somebody who could have begun it.
 */
export async function cancelJob(
  db: Knex,
  signals: JobSignals,
  viewer: Viewer | null,
  id: string,
): Promise<Job> {
  const job = await db.transaction(async (trx) => {
    const readable = await findJobIdsInScope(trx, [id], scopeOf(viewer, "READ"));
    if (!readable.has(id)) throw refusedJob("NOT_FOUND", "没有这个任务", "There is no such job");
    const communityIds = await findJobCommunityIds(trx, id);
    const before = await jobById(trx, id);
    const action = RIGHT_TO_BEGIN[before.kind];
    const actor = authorizeAll(viewer, action, await findCommunities(trx, communityIds));
    const changed = (await cancelQueuedJob(trx, id)) || (await requestCancel(trx, id));
    if (!changed) throw refusedJob("CONFLICT", "任务已结束", "The job has ended already");
    const after = await jobById(trx, id);
    await recordJob(trx, { action: "CANCEL_JOB", actor, before, job: after });
    return after;
  });
  signals.cancel(id);
  signals.changed(id);
  return job;
}

/** Whether the viewer may cancel a job now: it has not ended, and he or she could have begun it. */
export async function mayCancel(db: Knex, viewer: Viewer | null, job: Job): Promise<boolean> {
  if (isEnded(job)) return false;
  const scope = scopeOf(viewer, RIGHT_TO_BEGIN[job.kind]);
  return (await findJobIdsInScope(db, [job.id], scope)).has(job.id);
}

/** Written down for every community of the job: each has a trail of its own. */
async function recordJob(
  trx: Knex.Transaction,
  change: {
    readonly action: "REQUEST_PLANS" | "REQUEST_HELP" | "CANCEL_JOB";
    readonly actor: Actor;
    readonly before: Job | null;
    readonly job: Job;
    readonly wish?: Readonly<Record<string, unknown>>;
    readonly own?: Readonly<Record<string, OwnWish>>;
  },
): Promise<void> {
  const { action, actor, before, job, wish = {}, own = {} } = change;
  const recorded = ({ state, cancelRequested, total }: Job) => ({
    state,
    cancelRequested,
    communities: total,
  });
  const communityIds = await findJobCommunityIds(trx, job.id);
  await appendAudit(
    trx,
    communityIds.map((communityId) => ({
      actor,
      action,
      subject: `Job ${job.id}`,
      communityId,
      planId: job.planId,
      before: before === null ? null : recorded(before),
      after: { ...recorded(job), ...wish, ...own[communityId] },
    })),
  );
}

/** How often the row of a followed job is read when nothing is heard: it may run elsewhere. */
const POLL_MS = 1_000;

/** A job as it is now, then each time it has changed, until it has ended. */
export async function followJob(
  db: Knex,
  signals: JobSignals,
  id: string,
): Promise<AsyncIterableIterator<Job, void, undefined>> {
  // Asked for before the stream begins, so that a wrong id is an answer and not a broken stream.
  await jobById(db, id);
  const watch = signals.watch(id);
  return whileFollowed(watch, changesOf(db, watch, id));
}

async function* changesOf(
  db: Knex,
  watch: JobWatch,
  id: string,
): AsyncGenerator<Job, void, undefined> {
  try {
    let shown: string | null = null;
    do {
      const job = await jobById(db, id);
      const now = JSON.stringify(job);
      if (now !== shown) yield job;
      shown = now;
      if (isEnded(job)) return;
    } while ((await watch.next(POLL_MS)) === "LOOK");
  } finally {
    watch.end();
  }
}

async function chosenCommunities(
  trx: Knex.Transaction,
  choice: CommunityChoice,
): Promise<readonly Community[]> {
  const [field] = Object.keys(choice);
  const ids = await idsOf(trx, choice);
  if (ids.length === 0) {
    throw refusedChoice("NOT_FOUND", field, "没有符合条件的社区", "No community fits");
  }
  if (ids.length > MAX_COMMUNITIES) {
    throw refusedChoice(
      "BAD_INPUT",
      field,
      `一次最多 ${MAX_COMMUNITIES} 个社区，现为 ${ids.length} 个`,
      `At most ${MAX_COMMUNITIES} communities at a time, got ${ids.length}`,
    );
  }
  const known = new Map((await findCommunities(trx, ids)).map((found) => [found.id, found]));
  const chosen = ids.flatMap((id) => known.get(id) ?? []);
  const unknown = ids.length - chosen.length;
  if (unknown > 0) {
    throw refusedChoice(
      "NOT_FOUND",
      field,
      `有 ${unknown} 个社区不存在`,
      `${unknown} of the communities do not exist`,
    );
  }
  return chosen;
}

function authorizeAll(
  viewer: Viewer | null,
  action: Action,
  communities: readonly Community[],
): Actor {
  const actors = communities.map(({ code }) => authorize(viewer, action, code));
  return actors[0] ?? authorize(viewer, action, null);
}

async function idsOf(trx: Knex.Transaction, choice: CommunityChoice): Promise<readonly string[]> {
  if ("communityId" in choice) return [choice.communityId];
  if ("communityIds" in choice) return [...new Set(choice.communityIds)];
  return findCommunityIdsByCodePrefix(trx, choice.codePrefix);
}

async function jobById(db: Knex, id: string): Promise<Job> {
  const [job] = await findJobs(db, [id]);
  if (job === undefined) throw new DomainError("NOT_FOUND", `There is no job ${id}`);
  return job;
}

function refusedJob(code: "NOT_FOUND" | "CONFLICT", zh: string, en: string): RefusedError {
  return new RefusedError(code, [{ code, message: { zh, en }, path: ["id"] }]);
}

function refusedChoice(
  code: "NOT_FOUND" | "BAD_INPUT",
  field: string,
  zh: string,
  en: string,
): RefusedError {
  return new RefusedError(code, [{ code, message: { zh, en }, path: [field] }]);
}
