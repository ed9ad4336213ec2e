import type { Knex } from "knex";
import { areaOf, geoJsonText } from "../db/geometry";
import type { ComparedBuilding, ComparedGrid, GroundInCommon } from "./comparison";
import type { GroundPiece } from "./ground";

/** The grids of a plan with their buildings, by label. */
export async function findComparedGrids(
  trx: Knex.Transaction,
  planId: string,
): Promise<ComparedGrid[]> {
  const { rows } = await trx.raw<{ rows: ComparedGrid[] }>(
    `select id as "gridId", label as key, label, code, name, kind,
       array(select building_id from plan_buildings
         where plan_buildings.grid_id = plan_grids.id order by building_id) as "buildingIds"
     from plan_grids where plan_id = ? order by label`,
    [planId],
  );
  return rows;
}

/**
 * The grids in force of a community with their buildings, by code, and the plan that they are of;
 * null where nothing is in force.
 */
export async function findComparedRegister(
  trx: Knex.Transaction,
  communityId: string,
): Promise<{ readonly planId: string; readonly grids: ComparedGrid[] } | null> {
  const { rows } = await trx.raw<{ rows: (ComparedGrid & { planId: string })[] }>(
    `select register.plan_id as "planId", register.grid_id as "gridId", register.code as key,
       right(register.code, 3) as label, register.code, plan_grids.name, register.kind,
       array(select building_id from plan_buildings
         where plan_buildings.grid_id = register.grid_id order by building_id) as "buildingIds"
     from register join plan_grids on plan_grids.id = register.grid_id
     where register.community_id = ? and register.valid_to is null
     order by register.code`,
    [communityId],
  );
  if (rows.length === 0) return null;
  return { planId: rows[0].planId, grids: rows };
}

/** The buildings of these plans and those that stand in the community, by external id. */
export async function findComparedBuildings(
  trx: Knex.Transaction,
  communityId: string,
  planIds: readonly string[],
): Promise<ComparedBuilding[]> {
  const { rows } = await trx.raw<{ rows: ComparedBuilding[] }>(
    `select id, external_id as "externalId", households from buildings
     where community_id = :communityId
       or id in (select building_id from plan_buildings where plan_id = any(:planIds))
     order by external_id`,
    { communityId, planIds: [...planIds] },
  );
  return rows;
}

/** Two plans: the one that is compared, and what it is compared with. */
export interface ComparedPlans {
  readonly planId: string;
  readonly againstId: string;
}

/** Grids without buildings that have cells in common, most of them first. */
export async function findGroundInCommon(
  trx: Knex.Transaction,
  { planId, againstId }: ComparedPlans,
): Promise<GroundInCommon[]> {
  const { rows } = await trx.raw<{ rows: GroundInCommon[] }>(
    `with bare as (
       select plan_cells.plan_id, plan_cells.grid_id, label, st_asbinary(plan_cells.geom) as shape
       from plan_grids join plan_cells on plan_cells.grid_id = plan_grids.id
       where plan_grids.plan_id in (:planId, :againstId) and building_count = 0)
     select own.grid_id as "planGridId", other.grid_id as "againstGridId"
     from bare own join bare other using (shape)
     where own.plan_id = :planId and other.plan_id = :againstId
     group by own.grid_id, own.label, other.grid_id, other.label
     order by count(*) desc, own.label, other.label`,
    { planId, againstId },
  );
  return rows;
}

/**
 * The ground that changes its grid, one row for each pair of grids. `pairs` are the grids that are the
 * same one. Cells that both plans have are taken as they are; what remains of the ground of the two,
 * where they were made of other data, is laid over each other. Without a second plan all ground of
 * the first is new.
 */
export async function findGroundPieces(
  trx: Knex.Transaction,
  { planId, againstId }: { readonly planId: string; readonly againstId: string | null },
  pairs: readonly GroundInCommon[],
): Promise<GroundPiece[]> {
  const { rows } = await trx.raw<{ rows: (Omit<GroundPiece, "ground"> & { geom: string })[] }>(
    `with olds as materialized (
       select grid_id, geom, st_asbinary(geom) as shape from plan_cells where plan_id = :againstId
     ), news as materialized (
       select grid_id, geom, st_asbinary(geom) as shape from plan_cells where plan_id = :planId
     ), same_grid as (
       select pair."againstGridId" as from_id, pair."planGridId" as to_id
       from jsonb_to_recordset(:pairs) as pair ("againstGridId" uuid, "planGridId" uuid)
     ), old_rest as materialized (
       select grid_id, st_union(geom) as geom from olds
       where shape not in (select shape from news) group by grid_id
     ), new_rest as materialized (
       select grid_id, st_union(geom) as geom from news
       where shape not in (select shape from olds) group by grid_id
     ), pieces as (
       select olds.grid_id as from_id, news.grid_id as to_id, olds.geom
       from olds join news using (shape)
       union all
       select old_rest.grid_id, new_rest.grid_id, st_intersection(old_rest.geom, new_rest.geom)
       from old_rest join new_rest on st_intersects(old_rest.geom, new_rest.geom)
       union all
       select old_rest.grid_id, null, st_difference(old_rest.geom, coalesce(
         (select st_union(other.geom) from new_rest other where other.geom && old_rest.geom),
         st_geomfromtext('POLYGON EMPTY', st_srid(old_rest.geom))))
       from old_rest
       union all
       select null, new_rest.grid_id, st_difference(new_rest.geom, coalesce(
         (select st_union(other.geom) from old_rest other where other.geom && new_rest.geom),
         st_geomfromtext('POLYGON EMPTY', st_srid(new_rest.geom))))
       from new_rest
     ), changed as (
       select from_id, to_id, st_multi(st_collectionextract(st_union(geom), 3)) as geom
       from pieces
       where not exists (select from same_grid
         where same_grid.from_id = pieces.from_id and same_grid.to_id = pieces.to_id)
       group by from_id, to_id
     )
     select from_id as "fromGridId", to_id as "toGridId", geom, :geometry
     from changed cross join lateral (
       -- To the decimals that are printed: rounded by the printer, slivers could cross themselves.
       select st_multi(st_collectionextract(st_reduceprecision(geom, 1e-9), 3)) as shown
     ) as rounded
     where not st_isempty(shown)`,
    {
      planId,
      againstId,
      pairs: JSON.stringify(pairs),
      geometry: geoJsonText(trx, "shown", "geometry"),
    },
  );
  return rows.map(({ geom, ...piece }) => ({ ...piece, ground: areaOf(geom) }));
}
