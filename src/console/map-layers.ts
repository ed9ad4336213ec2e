/** Layers of lines and areas, and the expressions that style them. */
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";

export const sourceNames = [
  "communities",
  "community",
  "surroundings",
  "blocks",
  "grids",
  "gridLabels",
  "buildings",
  "barriers",
] as const;

export type SourceName = (typeof sourceNames)[number];

/** Areas of one source. */
export function fill(id: string, source: SourceName, paint: FillPaint): LayerSpecification {
  return { id, type: "fill", source, paint };
}

/** Lines, or the outlines of areas, of one source. */
export function line(id: string, source: SourceName, paint: LinePaint): LineLayer {
  return { id, type: "line", source, paint, layout: { "line-join": "round", "line-cap": "round" } };
}

type LineLayer = Extract<LayerSpecification, { type: "line" }>;
type LinePaint = LineLayer["paint"];
type FillPaint = Extract<LayerSpecification, { type: "fill" }>["paint"];

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
