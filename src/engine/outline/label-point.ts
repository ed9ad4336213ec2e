import type { MultiPolygon, Point, Polygon, Position } from "geojson";
import polylabel from "polylabel";

/** Precision of the search for the widest place, as a share of the shorter side of the box. */
const SHARE_OF_SIDE = 1 / 200;

/** The search begins with squares as wide as the box: a narrower one would need too many of them. */
const NARROWEST_BOX = 1 / 64;

type Rings = readonly (readonly Position[])[];

interface Place {
  readonly point: Position;
  /** From the outline, in degrees. */
  readonly distance: number;
}

/** The point inside a polygon that is farthest from its outline: where a label has most room. */
export function labelPoint(polygon: Polygon | MultiPolygon): Point {
  const parts = polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
  let best: Place | undefined;
  for (const rings of parts) {
    const found = widestPlace(rings);
    if (!best || found.distance > best.distance) best = found;
  }
  return { type: "Point", coordinates: best?.point ?? parts[0][0][0] };
}

function widestPlace(rings: Rings): Place {
  const [width, height] = [span(rings[0], 0), span(rings[0], 1)];
  const stretchX = Math.max(1, (NARROWEST_BOX * height) / width);
  const stretchY = Math.max(1, (NARROWEST_BOX * width) / height);
  const shorter = Math.min(width * stretchX, height * stretchY);
  const stretched = rings.map((ring) => ring.map(([x, y]) => [x * stretchX, y * stretchY]));
  const found = polylabel(stretched, shorter * SHARE_OF_SIDE);
  if (!(found.distance > 0)) return { point: onMiddleParallel(rings), distance: 0 };
  const point = [found[0] / stretchX, found[1] / stretchY];
  return { point, distance: found.distance / Math.max(stretchX, stretchY) };
}

/**
 * For a polygon that is nowhere as wide as the search is precise: the middle of the widest stretch
 * of a parallel that passes through no corner.
 */
function onMiddleParallel(rings: Rings): Position {
  const lats = [...new Set(rings.flat().map(([, lat]) => lat))].sort((a, b) => a - b);
  let parallel = lats[0];
  let widest = 0;
  for (let i = 1; i < lats.length; i++) {
    if (lats[i] - lats[i - 1] <= widest) continue;
    widest = lats[i] - lats[i - 1];
    parallel = (lats[i] + lats[i - 1]) / 2;
  }
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if (ay > parallel === by > parallel) continue;
      crossings.push(ax + ((parallel - ay) / (by - ay)) * (bx - ax));
    }
  }
  crossings.sort((a, b) => a - b);
  let best: Position = rings[0][0];
  let most = -1;
  for (let i = 1; i < crossings.length; i += 2) {
    if (crossings[i] - crossings[i - 1] <= most) continue;
    most = crossings[i] - crossings[i - 1];
    best = [(crossings[i] + crossings[i - 1]) / 2, parallel];
  }
  return best;
}

function span(ring: readonly Position[], axis: 0 | 1): number {
  const values = ring.map((p) => p[axis]);
  return Math.max(...values) - Math.min(...values);
}
