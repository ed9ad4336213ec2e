import type { MultiPolygon, Point, Polygon, Position } from "geojson";
import polylabel from "polylabel";

/** Precision of the search for the widest place, as a share of the shorter side of the box. */
const SHARE_OF_SIDE = 1 / 200;

/** The point inside a polygon that is farthest from its outline: where a label has most room. */
export function labelPoint(polygon: Polygon | MultiPolygon): Point {
  const parts = polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
  let best: { point: Position; distance: number } | undefined;
  for (const rings of parts) {
    const found = polylabel(rings, shorterSide(rings[0]) * SHARE_OF_SIDE);
    if (!best || found.distance > best.distance) {
      best = { point: [found[0], found[1]], distance: found.distance };
    }
  }
  return { type: "Point", coordinates: best?.point ?? parts[0][0][0] };
}

function shorterSide(ring: readonly Position[]): number {
  const span = (axis: 0 | 1) => {
    const values = ring.map((p) => p[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return Math.min(span(0), span(1));
}
