/** What becomes of a plan: where it stands, what the viewer may decide about it, and its book. */
import type { Actions } from "./actions";
import type { Plan, Review } from "./api-types";
import { decisionForm } from "./decision-form";
import { DECISIONS, type DecisionKind, type DecisionName } from "./decisions";
import { el, fill } from "./dom";
import { wordsOf, type Words } from "./i18n";
import { shownPlan } from "./state";
import type { State, Wangge } from "./state";

export function showDecisions(container: HTMLElement, store: Wangge, actions: Actions): void {
  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    const plan = shownPlan(state);
    if (plan === null) return fill(container);
    const possible = DECISIONS.filter((one) => isPossible(one, plan));
    const chosen = possible.find(({ name }) => name === state.decision);
    fill(
      container,
      standing(plan, words),
      staleNote(plan, words),
      el("p", { class: "impact" }, words.both(plan.impact.summary)),
      choices(possible, chosen?.name ?? null, words, actions),
      chosen ? decisionForm(chosen, plan, words, actions) : null,
      book(plan.reviews.nodes, words),
    );
  };
  store.watch((now, before) => {
    const isSame =
      now.plan === before.plan &&
      now.language === before.language &&
      now.decision === before.decision;
    if (!isSame) draw(now);
  });
  draw(store.get());
}

function standing(plan: Plan, words: Words): HTMLElement {
  const { state, effectiveFrom, filingNumber } = plan;
  const facts = [
    effectiveFrom && words.say("effectiveFromAt", { time: words.time(effectiveFrom) }),
    filingNumber && words.say("filedUnder", { number: filingNumber }),
  ].filter((fact) => fact !== null);
  return el(
    "p",
    { class: "standing" },
    el("strong", { class: "badge", "data-state": state }, words.say(`state_${state}`)),
    facts.length > 0 ? ` ${facts.join(" · ")}` : null,
  );
}

function staleNote({ isStale, basisChanges }: Plan, words: Words): HTMLElement | null {
  if (isStale !== true) return null;
  return el(
    "div",
    { class: "note stale", role: "status" },
    el("p", {}, words.say("stale")),
    el("ul", {}, ...(basisChanges ?? []).map(({ message }) => el("li", {}, words.both(message)))),
  );
}

/** Only a stale plan is revalidated, and it goes no further before. */
function isPossible({ name, can }: DecisionKind, plan: Plan): boolean {
  return plan[can] && (name !== "revalidate" || plan.isStale !== false);
}

function choices(
  possible: readonly DecisionKind[],
  chosen: DecisionName | null,
  words: Words,
  actions: Actions,
): HTMLElement {
  if (possible.length === 0) return el("p", { class: "muted" }, words.say("nothingToDecide"));
  return el(
    "div",
    { class: "choices", role: "group", "aria-label": words.say("decisions") },
    ...possible.map(({ name }) =>
      el(
        "button",
        {
          type: "button",
          class: "quiet",
          "data-key": `decision-${name}`,
          "data-decision": name,
          "aria-pressed": String(name === chosen),
          onclick: () => actions.chooseDecision(name === chosen ? null : name),
        },
        words.say(`decision_${name}`),
      ),
    ),
  );
}

function book(reviews: readonly Review[], words: Words): HTMLElement {
  return el(
    "section",
    { class: "book" },
    el("h3", {}, words.say("book")),
    reviews.length === 0
      ? el("p", { class: "muted" }, words.say("bookEmpty"))
      : el("ol", {}, ...reviews.map((review) => entry(review, words))),
  );
}

function entry({ kind, actor, at, comment }: Review, words: Words): HTMLElement {
  return el(
    "li",
    { "data-review": kind },
    el("strong", {}, words.say(`review_${kind}`)),
    el("span", { class: "muted" }, ` ${actor.name} · ${words.time(at)}`),
    comment === null ? null : el("p", { class: "said" }, comment),
  );
}
