import type { DrawnShape, DrawTask } from "./draw-task";
import { weighBorders } from "./weigh";
import { polygonsOf, shapeFrom } from "./wkb";

/** Draws the shapes of communities in the thread that piscina loaded this file into. */
export default function drawShapes({ areas, communityIds }: DrawTask): DrawnShape[] {
  const exact = areas.map(({ geom, ...area }) => ({ ...area, polygons: polygonsOf(geom) }));
  return weighBorders(exact, new Set(communityIds)).map(({ polygons, ...area }) => ({
    ...area,
    shape: shapeFrom(polygons),
  }));
}
