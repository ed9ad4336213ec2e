import type { Refusal } from "../refusal";
import { keyFindings, type KeyedFinding } from "./finding-key";
import type { DeviationReason, Finding } from "./plan";

/** One reason for some warnings, by their keys. */
export interface ReasonWish {
  readonly findings: readonly string[];
  readonly reason: string;
}

/** Characters of a reason or comment. */
export const MAX_TEXT = 4_000;

/** The errors of a plan, each of which keeps it from being submitted. */
export function refuseErrors(findings: readonly Finding[]): Refusal[] {
  return keyFindings(findings, [])
    .filter(({ severity }) => severity === "ERROR")
    .map(({ key, message }) => ({
      code: "ERROR_FINDING",
      message: {
        zh: `${key}：${message.zh}须先改正。`,
        en: `${key}: ${message.en} This has to be mended first.`,
      },
      path: null,
    }));
}

/**
 * The reason for each warning, and everything that is wrong with what was written: a warning
 * without one, an unknown key, an empty reason.
 */
export function readReasons(
  findings: readonly Finding[],
  wishes: readonly ReasonWish[],
): { readonly reasons: readonly DeviationReason[]; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const warnings = new Map(
    keyFindings(findings, [])
      .filter(({ severity }) => severity === "WARNING")
      .map((finding) => [finding.key, finding]),
  );
  const reasons = new Map<string, string>();
  wishes.forEach((wish, i) => {
    const at = (field: string): string[] => ["deviationReasons", String(i), field];
    const reason = wish.reason.trim();
    if (reason === "" || reason.length > MAX_TEXT) refusals.push(badText(at("reason"), reason));
    if (wish.findings.length === 0) refusals.push(ofNothing(at("findings")));
    for (const key of wish.findings) {
      if (!warnings.has(key)) refusals.push(unknownKey(at("findings"), key));
      else if (reasons.has(key)) refusals.push(twice(at("findings"), key));
      else reasons.set(key, reason);
    }
  });
  for (const [key, warning] of warnings) {
    if (!reasons.has(key)) refusals.push(missing(warning));
  }
  return { reasons: [...reasons].map(([finding, reason]) => ({ finding, reason })), refusals };
}

/** A text that is empty, or far too long. */
export function badText(path: readonly string[], got: string): Refusal {
  const name = path.join(".");
  return {
    code: "BAD_TEXT",
    message: {
      zh: `${name}：请填写 1 至 ${MAX_TEXT} 字，现为 ${got.length} 字`,
      en: `${name}: expected 1 to ${MAX_TEXT} characters, got ${got.length}`,
    },
    path,
  };
}

function missing({ key, message }: KeyedFinding): Refusal {
  return {
    code: "REASON_MISSING",
    message: {
      zh: `${key}：${message.zh}尚未填写理由。`,
      en: `${key}: ${message.en} No reason is given for it yet.`,
    },
    path: ["deviationReasons"],
  };
}

function unknownKey(path: readonly string[], key: string): Refusal {
  return {
    code: "UNKNOWN_FINDING",
    message: {
      zh: `方案没有编号为“${key}”的提醒，见 Plan.findings 的 key`,
      en: `The plan has no warning "${key}"; see the keys of Plan.findings`,
    },
    path,
  };
}

function ofNothing(path: readonly string[]): Refusal {
  return {
    code: "UNKNOWN_FINDING",
    message: {
      zh: "请写明这条理由针对哪些提醒（Plan.findings 的 key）",
      en: "Name the warnings that this reason is for, by the keys of Plan.findings",
    },
    path,
  };
}

function twice(path: readonly string[], key: string): Refusal {
  return {
    code: "REASON_TWICE",
    message: { zh: `“${key}”只需一条理由`, en: `Expected one reason for ${key}, got two` },
    path,
  };
}
