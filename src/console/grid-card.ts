/** Everything about one grid, and why it is as it is. */
import type { Actions } from "./actions";
import type { Grid } from "./api-types";
import { borderChart } from "./border-chart";
import { el, fill, withStyle } from "./dom";
import { byGravity, findingItem } from "./finding-list";
import { statusOf, statusSigns } from "./grid-status";
import { wordsOf, type Words } from "./i18n";
import { gridColours } from "./palette";
import { shownGrid } from "./state";
import type { State, Wangge } from "./state";

export function showGridCard(container: HTMLElement, store: Wangge, actions: Actions): void {
  const draw = (state: State): void => {
    const grid = shownGrid(state);
    const words = wordsOf(state.language);
    container.hidden = grid === null;
    container.dataset.grid = grid?.label ?? "";
    if (grid === null) return fill(container);
    container.setAttribute("aria-label", words.say("gridTitle", { label: grid.label }));
    fill(container, ...contents(grid, words, actions));
  };
  store.watch((now, before) => {
    const isSame =
      now.plan === before.plan &&
      now.gridLabel === before.gridLabel &&
      now.language === before.language;
    if (isSame) return;
    draw(now);
    if (now.gridLabel !== before.gridLabel) container.scrollTop = 0;
  });
  draw(store.get());
}

function contents(grid: Grid, words: Words, actions: Actions): HTMLElement[] {
  return [
    head(grid, words, actions),
    el(
      "div",
      { class: "card-why" },
      el("h4", {}, words.say("why")),
      el("p", { id: "reason" }, words.both(grid.reason)),
    ),
    ...findingsOf(grid, words),
    facts(grid, words),
    ...limitsOf(grid, words),
    el("h4", {}, words.say("borderFollows")),
    borderChart(grid.border, words),
  ];
}

function limitsOf({ limits }: Grid, words: Words): HTMLElement[] {
  if (limits === null) return [];
  return [
    el("h4", {}, words.say("limits")),
    el("p", { id: "limits" }, words.both(limits.sentence)),
  ];
}

/** A finding that only repeats the grid's reason, as of a micro-grid, is not told twice. */
function findingsOf(grid: Grid, words: Words): HTMLElement[] {
  const reason = words.both(grid.reason);
  const findings = grid.findings.filter(({ message }) => words.both(message) !== reason);
  if (findings.length === 0) return [];
  return [
    el("h4", {}, words.say("findings")),
    el(
      "ul",
      { class: "findings" },
      ...byGravity(findings).map((finding) => findingItem(finding, words, null)),
    ),
  ];
}

function head(grid: Grid, words: Words, actions: Actions): HTMLElement {
  const status = statusOf(grid);
  const badge = el(
    "span",
    { class: "badge" },
    el("span", { class: `swatch swatch-${status}`, "aria-hidden": "true" }),
    `${statusSigns[status]} ${words.say(`status_${status}`)}`.trim(),
  );
  return el(
    "div",
    { class: "card-head" },
    el(
      "div",
      { class: "card-title" },
      el("h3", {}, words.say("gridTitle", { label: grid.label })),
      withStyle(badge, "--colour", gridColours[status]),
    ),
    el("p", { class: "code", title: words.say("gridCode") }, grid.code ?? words.say("gridNoCode")),
    el(
      "button",
      {
        type: "button",
        class: "close",
        "aria-label": words.say("close"),
        title: words.say("close"),
        "data-key": "close",
        onclick: () => actions.selectGrid(null),
      },
      "×",
    ),
  );
}

function facts(grid: Grid, words: Words): HTMLElement {
  const band = grid.band ? words.say("bandOf", grid.band) : words.say("bandNone");
  const kind = grid.reduced && grid.kind === "STANDARD" ? "STANDARD_reduced" : grid.kind;
  const rows: [string, string, string | null][] = [
    [words.say("kind"), words.say(`kind_${kind}`), null],
    [words.say("band"), band, null],
    [words.say("households"), words.number(grid.households), deviation(grid, words)],
    ...some(words.say("oldHouseholds"), grid.oldHouseholds, words),
    ...some(words.say("specialHouseholds"), grid.specialHouseholds, words),
    [words.say("residents"), words.number(grid.residents), null],
    [words.say("buildings"), words.number(grid.buildingCount), null],
    [words.say("area"), words.area(grid.areaM2), null],
    [words.say("perimeter"), words.length(grid.perimeterM), null],
    [words.say("compactness"), words.number(grid.compactness), null],
  ];
  if (grid.estates.length > 0) {
    rows.push([
      words.say("estates"),
      grid.estates.join(words.language === "zh" ? "、" : ", "),
      null,
    ]);
  }
  return el(
    "dl",
    { class: "facts" },
    ...rows.flatMap(([name, value, aside]) => [
      el("dt", {}, name),
      el("dd", {}, value, aside === null ? null : el("span", { class: "aside" }, aside)),
    ]),
  );
}

function some(name: string, count: number, words: Words): [string, string, null][] {
  return count === 0 ? [] : [[name, words.number(count), null]];
}

function deviation(grid: Grid, words: Words): string | null {
  if (grid.deviation === 0) return null;
  const key = grid.deviation < 0 ? "deviationBelow" : "deviationAbove";
  return words.say(key, { n: Math.abs(grid.deviation) });
}
