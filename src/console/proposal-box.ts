/** The button that asks for a plan, its options, and the progress while one is made. */
import type { Actions } from "./actions";
import type { Job } from "./api-types";
import { el, fill } from "./dom";
import { faultText } from "./fault-text";
import { wordsOf, type Words } from "./i18n";
import { isRunning, shownCommunity } from "./state";
import type { Proposal, State, Wangge } from "./state";
import { english, type WordKey } from "./words-en";

const efforts = [0.25, 1, 4] as const;
const effortWords: Readonly<Record<(typeof efforts)[number], WordKey>> = {
  0.25: "effort_0_25",
  1: "effort_1",
  4: "effort_4",
};

export function showProposal(container: HTMLElement, store: Wangge, actions: Actions): void {
  const action = el("div", { class: "proposal-action" });
  const outcome = el("div", { class: "proposal-outcome", role: "status", id: "outcome" });
  const options = el("details", { class: "options" });
  container.append(action, outcome, options);

  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    const proposal = proposalOf(state);
    const job = proposal?.job;
    const mayPropose = shownCommunity(state)?.community.viewerCanPropose === true;
    container.dataset.job = job?.state ?? "";
    if (job && isRunning(proposal)) drawProgress(action, job, words, actions);
    else if (mayPropose) fill(action, proposeButton(state, words, actions));
    else fill(action, el("p", { class: "muted" }, words.say("mayNotPropose")));
    fill(outcome, outcomeOf(proposal, words));
    options.hidden = isRunning(proposal) || !mayPropose;
  };
  store.watch((now, before) => {
    if (now.language !== before.language) drawOptions(options, store, actions);
    draw(now);
  });
  drawOptions(options, store, actions);
  draw(store.get());
}

function proposalOf(state: State): Proposal | undefined {
  const id = shownCommunity(state)?.community.id;
  return id === undefined ? undefined : state.proposals[id];
}

function proposeButton(state: State, words: Words, actions: Actions): HTMLElement {
  const hasPlan = state.plan.state === "ready" && state.plan.value !== null;
  return el(
    "button",
    {
      type: "button",
      class: "primary wide",
      id: "propose",
      "data-key": "propose",
      onclick: () => actions.propose(),
    },
    words.say(hasPlan ? "proposeAgain" : "propose"),
  );
}

/** Keeps the bar between steps, so that it glides and a screen reader hears one bar, not many. */
function drawProgress(container: HTMLElement, job: Job, words: Words, actions: Actions): void {
  let bar = container.querySelector("progress");
  if (!bar) {
    bar = el("progress", { max: 1 });
    fill(
      container,
      el(
        "div",
        { class: "progress-words" },
        el("span", { class: "stage" }),
        el("span", { class: "share" }),
      ),
      bar,
      el("button", {
        type: "button",
        class: "quiet",
        id: "cancel",
        "data-key": "propose",
        onclick: () => actions.cancel(),
      }),
    );
  }
  bar.value = job.progress;
  bar.setAttribute("aria-label", words.say("progress"));
  const write = (selector: string, sentence: string): void => {
    const place = container.querySelector(selector);
    if (place) place.textContent = sentence;
  };
  write(".stage", stageWords(job, words));
  write(".share", words.percent(job.progress));
  write("#cancel", words.say(job.cancelRequested ? "cancelling" : "cancel"));
  container.querySelector("#cancel")?.toggleAttribute("disabled", job.cancelRequested);
}

function stageWords(job: Job, words: Words): string {
  if (job.state === "QUEUED") return words.say("stageQueued");
  const key = `stage_${job.stage ?? ""}`;
  return words.say(isWord(key) ? key : "stageRunning");
}

/** A stage that a newer server names and this page does not know is shown as plain work. */
function isWord(key: string): key is WordKey {
  return Object.hasOwn(english, key);
}

function outcomeOf(proposal: Proposal | undefined, words: Words): HTMLElement | null {
  if (!proposal) return null;
  if (proposal.error !== null) return el("p", { class: "fault" }, faultText(proposal.error, words));
  if (proposal.job?.state === "SUCCEEDED") return el("p", {}, words.say("proposalDone"));
  if (proposal.job?.state === "CANCELLED") return el("p", {}, words.say("proposalCancelled"));
  return null;
}

function drawOptions(container: HTMLElement, store: Wangge, actions: Actions): void {
  const words = wordsOf(store.get().language);
  const { seed, effort } = store.get();
  const seedField = el("input", { type: "number", id: "seed", min: 0, step: 1, value: seed });
  seedField.addEventListener("change", () => {
    if (seedField.validity.valid && seedField.value !== "") {
      actions.setOption({ seed: seedField.valueAsNumber });
    } else seedField.value = String(store.get().seed);
  });
  const effortField = el(
    "select",
    { id: "effort" },
    ...efforts.map((value) =>
      el("option", { value, selected: value === effort }, words.say(effortWords[value])),
    ),
  );
  effortField.addEventListener("change", () =>
    actions.setOption({ effort: Number(effortField.value) }),
  );
  fill(
    container,
    el("summary", { "data-key": "options" }, words.say("options")),
    el(
      "div",
      { class: "fields" },
      el("label", { for: "effort" }, words.say("effort")),
      effortField,
      el("label", { for: "seed" }, words.say("seed")),
      seedField,
    ),
    el("p", { class: "muted" }, words.say("seedHint")),
  );
}
