/** Brings the place of a finding into sight, and marks it. */
import { signal } from "@preact/signals";
import type { Geometry } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import { showAll } from "../map/camera";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { theMap } from "../map/stage";

const glideMs = 400;
const marked = signal<Geometry | null>(null);

/** Looks at the ground around a place, and marks the place; null: there is no single one. */
export function showPlace(place: Geometry | null, around: Geometry): void {
  marked.value = place;
  const map = theMap.peek();
  if (map === null) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  showAll(map, [around], still ? 0 : glideMs);
}

/** A ring around the marked place. */
export function PlaceMark() {
  const place = marked.value;
  useOverlay(() => ({
    sources: { "plan-place": featureSource() },
    layers: [
      {
        slot: "tools",
        layer: {
          id: "plan-place-ring",
          type: "circle",
          source: "plan-place",
          paint: {
            "circle-radius": 14,
            "circle-color": "rgba(0, 0, 0, 0)",
            "circle-stroke-color": "#d4267d",
            "circle-stroke-width": 4,
          },
        },
      },
    ],
  }));
  useFeatures(
    "plan-place",
    useMemo(() => (place === null ? null : collect([featureOf(place, {})])), [place]),
  );
  useEffect(
    () => () => {
      marked.value = null;
    },
    [],
  );
  return null;
}
