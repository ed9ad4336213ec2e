/** What the ledger points at on the map. */
import { useMemo } from "preact/hooks";
import type { Building } from "../ground/ground";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { rounded, zoomed } from "../map/paint";
import { ink } from "../map/palette";

const markColour = "#1d4f7c";

export function LedgerLayers(props: { marked: readonly Building[]; chosen: Building | null }) {
  const { marked, chosen } = props;
  useOverlay(makeOverlay);
  useFeatures(
    "ledger-marked",
    useMemo(() => collect(marked.map(({ polygon }) => featureOf(polygon, {}))), [marked]),
  );
  useFeatures(
    "ledger-chosen",
    useMemo(() => chosen && collect([featureOf(chosen.polygon, {})]), [chosen]),
  );
  return null;
}

function makeOverlay() {
  return {
    sources: { "ledger-marked": featureSource(), "ledger-chosen": featureSource() },
    layers: [
      {
        slot: "marks" as const,
        layer: {
          id: "ledger-marked-fill",
          type: "fill" as const,
          source: "ledger-marked",
          paint: { "fill-color": markColour, "fill-opacity": 0.45 },
        },
      },
      {
        slot: "marks" as const,
        layer: {
          id: "ledger-chosen-halo",
          type: "line" as const,
          source: "ledger-chosen",
          layout: rounded,
          paint: { "line-color": "#ffffff", "line-width": zoomed(5, 9) },
        },
      },
      {
        slot: "marks" as const,
        layer: {
          id: "ledger-chosen-line",
          type: "line" as const,
          source: "ledger-chosen",
          layout: rounded,
          paint: { "line-color": ink, "line-width": zoomed(2.4, 5) },
        },
      },
    ],
  };
}
