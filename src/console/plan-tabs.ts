/** Three tabs over one plan: its grids, what was found about it, and what becomes of it. */
import type { Actions } from "./actions";
import type { Plan } from "./api-types";
import { showDecisions } from "./decision-tab";
import { el, fill } from "./dom";
import { showFindings } from "./finding-list";
import { showGridList } from "./grid-list";
import { wordsOf } from "./i18n";
import { shownPlan } from "./state";
import type { PlanTab, State, Wangge } from "./state";

const tabs: readonly PlanTab[] = ["grids", "findings", "decisions"];

export function showPlanTabs(container: HTMLElement, store: Wangge, actions: Actions): void {
  const bar = el("div", { class: "tabs", role: "tablist" });
  const views: Readonly<Record<PlanTab, HTMLElement>> = {
    grids: el("section", { id: "grids", role: "tabpanel", "aria-labelledby": "tab-grids" }),
    findings: el("section", {
      id: "findings",
      role: "tabpanel",
      "aria-labelledby": "tab-findings",
    }),
    decisions: el("section", {
      id: "decisions",
      role: "tabpanel",
      "aria-labelledby": "tab-decisions",
    }),
  };
  container.append(bar, el("div", { class: "panel-scroll" }, ...tabs.map((tab) => views[tab])));
  // Arrow keys walk along a tab list; only the chosen tab is a stop of the tab key.
  bar.addEventListener("keydown", ({ key }) => {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const step = key === "ArrowRight" ? 1 : tabs.length - 1;
    actions.showTab(tabs[(tabs.indexOf(store.get().tab) + step) % tabs.length]);
    bar.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  });

  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    const plan = shownPlan(state);
    bar.hidden = plan === null;
    for (const tab of tabs) views[tab].hidden = tab !== (plan === null ? "grids" : state.tab);
    fill(
      bar,
      ...tabs.map((tab) =>
        el(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${tab}`,
            "data-key": `tab-${tab}`,
            "aria-selected": String(tab === state.tab),
            "aria-controls": tab,
            tabindex: tab === state.tab ? 0 : -1,
            onclick: () => actions.showTab(tab),
          },
          words.say(tab),
          el("span", { class: "count" }, String(plan === null ? 0 : countOf(plan, tab))),
        ),
      ),
    );
  };
  store.watch((now, before) => {
    const isSame =
      now.plan === before.plan && now.tab === before.tab && now.language === before.language;
    if (!isSame) draw(now);
  });
  draw(store.get());
  showGridList(views.grids, store, actions);
  showFindings(views.findings, store, actions);
  showDecisions(views.decisions, store, actions);
}

function countOf(plan: Plan, tab: PlanTab): number {
  switch (tab) {
    case "grids":
    case "findings":
      return plan[tab].length;
    case "decisions":
      return plan.reviews.nodes.length;
  }
}
