/**
 * The life of a plan.
 *
 * DRAFT       proposed or edited, not submitted; any number per community. May be deleted as long
 *             as it was never submitted.
 * SUBMITTED   its planner wants it: no error among its findings, a written reason for each warning.
 * ENDORSED    the street has reviewed it and agrees.
 * APPROVED    the county has approved it; it may wait for the day from which it holds.
 * IN_FORCE    its grids are in the register, its codes are issued. One per community.
 * SUPERSEDED  another plan took its place. Final.
 * REJECTED    refused for good. Final.
 * WITHDRAWN   taken back by those whose it is. Final.
 *
 *     DRAFT --submit--> SUBMITTED --endorse--> ENDORSED --approve--> APPROVED --put in force--> IN_FORCE
 *       ^                   |  return              |  return                                       |
 *       +-------------------+----------------------+                                  SUPERSEDED <-+
 *
 *     reject: SUBMITTED, ENDORSED -> REJECTED     withdraw: DRAFT to APPROVED -> WITHDRAWN
 *
 * The database keeps the same table (see the migration life_cycle).
 */
import type { Action } from "../auth/policy";
import type { PlanState } from "./plan";

/** What people decide about a plan. */
export type Decision =
  "SUBMIT" | "ENDORSE" | "RETURN" | "APPROVE" | "REJECT" | "WITHDRAW" | "PUT_IN_FORCE";

/** One arrow of the drawing. */
export interface Transition {
  readonly decision: Decision;
  readonly from: PlanState;
  readonly to: PlanState;
  /** The right that it needs; see src/auth/policy.ts. */
  readonly action: Action;
  /** Four eyes: not by whoever submitted the plan. */
  readonly notBySubmitter: boolean;
  /** A plan whose basis has changed cannot take it before it is revalidated. */
  readonly needsFreshBasis: boolean;
  /** Those whose plan it is have to be told why. */
  readonly needsComment: boolean;
}

const FORWARD = { notBySubmitter: true, needsFreshBasis: true, needsComment: false } as const;
const BACK = { notBySubmitter: false, needsFreshBasis: false, needsComment: true } as const;

/** Every transition there is, but for the one that follows from another plan: IN_FORCE -> SUPERSEDED. */
export const TRANSITIONS: readonly Transition[] = [
  {
    ...FORWARD,
    decision: "SUBMIT",
    from: "DRAFT",
    to: "SUBMITTED",
    action: "SUBMIT_PLAN",
    notBySubmitter: false,
  },
  { ...FORWARD, decision: "ENDORSE", from: "SUBMITTED", to: "ENDORSED", action: "ENDORSE_PLAN" },
  { ...FORWARD, decision: "APPROVE", from: "ENDORSED", to: "APPROVED", action: "APPROVE_PLAN" },
  {
    ...FORWARD,
    decision: "PUT_IN_FORCE",
    from: "APPROVED",
    to: "IN_FORCE",
    action: "PUT_PLAN_IN_FORCE",
  },
  {
    ...BACK,
    decision: "RETURN",
    from: "SUBMITTED",
    to: "DRAFT",
    action: "RETURN_SUBMITTED_PLAN",
  },
  { ...BACK, decision: "RETURN", from: "ENDORSED", to: "DRAFT", action: "RETURN_ENDORSED_PLAN" },
  {
    ...BACK,
    decision: "REJECT",
    from: "SUBMITTED",
    to: "REJECTED",
    action: "REJECT_SUBMITTED_PLAN",
  },
  { ...BACK, decision: "REJECT", from: "ENDORSED", to: "REJECTED", action: "REJECT_ENDORSED_PLAN" },
  { ...BACK, decision: "WITHDRAW", from: "DRAFT", to: "WITHDRAWN", action: "WITHDRAW_PLAN" },
  { ...BACK, decision: "WITHDRAW", from: "SUBMITTED", to: "WITHDRAWN", action: "WITHDRAW_PLAN" },
  { ...BACK, decision: "WITHDRAW", from: "ENDORSED", to: "WITHDRAWN", action: "WITHDRAW_PLAN" },
  {
    ...BACK,
    decision: "WITHDRAW",
    from: "APPROVED",
    to: "WITHDRAWN",
    action: "WITHDRAW_APPROVED_PLAN",
  },
];

/** The transition that a decision makes from a state; null where there is none. */
export function transitionOf(decision: Decision, from: PlanState): Transition | null {
  return TRANSITIONS.find((one) => one.decision === decision && one.from === from) ?? null;
}

/** Whether something can still be decided about a plan: it is not in force and has not ended. */
export function isOpen(state: PlanState): boolean {
  return TRANSITIONS.some(({ from }) => from === state);
}

/** Whether a plan will never change any more. */
export function isEnded(state: PlanState): boolean {
  return state === "SUPERSEDED" || state === "REJECTED" || state === "WITHDRAWN";
}
