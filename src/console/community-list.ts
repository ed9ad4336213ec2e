/** The list of communities with its search. */
import type { Actions } from "./actions";
import type { CommunityEntry } from "./api-types";
import { el, fill } from "./dom";
import { faultText } from "./fault-text";
import { wordsOf, type Words } from "./i18n";
import { emptyNote, faultNote, loadingNote } from "./notes";
import type { CommunityList, Loadable, State, Wangge } from "./state";

const searchPauseMs = 200;

/** Keeps the search field through every redraw: only the list below it is replaced. */
export function showCommunityList(container: HTMLElement, store: Wangge, actions: Actions): void {
  const heading = el("h2", { class: "panel-title" });
  const field = el("input", { type: "search", id: "search", autocomplete: "off" });
  const body = el("div", { class: "panel-scroll", id: "communities" });
  container.append(el("div", { class: "panel-head" }, heading, field), body);

  let pause: number | undefined;
  field.addEventListener("input", () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => actions.search(field.value), searchPauseMs);
  });

  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    heading.textContent = words.say("communities");
    field.placeholder = words.say("searchCommunities");
    field.setAttribute("aria-label", words.say("searchCommunities"));
    fill(body, ...contents(state.list, state.search, words, actions));
  };
  store.watch((now, before) => {
    container.hidden = now.communityKey !== null;
    if (now.list !== before.list || now.language !== before.language) draw(now);
  });
  container.hidden = store.get().communityKey !== null;
  draw(store.get());
}

function contents(
  list: Loadable<CommunityList>,
  search: string,
  words: Words,
  actions: Actions,
): (HTMLElement | null)[] {
  if (list.state === "loading") return [loadingNote(words)];
  if (list.state === "failed") {
    return [faultNote(faultText(list.error, words), words, () => actions.retry())];
  }
  const { entries, next } = list.value;
  if (entries.length === 0) {
    return search === ""
      ? [emptyNote(words.say("noCommunities"), words.say("noCommunitiesHint"))]
      : [emptyNote(words.say("noMatch", { search }))];
  }
  const more = el(
    "button",
    { type: "button", class: "quiet wide", "data-key": "more", onclick: () => actions.loadMore() },
    words.say("more"),
  );
  return [
    el("ul", { class: "rows" }, ...entries.map((entry) => row(entry, words, actions))),
    next === null ? null : more,
  ];
}

function row(entry: CommunityEntry, words: Words, actions: Actions): HTMLElement {
  const key = entry.code ?? entry.id;
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: "row community-row",
        "data-key": key,
        "data-community": key,
        onclick: () => actions.choose(key),
      },
      el("span", { class: "row-name" }, entry.name),
      el("span", { class: "row-figure" }, words.say("householdsN", { n: entry.households })),
      el("span", { class: "row-code code" }, entry.code ?? words.say("noCode")),
      planState(entry, words),
    ),
  );
}

function planState(entry: CommunityEntry, words: Words): HTMLElement {
  if (entry.latestPlan === null) {
    return el("span", { class: "row-state muted" }, words.say("notPlanned"));
  }
  const { standardGrids: all, gridsInBand: inBand } = entry.latestPlan.metrics;
  return el(
    "span",
    { class: `row-state ${inBand === all ? "good" : "fair"}` },
    words.say("inBandOf", { inBand, all }),
  );
}
