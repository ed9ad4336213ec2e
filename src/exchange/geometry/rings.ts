import type { MultiPolygon, Polygon } from "geojson";
import { samePoint, type Point2 } from "./segments";

/** A ring without its closing point and without consecutive duplicates. */
export type Ring = readonly Point2[];

/** The polygons of an area, each as its shell and then its holes. */
export type Parts = readonly (readonly Ring[])[];

export type BBox = readonly [west: number, south: number, east: number, north: number];

/** The rings of a polygon or of several, reduced to distinct points. */
export function partsOf(geometry: Polygon | MultiPolygon): Parts {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map(distinctPoints));
}

function distinctPoints(ring: readonly (readonly number[])[]): Ring {
  const points: Point2[] = [];
  for (const [lon, lat] of ring) {
    const last = points.at(-1);
    if (last === undefined || last[0] !== lon || last[1] !== lat) points.push([lon, lat]);
  }
  while (points.length > 1 && samePoint(points[0], points[points.length - 1])) points.pop();
  return points;
}

export function bboxOf(rings: readonly Ring[]): BBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [lon, lat] of ring) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}

/**
 * A point well inside a valid area: the middle of the widest stretch that the parallel through the
 * middle of its largest part cuts out of that part.
 */
export function pointOnSurface(parts: Parts): Point2 {
  let best: { readonly width: number; readonly point: Point2 } | null = null;
  for (const rings of parts) {
    const [, south, , north] = bboxOf(rings);
    const lat = (south + north) / 2;
    const crossings = rings.flatMap((ring) => crossingsOf(ring, lat)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1] - crossings[i];
      if (best === null || width > best.width) {
        best = { width, point: [(crossings[i] + crossings[i + 1]) / 2, lat] };
      }
    }
  }
  return best?.point ?? parts[0][0][0];
}

function crossingsOf(ring: Ring, lat: number): number[] {
  const found: number[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j];
    const b = ring[i];
    if (a[1] > lat !== b[1] > lat) {
      found.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
  }
  return found;
}
