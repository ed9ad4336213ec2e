/** How the map is drawn. It has no tiles, glyphs or sprites: nothing is fetched from anywhere. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { barrierLayers } from "./map-barriers";
import { nothing } from "./map-features";
import { fill, line, match, sourceNames, zoomed } from "./map-layers";
import { buildingColours, gridColours, ink, paper } from "./palette";
import type { LayerName } from "./state";

/** Which of the style's layers a switch of the legend shows. */
export const layerIds: Readonly<Record<LayerName, readonly string[]>> = {
  grids: [
    "grids-fill",
    "grids-pattern",
    "grids-casing",
    "grids-line",
    "grid-chosen",
    "grids-label",
  ],
  blocks: ["blocks-line"],
  buildings: ["buildings-fill", "buildings-line"],
  barriers: ["roads-casing", "roads", "rivers", "railways", "railways-sleepers", "walls"],
};

/**
 * Without a glyph server MapLibre draws every letter with the fonts of the machine. It takes the
 * weight from the first family's name, so that one is only there to say it.
 */
const families = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];
const boldFont = ["Label Bold", ...families];
const plainFont = ["Label Medium", ...families];

export function mapStyle(): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(
      sourceNames.map((name) => [name, { type: "geojson" as const, data: nothing }]),
    ),
    layers: [
      { id: "paper", type: "background", paint: { "background-color": paper } },
      ...communityLayers(),
      ...buildingLayers(),
      ...barrierLayers(),
      ...surroundingLayers(),
      ...gridLineLayers(),
      ...labelLayers(),
    ],
  };
}

function communityLayers(): LayerSpecification[] {
  return [
    fill("communities-fill", "communities", { "fill-color": "#fdfcf9" }),
    line("communities-line", "communities", { "line-color": "#7b8794", "line-width": 1.2 }),
    fill("community-fill", "community", { "fill-color": "#fdfcf9" }),
    fill("blocks-fill", "blocks", {
      "fill-color": ["match", ["%", ["get", "no"], 3], 0, "#e9e4d6", 1, "#f3efe4", "#dfe4e0"],
    }),
    fill("grids-fill", "grids", {
      "fill-color": match("status", gridColours, gridColours.inBand),
      "fill-opacity": 0.36,
    }),
    fill("grids-pattern", "grids", {
      "fill-pattern": ["concat", "hatch-", ["get", "status"]],
      "fill-opacity": 0.55,
    }),
  ];
}

function buildingLayers(): LayerSpecification[] {
  return [
    fill("buildings-fill", "buildings", {
      "fill-color": match("look", buildingColours, buildingColours.OTHER),
      "fill-opacity": 0.88,
    }),
    line("buildings-line", "buildings", {
      "line-color": "#fffdf8",
      "line-width": zoomed(0.3, 1),
    }),
  ];
}

function surroundingLayers(): LayerSpecification[] {
  return [fill("surroundings", "surroundings", { "fill-color": paper, "fill-opacity": 0.72 })];
}

function gridLineLayers(): LayerSpecification[] {
  return [
    {
      ...line("blocks-line", "blocks", {
        "line-color": "#6b6353",
        "line-width": 0.9,
        "line-dasharray": [2, 3],
      }),
      layout: { "line-cap": "butt" },
    },
    line("grids-casing", "grids", { "line-color": "#ffffff", "line-width": zoomed(2.4, 6) }),
    line("grids-line", "grids", { "line-color": ink, "line-width": zoomed(1, 2.4) }),
    line("community-line", "community", { "line-color": ink, "line-width": zoomed(2, 4.4) }),
    {
      ...line("grid-chosen", "grids", { "line-color": "#d4267d", "line-width": zoomed(3, 6) }),
      filter: ["==", ["get", "label"], ""],
    },
  ];
}

function labelLayers(): LayerSpecification[] {
  const halo = { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.8 };
  return [
    {
      id: "communities-label",
      type: "symbol",
      source: "communities",
      layout: { "text-field": ["get", "name"], "text-font": boldFont, "text-size": 13 },
      paint: halo,
    },
    {
      id: "grids-label",
      type: "symbol",
      source: "gridLabels",
      layout: {
        "text-field": ["step", ["zoom"], gridLabel("label"), 16.6, gridLabel("code")],
        "text-font": boldFont,
        "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 16, 13.5],
        "text-line-height": 1.15,
        "text-padding": 1,
        "symbol-sort-key": ["-", 0, ["get", "size"]],
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-radial-offset": 0.2,
      },
      paint: halo,
    },
  ];
}

/** The grid's name in bold, its households below. */
function gridLabel(name: "label" | "code"): ExpressionSpecification {
  return [
    "format",
    ["get", name],
    { "text-font": ["literal", boldFont] },
    "\n",
    {},
    ["get", "households"],
    { "text-font": ["literal", plainFont], "font-scale": 0.86 },
  ];
}
