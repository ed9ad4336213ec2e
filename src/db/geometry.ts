import type { LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";
import type { Knex } from "knex";
import { Geometry } from "wkx";

/** CGCS2000, lon/lat order; equals WGS 84 for our purpose. */
export const SRID = 4490;

/** PostGIS's option for none of its additions: a `crs` member is not GeoJSON any more (RFC 7946). */
const PLAIN = 0;

/** Nine decimals of a degree are a tenth of a millimetre: shared vertices stay shared. */
const DECIMALS = 9;

/**
 * A geometry column as GeoJSON text, to be passed through to the client unparsed:
 * `knex("communities").select("id", geoJsonText(knex, "communities.geom", "polygon"))`.
 */
export function geoJsonText(knex: Knex, column: string, alias: string): Knex.Raw<string> {
  return knex.raw<string>(`st_asgeojson(??, ${DECIMALS}, ${PLAIN}) as ??`, [column, alias]);
}

/** A GeoJSON geometry, given as text, as a value for a geometry column. */
export function geometryFromGeoJson(knex: Knex, text: string): Knex.Raw {
  return knex.raw(`st_setsrid(st_geomfromgeojson(?), ${SRID})`, [text]);
}

// EWKB keeps every bit of a coordinate, so that a plan from the database equals one from the files.
// The casts hold because the columns' checks admit no other types.

/** The value of an area's column, at full precision. */
export function areaOf(hex: string): Polygon | MultiPolygon {
  return Geometry.parse(Buffer.from(hex, "hex")).toGeoJSON() as Polygon | MultiPolygon;
}

/** The value of a line's column, at full precision. */
export function lineOf(hex: string): LineString | MultiLineString {
  return Geometry.parse(Buffer.from(hex, "hex")).toGeoJSON() as LineString | MultiLineString;
}

/** A box in degrees; west <= east and south <= north. */
export interface BBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Condition: the geometry column meets the box. The operator uses the GiST index, the rest is exact. */
export function meetsBBox(knex: Knex, column: string, box: BBox): Knex.Raw {
  const envelope = [box.west, box.south, box.east, box.north];
  return knex.raw(
    `(?? && st_makeenvelope(?, ?, ?, ?, ${SRID})
      and st_intersects(??, st_makeenvelope(?, ?, ?, ?, ${SRID})))`,
    [column, ...envelope, column, ...envelope],
  );
}
