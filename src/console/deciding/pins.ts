/** Numbered pins on the map, and the one that is just being set. */
import { useEffect, useMemo } from "preact/hooks";
import {
  collect,
  featureOf,
  featureSource,
  useFeatures,
  useOverlay,
  type Overlay,
} from "../map/overlay";
import { boldFont } from "../map/paint";
import { ink } from "../map/palette";
import { theMap } from "../map/stage";
import { useFirstClick } from "./first-click";

/** Longitude, latitude. */
export type Place = readonly [number, number];

interface Pin {
  readonly id: string;
  readonly number: number;
  readonly place: readonly number[];
}

const source = "deciding-pins";
const layer = "deciding-pins-circle";

export function usePins(props: {
  pins: readonly Pin[];
  chosen: string | null;
  pending: Place | null;
  onChoose: (id: string) => void;
}): void {
  const { pins, chosen, pending, onChoose } = props;
  useOverlay(makeOverlay);
  useFeatures(
    source,
    useMemo(
      () =>
        collect(
          pins.map(({ id, number, place }) =>
            featureOf({ type: "Point", coordinates: [...place] }, { id, number }),
          ),
        ),
      [pins],
    ),
  );
  useFeatures(
    "deciding-pending",
    useMemo(
      () =>
        collect(
          pending === null ? [] : [featureOf({ type: "Point", coordinates: [...pending] }, {})],
        ),
      [pending],
    ),
  );
  const map = theMap.value;
  useEffect(() => {
    if (map === null || chosen === null) return undefined;
    const pin = { source, id: chosen };
    map.setFeatureState(pin, { chosen: true });
    return () => {
      if (theMap.peek() === map && map.getSource(source)) map.removeFeatureState(pin);
    };
  }, [map, chosen, pins]);
  useFirstClick((at, point) => {
    if (!at.getLayer(layer)) return false;
    const [hit] = at.queryRenderedFeatures(point, { layers: [layer] });
    const id: unknown = hit?.properties.id;
    if (typeof id !== "string") return false;
    onChoose(id);
    return true;
  });
}

function makeOverlay(): Overlay {
  const tools = "tools" as const;
  return {
    sources: { [source]: featureSource("id"), "deciding-pending": featureSource() },
    layers: [
      {
        slot: tools,
        layer: {
          id: layer,
          type: "circle",
          source,
          paint: {
            "circle-radius": ["case", ["boolean", ["feature-state", "chosen"], false], 15, 12],
            "circle-color": [
              "case",
              ["boolean", ["feature-state", "chosen"], false],
              ink,
              "#8a1f5c",
            ],
            "circle-stroke-color": "#ffffff",
            "circle-stroke-width": 2.5,
          },
        },
      },
      {
        slot: tools,
        layer: {
          id: "deciding-pins-number",
          type: "symbol",
          source,
          layout: {
            "text-field": ["to-string", ["get", "number"]],
            "text-font": boldFont,
            "text-size": 13,
            "text-allow-overlap": true,
            "text-ignore-placement": true,
          },
          paint: { "text-color": "#ffffff" },
        },
      },
      {
        slot: tools,
        layer: {
          id: "deciding-pending-circle",
          type: "circle",
          source: "deciding-pending",
          paint: {
            "circle-radius": 10,
            "circle-color": "#ffffff",
            "circle-stroke-color": "#8a1f5c",
            "circle-stroke-width": 4,
          },
        },
      },
    ],
  };
}
