/** What the editing view draws above the plan. */
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { featureSource, type Overlay } from "../map/overlay";
import { rounded, zoomed } from "../map/paint";
import type { Slot } from "../map/slots";

export const BUILDINGS = "edit-buildings";
export const TARGET = "edit-target";
export const PLACES = "edit-places";
export const DRAWING = "edit-drawing";

/** Of no grid, building or barrier. */
const chosenColour = "#d4267d";
const targetColour = "#1d4f7c";

const isChosen: ExpressionSpecification = ["boolean", ["feature-state", "chosen"], false];

export function editOverlay(): Overlay {
  const layers: [Slot, LayerSpecification][] = [
    [
      "marks",
      {
        id: "edit-chosen-fill",
        type: "fill",
        source: BUILDINGS,
        paint: { "fill-color": chosenColour, "fill-opacity": ["case", isChosen, 0.75, 0] },
      },
    ],
    [
      "marks",
      {
        id: "edit-chosen-line",
        type: "line",
        source: BUILDINGS,
        layout: rounded,
        paint: {
          "line-color": "#5e0a33",
          "line-width": 2.4,
          "line-opacity": ["case", isChosen, 1, 0],
        },
      },
    ],
    [
      "marks",
      {
        id: "edit-target-line",
        type: "line",
        source: TARGET,
        paint: {
          "line-color": targetColour,
          "line-width": zoomed(3, 7),
          "line-dasharray": [2, 1],
        },
      },
    ],
    [
      "tools",
      {
        id: "edit-places-dot",
        type: "circle",
        source: PLACES,
        paint: {
          "circle-radius": 6,
          "circle-color": chosenColour,
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 2,
        },
      },
    ],
    [
      "tools",
      {
        id: "edit-drawing-line",
        type: "line",
        source: DRAWING,
        layout: rounded,
        paint: { "line-color": chosenColour, "line-width": 2.5, "line-dasharray": [2, 1.5] },
      },
    ],
  ];
  return {
    sources: {
      [BUILDINGS]: featureSource("id"),
      [TARGET]: featureSource(),
      [PLACES]: featureSource(),
      [DRAWING]: featureSource(),
    },
    layers: layers.map(([slot, layer]) => ({ slot, layer })),
  };
}
