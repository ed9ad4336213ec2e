/** Pieces of the sentences that tell what a plan changes, in both languages. */
import type { GridKind, Text } from "../engine";

/** 20000 -> "20,000", in both languages. */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** 0.0563 -> "5.6%"; never 0.0% or 100.0% where it is not just that. */
export function percent(share: number): string {
  if (share <= 0) return "0%";
  if (share >= 1) return "100%";
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)}%`;
}

/** English: "1 household", "3,812 households". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** English: the form of a word that goes with a number. */
export function form(value: number, one: string, many: string): string {
  return value === 1 ? one : many;
}

/** The first few of a list, and how many more there are. */
export function listOf(items: readonly Text[], zhUnit: string, most = 5): Text {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const [zh, en] = [shown.map((item) => item.zh).join("、"), shown.map((item) => item.en)];
  // No blank behind a full-width bracket.
  const blank = zh.endsWith("）") ? "" : " ";
  return {
    zh: rest > 0 ? `${zh}${blank}等 ${number(items.length)} ${zhUnit}` : zh,
    en: rest > 0 ? `${en.join(", ")} and ${number(rest)} more` : joinEnglish(en),
  };
}

/** The same, of things that are called alike in both languages. */
export function namesOf(names: readonly string[], zhUnit: string, most = 5): Text {
  return listOf(
    names.map((name) => ({ zh: name, en: name })),
    zhUnit,
    most,
  );
}

/** "11 个网格（标准网格 10 个、专属网格 1 个）", "11 grids (10 standard, 1 micro)". */
export function gridCount(
  grids: number,
  { STANDARD, MICRO }: Readonly<Record<GridKind, number>>,
  withKinds: boolean,
): Text {
  const [zh, en] = [`${number(grids)} 个网格`, plural(grids, "grid")];
  if (!withKinds) return { zh, en };
  if (MICRO === 0) return { zh: `${zh}（均为标准网格）`, en: `${en} (all standard)` };
  return {
    zh: `${zh}（标准网格 ${number(STANDARD)} 个、专属网格 ${number(MICRO)} 个）`,
    en: `${en} (${number(STANDARD)} standard, ${number(MICRO)} micro)`,
  };
}

/** What people call a kind of grid. */
export const KIND_TEXT: Readonly<Record<GridKind, Text>> = {
  STANDARD: { zh: "标准网格", en: "standard grid" },
  MICRO: { zh: "专属网格", en: "micro-grid" },
};

/** Clauses as one sentence; no clauses, no sentence. */
export function sentenceOf(clauses: readonly Text[]): Text[] {
  if (clauses.length === 0) return [];
  const en = clauses.map((clause) => clause.en).join("; ");
  return [
    {
      zh: `${clauses.map((clause) => clause.zh).join("；")}。`,
      en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.`,
    },
  ];
}

/** Sentences as one paragraph. */
export function paragraphOf(sentences: readonly Text[]): Text {
  return {
    zh: sentences.map(({ zh }) => zh).join(""),
    en: sentences.map(({ en }) => en).join(" "),
  };
}

function joinEnglish(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}
