/** Which grids a map wants. */
import type { MultiPolygon, Polygon } from "geojson";
import type { Knex } from "knex";
import type { LonLat } from "../crs/crs";
import { meetsBBox, SRID, type BBox } from "../db/geometry";
import { startsWith } from "../db/text";
import type { GridKind } from "../engine";

/** What is left out does not restrict. */
export interface GridFilter {
  readonly box?: BBox;
  readonly point?: LonLat;
  readonly polygon?: Polygon | MultiPolygon;
  readonly codes?: readonly string[];
  /** Start of their codes; with 12 digits the code of their community. */
  readonly codePrefix?: string;
  readonly communityId?: string;
  readonly kind?: GridKind;
}

/** Where the columns stand that a filter is about. */
export interface GridColumns {
  /** The table with `geom`, `code` and `kind`. */
  readonly table: string;
  readonly communityId: string;
}

/** The filter as a condition. */
export function meetsFilter(db: Knex, columns: GridColumns, filter: GridFilter): Knex.Raw[] {
  const { box, point, polygon, codes, codePrefix, communityId, kind } = filter;
  const { table } = columns;
  const conditions: Knex.Raw[] = [];
  if (box !== undefined) conditions.push(meetsBBox(db, `${table}.geom`, box));
  if (point !== undefined) {
    conditions.push(
      db.raw(`st_intersects(??, st_setsrid(st_makepoint(?, ?), ${SRID}))`, [
        `${table}.geom`,
        ...point,
      ]),
    );
  }
  if (polygon !== undefined) {
    // What somebody draws by hand may cross itself.
    conditions.push(
      db.raw(`st_intersects(??, st_makevalid(st_setsrid(st_geomfromgeojson(?), ${SRID})))`, [
        `${table}.geom`,
        JSON.stringify(polygon),
      ]),
    );
  }
  if (codes !== undefined) conditions.push(db.raw("?? = any(?)", [`${table}.code`, [...codes]]));
  if (codePrefix !== undefined) conditions.push(startsWith(db, `${table}.code`, codePrefix));
  if (communityId !== undefined) {
    conditions.push(db.raw("?? = ?", [columns.communityId, communityId]));
  }
  if (kind !== undefined) conditions.push(db.raw("?? = ?", [`${table}.kind`, kind]));
  return conditions;
}
