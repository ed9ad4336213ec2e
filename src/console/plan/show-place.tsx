/** Brings the place of a finding into sight, and marks it. */
import { signal } from "@preact/signals";
import type { Geometry } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import { showAll } from "../map/camera";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { theMap } from "../map/stage";

const glideMs = 400;

/** What is marked: a place, if there is a single one, and the buildings concerned. */
interface Marked {
  readonly place: Geometry | null;
  readonly buildings: readonly Geometry[];
}

const nothing: Marked = { place: null, buildings: [] };
const marked = signal<Marked>(nothing);

/** Looks at some ground, and marks what is to be seen there. */
export function showPlace(what: Marked, around: readonly Geometry[]): void {
  marked.value = what;
  const map = theMap.peek();
  if (map === null) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  showAll(map, around, still ? 0 : glideMs);
}

/** A ring around the marked place, and the outlines of the buildings concerned. */
export function PlaceMark() {
  const { place, buildings } = marked.value;
  useOverlay(() => ({
    sources: { "plan-place": featureSource(), "plan-place-buildings": featureSource() },
    layers: [
      {
        slot: "marks",
        layer: {
          id: "plan-place-buildings-line",
          type: "line",
          source: "plan-place-buildings",
          paint: { "line-color": "#d4267d", "line-width": 2.5 },
        },
      },
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
  useFeatures(
    "plan-place-buildings",
    useMemo(() => collect(buildings.map((polygon) => featureOf(polygon, {}))), [buildings]),
  );
  useEffect(
    () => () => {
      marked.value = nothing;
    },
    [],
  );
  return null;
}
