/** A second map with the same ground as the first, which it follows, and with the grids of before. */
import type { FeatureCollection } from "geojson";
import {
  Map as MapView,
  type LayerSpecification,
  type LineLayerSpecification,
  type StyleSpecification,
} from "maplibre-gl";
import { statusOf } from "../map/grid-status";
import { collect, featureOf } from "../map/overlay";
import { boldFont, match, rounded, zoomed } from "../map/paint";
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

const source = "impact-before";

function drawBefore(map: MapView, { grids, marks }: Before): void {
  map.addSource(source, { type: "geojson", data: collect(grids.map(areaOf)) });
  map.addSource("impact-before-labels", { type: "geojson", data: collect(grids.map(labelOf)) });
  map.addSource("impact-moving", { type: "geojson", data: marks });
  const add = (slot: Slot, layer: LayerSpecification): void => {
    map.addLayer(layer, `slot-${slot}`);
  };
  add("areas", {
    id: "impact-before-fill",
    type: "fill",
    source,
    paint: { "fill-color": match("status", gridColours, ink), "fill-opacity": 0.3 },
  });
  add("areas", {
    id: "impact-before-hatch",
    type: "fill",
    source,
    paint: { "fill-pattern": ["concat", "hatch-", ["get", "status"]] },
  });
  add("borders", {
    id: "impact-before-border",
    type: "line",
    source,
    layout: rounded,
    paint: { "line-color": ink, "line-width": zoomed(1.2, 3) },
  });
  for (const layer of markLayers("impact-moving")) add("marks", layer);
  add("labels", {
    id: "impact-before-label",
    type: "symbol",
    source: "impact-before-labels",
    layout: {
      "text-field": ["get", "label"],
      "text-font": boldFont,
      "text-size": 14,
      "text-allow-overlap": true,
    },
    paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
  });
}

function areaOf({ polygon, grid }: GridBefore) {
  return featureOf(polygon, { status: statusOf(grid) });
}

function labelOf({ code, grid }: GridBefore) {
  return featureOf(grid.pointOnSurface, { label: code.slice(-3) });
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
