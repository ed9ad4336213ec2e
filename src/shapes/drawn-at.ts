import type { Place, Polygons, WeighedArea } from "./area";
import { thresholdOf } from "./threshold";

/** What is drawn of a weighed area at a zoom, in EPSG:3857; in the database `shapeAt` does the same. */
export function drawnAt(
  { polygons }: Pick<WeighedArea, "polygons">,
  zoom: number,
): Polygons<Place> {
  const threshold = thresholdOf(zoom);
  return polygons.map((polygon) =>
    polygon.map((ring) => ring.flatMap(([x, y, weight]) => (weight >= threshold ? [[x, y]] : []))),
  );
}
