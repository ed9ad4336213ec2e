/** What is wrong with a plan, and why it is wanted all the same, for the paragraph. */
import type { Text } from "../engine";
import { number, plural, form } from "./wording";

/** A warning, and why the plan deviates. */
export interface OpenWarning {
  readonly code: string;
  readonly message: Text;
  readonly gridLabel: string | null;
  readonly numbers: Readonly<Record<string, number>>;
  /** As it was written; null: not yet. */
  readonly reason: string | null;
}

const MOST = 5;

/** Findings on the size of one grid; their numbers are households, min and max. */
const SIZE_CODES: ReadonlySet<string> = new Set([
  "GRID_BELOW_BAND",
  "GRID_ABOVE_BAND",
  "REDUCED_BELOW",
  "REDUCED_ABOVE_MAX",
]);

/** Nothing where all is well. */
export function warningSentences(warnings: readonly OpenWarning[], errors: number): Text[] {
  const sentences: Text[] = [];
  if (errors > 0) {
    sentences.push({
      zh: `方案有 ${number(errors)} 项错误，改正后才能提交。`,
      en: `The plan has ${plural(errors, "error")}, which ${form(errors, "has", "have")} to be mended before it can be submitted.`,
    });
  }
  if (warnings.length === 0) return sentences;
  const told = warnings.slice(0, MOST).map(tellWarning);
  const rest = warnings.length - told.length;
  sentences.push({
    zh:
      `需要说明的问题 ${number(warnings.length)} 项：` +
      `${told.map(({ zh }, i) => `（${i + 1}）${zh}`).join("；")}` +
      `${rest > 0 ? `；另有 ${number(rest)} 项` : ""}。`,
    en:
      `${plural(warnings.length, "warning")}: ` +
      `${told.map(({ en }, i) => `(${i + 1}) ${en}`).join("; ")}` +
      `${rest > 0 ? `; and ${number(rest)} more` : ""}.`,
  });
  return sentences;
}

function tellWarning(warning: OpenWarning): Text {
  const { zh, en } = shortly(warning);
  const reason = warning.reason?.replace(/[。.；;\s]+$/u, "");
  return reason === undefined
    ? { zh: `${zh}，尚未填写理由`, en: `${en}, no reason given yet` }
    : { zh: `${zh}，理由：${reason}`, en: `${en}, because: ${reason}` };
}

/** The message of a finding gives advice as well: what matters here is the fact. */
function shortly({ code, message, gridLabel, numbers }: OpenWarning): Text {
  const { households, min, max } = numbers;
  const isSize = SIZE_CODES.has(code) && gridLabel !== null;
  if (isSize && households < min) {
    return {
      zh: `网格 ${gridLabel} 只有 ${number(households)} 户，少于 ${number(min)} 户`,
      en: `grid ${gridLabel} has only ${plural(households, "household")}, fewer than ${number(min)}`,
    };
  }
  if (isSize && households > max) {
    return {
      zh: `网格 ${gridLabel} 有 ${number(households)} 户，多于 ${number(max)} 户`,
      en: `grid ${gridLabel} has ${plural(households, "household")}, more than ${number(max)}`,
    };
  }
  return {
    zh: message.zh.split("。")[0],
    en: message.en.split(/\.(?:\s|$)/)[0],
  };
}
