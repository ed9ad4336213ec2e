import { parseArgs } from "node:util";
import { parseSeal, type Seal } from "../audit/trail-check";
import type { Language } from "../config";
import { ALL_FOCUSES, type Focus, type Text } from "../engine";
import { isSystemError, type SystemError } from "../exchange/system-error";

export interface PlanArguments {
  readonly folder: string;
  readonly out: string;
  readonly rules: string | null;
  readonly register: string | null;
  readonly seed: number;
  readonly effort: number;
  /** What the plan, or the first of several, should be best in. */
  readonly focus: Focus;
  /** Plans of each community that are wanted at most. */
  readonly alternatives: number;
  /** null: as many as the machine has. */
  readonly threads: number | null;
  readonly quiet: boolean;
}

export interface LoadArguments {
  readonly folder: string;
  readonly quiet: boolean;
}

export interface AuditArguments {
  /** The 12-digit code or the id of a community, or `system`; null: all chains. */
  readonly chain: string | null;
  /** What an earlier run printed. */
  readonly head: Seal | null;
  readonly quiet: boolean;
}

export type ArgumentsRead<T> =
  | { readonly type: "GIVEN"; readonly values: T; readonly language: Language | null }
  | { readonly type: "HELP"; readonly language: Language | null }
  | { readonly type: "REFUSED"; readonly reason: Text; readonly language: Language | null };

const COMMON = {
  lang: { type: "string" },
  quiet: { type: "boolean", default: false },
} as const;

const PLAN = {
  ...COMMON,
  out: { type: "string" },
  rules: { type: "string" },
  register: { type: "string" },
  seed: { type: "string", default: "1" },
  effort: { type: "string", default: "1" },
  focus: { type: "string", default: "balanced" },
  alternatives: { type: "string", default: "1" },
  threads: { type: "string" },
} as const;

const AUDIT = {
  ...COMMON,
  chain: { type: "string" },
  head: { type: "string" },
} as const;

/** What follows `plan` on the command line. */
export function readPlanArguments(args: readonly string[]): ArgumentsRead<PlanArguments> {
  return readWith(args, () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: PLAN,
      allowPositionals: true,
    });
    const { out, rules = null, register = null, quiet } = values;
    refuseOtherLanguage(values.lang);
    const folder = oneFolder(positionals);
    if (out === undefined || out === "") {
      throw new UsageFault({
        zh: "缺少 --out FILE（输出文件）",
        en: "--out FILE is missing, the file to write",
      });
    }
    return {
      folder,
      out,
      rules,
      register,
      seed: numberOf("--seed", values.seed, /^\d{1,15}$/, WHOLE),
      effort: numberOf("--effort", values.effort, /^(?=.*[1-9])\d{1,3}(\.\d{1,6})?$/, POSITIVE),
      focus: focusOf(values.focus),
      alternatives: numberOf("--alternatives", values.alternatives, /^[1-6]$/, FEW),
      threads:
        values.threads === undefined
          ? null
          : numberOf("--threads", values.threads, /^[1-9]\d{0,2}$/, COUNT),
      quiet,
    };
  });
}

/** What follows `load` on the command line. */
export function readLoadArguments(args: readonly string[]): ArgumentsRead<LoadArguments> {
  return readWith(args, () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: COMMON,
      allowPositionals: true,
    });
    refuseOtherLanguage(values.lang);
    return { folder: oneFolder(positionals), quiet: values.quiet };
  });
}

/** What follows `audit` on the command line. */
export function readAuditArguments(args: readonly string[]): ArgumentsRead<AuditArguments> {
  return readWith(args, () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: AUDIT,
      allowPositionals: true,
    });
    refuseOtherLanguage(values.lang);
    if (positionals.length !== 1 || positionals[0] !== "verify") {
      const got = positionals.join(" ");
      throw new UsageFault({
        zh: `audit 之后须为 verify，实为 ${JSON.stringify(got)}`,
        en: `audit is followed by verify, got ${JSON.stringify(got)}`,
      });
    }
    return {
      chain: values.chain === undefined ? null : chainOf(values.chain),
      head: values.head === undefined ? null : sealOf(values.head),
      quiet: values.quiet,
    };
  });
}

