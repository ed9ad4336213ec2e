import { thresholdOf, type Place, type Polygons, type WeighedArea } from "../../src/shapes/weigh";

/** What is drawn of a weighed area at a zoom; in the database `shapeAt` does the same. */
export function drawnAt(
  { polygons }: Pick<WeighedArea, "polygons">,
  zoom: number,
): Polygons<Place> {
  const threshold = thresholdOf(zoom);
  return polygons.map((polygon) =>
    polygon.map((ring) => ring.flatMap(([x, y, weight]) => (weight >= threshold ? [[x, y]] : []))),
  );
}
