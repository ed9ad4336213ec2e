/** GeoJSON as the database prints it: exact, or what can be seen of it at a zoom. */
import type { Knex } from "knex";
import { shapeAt } from "../shapes/shape-at";
import { EXACT_ZOOM, MOST_ERROR_PX, pixelM } from "../shapes/threshold";

/** Tables with geometry that can be simplified row by row. */
export type MapTable = "register" | "communities" | "buildings" | "barriers";

/** How geometry is printed. */
export interface Printing {
  /** Decimals of a degree. */
  readonly digits: number;
  /** null: exact. */
  readonly zoom: number | null;
}

/** The geometry of a row as GeoJSON text, such as `printedGeometry(db, "register", { digits: 6, zoom: null })`. */
export function printedGeometry(
  db: Knex,
  table: MapTable,
  { digits, zoom }: Printing,
): Knex.Raw<string> {
  if (zoom === null || zoom >= EXACT_ZOOM) {
    return db.raw<string>(`st_asgeojson(??, ?, ${PLAIN})`, [`${table}.geom`, digits]);
  }
  const shape =
    table === "register" || table === "communities"
      ? shapeAt(table, zoom)
      : simplifiedAlone(table, zoom);
  return db.raw<string>(`st_asgeojson(st_transform(${shape}, ${LON_LAT}), ?, ${PLAIN})`, [digits]);
}

/** Rows by id, printed. */
export async function printedRows(
  db: Knex,
  table: MapTable,
  ids: readonly string[],
  printing: Printing,
): Promise<Map<string, string>> {
  const rows = await db(table)
    .select<{ id: string; geojson: string }[]>(
      "id",
      db.raw("? as geojson", [printedGeometry(db, table, printing)]),
    )
    .whereRaw("id = any(?::uuid[])", [[...ids]]);
  return new Map(rows.map((row) => [row.id, row.geojson]));
}

/** PostGIS's option for none of its additions. */
const PLAIN = 0;

/** EPSG:4326, whose numbers are those of CGCS2000: the way there from the map's metres is the shortest. */
const LON_LAT = 4326;
const MAP = 3857;

/** Buildings and barriers share no borders that could come apart. */
function simplifiedAlone(table: MapTable, zoom: number): string {
  const error = MOST_ERROR_PX * pixelM(zoom);
  return `st_simplifypreservetopology(st_transform(${table}.geom, ${MAP}), ${error})`;
}
