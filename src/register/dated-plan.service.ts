/** The day of a plan that was to be put in force on a date. */
import type { Knex } from "knex";
import { SYSTEM, type Actor } from "../auth/viewer";
import { DomainError } from "../errors";
import { changePlan } from "../plan/change-state.repository";
import { planToDecide, type PlanUnderDecision } from "../plan/decide.service";
import { readClock } from "../plan/plan-under-decision.repository";
import { RefusedError, type Refusal } from "../refusal";
import { checkPutInForce, enterIntoForce } from "./put-in-force.service";
import { findSchedule } from "./register.repository";

/** What came of the day of a plan. */
export interface DayOfPlan {
  readonly communityId: string;
  readonly outcome: "IN_FORCE" | "NOTHING_DUE" | "REFUSED";
}

/**
 * Puts a plan in force whose day has come, on behalf of whoever decided on the day. Where that is
 * not possible any more, the plan stays approved without a date, and a remark says why. Nothing
 * happens to a plan that has no date any more, or a later one.
 */
export async function putDatedPlanInForce(db: Knex, planId: string): Promise<DayOfPlan> {
  return db.transaction(async (trx) => {
    const plan = await planToDecide(trx, SYSTEM, planId);
    const { communityId } = plan;
    const due = await findDue(trx, plan);
    if (due === null) return { communityId, outcome: "NOTHING_DUE" };
    const { at, schedule } = due;
    try {
      // Inside, so that what is refused halfway is undone, and the remark written behind the same lock.
      await trx.transaction(async (inner) => {
        const actor = await checkPutInForce(inner, schedule.actor, plan);
        await enterIntoForce(inner, { plan, actor, comment: schedule.comment, at });
      });
      return { communityId, outcome: "IN_FORCE" };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      await tellWhyNot(trx, plan, error.refusals);
      return { communityId, outcome: "REFUSED" };
    }
  });
}

interface Due {
  readonly at: Date;
  readonly schedule: { readonly actor: Actor; readonly comment: string | null };
}

async function findDue(trx: Knex.Transaction, plan: PlanUnderDecision): Promise<Due | null> {
  const { state, effectiveFrom } = plan;
  if (state !== "APPROVED" || effectiveFrom === null) return null;
  if (effectiveFrom > (await readClock(trx))) return null;
  const schedule = await findSchedule(trx, plan.id);
  if (schedule === null) throw new DomainError("NOT_FOUND", `Nobody has dated plan ${plan.id}`);
  return { at: effectiveFrom, schedule };
}

async function tellWhyNot(
  trx: Knex.Transaction,
  plan: PlanUnderDecision,
  refusals: readonly Refusal[],
): Promise<void> {
  const day = plan.effectiveFrom?.toISOString() ?? "";
  const zh = refusals.map(({ message }) => message.zh).join("；");
  const en = refusals.map(({ message }) => message.en).join("; ");
  await changePlan(trx, plan.id, {
    actor: SYSTEM,
    kind: "REMARK",
    from: "APPROVED",
    to: "APPROVED",
    expectedVersion: plan.version,
    set: { effective_from: null },
    comment:
      `方案未能按期（${day}）实施：${zh}。\n` +
      `The plan could not be put in force on its day (${day}): ${en}.`,
    details: { effectiveFrom: day, refusals },
  });
}
