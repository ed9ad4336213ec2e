/** What the colours and lines mean, with a switch for each layer. */
import type { Actions } from "./actions";
import { el, fill, withStyle } from "./dom";
import { gridStatuses, statusSigns } from "./grid-status";
import { wordsOf, type Words } from "./i18n";
import {
  barrierColours,
  barrierKinds,
  buildingColours,
  buildingLooks,
  gridColours,
} from "./palette";
import { shownCommunity } from "./state";
import type { LayerName, State, Wangge } from "./state";

export function showLegend(container: HTMLElement, store: Wangge, actions: Actions): void {
  const details = el("details", { class: "legend" });
  // On a small screen the map is worth more than its legend; a wide one has room for both.
  const isWide = window.matchMedia("(min-width: 900px)");
  const follow = (): void => {
    details.open = isWide.matches;
  };
  isWide.addEventListener("change", follow);
  follow();
  container.append(details);

  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    container.hidden = shownCommunity(state) === null;
    fill(
      details,
      el("summary", { "data-key": "legend" }, words.say("legend")),
      layer("grids", gridItems(words), state, words, actions),
      layer("buildings", buildingItems(words), state, words, actions),
      layer("barriers", barrierItems(words), state, words, actions),
      layer("blocks", [item("line line-block", "", words.say("block"))], state, words, actions),
    );
  };
  store.watch((now, before) => {
    const isSame =
      now.layers === before.layers &&
      now.language === before.language &&
      shownCommunity(now) === shownCommunity(before);
    if (!isSame) draw(now);
  });
  draw(store.get());
}

function layer(
  name: LayerName,
  items: readonly HTMLElement[],
  state: State,
  words: Words,
  actions: Actions,
): HTMLElement {
  const box = el("input", {
    type: "checkbox",
    checked: state.layers[name],
    "data-key": `layer-${name}`,
    "data-layer": name,
  });
  box.addEventListener("change", () => actions.showLayer(name, box.checked));
  return el(
    "fieldset",
    { class: state.layers[name] ? "" : "off" },
    el("legend", {}, el("label", {}, box, words.say(`layer_${name}`))),
    el("ul", {}, ...items),
  );
}

function item(look: string, colour: string, name: string): HTMLElement {
  const swatch = el("span", { class: look, "aria-hidden": "true" });
  return el("li", {}, colour === "" ? swatch : withStyle(swatch, "--colour", colour), name);
}

function gridItems(words: Words): HTMLElement[] {
  return gridStatuses.map((status) =>
    item(
      `swatch swatch-${status}`,
      gridColours[status],
      `${words.say(`status_${status}`)} ${statusSigns[status]}`.trim(),
    ),
  );
}

function buildingItems(words: Words): HTMLElement[] {
  return buildingLooks.map((look) =>
    item("swatch solid", buildingColours[look], words.say(`building_${look}`)),
  );
}

function barrierItems(words: Words): HTMLElement[] {
  return barrierKinds.map((kind) =>
    item(`line line-${kind}`, barrierColours[kind], words.say(`barrier_${kind}`)),
  );
}
