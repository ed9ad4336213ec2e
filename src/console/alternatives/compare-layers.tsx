/** What differs, on the map: ground that is in another grid, and the borders it is compared with. */
import { useMemo } from "preact/hooks";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { boldFont, zoomed } from "../map/paint";
import type { ComparisonQuery } from "./compare.generated";

type Found = NonNullable<ComparisonQuery["comparePlans"]>;

/** Neither a grid's nor a building's colour. */
export const differenceColour = "#6a1b9a";

const noLabel = "–";

export function CompareLayers(props: { comparison: Found; chosen: number | null }) {
  const { comparison, chosen } = props;
  const { groundChanges, against } = comparison;
  useOverlay(makeOverlay);
  const changed = useMemo(
    () =>
      collect(
        groundChanges.map(({ geometry, from, to, households }) =>
          featureOf(geometry, {
            words: `${from?.label ?? noLabel} → ${to?.label ?? noLabel}`,
            households,
          }),
        ),
      ),
    [groundChanges],
  );
  useFeatures("compare-changes", changed);
  useFeatures(
    "compare-chosen",
    useMemo(
      () => (chosen === null ? null : collect(changed.features.slice(chosen, chosen + 1))),
      [changed, chosen],
    ),
  );
  useFeatures(
    "compare-against",
    useMemo(
      () => against && collect(against.grids.map(({ polygon }) => featureOf(polygon, {}))),
      [against],
    ),
  );
  return null;
}

function makeOverlay() {
  return {
    sources: {
      "compare-changes": featureSource(),
      "compare-chosen": featureSource(),
      "compare-against": featureSource(),
    },
    layers: [
      {
        slot: "marks" as const,
        layer: {
          id: "compare-changes-fill",
          type: "fill" as const,
          source: "compare-changes",
          paint: { "fill-color": differenceColour, "fill-opacity": 0.3 },
        },
      },
      {
        slot: "marks" as const,
        layer: {
          id: "compare-against-line",
          type: "line" as const,
          source: "compare-against",
          paint: {
            "line-color": differenceColour,
            "line-width": zoomed(1, 2.6),
            "line-dasharray": [3, 2],
          },
        },
      },
      {
        slot: "marks" as const,
        layer: {
          id: "compare-chosen-line",
          type: "line" as const,
          source: "compare-chosen",
          paint: { "line-color": differenceColour, "line-width": zoomed(3, 6) },
        },
      },
      {
        slot: "labels" as const,
        layer: {
          id: "compare-chosen-words",
          type: "symbol" as const,
          source: "compare-chosen",
          layout: {
            "text-field": ["get", "words"] as ["get", string],
            "text-font": boldFont,
            "text-size": 13,
            "text-allow-overlap": true,
          },
          paint: {
            "text-color": differenceColour,
            "text-halo-color": "#ffffff",
            "text-halo-width": 2,
          },
        },
      },
    ],
  };
}
