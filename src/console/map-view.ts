/** Where the map looks. */
import type { Geometry, Position } from "geojson";
import type { LngLatBoundsLike, Map } from "maplibre-gl";

const wideMapPx = 700;
const marginPx = 36;
/** A point shall have its grid's label, and some of the grid, around it. */
const pointMarginPx = 90;
/** The card covers the right of the map where it is wide. */
const cardPx = 368;

/** Moves at once where there is nothing to glide from, or the user wants no motion. */
export function showAll(map: Map, geometries: readonly Geometry[], glideMs: number): void {
  const bounds = boundsOf(geometries);
  if (bounds === null) return;
  // What was shown around the map in this same moment has changed its size.
  map.resize();
  map.fitBounds(bounds, { padding: marginPx, maxZoom: 17.5, duration: glideMs });
}

/** Brings a point into sight, clear of the card, by the shortest way. */
export function showPoint(map: Map, [lon, lat]: Position): void {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const { x, y } = map.project([lon, lat]);
  const dx = outside(x, isWide(map) ? width - cardPx : width);
  const dy = outside(y, height);
  if (dx !== 0 || dy !== 0) map.panBy([dx, dy], { duration: 400 });
}

/** How far a coordinate lies before (negative) or behind (positive) a stretch that starts at 0. */
function outside(at: number, size: number): number {
  const nearest = Math.min(Math.max(at, pointMarginPx), size - pointMarginPx);
  return at - nearest;
}

function isWide(map: Map): boolean {
  return map.getContainer().clientWidth >= wideMapPx;
}

function boundsOf(geometries: readonly Geometry[]): LngLatBoundsLike | null {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  const visit = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    const lon: unknown = coordinates[0];
    const lat: unknown = coordinates[1];
    if (typeof lon === "number" && typeof lat === "number") {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    } else coordinates.forEach(visit);
  };
  for (const geometry of geometries) {
    if (geometry.type !== "GeometryCollection") visit(geometry.coordinates);
  }
  return west > east ? null : [west, south, east, north];
}
