/** Where the map looks. */
import type { Geometry } from "geojson";
import type { Map } from "maplibre-gl";

const wideMapPx = 700;
const marginPx = 36;
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

/** Brings something into sight, clear of the card, by the shortest way. */
export function showWhole(map: Map, geometry: Geometry, glideMs: number): void {
  const bounds = boundsOf([geometry]);
  if (bounds === null) return;
  const [west, south, east, north] = bounds;
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const topLeft = map.project([west, north]);
  const bottomRight = map.project([east, south]);
  const dx = outside(topLeft.x, bottomRight.x, isWide(map) ? width - cardPx : width);
  const dy = outside(topLeft.y, bottomRight.y, height);
  if (dx !== 0 || dy !== 0) map.panBy([dx, dy], { duration: glideMs });
}

/**
 * How far a stretch sticks out of one from 0 to `size` less the margins: negative before it, positive
 * behind it. What is too long to fit is centred.
 */
function outside(from: number, to: number, size: number): number {
  const last = size - marginPx;
  if (to - from > last - marginPx) return (from + to - size) / 2;
  if (from < marginPx) return from - marginPx;
  return Math.max(to - last, 0);
}

function isWide(map: Map): boolean {
  return map.getContainer().clientWidth >= wideMapPx;
}

function boundsOf(geometries: readonly Geometry[]): [number, number, number, number] | null {
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
