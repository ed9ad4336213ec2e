/** What waits for somebody's decision. */
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { TRANSITIONS } from "./life-cycle";
import type { PlanState } from "./plan";

/** Plans in one state that wait for the same decision. */
export interface Waiting {
  readonly state: PlanState;
  /** Starts of the codes of the communities. */
  readonly scope: readonly string[];
  /** Not those that this person has submitted: they wait for somebody else. */
  readonly notSubmittedBy: string | null;
}

/**
 * What waits for this viewer: what the street or the county has to decide on next, and what was
 * returned to the planner. An approved plan whose day is set waits for nobody.
 */
export function inboxOf(viewer: Viewer): Waiting[] {
  return TRANSITIONS.filter(({ needsFreshBasis }) => needsFreshBasis)
    .map(({ from, action, notBySubmitter }) => ({
      state: from,
      scope: scopeOf(viewer, action),
      notSubmittedBy: notBySubmitter ? viewer.id : null,
    }))
    .filter(({ scope }) => scope.length > 0);
}
