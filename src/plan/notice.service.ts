import type { Knex } from "knex";
import type { Viewer } from "../auth/viewer";
import { changePlan } from "./change-state.repository";
import { actorFor, checkVersion, planToDecide, refused } from "./check-decision.service";
import { planById, readComment } from "./decide.service";
import { STATE_WORDS, tellPossible } from "./life-cycle-words";
import type { Plan } from "./plan";
import { readClock } from "./plan-under-decision.repository";

/** For how long a plan is to lie open for remarks. */
export interface NoticeWish {
  readonly planId: string;
  readonly expectedVersion: number;
  /** Now, if left out. */
  readonly from?: Date | null;
  readonly to: Date;
  readonly comment?: string | null;
}

/**
 * Lays a plan open to the public for a time, after which it can be approved. Given again it
 * replaces the time, so that it can be made longer.
 */
export async function givePublicNotice(
  db: Knex,
  viewer: Viewer | null,
  wish: NoticeWish,
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await planToDecide(trx, viewer, wish.planId);
    const actor = actorFor(viewer, ["GIVE_NOTICE"], plan);
    await checkVersion(trx, plan, wish.expectedVersion);
    if (plan.state !== "SUBMITTED" && plan.state !== "ENDORSED") {
      const [state, possible] = [STATE_WORDS[plan.state], tellPossible(plan.state)];
      throw refused(
        "CONFLICT",
        "WRONG_STATE",
        `方案现为“${state.zh}”；公示在提交之后、批准之前进行；${possible.zh}`,
        `The plan is ${state.en}; it is laid open between submission and approval; ${possible.en}`,
      );
    }
    const now = await readClock(trx);
    const from = wish.from ?? now;
    if (!isDate(from) || !isDate(wish.to) || wish.to <= from || wish.to <= now) {
      throw refused(
        "BAD_INPUT",
        "OUT_OF_RANGE",
        "公示的结束时间须晚于开始时间，并晚于现在",
        "Expected a notice that ends after it begins, and after now",
        ["to"],
      );
    }
    await changePlan(trx, plan.id, {
      actor,
      kind: "NOTICE",
      from: plan.state,
      to: plan.state,
      expectedVersion: wish.expectedVersion,
      set: { notice_from: from, notice_to: wish.to },
      comment: readComment(wish.comment, false),
      details: { from: from.toISOString(), to: wish.to.toISOString() },
    });
    return planById(trx, plan.id);
  });
}

/** The database's timestamps have four digits of a year. */
function isDate(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return year >= 1900 && year <= 9999;
}
