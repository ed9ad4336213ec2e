/** The communities whose plans are in the box, on the map: a click opens the plan. */
import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { go } from "../core/route";
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
import { boldFont, match, rounded, zoomed } from "../map/paint";
import { ink, paper } from "../map/palette";
import { theMap } from "../map/stage";
import type { InboxPlan } from "./inbox-card";

/** Id of the community that is pointed at in the list. */
export const pointedAt = signal<string | null>(null);

const source = "inbox-communities";
const fill = "inbox-communities-fill";

/** Descendants of Okabe and Ito's set; the list says the same in words. */
const stateColours = {
  DRAFT: "#c9480c",
  SUBMITTED: "#3f9bd8",
  ENDORSED: "#0a8f6c",
  APPROVED: "#9a4d8f",
} as const;

export function InboxMap({ plans }: { plans: readonly InboxPlan[] }) {
  const key = plans.map(({ id, state }) => `${id} ${state}`).join();
  useOverlay(makeOverlay);
  useFeatures(
    source,
    useMemo(() => collect(communities(plans)), [key]),
  );
  useMapClick([fill], (feature) => {
    const plan: unknown = feature?.properties.plan;
    if (typeof plan === "string") go({ view: "plan", plan, tab: "decide" });
  });
  const map = theMap.value;
  useEffect(() => {
    if (plans.length > 0) lookAtWhole(plans.map(({ community }) => community.polygon));
  }, [map, key]);
  const pointed = pointedAt.value;
  useEffect(() => {
    if (map === null || pointed === null || !map.getSource(source)) return undefined;
    const feature = { source, id: pointed };
    map.setFeatureState(feature, { pointed: true });
    return () => {
      if (theMap.peek() === map && map.getSource(source)) map.removeFeatureState(feature);
    };
  }, [map, pointed, key]);
  return null;
}

/** One feature for each community: its plan that is furthest opens. */
function communities(plans: readonly InboxPlan[]) {
  const first = new Map(plans.map((plan) => [plan.community.id, plan]));
  return [...first.values()].map(({ id, state, community }) =>
    featureOf(community.polygon, {
      community: community.id,
      name: community.name,
      plan: id,
      state,
    }),
  );
}

function makeOverlay(): Overlay {
  return {
    sources: { [source]: featureSource("community") },
    layers: [
      {
        slot: "areas",
        layer: {
          id: fill,
          type: "fill",
          source,
          paint: {
            "fill-color": match("state", stateColours, ink),
            "fill-opacity": ["case", ["boolean", ["feature-state", "pointed"], false], 0.65, 0.35],
          },
        },
      },
      {
        slot: "borders",
        layer: {
          id: "inbox-communities-line",
          type: "line",
          source,
          layout: rounded,
          paint: { "line-color": ink, "line-width": zoomed(1.2, 3) },
        },
      },
      {
        slot: "labels",
        layer: {
          id: "inbox-communities-name",
          type: "symbol",
          source,
          layout: { "text-field": ["get", "name"], "text-font": boldFont, "text-size": 13 },
          paint: { "text-color": ink, "text-halo-color": paper, "text-halo-width": 1.6 },
        },
      },
    ],
  };
}
