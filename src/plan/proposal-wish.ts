import type { Focus, Rules } from "../engine";
import { RefusedError } from "../refusal";
import { refuseOutside, refuseRules, toRules, type RulesWish } from "../rule-set/rules-wish";
import type { ProposalWish } from "./plan";

/** How a client wants a proposal to be made. */
export interface WishGiven {
  readonly rules?: RulesWish | null;
  readonly seed?: number | null;
  readonly effort?: number | null;
  readonly focus?: Focus | null;
  readonly alternatives?: number | null;
}

/** As many as there are things that a plan can be best in. */
const MAX_ALTERNATIVES = 6;

/** A wish with all its defaults; refused with every number that makes no sense. */
export function toProposalWish(wish: WishGiven): ProposalWish & { readonly rules: Rules } {
  const { rules, seed, effort, focus, alternatives } = wish;
  const faults = [
    ...refuseRules(rules ?? {}),
    ...refuseOutside(["seed"], seed, [0, 2 ** 31 - 1]),
    ...refuseOutside(["effort"], effort, [0.1, 10]),
    ...refuseOutside(["alternatives"], alternatives, [1, MAX_ALTERNATIVES]),
  ];
  if (faults.length > 0) throw new RefusedError("BAD_INPUT", faults);
  return {
    rules: toRules(rules ?? {}),
    seed: seed ?? 1,
    effort: effort ?? 1,
    focus: focus ?? "BALANCED",
    alternatives: alternatives ?? 1,
  };
}
