import type { Text } from "../engine";
import type { ReviewKind } from "../db/tables";
import { TRANSITIONS, type Decision } from "./life-cycle";
import type { PlanState } from "./plan";

/** The states of a plan in a sentence. */
export const STATE_WORDS: Readonly<Record<PlanState, Text>> = {
  DRAFT: { zh: "草案", en: "DRAFT" },
  SUBMITTED: { zh: "已提交", en: "SUBMITTED" },
  ENDORSED: { zh: "街道已审核", en: "ENDORSED" },
  APPROVED: { zh: "已批准", en: "APPROVED" },
  IN_FORCE: { zh: "已生效", en: "IN_FORCE" },
  SUPERSEDED: { zh: "已被替代", en: "SUPERSEDED" },
  REJECTED: { zh: "已否决", en: "REJECTED" },
  WITHDRAWN: { zh: "已撤回", en: "WITHDRAWN" },
};

/** Decisions as what one wants to do. */
export const DECISION_WORDS: Readonly<Record<Decision, Text>> = {
  SUBMIT: { zh: "提交", en: "submit" },
  ENDORSE: { zh: "审核通过", en: "endorse" },
  RETURN: { zh: "退回修改", en: "return" },
  APPROVE: { zh: "批准", en: "approve" },
  REJECT: { zh: "否决", en: "reject" },
  WITHDRAW: { zh: "撤回", en: "withdraw" },
  PUT_IN_FORCE: { zh: "施行", en: "put in force" },
};

/** What was done to a plan, as the end of "... by somebody". */
export const REVIEW_WORDS: Readonly<Record<ReviewKind, Text>> = {
  SUBMIT: { zh: "提交", en: "submitted" },
  ENDORSE: { zh: "审核通过", en: "endorsed" },
  RETURN: { zh: "退回", en: "returned" },
  APPROVE: { zh: "批准", en: "approved" },
  REJECT: { zh: "否决", en: "rejected" },
  WITHDRAW: { zh: "撤回", en: "withdrawn" },
  SCHEDULE: { zh: "排期施行", en: "scheduled" },
  PUT_IN_FORCE: { zh: "施行", en: "put in force" },
  SUPERSEDE: { zh: "替代", en: "superseded" },
  FILE: { zh: "备案", en: "filed" },
  REVALIDATE: { zh: "重新核验", en: "revalidated" },
  NOTICE: { zh: "公示", en: "laid open to the public" },
  REMARK: { zh: "批注", en: "remarked on" },
};

/** What people can decide about a plan in this state, in words. */
export function tellPossible(state: PlanState): Text {
  const possible = TRANSITIONS.filter(({ from }) => from === state).map(
    ({ decision }) => DECISION_WORDS[decision],
  );
  if (possible.length === 0) return { zh: "不能再作决定", en: "nothing can be decided any more" };
  return {
    zh: `现可：${possible.map(({ zh }) => zh).join("、")}`,
    en: `possible now: ${possible.map(({ en }) => en).join(", ")}`,
  };
}
