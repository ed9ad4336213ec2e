/** Every community on the map, by tiles; what was looked for stands out. */
import { signal, useSignalEffect } from "@preact/signals";
import type { ExpressionSpecification } from "maplibre-gl";
import type { Geometry } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import { changes } from "../core/client";

import { follow, linkToView } from "../core/route";
import { lookAtWhole } from "../map/framed-map";
import {
  collect,
  featureOf,
  featureSource,
  useFeatures,
  useMapClick,
  useOverlay,
  type Overlay,
} from "../map/overlay";
import { boldFont, rounded, zoomed } from "../map/paint";
import { gridColours, ink } from "../map/palette";
import { theMap } from "../map/stage";

const SOURCE = "home-communities";
const LAYER = "communities";
const FILL = "home-communities-fill";

/** The community that the list points at. */
const pointedAt = signal<string | null>(null);

export function pointAt(id: string | null): void {
  pointedAt.value = id;
}

interface Shown {
  readonly id: string;
  readonly polygon: Geometry;
}

export function HomeMap(props: { communities: readonly Shown[] | null; isFiltered: boolean }) {
  const { communities, isFiltered } = props;
  const key = String(changes.value);
  useOverlay(() => makeOverlay(key), key);
  useFeatures(
    "home-found",
    useMemo(
      () =>
        communities !== null && isFiltered
          ? collect(communities.map(({ polygon }) => featureOf(polygon, {})))
          : null,
      [communities, isFiltered],
    ),
    key,
  );
  useMapClick([FILL], (feature) => {
    const id: unknown = feature?.properties.id;
    const code: unknown = feature?.properties.code;
    const community = typeof code === "string" ? code : id;
    if (typeof community === "string") follow(linkToView("community", { community }));
  });
  usePointed(key);
  const map = theMap.value;
  const whole = communities?.map(({ id }) => id).join(" ") ?? "";
  useEffect(() => {
    if (communities !== null && communities.length > 0) {
      lookAtWhole(communities.map(({ polygon }) => polygon));
    }
  }, [map, whole]);
  return null;
}

function usePointed(key: string): void {
  useSignalEffect(() => {
    const map = theMap.value;
    const id = pointedAt.value;
    if (map === null || id === null || !map.getSource(SOURCE)) return undefined;
    const feature = { source: SOURCE, sourceLayer: LAYER, id };
    map.setFeatureState(feature, { pointed: true });
    return () => {
      if (theMap.peek() === map && map.getSource(SOURCE)) map.removeFeatureState(feature);
    };
  });
  useEffect(() => () => pointAt(null), [key]);
}

function makeOverlay(round: string): Overlay {
  const pointed: ExpressionSpecification = ["boolean", ["feature-state", "pointed"], false];
  return {
    sources: {
      [SOURCE]: {
        type: "vector",
        // Another address for each round, so that nothing of before is shown.
        tiles: [`${location.origin}/tiles/communities/{z}/{x}/{y}.mvt?round=${round}`],
        maxzoom: 16,
        promoteId: { [LAYER]: "id" },
      },
      "home-found": featureSource(),
    },
    layers: [
      {
        slot: "ground",
        layer: {
          id: FILL,
          type: "fill",
          source: SOURCE,
          "source-layer": LAYER,
          paint: {
            "fill-color": ["case", ["get", "inForce"], gridColours.inBand, "#fdfcf9"],
            "fill-opacity": ["case", pointed, 0.55, ["get", "inForce"], 0.26, 1],
          },
        },
      },
      {
        slot: "borders",
        layer: {
          id: "home-communities-line",
          type: "line",
          source: SOURCE,
          "source-layer": LAYER,
          layout: rounded,
          paint: { "line-color": ink, "line-width": ["case", pointed, 4, 1.4] },
        },
      },
      {
        slot: "marks",
        layer: {
          id: "home-found-line",
          type: "line",
          source: "home-found",
          layout: rounded,
          paint: { "line-color": "#1d4f7c", "line-width": zoomed(3, 6) },
        },
      },
      {
        slot: "labels",
        layer: {
          id: "home-communities-label",
          type: "symbol",
          source: SOURCE,
          "source-layer": `${LAYER}-labels`,
          minzoom: 12,
          layout: {
            "text-field": ["concat", ["get", "name"], ["case", ["get", "inForce"], " ✓", ""]],
            "text-font": boldFont,
            "text-size": 13,
            "text-max-width": 9,
          },
          paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
        },
      },
    ],
  };
}
