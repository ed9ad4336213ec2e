/** Where a tile lies: the usual scheme of web maps (XYZ, Web Mercator, y from the north). */

/** One square of one zoom. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Steps along a side of a tile. */
export const EXTENT = 4_096;

/** What a tile holds beyond its sides, so that the strokes of borders are not cut off at them. */
export const BUFFER = 64;

/** The smallest tiles: four centimetres across at the equator hold nothing that a smaller one does not. */
export const MAX_ZOOM = 22;

/** Clients magnify the tiles of this zoom: their steps of 15 cm are finer than what was surveyed. */
export const OVERZOOM_FROM = 16;

/** Half the side of the Web Mercator world, in its metres. */
const HALF_WORLD = Math.PI * 6_378_137;

/** The address as it stands in a URL; null for anything that is no tile. */
export function parseAddress(z: string, x: string, y: string): TileAddress | null {
  if (![z, x, y].every((part) => /^(0|[1-9][0-9]{0,7})$/.test(part))) return null;
  const address = { z: Number(z), x: Number(x), y: Number(y) };
  const side = 2 ** address.z;
  return address.z <= MAX_ZOOM && address.x < side && address.y < side ? address : null;
}

/** The box of a tile with its buffer in degrees: west, south, east, north. */
export function boundsOf({ z, x, y }: TileAddress): [number, number, number, number] {
  const side = 2 ** z;
  const margin = BUFFER / EXTENT;
  return [
    ((x - margin) / side) * 360 - 180,
    latitudeAt((y + 1 + margin) / side),
    ((x + 1 + margin) / side) * 360 - 180,
    latitudeAt((y - margin) / side),
  ];
}

/** Steps of a tile for a metre of Web Mercator, and where its origin lies. */
export interface TileSteps {
  readonly perMetre: number;
  readonly east: number;
  readonly south: number;
}

/** How Web Mercator becomes steps from the north-west corner: x = perMetre * X + east, y = south - perMetre * Y. */
export function stepsOf({ z, x, y }: TileAddress): TileSteps {
  const perMetre = (2 ** z * EXTENT) / (2 * HALF_WORLD);
  return {
    perMetre,
    east: HALF_WORLD * perMetre - x * EXTENT,
    south: HALF_WORLD * perMetre - y * EXTENT,
  };
}

/** A place in steps of a tile. */
export function stepsAt(address: TileAddress, lon: number, lat: number): [number, number] {
  const side = 2 ** address.z * EXTENT;
  const sine = Math.sin((lat * Math.PI) / 180);
  const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [
    Math.round((lon / 360 + 0.5) * side - address.x * EXTENT),
    Math.round(down * side - address.y * EXTENT),
  ];
}

/** One step in degrees of longitude; of latitude it is less everywhere. */
export function stepDegrees(zoom: number): number {
  return 360 / (2 ** zoom * EXTENT);
}

/** The latitude at a share of the world's side from its north. */
function latitudeAt(down: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * down))) * 180) / Math.PI;
}
