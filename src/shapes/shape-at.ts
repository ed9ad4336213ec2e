import type { Knex } from "knex";
import { EXACT_ZOOM, thresholdOf } from "./threshold";
import { MAP_SRID } from "./wkb";

/**
 * The geometry of a row as it is drawn at a zoom, in EPSG:3857: borders that neighbours share, off by less
 * than half a pixel. Where no shape is drawn yet it is the exact geometry: never wrong, only heavier.
 *
 *     select ${shapeAt(db, "register", 12)} as geom from register where ...
 *
 * @param alias `communities` or `register`, or what the statement calls one of them
 */
export function shapeAt(db: Knex, alias: string, zoom: number): Knex.Raw<string> {
  const bindings = [`${alias}.id`, `${alias}.geom`];
  if (zoom >= EXACT_ZOOM) {
    return db.raw<string>(
      `coalesce((select st_force2d(shape) from shapes where shapes.id = ??), st_transform(??, ${MAP_SRID}))`,
      bindings,
    );
  }
  return db.raw<string>(
    `coalesce((select st_filterbym(shape, ${thresholdOf(zoom)}) from shapes where shapes.id = ??),
       st_transform(??, ${MAP_SRID}))`,
    bindings,
  );
}
