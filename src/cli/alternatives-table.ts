import type { Language } from "../config";
import { FOCUS_NAMES, type Alternatives, type Community, type Text } from "../engine";
import { formatTable, type Column } from "./table";

/** The alternatives of one community as the table shows them. */
export interface ChoiceRows {
  readonly name: string;
  /** A row for each plan, after the community's name. */
  readonly rows: readonly (readonly Text[])[];
  /** Why there are not more. */
  readonly reasons: readonly Text[];
}

/** All that the table needs of the alternatives of a community. */
export function choiceRows({ id, name }: Community, { plans, leftOut }: Alternatives): ChoiceRows {
  return {
    name: name === id ? id : `${id} ${name}`,
    rows: plans.map(({ plan: { metrics }, bestFor }, i) => {
      const named = bestFor.map((focus) => FOCUS_NAMES[focus]);
      const { innerBorderM, barrierBorderM, householdsMoved } = metrics;
      return [
        same(i + 1),
        { zh: named.map(({ zh }) => zh).join("、"), en: named.map(({ en }) => en).join(", ") },
        same(metrics.grids),
        same(Math.round(metrics.householdsPerWorker)),
        same(metrics.householdsInBand),
        same(metrics.householdsPermitted),
        same(metrics.meanCompactness.toFixed(3)),
        same(innerBorderM === 0 ? "-" : `${Math.round((100 * barrierBorderM) / innerBorderM)} %`),
        same(`${metrics.estatesSplit}/${metrics.estates}`),
        same(householdsMoved ?? "-"),
      ];
    }),
    // Who gives no register knows that there is nothing to keep.
    reasons: leftOut.filter(({ code }) => code !== "NO_GRIDS_IN_FORCE").map(({ reason }) => reason),
  };
}

function same(value: string | number): Text {
  return { zh: String(value), en: String(value) };
}

const COLUMNS: readonly (readonly [title: Text, align: Column["align"]])[] = [
  [{ zh: "社区", en: "community" }, "LEFT"],
  [{ zh: "方案", en: "plan" }, "RIGHT"],
  [{ zh: "优点", en: "best for" }, "LEFT"],
  [{ zh: "网格（网格员）", en: "grids = workers" }, "RIGHT"],
  [{ zh: "人均户数", en: "households each" }, "RIGHT"],
  [{ zh: "达标户数", en: "in band" }, "RIGHT"],
  [{ zh: "达标或允许", en: "or permitted" }, "RIGHT"],
  [{ zh: "紧凑度", en: "compact" }, "RIGHT"],
  [{ zh: "沿分界线", en: "on barriers" }, "RIGHT"],
  [{ zh: "拆分小区", en: "estates split" }, "RIGHT"],
  [{ zh: "变动户数", en: "moved" }, "RIGHT"],
];

/** The plans of each community side by side, and below why some have fewer than were asked for. */
export function alternativesTable(
  choices: readonly ChoiceRows[],
  asked: number,
  language: Language,
): string {
  const columns = COLUMNS.map(([title, align]) => ({ title: title[language], align }));
  const lines = choices.flatMap(({ name, rows }) =>
    rows.map((row, i) => [i === 0 ? name : "", ...row.map((cell) => cell[language])]),
  );
  const few = choices
    .filter(({ rows }) => rows.length < asked)
    .map(({ name, rows, reasons }) => {
      const why = reasons.map((reason) => reason[language]);
      return language === "zh"
        ? `${name}：只有 ${rows.length} 个方案。${why.join("；")}。`
        : `${name}: ${rows.length} of ${asked} plans. ${why.join("; ")}.`;
    });
  return [formatTable(columns, lines, null), ...few].join("\n");
}
