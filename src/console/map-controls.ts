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
    const button = (id: string, sign: string, word: WordKey, press: () => void): HTMLElement =>
      el(
        "button",
        {
          type: "button",
          id,
          "aria-label": words.say(word),
          title: words.say(word),
          "data-key": word,
          onclick: press,
        },
        sign,
      );
    fill(
      container,
      button("zoom-in", "+", "zoomIn", () => map.zoomIn()),
      button("zoom-out", "−", "zoomOut", () => map.zoomOut()),
      button("zoom-fit", "⤢", "zoomFit", () => showEverything(map, store.get(), glideMs)),
    );
  };
  store.watch((now, before) => {
    if (now.language !== before.language) draw();
  });
  draw();
}
