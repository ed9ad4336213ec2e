/** Zoom buttons: MapLibre's own cannot change their language. */
import type { Map } from "maplibre-gl";
import { el, fill } from "./dom";
import { wordsOf } from "./i18n";
import { showEverything } from "./map";
import type { Wangge } from "./state";
import type { WordKey } from "./words-en";

const glideMs = 400;

export function showMapControls(container: HTMLElement, map: Map, store: Wangge): void {
  const draw = (): void => {
    const words = wordsOf(store.get().language);
    const button = (sign: string, word: WordKey, press: () => void): HTMLElement =>
      el(
        "button",
        {
          type: "button",
          "aria-label": words.say(word),
          title: words.say(word),
          "data-key": word,
          onclick: press,
        },
        sign,
      );
    fill(
      container,
      button("+", "zoomIn", () => map.zoomIn()),
      button("−", "zoomOut", () => map.zoomOut()),
      button("⤢", "zoomFit", () => showEverything(map, store.get(), glideMs)),
    );
  };
  store.watch((now, before) => {
    if (now.language !== before.language) draw();
  });
  draw();
}
