/** How roads, rivers, railways and walls are drawn. */
import type { ExpressionSpecification, LineLayerSpecification } from "maplibre-gl";
import { rounded, zoomed } from "./paint";
import { barrierColours } from "./palette";

/** Widths at zoom 13 and 18; a road's class is the source's own, such as OpenStreetMap's. */
const roadWidth: ExpressionSpecification = [
  "match",
  ["get", "class"],
  ["motorway", "trunk", "primary"],
  3,
  ["secondary", "tertiary"],
  2,
  1,
];

/** The layers of a source of barriers with `kind` and `class`. Water below roads, roads below rails, as they mostly are. */
export function barrierLayers(source: string): LineLayerSpecification[] {
  const line = (name: string, paint: LineLayerSpecification["paint"]): LineLayerSpecification => ({
    id: `${source}-${name}`,
    type: "line",
    source,
    paint,
    layout: rounded,
  });
  const roads: ExpressionSpecification = ["==", ["get", "kind"], "ROAD"];
  const railways: ExpressionSpecification = ["==", ["get", "kind"], "RAILWAY"];
  return [
    {
      ...line("rivers", {
        "line-color": barrierColours.RIVER,
        "line-width": zoomed(3, 14),
      }),
      filter: ["==", ["get", "kind"], "RIVER"],
    },
    {
      ...line("roads-casing", {
        "line-color": "#b9a988",
        "line-width": zoomed(["+", 0.8, roadWidth], ["+", 2, ["*", 4, roadWidth]]),
      }),
      filter: roads,
    },
    {
      ...line("roads", {
        "line-color": barrierColours.ROAD,
        "line-width": zoomed(["*", 0.6, roadWidth], ["*", 4, roadWidth]),
      }),
      filter: roads,
    },
    {
      ...line("railways", {
        "line-color": barrierColours.RAILWAY,
        "line-width": zoomed(1.6, 5),
      }),
      filter: railways,
    },
    {
      ...line("railways-sleepers", {
        "line-color": "#ffffff",
        "line-width": zoomed(0.8, 3),
        "line-dasharray": [4, 4],
      }),
      layout: { "line-cap": "butt" },
      filter: railways,
    },
    {
      ...line("walls", {
        "line-color": barrierColours.WALL,
        "line-width": zoomed(1, 2.5),
        "line-dasharray": [3, 1],
      }),
      layout: { "line-cap": "butt" },
      filter: ["==", ["get", "kind"], "WALL"],
    },
  ];
}
