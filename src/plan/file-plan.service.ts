import type { Knex } from "knex";
import type { Viewer } from "../auth/viewer";
import { changePlan } from "./change-state.repository";
import { actorFor, checkVersion, planToDecide, refused } from "./check-decision.service";
import { planById, readComment } from "./decide.service";
import { STATE_WORDS, tellPossible } from "./life-cycle-words";
import type { Plan } from "./plan";
import { readClock } from "./plan-under-decision.repository";

/** The number under which the higher body keeps a plan that is or was in force. */
export interface FilingWish {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly filingNumber: string;
  readonly comment?: string | null;
}

/** Characters of a filing number, such as 银民网备〔2026〕12号. */
const MAX_NUMBER = 100;

/**
 * Writes down under which number a plan is filed, once. One filing may cover the plans of many
 * communities, so several plans may have the same number.
 */
export async function filePlan(db: Knex, viewer: Viewer | null, wish: FilingWish): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await planToDecide(trx, viewer, wish.planId);
    const actor = actorFor(viewer, ["FILE_PLAN"], plan);
    await checkVersion(trx, plan, wish.expectedVersion);
    if (plan.state !== "IN_FORCE" && plan.state !== "SUPERSEDED") {
      const [state, possible] = [STATE_WORDS[plan.state], tellPossible(plan.state)];
      throw refused(
        "CONFLICT",
        "WRONG_STATE",
        `方案现为“${state.zh}”，生效后方可备案；${possible.zh}`,
        `The plan is ${state.en}: it is filed once it is in force; ${possible.en}`,
      );
    }
    if (plan.filingNumber !== null) {
      throw refused(
        "CONFLICT",
        "ALREADY_FILED",
        `方案已备案，编号 ${plan.filingNumber}，不能更改`,
        `The plan is filed already, under ${plan.filingNumber}, which stays`,
      );
    }
    const filing_number = wish.filingNumber.trim();
    if (filing_number === "" || filing_number.length > MAX_NUMBER) {
      throw refused(
        "BAD_INPUT",
        "BAD_TEXT",
        `备案编号应为 1 至 ${MAX_NUMBER} 字，现为 ${filing_number.length} 字`,
        `Expected a filing number of 1 to ${MAX_NUMBER} characters, got ${filing_number.length}`,
        ["filingNumber"],
      );
    }
    await changePlan(trx, plan.id, {
      actor,
      kind: "FILE",
      from: plan.state,
      to: plan.state,
      expectedVersion: wish.expectedVersion,
      set: { filing_number, filed_at: await readClock(trx) },
      comment: readComment(wish.comment, false),
      details: { filingNumber: filing_number },
    });
    return planById(trx, plan.id);
  });
}
