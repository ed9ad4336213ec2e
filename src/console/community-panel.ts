/** One community: what it is, the proposal, and its plan. */
import type { Actions } from "./actions";
import { el, fill } from "./dom";
import { faultText } from "./fault-text";
import { wordsOf, type Words } from "./i18n";
import { emptyNote, faultNote, loadingNote } from "./notes";
import { showPlanTabs } from "./plan-tabs";
import { showProposal } from "./proposal-box";
import type { State, Wangge } from "./state";

export function showCommunityPanel(container: HTMLElement, store: Wangge, actions: Actions): void {
  const head = el("div", { class: "panel-head" });
  const proposal = el("div", { class: "proposal", id: "proposal" });
  const plan = el("div", { class: "plan" });
  container.append(head, proposal, plan);

  const draw = (state: State): void => {
    container.hidden = state.communityKey === null;
    const words = wordsOf(state.language);
    const isHere = state.chosen.state === "ready" && state.chosen.value !== null;
    proposal.hidden = plan.hidden = !isHere;
    fill(head, backButton(words, actions), ...title(state, words, actions));
  };
  store.watch((now, before) => {
    const isSame =
      now.chosen === before.chosen &&
      now.communityKey === before.communityKey &&
      now.language === before.language;
    if (!isSame) draw(now);
  });
  draw(store.get());
  showProposal(proposal, store, actions);
  showPlanTabs(plan, store, actions);
}

function backButton(words: Words, actions: Actions): HTMLElement {
  return el(
    "button",
    { type: "button", class: "back", "data-key": "back", onclick: () => actions.choose(null) },
    el("span", { "aria-hidden": "true" }, "←"),
    ` ${words.say("allCommunities")}`,
  );
}

function title(state: State, words: Words, actions: Actions): HTMLElement[] {
  const { chosen, communityKey } = state;
  if (chosen.state === "loading") return [loadingNote(words)];
  if (chosen.state === "failed") {
    return [faultNote(faultText(chosen.error, words), words, () => actions.retry())];
  }
  if (chosen.value === null) {
    return [emptyNote(words.say("unknownCommunity", { key: communityKey ?? "" }))];
  }
  const { community } = chosen.value;
  return [
    el("h2", { class: "panel-title" }, community.name),
    el("p", { class: "code" }, community.code ?? words.say("noCode")),
    el(
      "p",
      { class: "muted" },
      `${words.say("householdsN", { n: community.households })} · ` +
        words.say("buildingsN", { n: community.buildingCount }),
    ),
  ];
}
