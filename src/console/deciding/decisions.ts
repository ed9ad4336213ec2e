/** What can be decided about a plan, the way forward first, and what is sent for it. */
import { act } from "../core/client";
import {
  Approve,
  Endorse,
  FileUnder,
  GiveNotice,
  PutInForce,
  Reject,
  Return,
  Revalidate,
  Submit,
  Withdraw,
  type DecidingFragment,
} from "./deciding.generated";
import { groupReasons } from "./written-reasons";

/** A plan that is decided about. */
export type PlanToDecide = DecidingFragment;
export type Finding = PlanToDecide["findings"][number];
export type Review = PlanToDecide["reviews"]["nodes"][number];

export type DecisionName =
  | "revalidate"
  | "submit"
  | "endorse"
  | "approve"
  | "putInForce"
  | "file"
  | "giveNotice"
  | "return"
  | "reject"
  | "withdraw";

/** One kind of decision. */
export interface DecisionKind {
  readonly name: DecisionName;
  /** The field of the plan that tells whether the viewer may. */
  readonly can: keyof PlanToDecide & `viewerCan${string}`;
  /** Whether those whose plan it is have to be told why. */
  readonly needsComment: boolean;
  /** How it stands on the page: the way forward, beside it, or back. */
  readonly way: "forward" | "aside" | "back";
}

export const decisionKinds: readonly DecisionKind[] = [
  { name: "revalidate", can: "viewerCanRevalidate", needsComment: false, way: "forward" },
  { name: "submit", can: "viewerCanSubmit", needsComment: false, way: "forward" },
  { name: "endorse", can: "viewerCanEndorse", needsComment: false, way: "forward" },
  { name: "approve", can: "viewerCanApprove", needsComment: false, way: "forward" },
  { name: "putInForce", can: "viewerCanPutInForce", needsComment: false, way: "forward" },
  { name: "file", can: "viewerCanFile", needsComment: false, way: "forward" },
  { name: "giveNotice", can: "viewerCanGiveNotice", needsComment: false, way: "aside" },
  { name: "return", can: "viewerCanReturn", needsComment: true, way: "back" },
  { name: "reject", can: "viewerCanReject", needsComment: true, way: "back" },
  { name: "withdraw", can: "viewerCanWithdraw", needsComment: true, way: "back" },
];

/** Needs a plan that is up to date. */
const needsFreshBasis: ReadonlySet<DecisionName> = new Set([
  "submit",
  "endorse",
  "approve",
  "putInForce",
]);

/** Only a stale plan is revalidated, and it goes no further before. */
export function possibleDecisions(plan: PlanToDecide): readonly DecisionKind[] {
  const isStale = plan.isStale === true;
  return decisionKinds.filter(({ name, can }) => {
    if (!plan[can]) return false;
    if (name === "revalidate") return plan.isStale !== false;
    return !isStale || !needsFreshBasis.has(name);
  });
}

/** What is said with a decision. */
export interface DecisionWords {
  /** The version that was looked at. */
  readonly version: number;
  /** null: nothing. */
  readonly comment: string | null;
  /** By the keys of findings; only for submitting. */
  readonly reasons: Readonly<Record<string, string>>;
  /** The beginning of a notice, or the day from which a plan holds; null: now. */
  readonly from: string | null;
  /** The end of a notice; empty for all else. */
  readonly to: string;
  /** Empty for all but filing. */
  readonly filingNumber: string;
}

/** Decides; throws a Fault where the server refuses. */
export async function decide(
  name: DecisionName,
  planId: string,
  said: DecisionWords,
): Promise<unknown> {
  const { comment } = said;
  const input = { planId, expectedVersion: said.version, comment };
  const back = { ...input, comment: comment ?? "" };
  switch (name) {
    case "revalidate":
      return act(Revalidate, input);
    case "submit":
      return act(Submit, { ...input, deviationReasons: groupReasons(said.reasons) });
    case "endorse":
      return act(Endorse, input);
    case "approve":
      return act(Approve, input);
    case "putInForce":
      return act(PutInForce, { ...input, effectiveFrom: said.from });
    case "file":
      return act(FileUnder, { ...input, filingNumber: said.filingNumber });
    case "giveNotice":
      return act(GiveNotice, { ...input, from: said.from, to: said.to });
    case "return":
      return act(Return, back);
    case "reject":
      return act(Reject, back);
    case "withdraw":
      return act(Withdraw, back);
  }
}
