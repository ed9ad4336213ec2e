import type { CommunitySpec } from "../generate/town";
import { STREET_CODES } from "../street-codes";

/**
 * Identity of an invented community: its name says that it is invented, and its code has the real
 * street's nine digits and a sequence from 901, which no real community has.
 */
export function invented(
  id: string,
  chinese: string,
  english: string,
  street: keyof typeof STREET_CODES,
  number: number,
): Pick<CommunitySpec, "id" | "name" | "code"> {
  return {
    id: `invented-${id}`,
    name: inventedName(chinese, english),
    code: `${STREET_CODES[street]}${900 + number}`,
  };
}

/** The name of an invented community, in both languages. */
export function inventedName(chinese: string, english: string): string {
  return `示例·${chinese} (${english}, invented)`;
}
