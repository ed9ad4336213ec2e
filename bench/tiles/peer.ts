/** The peer: ST_AsMVT called directly, on a table with everything in its place. */
import type { Knex } from "knex";

/** A tile by z, x and y: the same features, properties and buffer as ours, but no labels, in no order. */
export const PEER_QUERY = `
  select st_asmvt(feature, 'register', 4096, 'shape') as tile
  from (
    select id, code, label, kind, reduced, households, "bandLow", "bandHigh", "inBand", locked,
      severity, colour, "communityCode",
      st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64, true) as shape
    from peer_grids where geom && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096)
  ) feature`;

/** The same with the second layer that ours have: a point with all properties where a label stands. */
export const PEER_QUERY_WITH_LABELS = `
  with found as materialized (
    select id, code, label, kind, reduced, households, "bandLow", "bandHigh", "inBand", locked,
      severity, colour, "communityCode", geom, point
    from peer_grids where geom && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096) order by code)
  select (
    select st_asmvt(feature, 'register', 4096, 'shape') from (
      select id, code, label, kind, reduced, households, "bandLow", "bandHigh", "inBand", locked,
        severity, colour, "communityCode",
        st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64, true) as shape
      from found) feature
  ) || (
    select st_asmvt(feature, 'register-labels', 4096, 'shape') from (
      select id, code, label, kind, reduced, households, "bandLow", "bandHigh", "inBand", locked,
        severity, colour, "communityCode",
        st_asmvtgeom(point, st_tileenvelope($1, $2, $3), 4096, 0, true) as shape
      from found where point && st_tileenvelope($1, $2, $3)) feature
  ) as tile`;

/** Makes the table: geometry in Web Mercator already, nothing to be joined, nobody to be asked. */
export async function preparePeer(db: Knex): Promise<void> {
  await db.raw(`
    create table peer_grids as
    select translate(encode(convert_to('Grid:' || plan_grids.id, 'UTF8'), 'base64'), E'+/=\\n', '-_')
        as id,
      register.code, label, plan_grids.kind, reduced, register.households, band_min as "bandLow",
      band_max as "bandHigh", register.households between band_min and band_max as "inBand", locked,
      findings -> 0 ->> 'severity' as severity, colour::int,
      substr(register.code, 1, 12) as "communityCode", st_transform(register.geom, 3857) as geom,
      st_transform(plan_grids.point, 3857) as point
    from register
    join plan_grids on plan_grids.id = register.grid_id
    join grid_colours on grid_colours.grid_id = register.grid_id`);
  await db.raw("create index on peer_grids using gist (geom)");
  await db.raw("vacuum analyze peer_grids");
}
