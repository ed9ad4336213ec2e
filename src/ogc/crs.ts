/**
 * Coordinate reference systems by their names in OGC API - Features, and what they mean for numbers: the
 * order of axes is that of the register that defines them, so EPSG:4490 and EPSG:4326 are latitude first,
 * and the Chinese Gauss-Kruger zones are northing first (GB: X is north).
 */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";

/** One of them. */
export interface OgcCrs {
  /** Its name in requests and answers. */
  readonly uri: string;
  /** How PostGIS knows it. What equals what is stored for our purpose has its number. */
  readonly srid: number;
  /** Whether north comes before east. */
  readonly northFirst: boolean;
  /** Decimals of its unit: a tenth of a millimetre, so that points that are shared stay shared. */
  readonly digits: number;
  /** Where it can be computed with, as west, south, east, north in its own unit, east first. */
  readonly domain: Corners;
}

/** West, south, east, north, in any unit. */
export type Corners = readonly [west: number, south: number, east: number, north: number];

const epsg = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

const DEGREES = { srid: SRID, digits: 9, domain: [-180, -90, 180, 90] } as const;
/** Three-degree zones without a number before the easting: the axis has 500 km. */
const GAUSS_KRUGER = {
  northFirst: true,
  digits: 4,
  domain: [-2_500_000, 0, 3_500_000, 9_000_000],
} as const;

/** What answers are in when nobody asks for anything: longitude, latitude. */
export const CRS84: OgcCrs = {
  ...DEGREES,
  uri: "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
  northFirst: false,
};

/** What is stored: CGCS2000. */
export const STORAGE_CRS: OgcCrs = { ...DEGREES, uri: epsg(4490), northFirst: true };

/** All that are offered, the default first. */
export const OGC_CRS: readonly OgcCrs[] = [
  CRS84,
  STORAGE_CRS,
  { ...DEGREES, uri: epsg(4326), northFirst: true },
  {
    uri: epsg(3857),
    srid: 3857,
    northFirst: false,
    digits: 4,
    domain: [
      -20_037_508.342789244, -20_037_508.342789244, 20_037_508.342789244, 20_037_508.342789244,
    ],
  },
  // The zones of Ningxia: central meridians 105 and 108 degrees east.
  { ...GAUSS_KRUGER, uri: epsg(4544), srid: 4544 },
  { ...GAUSS_KRUGER, uri: epsg(4545), srid: 4545 },
];

/** The one of this name; undefined where it is not offered. */
export function findCrs(uri: string): OgcCrs | undefined {
  return OGC_CRS.find((crs) => crs.uri === uri);
}

/** SQL of a geometry as GeoJSON text in these coordinates. */
export function drawn(geometry: string, { srid, northFirst, digits }: OgcCrs): string {
  const moved = srid === SRID ? geometry : `st_transform(${geometry}, ${srid})`;
  const ordered = northFirst ? `st_flipcoordinates(${moved})` : moved;
  return `st_asgeojson(${ordered}, ${digits}, 0)`;
}

/** Pieces along each side of a box that is carried over from another projection, where sides are bent. */
const PIECES = 16;

/**
 * Condition: the geometry column meets a box of these coordinates. A box whose east is less than its
 * west goes over the antimeridian.
 */
export function meetsBox(db: Knex, column: string, box: Corners, crs: OgcCrs): Knex.Raw {
  const parts = overAntimeridian(box, crs)
    .map((part) => cutTo(part, crs.domain))
    .filter((part) => part !== null);
  if (parts.length === 0) return db.raw("false");
  const areas = parts.map((part) => areaOf(db, part, crs));
  const either = areas.map(() => "(?? && ? and st_intersects(??, ?))").join(" or ");
  return db.raw(
    `(${either})`,
    areas.flatMap((area) => [column, area, column, area]),
  );
}

function areaOf(db: Knex, [west, south, east, north]: Corners, { srid }: OgcCrs): Knex.Raw {
  const corners = [west, south, east, north];
  if (srid === SRID) return db.raw(`st_makeenvelope(?, ?, ?, ?, ${SRID})`, corners);
  const piece = Math.max(east - west, north - south) / PIECES;
  const box = `st_makeenvelope(?, ?, ?, ?, ${srid})`;
  // A box without any extent has no sides to be divided.
  return piece > 0
    ? db.raw(`st_transform(st_segmentize(${box}, ?), ${SRID})`, [...corners, piece])
    : db.raw(`st_transform(${box}, ${SRID})`, corners);
}

function overAntimeridian([west, south, east, north]: Corners, { domain }: OgcCrs): Corners[] {
  if (west <= east) return [[west, south, east, north]];
  return [
    [west, south, domain[2], north],
    [domain[0], south, east, north],
  ];
}

/** null: nothing of it lies there. */
function cutTo([west, south, east, north]: Corners, domain: Corners): Corners | null {
  const cut: Corners = [
    Math.max(west, domain[0]),
    Math.max(south, domain[1]),
    Math.min(east, domain[2]),
    Math.min(north, domain[3]),
  ];
  return cut[0] <= cut[2] && cut[1] <= cut[3] ? cut : null;
}
