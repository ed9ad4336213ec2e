import type { Knex } from "knex";
import type { Viewer } from "../auth/viewer";
import { DomainError } from "../errors";
import { RefusedError } from "../refusal";
import { changePlan, type PlanChange } from "./change-state.repository";
import { checkDecision, planToDecide, refused, type Decided } from "./check-decision.service";
import { badText, MAX_TEXT, readReasons, refuseErrors, type ReasonWish } from "./deviation-reasons";
import type { Decision } from "./life-cycle";
import { REVIEW_WORDS } from "./life-cycle-words";
import type { Plan } from "./plan";
import { findPlans } from "./plan.repository";
import {
  findApprovedId,
  findLastChange,
  readClock,
  type PlanUnderDecision,
} from "./plan-under-decision.repository";

export {
  actorFor,
  checkDecision,
  checkVersion,
  planToDecide,
  refused,
  type Decided,
  type Decider,
} from "./check-decision.service";
export type { PlanUnderDecision } from "./plan-under-decision.repository";

/** What somebody decides about a plan. Putting it in force is a matter of the register. */
export interface DecisionWish {
  readonly planId: string;
  readonly decision: Exclude<Decision, "PUT_IN_FORCE">;
  /** The version that he or she has seen. */
  readonly expectedVersion: number;
  readonly comment?: string | null;
  /** For SUBMIT. */
  readonly deviationReasons?: readonly ReasonWish[];
}

/** Decides about a plan, and gives it as it is then. */
export async function decide(db: Knex, viewer: Viewer | null, wish: DecisionWish): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await planToDecide(trx, viewer, wish.planId);
    const { decision, expectedVersion } = wish;
    const decided = await checkDecision(trx, viewer, plan, decision, expectedVersion);
    const comment = readComment(wish.comment, decided.transition.needsComment);
    await changePlan(trx, plan.id, {
      actor: decided.actor,
      kind: decision,
      from: decided.transition.from,
      to: decided.transition.to,
      expectedVersion,
      comment,
      ...(await whatChanges(trx, plan, decided, wish)),
    });
    return planById(trx, plan.id);
  });
}

/** A comment without the spaces around it, null for none; refused where it is needed, or endless. */
export function readComment(given: string | null | undefined, isNeeded: boolean): string | null {
  const comment = (given ?? "").trim();
  if (comment.length > MAX_TEXT || (isNeeded && comment === "")) {
    throw new RefusedError("BAD_INPUT", [badText(["comment"], comment)]);
  }
  return comment === "" ? null : comment;
}

/** A plan that is known to be there. */
export async function planById(trx: Knex, id: string): Promise<Plan> {
  const [plan] = await findPlans(trx, [id]);
  if (plan === undefined) throw new DomainError("NOT_FOUND", `There is no plan ${id}`);
  return plan;
}

async function whatChanges(
  trx: Knex.Transaction,
  plan: PlanUnderDecision,
  { actor }: Decided,
  { decision, deviationReasons = [] }: DecisionWish,
): Promise<Pick<PlanChange, "set">> {
  switch (decision) {
    case "SUBMIT": {
      const { reasons, refusals } = readReasons(plan.findings, deviationReasons);
      const all = [...refuseErrors(plan.findings), ...refusals];
      if (all.length > 0) throw new RefusedError("CONFLICT", all);
      const submitted_at = await readClock(trx);
      return { set: { submitted_by: actor, submitted_at, deviation_reasons: [...reasons] } };
    }
    case "APPROVE":
      await checkNotice(trx, plan);
      await checkOnlyApproved(trx, plan);
      return {};
    case "RETURN":
      // What comes back changed is laid open anew.
      return { set: { notice_from: null, notice_to: null } };
    case "ENDORSE":
    case "REJECT":
    case "WITHDRAW":
      return {};
  }
}

/** What is approved is what shall hold: of two plans of one community that cannot be both. */
async function checkOnlyApproved(
  trx: Knex.Transaction,
  { communityId }: PlanUnderDecision,
): Promise<void> {
  const other = await findApprovedId(trx, communityId);
  if (other === null) return;
  const last = await findLastChange(trx, other);
  const [zh, en] =
    last === null
      ? ["", ""]
      : [
          `（${last.actor.name} 于 ${last.at.toISOString()} ${REVIEW_WORDS[last.kind].zh}）`,
          ` (${REVIEW_WORDS[last.kind].en} by ${last.actor.name} at ${last.at.toISOString()})`,
        ];
  throw refused(
    "CONFLICT",
    "OTHER_APPROVED",
    `本社区另有一个方案已获批准${zh}，尚未施行：请先施行或撤回该方案`,
    `Another plan of this community is approved already${en} and not in force yet: put that one in ` +
      "force or withdraw it first",
  );
}

/** Nobody approves what still lies open for remarks. */
async function checkNotice(trx: Knex.Transaction, { noticeTo }: PlanUnderDecision): Promise<void> {
  if (noticeTo === null || noticeTo <= (await readClock(trx))) return;
  const end = noticeTo.toISOString();
  throw refused(
    "CONFLICT",
    "PUBLIC_NOTICE",
    `方案公示至 ${end}，期满后方可批准`,
    `The plan lies open for remarks until ${end}: it can be approved after that`,
  );
}
