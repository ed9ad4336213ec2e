import type { Department } from "../departmental/departmental";
import type { Rules } from "../engine";
import type { ProposalWish } from "../plan/plan";
import { toProposalWish, type WishGiven } from "../plan/proposal-wish";
import { RefusedError } from "../refusal";

/** Other grids than those in force that searches start from. */
export type StartWish =
  | { readonly networkId: string }
  | { readonly department: Department; readonly networkName?: string | null };

/** How the plans of several communities are to be made. */
export interface PlansWish extends Omit<ProposalWish, "rules" | "ruleSetId" | "startVersionId"> {
  /** Given for this alone; null: those of `ruleSetId`, or of each community. */
  readonly rules: Rules | null;
  /** Rules for all of them; null: each community's own, where `rules` is null too. */
  readonly ruleSetId: string | null;
  readonly startFrom: StartWish | null;
}

/** A wish with all its defaults; refused with every number that makes no sense. */
export function toPlansWish(
  given: WishGiven & { readonly ruleSetId?: string | null; readonly startFrom?: StartWish | null },
): PlansWish {
  const { rules, ...wish } = toProposalWish(given);
  const { ruleSetId = null, startFrom = null } = given;
  if (given.rules == null) return { ...wish, rules: null, ruleSetId, startFrom };
  if (ruleSetId === null) return { ...wish, rules, ruleSetId, startFrom };
  const message = {
    zh: "rules 与 ruleSetId 只能填写一个",
    en: "Expected either rules or ruleSetId, got both",
  };
  throw new RefusedError("BAD_INPUT", [{ code: "BAD_INPUT", message, path: ["ruleSetId"] }]);
}
