/** How the map is drawn. It has no tiles, glyphs or sprites: nothing is fetched from anywhere. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { nothing } from "./map-features";
import { barrierColours, buildingColours, gridColours, ink, paper } from "./palette";
import type { LayerName } from "./state";

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

/** Widths at zoom 13 and 18; a road's class is the source's own, such as OpenStreetMap's. */
const roadWidth: ExpressionSpecification = [
  "match",
  ["get", "class"],
  ["motorway", "trunk", "primary"],
  3,
  ["secondary", "tertiary"],
  2,
  1,
];

function barrierLayers(): LayerSpecification[] {
  const roads: ExpressionSpecification = ["==", ["get", "kind"], "ROAD"];
  const railways: ExpressionSpecification = ["==", ["get", "kind"], "RAILWAY"];
  return [
    {
      ...line("rivers", "barriers", {
        "line-color": barrierColours.RIVER,
        "line-width": zoomed(3, 14),
      }),
      filter: ["==", ["get", "kind"], "RIVER"],
    },
    {
      ...line("roads-casing", "barriers", {
        "line-color": "#b9a988",
        "line-width": zoomed(["+", 0.8, roadWidth], ["+", 2, ["*", 4, roadWidth]]),
      }),
      filter: roads,
    },
    {
      ...line("roads", "barriers", {
        "line-color": barrierColours.ROAD,
        "line-width": zoomed(["*", 0.6, roadWidth], ["*", 4, roadWidth]),
      }),
      filter: roads,
    },
    {
      ...line("railways", "barriers", {
        "line-color": barrierColours.RAILWAY,
        "line-width": zoomed(1.6, 5),
      }),
      filter: railways,
    },
    {
      ...line("railways-sleepers", "barriers", {
        "line-color": "#ffffff",
        "line-width": zoomed(0.8, 3),
        "line-dasharray": [4, 4],
      }),
      layout: { "line-cap": "butt" },
      filter: railways,
    },
    {
      ...line("walls", "barriers", {
        "line-color": barrierColours.WALL,
        "line-width": zoomed(1, 2.5),
        "line-dasharray": [3, 1],
      }),
      layout: { "line-cap": "butt" },
      filter: ["==", ["get", "kind"], "WALL"],
    },
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

function fill(id: string, source: SourceName, paint: FillPaint): LayerSpecification {
  return { id, type: "fill", source, paint };
}

function line(id: string, source: SourceName, paint: LinePaint): LineLayer {
  return { id, type: "line", source, paint, layout: { "line-join": "round", "line-cap": "round" } };
}

type LineLayer = Extract<LayerSpecification, { type: "line" }>;
type LinePaint = LineLayer["paint"];
type FillPaint = Extract<LayerSpecification, { type: "fill" }>["paint"];

function match(
  property: string,
  colours: Readonly<Record<string, string>>,
  otherwise: string,
): ExpressionSpecification {
  const [first, ...rest] = Object.entries(colours);
  return ["match", ["get", property], ...first, ...rest.flat(), otherwise];
}

/** A width that grows with the scale, between zoom 13 and 18. */
function zoomed(
  at13: number | ExpressionSpecification,
  at18: number | ExpressionSpecification,
): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.4], ["zoom"], 13, at13, 18, at18];
}