const WHOLE: Text = { zh: "0 或正整数", en: "a whole number from 0" };
const POSITIVE: Text = { zh: "大于 0、小于 1000 的数", en: "a number above 0 and below 1000" };
const FEW: Text = { zh: "1 至 6 的整数", en: "a whole number from 1 to 6" };
const COUNT: Text = { zh: "1 至 999 的整数", en: "a whole number from 1 to 999" };

class UsageFault extends Error {
  constructor(readonly reason: Text) {
    super(reason.en);
  }
}

function readWith<T>(args: readonly string[], read: () => T): ArgumentsRead<T> {
  const language = languageGiven(args);
  if (args.includes("--help") || args.includes("-h")) return { type: "HELP", language };
  try {
    return { type: "GIVEN", values: read(), language };
  } catch (error) {
    if (error instanceof UsageFault) return { type: "REFUSED", reason: error.reason, language };
    if (!isParseFault(error)) throw error;
    // The parser explains itself in English only.
    return { type: "REFUSED", reason: { zh: error.message, en: error.message }, language };
  }
}

function isParseFault(error: unknown): error is SystemError {
  return isSystemError(error) && error.code.startsWith("ERR_PARSE_ARGS");
}

/** Looked for before anything else is read, so that a fault is told in the language asked for. */
function languageGiven(args: readonly string[]): Language | null {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  if (at < 0) return null;
  const value = args[at] === "--lang" ? args.at(at + 1) : args[at].slice("--lang=".length);
  return value === "zh" || value === "en" ? value : null;
}

function refuseOtherLanguage(lang: string | undefined): void {
  if (lang === undefined || lang === "zh" || lang === "en") return;
  throw new UsageFault({
    zh: `--lang 为 ${JSON.stringify(lang)}，须为 zh 或 en`,
    en: `--lang is ${JSON.stringify(lang)}, zh or en is needed`,
  });
}

function oneFolder(positionals: readonly string[]): string {
  const [folder] = positionals;
  if (positionals.length === 1 && folder !== "") return folder;
  throw new UsageFault({
    zh: `须给出一个数据集文件夹，实有 ${positionals.length} 个`,
    en: `one data set folder is needed, ${positionals.length} are given`,
  });
}

function focusOf(value: string): Focus {
  const name = (focus: Focus): string => focus.toLowerCase().replace("_", "-");
  const found = ALL_FOCUSES.find((focus) => name(focus) === value);
  if (found !== undefined) return found;
  const all = ALL_FOCUSES.map(name).join(", ");
  throw new UsageFault({
    zh: `--focus 为 ${JSON.stringify(value)}，须为 ${all} 之一`,
    en: `--focus is ${JSON.stringify(value)}, one of ${all} is needed`,
  });
}

function chainOf(value: string): string {
  if (/^(system|\d{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(value)) return value;
  throw new UsageFault({
    zh: `--chain 为 ${JSON.stringify(value)}，须为 12 位社区代码、社区 id 或 system`,
    en: `--chain is ${JSON.stringify(value)}, a 12-digit community code, a community's id or system is needed`,
  });
}

function sealOf(value: string): Seal {
  const seal = parseSeal(value);
  if (seal !== null) return seal;
  throw new UsageFault({
    zh: `--head 为 ${JSON.stringify(value)}，须为以前某次 audit verify 给出的封印（时间/摘要）`,
    en: `--head is ${JSON.stringify(value)}, the seal (TIME/DIGEST) that an earlier audit verify printed is needed`,
  });
}

function numberOf(option: string, value: string, form: RegExp, needed: Text): number {
  if (form.test(value)) return Number(value);
  throw new UsageFault({
    zh: `${option} 为 ${JSON.stringify(value)}，须为${needed.zh}`,
    en: `${option} is ${JSON.stringify(value)}, ${needed.en} is needed`,
  });
}
