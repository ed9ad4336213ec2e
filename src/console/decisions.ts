/** What can be decided about a plan, the way forward first. */
import type { Plan } from "./api-types";

export type DecisionName =
  "revalidate" | "submit" | "endorse" | "approve" | "putInForce" | "return" | "reject" | "withdraw";

export interface DecisionKind {
  readonly name: DecisionName;
  /** The field of the plan that tells whether the viewer may. */
  readonly can: keyof Plan & `viewerCan${string}`;
  /** Whether those whose plan it is have to be told why. */
  readonly needsComment: boolean;
}

export const DECISIONS: readonly DecisionKind[] = [
  { name: "revalidate", can: "viewerCanRevalidate", needsComment: false },
  { name: "submit", can: "viewerCanSubmit", needsComment: false },
  { name: "endorse", can: "viewerCanEndorse", needsComment: false },
  { name: "approve", can: "viewerCanApprove", needsComment: false },
  { name: "putInForce", can: "viewerCanPutInForce", needsComment: false },
  { name: "return", can: "viewerCanReturn", needsComment: true },
  { name: "reject", can: "viewerCanReject", needsComment: true },
  { name: "withdraw", can: "viewerCanWithdraw", needsComment: true },
];

/** What is said with a decision; only submitting has reasons, only putting in force a day. */
export interface DecisionWords {
  readonly comment?: string;
  readonly deviationReasons?: readonly { findings: readonly string[]; reason: string }[];
  readonly effectiveFrom?: string;
}
