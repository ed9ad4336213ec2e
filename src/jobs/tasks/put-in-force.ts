import type { Knex } from "knex";
import type { Logger } from "pino";
import { putDatedPlanInForce } from "../../register/dated-plan.service";

/** Puts a plan in force whose day has come; what comes of it is in the plan's book. */
export async function putPlanInForceOnItsDay(
  { db, log }: { readonly db: Knex; readonly log: Logger },
  planId: string,
): Promise<void> {
  const outcome = await putDatedPlanInForce(db, planId);
  log.info({ planId, outcome }, "the day of a plan has come");
}
