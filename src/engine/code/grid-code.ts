/**
 * Grid codes (网格编码): 15 digits, text, never a number.
 *
 *     640104 001 003 012
 *     county street community sequence
 *
 * The layout is that of GB/T 30428.1 and DB11/T 2157-2023; the kind shows by the range of the
 * sequence. There is no check digit, since no grid or division code has one.
 */
import { EngineError } from "../errors";
import type { GridKind } from "../input-types";
import type { Text } from "../plan-types";

/** Inclusive ranges of the sequence; 000, 500 and 900 are unused, 901-999 reserved. */
export const SEQUENCE_RANGE: Readonly<Record<GridKind, readonly [first: number, last: number]>> = {
  STANDARD: [1, 499],
  MICRO: [501, 899],
};

/** Why a code is refused. Permanent, never renamed. */
export type CodeFaultReason =
  | "NOT_DIGITS"
  | "WRONG_LENGTH"
  | "UNKNOWN_COUNTY"
  | "UNKNOWN_STREET"
  | "UNKNOWN_COMMUNITY"
  | "SEQUENCE_UNUSED"
  | "SEQUENCE_RESERVED";

/** What is wrong with a code: the offending part as it was got, and what was expected. */
export interface CodeFault {
  readonly reason: CodeFaultReason;
  readonly got: string;
  readonly expected: string;
  readonly message: Text;
}

export interface DecodedGridCode {
  /** First 12 digits. */
  readonly communityCode: string;
  /** First 6 digits (GB/T 2260). */
  readonly countyCode: string;
  /** First 9 digits (GB/T 10114). */
  readonly streetCode: string;
  readonly sequence: number;
  readonly kind: GridKind;
}

/** The code of one grid. Throws where the community code or the sequence is impossible. */
export function encodeGridCode(communityCode: string, kind: GridKind, sequence: number): string {
  refuse(checkCommunityCode(communityCode), `community code ${communityCode}`);
  return communityCode + formatSequence(kind, sequence);
}

/** Takes a code apart. Throws where `checkGridCode` finds a fault. */
export function decodeGridCode(code: string): DecodedGridCode {
  refuse(checkGridCode(code), `grid code ${code}`);
  const sequence = Number(code.slice(12));
  return {
    communityCode: code.slice(0, 12),
    countyCode: code.slice(0, 6),
    streetCode: code.slice(0, 9),
    sequence,
    kind: sequence <= SEQUENCE_RANGE.STANDARD[1] ? "STANDARD" : "MICRO",
  };
}

/** The first fault of a 15-digit grid code, or null. */
export function checkGridCode(code: string): CodeFault | null {
  return checkDigits(code, 15) ?? checkDivision(code) ?? checkSequence(code.slice(12));
}

/** The first fault of a 12-digit community code, or null. */
export function checkCommunityCode(code: string): CodeFault | null {
  return checkDigits(code, 12) ?? checkDivision(code);
}

/** The last three digits of a code, which are also the grid's label. Throws outside the range. */
export function formatSequence(kind: GridKind, sequence: number): string {
  const [first, last] = SEQUENCE_RANGE[kind];
  if (!Number.isInteger(sequence) || sequence < first || sequence > last) {
    throw new EngineError(
      "INVALID_INPUT",
      `Sequence of a ${kind} grid: got ${sequence}, expected a whole number ${first}-${last}`,
    );
  }
  return String(sequence).padStart(3, "0");
}

function refuse(fault: CodeFault | null, feature: string): void {
  if (fault === null) return;
  throw new EngineError("INVALID_INPUT", fault.message.en, [
    { feature, reason: `${fault.reason}: ${fault.message.en}` },
  ]);
}

function checkDigits(code: string, length: number): CodeFault | null {
  if (!/^[0-9]*$/.test(code)) {
    return faultOf("NOT_DIGITS", code, "0-9", {
      zh: `编码“${code}”含有数字以外的字符，应为 ${length} 位半角数字`,
      en: `Code "${code}" holds something other than the digits 0-9; expected ${length} digits`,
    });
  }
  if (code.length !== length) {
    return faultOf("WRONG_LENGTH", String(code.length), String(length), {
      zh: `编码“${code}”有 ${code.length} 位，应为 ${length} 位`,
      en: `Code "${code}" has ${code.length} digits, expected ${length}`,
    });
  }
  return null;
}

/** County, street and community: what grid codes and community codes have in common. */
function checkDivision(code: string): CodeFault | null {
  const county = code.slice(0, 6);
  const street = code.slice(6, 9);
  const community = code.slice(9, 12);
  if (!/^[1-8]/.test(county)) {
    return faultOf("UNKNOWN_COUNTY", county, "1xxxxx-8xxxxx", {
      zh: `编码“${code}”的县级代码为 ${county}，首位应为 1-8（GB/T 2260）`,
      en: `Code "${code}" has county ${county}; its first digit must be 1-8 (GB/T 2260)`,
    });
  }
  if (!/^[0-5]/.test(street) || street === "000") {
    return faultOf("UNKNOWN_STREET", street, "001-599", {
      zh: `编码“${code}”的街道（乡镇）代码为 ${street}，应为 001-599（GB/T 10114）`,
      en: `Code "${code}" has street ${street}, expected 001-599 (GB/T 10114)`,
    });
  }
  if (community === "000") {
    return faultOf("UNKNOWN_COMMUNITY", community, "001-999", {
      zh: `编码“${code}”的社区代码为 000，那是街道本身；应为 001-999`,
      en: `Code "${code}" has community 000, which is the street itself; expected 001-999`,
    });
  }
  return null;
}

function checkSequence(digits: string): CodeFault | null {
  if (digits === "000" || digits === "500" || digits === "900") {
    return faultOf("SEQUENCE_UNUSED", digits, "001-499, 501-899", {
      zh: `网格顺序码 ${digits} 不使用，应为 001-499（网格）或 501-899（专属网格）`,
      en: `Sequence ${digits} is not used; expected 001-499 (standard) or 501-899 (micro)`,
    });
  }
  if (Number(digits) > SEQUENCE_RANGE.MICRO[1]) {
    return faultOf("SEQUENCE_RESERVED", digits, "001-499, 501-899", {
      zh: `网格顺序码 ${digits} 属于预留段 901-999，应为 001-499（网格）或 501-899（专属网格）`,
      en: `Sequence ${digits} is in the reserved range 901-999; expected 001-499 (standard) or 501-899 (micro)`,
    });
  }
  return null;
}

function faultOf(reason: CodeFaultReason, got: string, expected: string, message: Text): CodeFault {
  return { reason, got, expected, message };
}
