import type { Knex } from "knex";
import { authorize, roleFor } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { findCommunities } from "../community/community.service";
import { DomainError } from "../errors";
import { whileFollowed, type JobSignals, type JobWatch } from "../jobs/job-signals";
import { findPlans } from "../plan/plan.service";
import type { PlanEdit } from "./editing";
import { findEditsSince, findVersion } from "./plan-edits.repository";

/** How often the history is read when nothing is heard: planners may use other processes. */
const POLL_MS = 1_000;

/** Who follows which plan, and from where on. */
interface Followed {
  readonly planId: string;
  /** The version that the follower has seen. */
  readonly sinceVersion: number;
}

/**
 * The edits of a plan, each when it is made. Ends where the plan is deleted, or the viewer may not
 * read its community any more.
 */
export async function followEdits(
  { db, signals, viewer }: { db: Knex; signals: JobSignals; viewer: Viewer | null },
  { planId, sinceVersion }: { readonly planId: string; readonly sinceVersion: number | null },
): Promise<AsyncIterableIterator<PlanEdit, void, undefined>> {
  // Asked for before the stream begins, so that a wrong id is an answer and not a broken stream.
  const plan = await findReadable(db, viewer, planId);
  if (plan === null) {
    if (viewer === null) authorize(viewer, "READ", null);
    throw new DomainError("NOT_FOUND", `There is no plan ${planId}`);
  }
  const watch = signals.watch(plan.communityId);
  const followed = { planId, sinceVersion: sinceVersion ?? plan.version };
  return whileFollowed(watch, editsOf({ db, watch, viewer }, followed));
}

async function* editsOf(
  { db, watch, viewer }: { db: Knex; watch: JobWatch; viewer: Viewer | null },
  { planId, sinceVersion }: Followed,
): AsyncGenerator<PlanEdit, void, undefined> {
  let told = sinceVersion;
  try {
    do {
      // Asked for often, and mostly for nothing: the rest is read only where there is something.
      const version = await findVersion(db, planId);
      if (version === null) return;
      if (version === told) continue;
      if ((await findReadable(db, viewer, planId)) === null) return;
      for (const edit of await findEditsSince(db, planId, told)) {
        told = edit.planVersion;
        yield edit;
      }
      told = Math.max(told, version);
    } while ((await watch.next(POLL_MS)) === "LOOK");
  } finally {
    watch.end();
  }
}

/** The plan, where there is one that the viewer may read. */
async function findReadable(db: Knex, viewer: Viewer | null, planId: string) {
  const plan = (await findPlans(db, [planId])).at(0);
  if (plan === undefined) return null;
  const [community] = await findCommunities(db, [plan.communityId]);
  return roleFor(viewer, "READ", community?.code ?? null) === null ? null : plan;
}
