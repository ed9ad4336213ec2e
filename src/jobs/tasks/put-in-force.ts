import type { Knex } from "knex";
import type { Logger } from "pino";
import { putDatedPlanInForce } from "../../register/dated-plan.service";
import type { JobSignals } from "../job-signals";

/** Puts a plan in force whose day has come; what comes of it is in the plan's book. */
export async function putPlanInForceOnItsDay(
  { db, log, signals }: { readonly db: Knex; readonly log: Logger; readonly signals: JobSignals },
  planId: string,
): Promise<void> {
  const { communityId, outcome } = await putDatedPlanInForce(db, planId);
  signals.changed(communityId);
  log.info({ planId, outcome }, "the day of a plan has come");
}
