/** The grids in force, as borders with labels: where a planner begins. */
import { useMemo } from "preact/hooks";
import { useQuery } from "../core/query";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { boldFont, rounded, zoomed } from "../map/paint";
import { ink } from "../map/palette";
import { GridsInForce } from "./community.generated";

export function InForceLayers({ communityId }: { communityId: string }) {
  const { data } = useQuery(GridsInForce, { id: communityId });
  const grids = data?.community?.planInForce?.grids ?? null;
  useOverlay(makeOverlay);
  useFeatures(
    "community-in-force",
    useMemo(
      () =>
        grids &&
        collect(
          grids.map(({ polygon, kind }) => featureOf(polygon, { isMicro: kind === "MICRO" })),
        ),
      [grids],
    ),
  );
  useFeatures(
    "community-in-force-labels",
    useMemo(
      () =>
        grids &&
        collect(grids.map(({ pointOnSurface, label }) => featureOf(pointOnSurface, { label }))),
      [grids],
    ),
  );
  return null;
}

function makeOverlay() {
  return {
    sources: {
      "community-in-force": featureSource(),
      "community-in-force-labels": featureSource(),
    },
    layers: [
      {
        slot: "borders" as const,
        layer: {
          id: "community-in-force-halo",
          type: "line" as const,
          source: "community-in-force",
          layout: rounded,
          paint: { "line-color": "#fdfcf9", "line-width": zoomed(3, 7), "line-opacity": 0.8 },
        },
      },
      {
        slot: "borders" as const,
        layer: {
          id: "community-in-force-line",
          type: "line" as const,
          source: "community-in-force",
          layout: rounded,
          paint: { "line-color": ink, "line-width": zoomed(1, 2.6) },
        },
      },
      {
        slot: "labels" as const,
        layer: {
          id: "community-in-force-label",
          type: "symbol" as const,
          source: "community-in-force-labels",
          layout: {
            "text-field": ["get", "label"] as ["get", string],
            "text-font": boldFont,
            "text-size": 13,
          },
          paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 2 },
        },
      },
    ],
  };
}
