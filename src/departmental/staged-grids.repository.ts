/**
 * Grids of a file on their way into the tables. The staging tables are temporary and vanish at the
 * end of the transaction.
 */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";

/** A grid to be staged. */
export interface StagedGrid {
  readonly no: number;
  readonly code: string;
  readonly name: string | null;
  readonly staff: readonly { readonly name: string; readonly duty: string | null }[];
  /** GeoJSON; null in a list of buildings. */
  readonly geom: object | null;
}

/** A building that a list names. */
export interface StagedBuilding {
  readonly no: number;
  readonly grid_no: number;
  readonly external_id: string;
}

/** Rows in one statement: bounds the size of a single parameter. */
const CHUNK = 2_000;

/** Stages the grids of a file, and finds which buildings are in them and which communities they are of. */
export async function stageGrids(
  trx: Knex.Transaction,
  grids: readonly StagedGrid[],
  buildings: readonly StagedBuilding[],
): Promise<void> {
  await trx.raw(
    `create temporary table staged_grids (no integer primary key, code text, name text, staff jsonb,
       geom geometry(Geometry, ${SRID})) on commit drop`,
  );
  await trx.raw(
    `create temporary table staged_list (no integer primary key, grid_no integer, external_id text)
       on commit drop`,
  );
  for (let start = 0; start < grids.length; start += CHUNK) {
    await trx.raw(
      `insert into staged_grids (no, code, name, staff, geom)
       select no, code, name, staff, st_setsrid(st_force2d(st_geomfromgeojson(geom)), ${SRID})
       from json_to_recordset(?)
         as row (no integer, code text, name text, staff jsonb, geom json)`,
      [JSON.stringify(grids.slice(start, start + CHUNK))],
    );
  }
  for (let start = 0; start < buildings.length; start += CHUNK) {
    await trx.raw(
      `insert into staged_list (no, grid_no, external_id)
       select no, grid_no, external_id
       from json_to_recordset(?) as row (no integer, grid_no integer, external_id text)`,
      [JSON.stringify(buildings.slice(start, start + CHUNK))],
    );
  }
  await trx.raw(`create index on staged_grids using gist (geom)`);
  // Not of the geometry: PostGIS on 32 bits, as the embedded one is, cannot plan a join of two
  // analysed geometry columns whose extents are apart ("invalid join selectivity").
  await trx.raw(`analyze staged_grids (no)`);
}

/** Staged polygons that the table would refuse, by number. */
export async function findRefusedGrids(
  trx: Knex.Transaction,
): Promise<{ readonly no: number; readonly reason: string }[]> {
  const { rows } = await trx.raw<{ rows: { no: number; reason: string }[] }>(
    `select no, case when st_isempty(geom) then 'it is empty' else st_isvalidreason(geom) end as reason
     from staged_grids where st_isempty(geom) or not st_isvalid(geom) order by no`,
  );
  return rows;
}

/**
 * Finds the buildings of staged grids, and the communities that a grid is of: those of its
 * buildings, and that of its point on surface.
 */
export async function placeGrids(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `create temporary table staged_places on commit drop as
       select buildings.community_id, staged_grids.no as grid_no, buildings.id as building_id
       from staged_grids join buildings on stands_in(buildings.geom, staged_grids.geom)
       union all
       select buildings.community_id, staged_list.grid_no, buildings.id
       from staged_list join buildings using (external_id)`,
  );
  await trx.raw(
    `create temporary table staged_homes on commit drop as
       select community_id, grid_no from staged_places
       union
       select communities.id, staged_grids.no
       from staged_grids join communities on stands_in(staged_grids.geom, communities.geom)`,
  );
}

/** A community that grids of the file are in. */
export interface TouchedCommunity {
  readonly id: string;
  readonly name: string;
  /** In use; null where it has none. */
  readonly code: string | null;
}

/** The communities that staged grids are in. */
export async function findTouchedCommunities(trx: Knex.Transaction): Promise<TouchedCommunity[]> {
  return trx("communities")
    .leftJoin("community_codes", (join) =>
      join
        .on("community_codes.community_id", "communities.id")
        .andOnNull("community_codes.valid_to"),
    )
    .whereIn("communities.id", trx.select("community_id").from("staged_homes"))
    .orderBy("communities.id")
    .select<TouchedCommunity[]>(["communities.id", "communities.name", "community_codes.code"]);
}

/** Listed buildings that are not known, or are of communities that are not taken. */
export interface LeftOutBuilding {
  readonly gridNo: number;
  readonly externalId: string;
  /** Name of its community; null: no such building. */
  readonly community: string | null;
}

/** Listed buildings that were not taken, in the order of the file. */
export async function findLeftOutBuildings(
  trx: Knex.Transaction,
  communityIds: readonly string[],
): Promise<LeftOutBuilding[]> {
  const { rows } = await trx.raw<{ rows: LeftOutBuilding[] }>(
    `select staged_list.grid_no as "gridNo", staged_list.external_id as "externalId",
       communities.name as community
     from staged_list
     left join buildings using (external_id)
     left join communities on communities.id = buildings.community_id
     where buildings.id is null or not buildings.community_id = any(cast(? as uuid[]))
     order by staged_list.no`,
    [[...communityIds]],
  );
  return rows;
}

/** Staged grids that have no building in these communities, and whether they were taken for their place. */
export async function findGridsWithoutBuildings(
  trx: Knex.Transaction,
  communityIds: readonly string[],
): Promise<{ readonly no: number; readonly taken: boolean }[]> {
  const { rows } = await trx.raw<{ rows: { no: number; taken: boolean }[] }>(
    `select no, exists (select from staged_homes homes where homes.grid_no = no
       and homes.community_id = any(cast(:ids as uuid[]))) as taken
     from staged_grids where not exists (select from staged_places places
       where places.grid_no = no and places.community_id = any(cast(:ids as uuid[])))
     order by no`,
    { ids: [...communityIds] },
  );
  return rows;
}
