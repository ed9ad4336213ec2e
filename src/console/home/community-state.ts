/** How far a community is: what its list and its place on the map say. */

type PlanState =
  | "DRAFT"
  | "SUBMITTED"
  | "ENDORSED"
  | "APPROVED"
  | "IN_FORCE"
  | "SUPERSEDED"
  | "REJECTED"
  | "WITHDRAWN";

const waiting: ReadonlySet<PlanState> = new Set(["SUBMITTED", "ENDORSED", "APPROVED"]);

/** What goes on in a community: grids in force, and the plan that is on its way, if any. */
export interface CommunityState {
  readonly isInForce: boolean;
  /** State of the newest plan where it is under way; null where nothing is. */
  readonly underWay: "DRAFT" | "SUBMITTED" | "ENDORSED" | "APPROVED" | null;
}

export function communityState(community: {
  readonly planInForce: object | null;
  readonly latestPlan: { readonly state: PlanState } | null;
}): CommunityState {
  const state = community.latestPlan?.state ?? null;
  const isInForce = community.planInForce !== null;
  if (state === "SUBMITTED" || state === "ENDORSED" || state === "APPROVED" || state === "DRAFT") {
    return { isInForce, underWay: state };
  }
  return { isInForce, underWay: null };
}

/** Whether somebody has to decide. */
export function isWaiting({ underWay }: CommunityState): boolean {
  return underWay !== null && waiting.has(underWay);
}
