/** The grids of a plan on the map: filled by status, hatched, bordered, labelled, and one chosen. */
import type { Geometry } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { format, language, says } from "../core/language";
import { statusOf, statusSigns, type Sized } from "../map/grid-status";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { boldFont, match, plainFont, rounded, zoomed } from "../map/paint";
import { gridColours, ink } from "../map/palette";
import { theMap } from "../map/stage";
import type { Slot } from "../map/slots";

/** What is drawn of a grid. */
export interface MapGrid extends Sized {
  readonly label: string;
  readonly code: string | null;
  readonly name?: string | null;
  readonly locked?: boolean;
  readonly households: number;
  readonly areaM2: number;
  readonly polygon: Geometry;
  readonly pointOnSurface: Geometry;
}

/** The layer of the grids' ground, for clicks; features have their grid's `label`. */
export const GRID_LAYER = "plan-grids-fill";
const GRIDS = "plan-grids";
const LABELS = "plan-labels";
const CHOSEN = "plan-grids-chosen";

const say = says({
  households: { zh: "{n} 户", en: "{n} hh" },
  locked: { zh: "已锁定", en: "locked" },
});

/** The source of the grids' outlines and that of their labels belong to this overlay alone. */
export function PlanLayers(props: { grids: readonly MapGrid[]; selected: string | null }) {
  const { grids, selected } = props;
  const spoken = language.value;
  useOverlay(makeOverlay);
  useFeatures(
    GRIDS,
    useMemo(
      () =>
        collect(
          grids.map((grid) =>
            featureOf(grid.polygon, { label: grid.label, status: statusOf(grid) }),
          ),
        ),
      [grids],
    ),
  );
  useFeatures(
    LABELS,
    useMemo(() => collect(grids.map(labelFeature)), [grids, spoken]),
  );
  useMark(CHOSEN, selected);
  return null;
}

function labelFeature(grid: MapGrid) {
  const status = statusOf(grid);
  const households = say("households", { n: grid.households });
  const second = [statusSigns[status], households].filter((part) => part !== "").join(" ");
  return featureOf(grid.pointOnSurface, {
    label: grid.label,
    code: grid.code ?? grid.label,
    name: grid.name ?? "",
    below: grid.locked ? format.list([second, say("locked")]) : second,
    size: grid.areaM2,
  });
}

/** Marks one grid by a layer of its own. */
function useMark(layerId: string, label: string | null): void {
  const map = theMap.value;
  useEffect(() => {
    if (map?.getLayer(layerId)) map.setFilter(layerId, ["==", ["get", "label"], label ?? ""]);
  }, [map, layerId, label]);
}

function makeOverlay() {
  const layers: [Slot, LayerSpecification][] = [
    [
      "areas",
      {
        id: GRID_LAYER,
        type: "fill",
        source: GRIDS,
        paint: {
          "fill-color": match("status", gridColours, gridColours.inBand),
          "fill-opacity": 0.36,
        },
      },
    ],
    [
      "areas",
      {
        id: "plan-grids-hatch",
        type: "fill",
        source: GRIDS,
        paint: {
          "fill-pattern": ["concat", "hatch-", ["get", "status"]],
          "fill-opacity": 0.55,
        },
      },
    ],
    ["borders", line("plan-grids-casing", "#ffffff", zoomed(2.4, 6))],
    ["borders", line("plan-grids-line", ink, zoomed(1, 2.4))],
    ["marks", { ...line(CHOSEN, "#d4267d", zoomed(3, 6)), filter: ["==", ["get", "label"], ""] }],
    ["labels", labelLayer()],
  ];
  return {
    sources: { [GRIDS]: featureSource("label"), [LABELS]: featureSource() },
    layers: layers.map(([slot, layer]) => ({ slot, layer })),
  };
}

function line(
  id: string,
  colour: string,
  width: ExpressionSpecification,
): Extract<LayerSpecification, { type: "line" }> {
  return {
    id,
    type: "line",
    source: GRIDS,
    layout: rounded,
    paint: { "line-color": colour, "line-width": width },
  };
}

function labelLayer(): LayerSpecification {
  return {
    id: LABELS,
    type: "symbol",
    source: LABELS,
    layout: {
      "text-field": ["step", ["zoom"], labelOf("label"), 16.6, labelOf("code")],
      "text-font": boldFont,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 16, 13.5],
      "text-line-height": 1.15,
      "text-padding": 1,
      "symbol-sort-key": ["-", 0, ["get", "size"]],
      "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
      "text-radial-offset": 0.2,
    },
    paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.8 },
  };
}

/** The grid's number and name in bold, its households below. */
function labelOf(number: "label" | "code"): ExpressionSpecification {
  const boldly: ExpressionSpecification = ["literal", boldFont];
  const plainly: ExpressionSpecification = ["literal", plainFont];
  return [
    "format",
    ["get", number],
    { "text-font": boldly },
    ["case", ["==", ["get", "name"], ""], "", ["concat", " ", ["get", "name"]]],
    { "text-font": boldly },
    "\n",
    {},
    ["get", "below"],
    { "text-font": plainly, "font-scale": 0.86 },
  ];
}
