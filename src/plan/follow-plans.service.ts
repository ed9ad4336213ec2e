import type { Knex } from "knex";
import { authorize, roleFor } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { findCommunities, findCommunityByCode } from "../community/community.service";
import { DomainError } from "../errors";
import { whileFollowed, type JobSignals, type JobWatch } from "../jobs/job-signals";
import { findStateChanges, findTrailEnd } from "./follow-plans.repository";
import type { Plan } from "./plan";
import { findPlans } from "./plan.repository";

/** How often the trail is read when nothing is heard: officials may use other processes. */
const POLL_MS = 1_000;

/**
 * The plans of a community, each when it is stored and whenever its state has changed, as it is
 * then. Ends where the viewer may not read the community any more.
 */
export async function followPlans(
  { db, signals, viewer }: { db: Knex; signals: JobSignals; viewer: Viewer | null },
  communityCode: string,
): Promise<AsyncIterableIterator<Plan, void, undefined>> {
  // Asked for before the stream begins, so that a wrong code is an answer and not a broken stream.
  authorize(viewer, "READ", communityCode);
  const community = await findCommunityByCode(db, communityCode);
  if (community === null) {
    throw new DomainError("NOT_FOUND", `There is no community of the code "${communityCode}"`);
  }
  const from = await findTrailEnd(db, community.id);
  const watch = signals.watch(community.id);
  return whileFollowed(watch, changesOf({ db, watch, viewer }, community.id, from));
}

async function* changesOf(
  { db, watch, viewer }: { db: Knex; watch: JobWatch; viewer: Viewer | null },
  communityId: string,
  from: string,
): AsyncGenerator<Plan, void, undefined> {
  let told = from;
  try {
    do {
      const changes = await findStateChanges(db, communityId, told);
      if (changes.length === 0) continue;
      const [community] = await findCommunities(db, [communityId]);
      if (roleFor(viewer, "READ", community?.code ?? null) === null) return;
      const plans = await findPlans(db, [...new Set(changes.map(({ planId }) => planId))]);
      const byId = new Map(plans.map((plan) => [plan.id, plan]));
      for (const { seq, planId } of changes) {
        told = seq;
        const plan = byId.get(planId);
        // Several changes at once are told once, with what came of them.
        byId.delete(planId);
        if (plan !== undefined) yield plan;
      }
    } while ((await watch.next(POLL_MS)) === "LOOK");
  } finally {
    watch.end();
  }
}
