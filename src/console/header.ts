/** The name of the house and the switch of the language. */
import type { Actions } from "./actions";
import { el, fill } from "./dom";
import { wordsOf } from "./i18n";
import { shownCommunity } from "./state";
import type { State, Wangge } from "./state";

export function showHeader(container: HTMLElement, store: Wangge, actions: Actions): void {
  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    const name = shownCommunity(state)?.community.name;
    const title = `${words.say("title")} · ${words.say("subtitle")}`;
    document.title = name === undefined ? title : `${name} · ${words.say("title")}`;
    document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
    const other = state.language === "zh" ? "en" : "zh";
    fill(
      container,
      el("img", { src: iconAddress(), alt: "", width: 28, height: 28 }),
      el("h1", {}, words.say("title")),
      el("p", {}, words.say("subtitle")),
      el(
        "button",
        {
          type: "button",
          class: "quiet",
          id: "language",
          "data-key": "language",
          lang: other === "zh" ? "zh-CN" : "en",
          title: words.say("switchLanguageHint"),
          onclick: () => actions.speak(other),
        },
        words.say("switchLanguage"),
      ),
    );
  };
  store.watch((now, before) => {
    if (now.language !== before.language || shownCommunity(now) !== shownCommunity(before)) {
      draw(now);
    }
  });
  draw(store.get());
}

/** index.html names the icon under its built address. */
function iconAddress(): string {
  return document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "";
}
