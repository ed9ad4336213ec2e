/** Planning rules that are saved under a name (规则集), and where they are used unasked. */
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "../auth/viewer";
import { DEFAULT_RULES, type Rules } from "../engine";

/** One version of the rules of one name; it never changes. */
export interface RuleSet {
  readonly id: string;
  /** Start of the codes of the communities that it is for. */
  readonly jurisdiction: string;
  readonly name: string;
  /** 1 is the first of this name in this jurisdiction. */
  readonly version: number;
  /** All numbers: what the built-in ones are on another day does not matter. */
  readonly rules: Rules;
  readonly note: string | null;
  readonly savedBy: Actor;
  readonly savedAt: Date;
}

/** That a rule set is what proposals in a jurisdiction use when nothing else is said. */
export interface DefaultRules {
  readonly id: string;
  readonly jurisdiction: string;
  readonly ruleSetId: string;
  readonly setBy: Actor;
  readonly validFrom: Date;
  /** null: in use. */
  readonly validTo: Date | null;
  readonly endedBy: Actor | null;
}

/** Whether rules of this jurisdiction are for a community with this code; null: it has none. */
export function isFor({ jurisdiction }: Pick<RuleSet, "jurisdiction">, code: string | null) {
  return (code ?? "").startsWith(jurisdiction);
}

/** The numbers of a rule set; the built-in ones without any. */
export function numbersOf(ruleSet: Pick<RuleSet, "rules"> | null): Rules {
  return ruleSet?.rules ?? DEFAULT_RULES;
}

/** Whether rules have the same numbers, whatever they are called. */
export function areSameRules(one: Rules, other: Rules): boolean {
  return isDeepStrictEqual(one, other);
}
