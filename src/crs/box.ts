import { isStored, toStored, type Crs, type LonLat } from "./crs";

/** A box in degrees; west <= east and south <= north. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Points on each side: what shifts the coordinates waves over some kilometres. */
const STEPS = 16;

/** The smallest box of what is stored that holds a box in other coordinates. */
export function storedBox(box: Box, crs: Crs): Box {
  if (isStored(crs)) return box;
  const outline = outlineOf(box).map(toStored(crs));
  const lons = outline.map(([lon]) => lon);
  const lats = outline.map(([, lat]) => lat);
  return {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  };
}

function outlineOf({ west, south, east, north }: Box): LonLat[] {
  return Array.from({ length: STEPS + 1 }, (_, k) => k / STEPS).flatMap((part): LonLat[] => {
    const lon = west + part * (east - west);
    const lat = south + part * (north - south);
    return [
      [lon, south],
      [lon, north],
      [west, lat],
      [east, lat],
    ];
  });
}
