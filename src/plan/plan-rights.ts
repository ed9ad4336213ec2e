/** What somebody may do with a plan now: the right, the state and four eyes, as the services ask. */
import { roleFor, type Action } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { isOpen, transitionOf, type Decision } from "./life-cycle";
import type { Plan } from "./plan";

/** A plan, as far as rights on it ask. */
export interface PlanInQuestion extends Pick<Plan, "state" | "filingNumber"> {
  /** The code in use of its community; null: none. */
  readonly communityCode: string | null;
  /** Ids of all who ever submitted it. */
  readonly submitterIds: readonly string[];
}

/** What can be done with a plan beside the decisions of its life cycle. */
export type OtherDeed = "EDIT" | "FILE" | "REVALIDATE" | "REMARK" | "GIVE_NOTICE";

const ACTIONS: Readonly<Record<OtherDeed, Action>> = {
  EDIT: "EDIT_PLAN",
  FILE: "FILE_PLAN",
  REVALIDATE: "REVALIDATE_PLAN",
  REMARK: "REMARK_ON_PLAN",
  GIVE_NOTICE: "GIVE_NOTICE",
};

/**
 * Whether the viewer may do this now. A yes is no promise: a basis that has changed, an error among
 * the findings, or somebody who is faster can still refuse it, and says so.
 */
export function canOnPlan(
  viewer: Viewer | null,
  deed: Decision | OtherDeed,
  plan: PlanInQuestion,
): boolean {
  const { state, communityCode } = plan;
  switch (deed) {
    case "EDIT":
    case "FILE":
    case "REVALIDATE":
    case "REMARK":
    case "GIVE_NOTICE":
      return isItsTime(deed, plan) && roleFor(viewer, ACTIONS[deed], communityCode) !== null;
    case "SUBMIT":
    case "ENDORSE":
    case "RETURN":
    case "APPROVE":
    case "REJECT":
    case "WITHDRAW":
    case "PUT_IN_FORCE": {
      const transition = transitionOf(deed, state);
      if (transition === null || viewer === null) return false;
      if (transition.notBySubmitter && plan.submitterIds.includes(viewer.id)) return false;
      return roleFor(viewer, transition.action, communityCode) !== null;
    }
  }
}

function isItsTime(deed: OtherDeed, { state, filingNumber }: PlanInQuestion): boolean {
  switch (deed) {
    case "EDIT":
      return state === "DRAFT";
    case "FILE":
      return (state === "IN_FORCE" || state === "SUPERSEDED") && filingNumber === null;
    case "REVALIDATE":
    case "REMARK":
      return isOpen(state);
    case "GIVE_NOTICE":
      return state === "SUBMITTED" || state === "ENDORSED";
  }
}
