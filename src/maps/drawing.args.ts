/** The arguments by which a client says how geometry is drawn, and the coordinates of its input. */
import type { Crs as CrsName } from "../crs/crs";
import { MAX_DIGITS, type Drawing } from "../crs/draw";
import { DomainError } from "../errors";
import { describe } from "../graphql/enums";

export const Crs = describe<CrsName>(
  "Crs",
  "Coordinates, as longitude and latitude in degrees: those of the map that draws them.",
  {
    CGCS2000: "EPSG:4490, the national system: what is stored (天地图, surveys).",
    WGS84: "EPSG:4326 with longitude first; equals CGCS2000 for maps (GPS, MapLibre, OpenLayers).",
    GCJ02: "GCJ-02 (火星坐标): AMap (高德), Tencent (腾讯).",
    BD09: "BD-09: Baidu (百度).",
  },
);

export const CRS = "The coordinates that the answer is in.";
export const INPUT_CRS = "The coordinates that these are in.";
/** What maps ask for if they do not say: a centimetre. */
export const MAP_DIGITS = 7;

export const DIGITS = `Decimals of a degree, 0 to ${MAX_DIGITS}: 6 are 0.1 m, 9 all that there are.`;
export const ZOOM =
  "The zoom of the map, 0 to 22: borders are simplified to what can be seen there, and neighbours " +
  "still share theirs point by point. Exact if left out, and always for the grids of a plan.";

const MAX_ZOOM = 22;

/** What the arguments say; throws BAD_INPUT where they make no sense. */
export function toDrawing(crs: CrsName, digits: number): Drawing {
  if (digits >= 0 && digits <= MAX_DIGITS) return { crs, digits };
  throw new DomainError("BAD_INPUT", `Expected digits from 0 to ${MAX_DIGITS}, got ${digits}`);
}

/** A zoom that makes sense; null: exact. Throws BAD_INPUT for any other. */
export function toZoom(zoom: number | null | undefined): number | null {
  if (zoom == null || (zoom >= 0 && zoom <= MAX_ZOOM)) return zoom ?? null;
  throw new DomainError("BAD_INPUT", `Expected zoom from 0 to ${MAX_ZOOM}, got ${zoom}`);
}
