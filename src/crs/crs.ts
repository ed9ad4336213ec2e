/**
 * The coordinates of Chinese maps. Everything is stored in CGCS2000, which equals WGS 84 for our purpose; AMap and Tencent
 * draw in GCJ-02, Baidu in BD-09. gcoord knows the way there. Its way back is not used: from GCJ-02 it stops within a
 * tenth of a metre (and never at the edge of the area where GCJ-02 shifts anything), from BD-09 within a metre. Here the
 * way there is undone by iteration, so that there and back again is the same point.
 */
import gcoord from "gcoord";

/** Coordinates that a client may ask for or give. */
export type Crs = "CGCS2000" | "WGS84" | "GCJ02" | "BD09";

/** All of them. */
export const CRS_NAMES: readonly Crs[] = ["CGCS2000", "WGS84", "GCJ02", "BD09"];

/** Longitude, latitude in degrees. */
export type LonLat = readonly [lon: number, lat: number];

/** What turns one position into another. */
export type Convert = (position: LonLat) => LonLat;

/** Whether positions are as they are stored. */
export function isStored(crs: Crs): boolean {
  return crs === "CGCS2000" || crs === "WGS84";
}

/** The way from what is stored to these coordinates. */
export function fromStored(crs: Crs): Convert {
  return THERE[crs];
}

/** The way from these coordinates to what is stored; there and back again is the same within a millimetre. */
export function toStored(crs: Crs): Convert {
  return BACK[crs];
}

const stay: Convert = (position) => position;
const toGcj02: Convert = ([lon, lat]) => gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
const toBd09: Convert = ([lon, lat]) => gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09);

const THERE: Readonly<Record<Crs, Convert>> = {
  CGCS2000: stay,
  WGS84: stay,
  GCJ02: toGcj02,
  BD09: toBd09,
};

const BACK: Readonly<Record<Crs, Convert>> = {
  CGCS2000: stay,
  WGS84: stay,
  GCJ02: undo(toGcj02),
  BD09: undo(toBd09),
};

/** A hundredth of a millimetre. */
const EXACT_DEG = 1e-10;

/**
 * Each step divides the error by some hundreds, so four are enough, except within a kilometre of the edge of the area
 * where GCJ-02 shifts anything: some points there are the image of none or of two. They get a near one.
 */
const MAX_STEPS = 12;

/** The inverse of a way that moves neighbours by nearly the same vector. */
function undo(there: Convert): Convert {
  return ([wantedLon, wantedLat]) => {
    let [lon, lat] = [wantedLon, wantedLat];
    for (let step = 0; step < MAX_STEPS; step++) {
      const [gotLon, gotLat] = there([lon, lat]);
      lon -= gotLon - wantedLon;
      lat -= gotLat - wantedLat;
      if (Math.max(Math.abs(gotLon - wantedLon), Math.abs(gotLat - wantedLat)) < EXACT_DEG) break;
    }
    return [lon, lat];
  };
}
