/** What stands where there is nothing to show: still coming, empty, or failed. */
import { el } from "./dom";
import type { Words } from "./i18n";

export function loadingNote(words: Words): HTMLElement {
  return el(
    "div",
    { class: "note loading", role: "status" },
    el("span", { class: "visually-hidden" }, words.say("loading")),
    ...[92, 70, 84, 60].map((width) => {
      const bone = el("span", { class: "bone" });
      bone.style.width = `${width}%`;
      return bone;
    }),
  );
}

export function emptyNote(sentence: string, hint: string | null = null): HTMLElement {
  return el(
    "div",
    { class: "note empty" },
    el("p", { class: "note-title" }, sentence),
    hint === null ? null : el("p", {}, hint),
  );
}

export function faultNote(sentence: string, words: Words, retry: () => void): HTMLElement {
  return el(
    "div",
    { class: "note fault", role: "alert" },
    el("p", {}, sentence),
    el(
      "button",
      { type: "button", class: "quiet", "data-key": "retry", onclick: retry },
      words.say("retry"),
    ),
  );
}
