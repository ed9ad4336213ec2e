import { DEFAULT_RULES, type Rules } from "../engine";

/** The numbers as src/exchange/read-rules.ts reads them, in the order in which they are documented. */
export function rulesFileOf(rules: Rules): string {
  return `${JSON.stringify({ ...DEFAULT_RULES, ...rules }, null, 2)}\n`;
}
