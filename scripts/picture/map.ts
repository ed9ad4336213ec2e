import type { Category, Grid, Plan } from "../../src/engine";
import { barrierColours, buildingColours, gridColours, ink } from "../../src/console/map/palette";
import type { DatasetBarrier, DatasetBuilding, DatasetCommunity } from "../../src/exchange/dataset";
import { element, escaped, pathOf, type Frame } from "./sheet";

/** What one map shows. */
export interface Scene {
  readonly community: DatasetCommunity;
  /** Buildings in sight; those of other communities are drawn pale. */
  readonly buildings: readonly DatasetBuilding[];
  readonly barriers: readonly DatasetBarrier[];
}

export type GridLook = keyof typeof gridColours;

const GROUND = "#e4e0d6";
const OUTSIDE = "#f1efe9";

/** The community as it is: ground, streets, walls, water and buildings. */
export function mapBefore(scene: Scene, frame: Frame): string {
  const ground = pathOf(scene.community.geometry, frame);
  return framed(frame, "before", [
    element("path", { d: ground, fill: GROUND, "fill-rule": "evenodd" }),
    ...scene.barriers.map((barrier) => line(barrier, frame)),
    ...scene.buildings.map((building) => footprint(building, scene, frame, 1)),
    boundary(ground),
  ]);
}

/** The community divided: grids in their colours, the same buildings, codes and households. */
export function mapAfter(scene: Scene, plan: Plan, frame: Frame): string {
  const ground = pathOf(scene.community.geometry, frame);
  return framed(frame, "after", [
    element("path", { d: ground, fill: "#fff", "fill-rule": "evenodd" }),
    ...plan.grids.map((grid) =>
      element("path", {
        d: pathOf(grid.polygon, frame),
        fill: gridColours[lookOf(grid)],
        "fill-opacity": 0.42,
        "fill-rule": "evenodd",
      }),
    ),
    element("g", { opacity: 0.75 }, scene.barriers.map((barrier) => line(barrier, frame)).join("")),
    ...scene.buildings.map((building) => footprint(building, scene, frame, 0.55)),
    ...plan.grids.map((grid) =>
      element("path", {
        d: pathOf(grid.polygon, frame),
        fill: "none",
        stroke: ink,
        "stroke-width": 1.6,
        "stroke-linejoin": "round",
      }),
    ),
    boundary(ground),
    ...plan.grids.map((grid) => label(grid, frame)),
  ]);
}

/** In which of the five looks a grid is drawn, as on the page. */
export function lookOf({ kind, reduced, deviation, findings }: Grid): GridLook {
  if (kind === "MICRO") return "micro";
  const outside = deviation !== 0 && findings.some(({ severity }) => severity === "WARNING");
  if (outside) return deviation < 0 ? "below" : "above";
  return reduced ? "reduced" : "inBand";
}

/** How a building is drawn; old homes have a colour of their own. */
export function buildingLook({
  category,
  oldEstate,
  builtYear,
}: DatasetBuilding): Category | "OLD" {
  if (category !== "RESIDENTIAL") return category;
  const isOld = oldEstate ?? (builtYear !== null && builtYear <= 2000);
  return isOld ? "OLD" : "RESIDENTIAL";
}

function framed({ left, top, width, height }: Frame, id: string, parts: readonly string[]): string {
  const rectangle = { x: left, y: top, width, height, rx: 6 };
  const clip = element("clipPath", { id }, element("rect", rectangle));
  const paper = element("rect", { ...rectangle, fill: OUTSIDE });
  return clip + element("g", { "clip-path": `url(#${id})` }, paper + parts.join("\n"));
}

function boundary(d: string): string {
  return element("path", {
    d,
    fill: "none",
    stroke: ink,
    "stroke-width": 3,
    "stroke-linejoin": "round",
  });
}

function footprint(
  building: DatasetBuilding,
  { community }: Scene,
  frame: Frame,
  opacity: number,
): string {
  const isOwn = building.communityId === community.id;
  return element("path", {
    d: pathOf(building.geometry, frame),
    fill: isOwn ? buildingColours[buildingLook(building)] : "#dedad0",
    "fill-rule": "evenodd",
    "fill-opacity": isOwn ? opacity : 1,
  });
}

function line(barrier: DatasetBarrier, frame: Frame): string {
  const d = pathOf(barrier.geometry, frame);
  const drawn = (stroke: string, width: number, dash?: string) =>
    element("path", {
      d,
      fill: "none",
      stroke,
      "stroke-width": width,
      "stroke-dasharray": dash,
      "stroke-linecap": dash === undefined ? "round" : undefined,
    });
  const colour = barrierColours[barrier.kind];
  switch (barrier.kind) {
    case "ROAD":
      return drawn(colour, ROAD_WIDTHS.get(barrier.class ?? "") ?? 4);
    case "RIVER":
      return drawn(colour, 9);
    case "RAILWAY":
      return drawn(colour, 4) + drawn("#fff", 2, "6 6");
    case "WALL":
      return drawn(colour, 1.6);
    default:
      return barrier.kind satisfies never;
  }
}

const ROAD_WIDTHS: ReadonlyMap<string, number> = new Map([
  ["primary", 12],
  ["secondary", 9],
  ["residential", 5],
  ["service", 3],
]);

function label({ label: text, households, pointOnSurface, kind }: Grid, frame: Frame): string {
  const [x, y] = frame.toSheet(pointOnSurface.coordinates);
  const common = {
    "text-anchor": "middle",
    fill: ink,
    stroke: "#fff",
    "stroke-width": 3.5,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  };
  const second = kind === "MICRO" && households === 0 ? "专属 micro" : `${households} 户`;
  return (
    element("text", { ...common, x, y, "font-size": 19, "font-weight": "bold" }, escaped(text)) +
    element("text", { ...common, x, y: y + 16, "font-size": 14 }, escaped(second))
  );
}
