import type { Viewer } from "../auth/viewer";
import type { Editing } from "../editing/edit.service";
import { openSession } from "../editing/session.service";
import type { Job } from "../jobs/job";
import { queueImprovement } from "../jobs/job.service";
import type { HelpWish } from "./help";

/** Begins a job in which the engine helps with a draft; refused where it cannot be edited as it was seen. */
export async function requestHelp(
  editing: Editing,
  viewer: Viewer | null,
  wish: HelpWish,
): Promise<Job> {
  const { stored, actor } = await openSession(editing, viewer, wish);
  // Whatever happens to the draft from now on, the job will find it, and say so.
  return editing.db.transaction((trx) =>
    queueImprovement(trx, { ...wish, communityIds: [stored.communityId] }, actor),
  );
}
