/** Fonts and expressions that the map's layers share. */
import type { ExpressionSpecification } from "maplibre-gl";

/**
 * Without a glyph server MapLibre draws every letter with the fonts of the machine. It takes the
 * weight from the first family's name, so that one is only there to say it.
 */
const families = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];
export const boldFont = ["Label Bold", ...families];
export const plainFont = ["Label Medium", ...families];

/** Round joins and ends. */
export const rounded = { "line-join": "round", "line-cap": "round" } as const;

/** One colour for each value of a property. */
export function match(
  property: string,
  colours: Readonly<Record<string, string>>,
  otherwise: string,
): ExpressionSpecification {
  const [first, ...rest] = Object.entries(colours);
  return ["match", ["get", property], ...first, ...rest.flat(), otherwise];
}

/** A width that grows with the scale, between zoom 13 and 18. */
export function zoomed(
  at13: number | ExpressionSpecification,
  at18: number | ExpressionSpecification,
): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.4], ["zoom"], 13, at13, 18, at18];
}
