/** What a grid's border follows: one bar cut into parts, and the same in words. */
import type { BorderFollows } from "./api-types";
import { el, withStyle } from "./dom";
import type { Words } from "./i18n";
import { borderParts } from "./palette";

export function borderChart(border: BorderFollows, words: Words): HTMLElement {
  const parts = borderParts
    .map(({ part, length, colour }) => ({ part, colour, metres: length(border) }))
    .filter(({ metres }) => Math.round(metres) > 0);
  const bar = el("div", { class: "border-bar", "aria-hidden": "true" });
  for (const { colour, metres } of parts) {
    const piece = withStyle(el("span"), "--colour", colour);
    piece.style.flexGrow = String(metres);
    bar.append(piece);
  }
  const list = el(
    "ul",
    { class: "border-parts" },
    ...parts.map(({ part, colour, metres }) =>
      el(
        "li",
        {},
        withStyle(el("span", { class: "swatch", "aria-hidden": "true" }), "--colour", colour),
        el("span", {}, words.say(`border_${part}`)),
        el("span", { class: "row-figure" }, words.length(metres)),
      ),
    ),
  );
  const separator = words.language === "zh" ? "、" : ", ";
  const names =
    border.names.length === 0
      ? null
      : el(
          "p",
          { class: "muted fine" },
          `${words.say("borderNames")}${words.language === "zh" ? "：" : ": "}${border.names.join(separator)}`,
        );
  return el("div", { class: "border" }, bar, list, names);
}
