/** A second map with the same ground as the first, which it follows, and with the grids of before. */
import type { FeatureCollection } from "geojson";
import {
  Map as MapView,
  type LayerSpecification,
  type LineLayerSpecification,
  type StyleSpecification,
} from "maplibre-gl";
import { says } from "../core/language";
import { statusOf, statusSigns } from "../map/grid-status";
import { collect, featureOf } from "../map/overlay";
import { boldFont, match, plainFont, rounded, zoomed } from "../map/paint";
import { gridColours, ink } from "../map/palette";
import { addPatterns } from "../map/patterns";
import type { Slot } from "../map/slots";
import type { GridBefore } from "./swipe";

/** What is drawn on the ground. */
export interface Before {
  readonly grids: readonly GridBefore[];
  readonly marks: FeatureCollection;
}

/** Draws it into a container until the returned function is called. */
export function makeMapBefore(container: HTMLElement, leader: MapView, before: Before): () => void {
  let follower: MapView | null = null;
  const followed = (): void => {
    follower?.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() });
  };
  const begin = (): void => {
    follower = new MapView({
      container,
      style: groundOf(leader.getStyle()),
      center: leader.getCenter(),
      zoom: leader.getZoom(),
      interactive: false,
      fadeDuration: 0,
      attributionControl: false,
    });
    const map = follower;
    map.on("load", () => {
      addPatterns(map);
      drawBefore(map, before);
    });
    map.on("idle", () => {
      container.dataset.drawn = String(before.grids.length);
    });
    leader.on("move", followed);
    leader.on("resize", followed);
  };
  // What is still on its way belongs to the ground, too.
  if (leader.loaded()) begin();
  else leader.once("idle", begin);
  return () => {
    leader.off("idle", begin);
    leader.off("move", followed);
    leader.off("resize", followed);
    follower?.remove();
  };
}

/** Only what every plan of the community stands on, and the marks of the order of layers. */
function groundOf({ sources, layers, ...style }: StyleSpecification): StyleSpecification {
  const isGround = ({ id }: LayerSpecification): boolean =>
    id === "paper" || id.startsWith("slot-") || id.startsWith("ground-");
  return {
    ...style,
    sources: Object.fromEntries(Object.entries(sources).filter(([id]) => id.startsWith("ground-"))),
    layers: layers.filter(isGround),
  };
}

const say = says({ households: { zh: "{n} 户", en: "{n} hh" } });

const source = "impact-before";
const outline = "ground-community-line";

function drawBefore(map: MapView, { grids, marks }: Before): void {
  map.addSource(source, { type: "geojson", data: collect(grids.map(areaOf)) });
  map.addSource("impact-before-labels", { type: "geojson", data: collect(grids.map(labelOf)) });
  map.addSource("impact-moving", { type: "geojson", data: marks });
  const add = (slot: Slot, layer: LayerSpecification): void => {
    // The outline of the community lies over the borders of its grids, as beside it.
    const isBorder = slot === "borders" && map.getLayer(outline) !== undefined;
    map.addLayer(layer, isBorder ? outline : `slot-${slot}`);
  };
  add("areas", {
    id: "impact-before-fill",
    type: "fill",
    source,
    paint: { "fill-color": match("status", gridColours, ink), "fill-opacity": 0.36 },
  });
  add("areas", {
    id: "impact-before-hatch",
    type: "fill",
    source,
    paint: { "fill-pattern": ["concat", "hatch-", ["get", "status"]], "fill-opacity": 0.55 },
  });
  add("borders", {
    id: "impact-before-casing",
    type: "line",
    source,
    layout: rounded,
    paint: { "line-color": "#ffffff", "line-width": zoomed(2.4, 6) },
  });
  add("borders", {
    id: "impact-before-border",
    type: "line",
    source,
    layout: rounded,
    paint: { "line-color": ink, "line-width": zoomed(1, 2.4) },
  });
  for (const layer of markLayers("impact-moving")) add("marks", layer);
  add("labels", {
    id: "impact-before-label",
    type: "symbol",
    source: "impact-before-labels",
    layout: {
      "text-field": [
        "format",
        ["get", "label"],
        { "text-font": ["literal", boldFont] },
        "\n",
        {},
        ["get", "below"],
        { "text-font": ["literal", plainFont], "font-scale": 0.86 },
      ],
      "text-font": boldFont,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 16, 13.5],
    },
    paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
  });
}

function areaOf({ polygon, grid }: GridBefore) {
  return featureOf(polygon, { status: statusOf(grid) });
}

function labelOf({ code, households, grid }: GridBefore) {
  const sign = statusSigns[statusOf(grid)];
  const below = `${sign} ${say("households", { n: households })}`.trim();
  return featureOf(grid.pointOnSurface, { label: code.slice(-3), below });
}

/** A bold outline around what moves, legible on every colour. */
export function markLayers(from: string): LineLayerSpecification[] {
  return [
    {
      id: `${from}-casing`,
      type: "line",
      source: from,
      layout: rounded,
      paint: { "line-color": "#ffffff", "line-width": zoomed(2.5, 7) },
    },
    {
      id: `${from}-line`,
      type: "line",
      source: from,
      layout: rounded,
      paint: { "line-color": ink, "line-width": zoomed(1.2, 3.6) },
    },
  ];
}
