/** From this zoom on nothing is left out: half a pixel is less than what a map can be read to. */
export const EXACT_ZOOM = 16;

/** Of a vertex that is drawn at every zoom. Far above any threshold, and exact in double precision. */
export const KEPT = 1e15;

/** How far a simplified border may leave the exact one, in pixels of the screen. */
export const MOST_ERROR_PX = 0.5;

const TILE_PX = 512;
const EQUATOR_M = 2 * Math.PI * 6_378_137;

/**
 * The least weight of a vertex that is drawn at a zoom: the square of half a pixel, in square metres of
 * EPSG:3857. A border of the vertices that weigh so much or more leaves the exact one by less than half a pixel.
 */
export function thresholdOf(zoom: number): number {
  return zoom >= EXACT_ZOOM ? 0 : (MOST_ERROR_PX * pixelM(zoom)) ** 2;
}

/** Metres of EPSG:3857 in a pixel, where 512 are a tile. */
export function pixelM(zoom: number): number {
  return EQUATOR_M / (TILE_PX * 2 ** zoom);
}
