/** The grids of the plan as a list: the keyboard's way to what the map shows. */
import type { Actions } from "./actions";
import type { Grid, Plan } from "./api-types";
import { el, fill, withStyle } from "./dom";
import { statusOf, statusSigns } from "./grid-status";
import { wordsOf, type Words } from "./i18n";
import { emptyNote } from "./notes";
import { gridColours } from "./palette";
import type { State, Wangge } from "./state";

export function showGridList(container: HTMLElement, store: Wangge, actions: Actions): void {
  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    if (state.plan.state !== "ready") return fill(container);
    fill(container, ...contents(state.plan.value, state.gridLabel, words, actions));
  };
  store.watch((now, before) => {
    const isSame =
      now.plan === before.plan &&
      now.gridLabel === before.gridLabel &&
      now.language === before.language;
    if (!isSame) draw(now);
  });
  draw(store.get());
}

function contents(
  plan: Plan | null,
  chosen: string | null,
  words: Words,
  actions: Actions,
): HTMLElement[] {
  if (plan === null) return [emptyNote(words.say("noPlan"), words.say("noPlanHint"))];
  return [
    el(
      "ul",
      { class: "rows" },
      ...plan.grids.map((grid) => row(grid, grid.label === chosen, words, actions)),
    ),
    el(
      "p",
      { class: "muted fine" },
      `${words.say("planOf", { time: words.time(plan.createdAt) })} · ` +
        words.say("planHow", { seed: String(plan.seed), effort: String(plan.effort) }),
    ),
  ];
}

function row(grid: Grid, isChosen: boolean, words: Words, actions: Actions): HTMLElement {
  const status = statusOf(grid);
  const swatch = el("span", { class: `swatch swatch-${status}`, "aria-hidden": "true" });
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: "row grid-row",
        "aria-pressed": String(isChosen),
        "data-key": `grid-${grid.label}`,
        "data-grid": grid.label,
        onclick: () => actions.selectGrid(grid.label),
      },
      withStyle(swatch, "--colour", gridColours[status]),
      el("span", { class: "row-name code" }, grid.label),
      el("span", { class: "row-middle" }, words.say(`status_${status}`)),
      el(
        "span",
        { class: "row-figure" },
        statusSigns[status] === "" ? null : `${statusSigns[status]} `,
        words.say("householdsN", { n: grid.households }),
      ),
    ),
  );
}
