/**
 * Brings staged grids of a department into the tables, a few statements for any number of them. The
 * staging tables are temporary and vanish at the end of the transaction.
 */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";
import type { ActorRow, DepartmentName, DepartmentalVersionRow } from "../db/tables";

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
  await trx.raw(`analyze staged_grids`);
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

/** Nobody else changes these communities until the end of the transaction. */
export async function lockCommunities(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<void> {
  await trx("communities").whereIn("id", ids).orderBy("id").forNoKeyUpdate().select("id");
}

/** What is to be written: whose grids, into which communities. */
export interface NewVersions {
  readonly department: DepartmentName;
  readonly name: string;
  readonly source: DepartmentalVersionRow["source"];
  readonly communities: readonly { readonly id: string; readonly importedBy: ActorRow }[];
}

/** A version that was written, and the one that it replaces. */
export interface WrittenVersion {
  readonly id: string;
  readonly networkId: string;
  readonly communityId: string;
  readonly replaces: string | null;
}

/** Ends the versions in use of these communities and writes the staged grids as new ones. */
export async function writeVersions(
  trx: Knex.Transaction,
  { department, name, source, communities }: NewVersions,
): Promise<WrittenVersion[]> {
  const importedBy = new Map(communities.map((one) => [one.id, one.importedBy]));
  const values = { department, name, communityIds: [...importedBy.keys()] };
  await trx.raw(
    `insert into departmental_networks (community_id, department, name)
     select id, :department, :name from unnest(cast(:communityIds as uuid[])) id
     on conflict (community_id, department, name) do nothing`,
    values,
  );
  const { rows: networks } = await trx.raw<{ rows: WrittenVersion[] }>(
    `select gen_random_uuid() as id, networks.id as "networkId",
       networks.community_id as "communityId", former.id as replaces
     from departmental_networks networks
     left join departmental_versions former
       on former.network_id = networks.id and former.valid_to is null
     where networks.department = :department and networks.name = :name
       and networks.community_id = any(cast(:communityIds as uuid[]))
     order by networks.community_id`,
    values,
  );
  const replaced = networks.flatMap(({ replaces }) => replaces ?? []);
  const [{ at }] = await trx("departmental_versions")
    .whereIn("id", replaced)
    // Clients see milliseconds: what they are told began then must have begun when they ask.
    .select<{ at: Date }[]>(
      trx.raw(`greatest(date_trunc('milliseconds', clock_timestamp()),
        max(date_trunc('milliseconds', valid_from)) + interval '1 millisecond') as at`),
    );
  await trx("departmental_versions").whereIn("id", replaced).update({ valid_to: at });
  await trx("departmental_versions").insert(
    networks.map(({ id, networkId, communityId }) => ({
      id,
      network_id: networkId,
      community_id: communityId,
      source,
      imported_by: importedBy.get(communityId),
      valid_from: at,
    })),
  );
  await writeGrids(
    trx,
    networks.map(({ id }) => id),
  );
  return networks;
}

async function writeGrids(trx: Knex.Transaction, versionIds: readonly string[]): Promise<void> {
  const values = { versionIds: [...versionIds] };
  await trx.raw(
    `insert into departmental_grids (version_id, community_id, code, name, geom)
     select versions.id, versions.community_id, staged.code, staged.name, staged.geom
     from departmental_versions versions
     join staged_homes homes using (community_id)
     join staged_grids staged on staged.no = homes.grid_no
     where versions.id = any(cast(:versionIds as uuid[]))`,
    values,
  );
  await trx.raw(
    `insert into departmental_staff (grid_id, community_id, no, name, duty)
     select grids.id, grids.community_id, person.no, person.value ->> 'name',
       person.value ->> 'duty'
     from departmental_grids grids
     join staged_grids staged using (code)
     cross join jsonb_array_elements(staged.staff) with ordinality person (value, no)
     where grids.version_id = any(cast(:versionIds as uuid[]))`,
    values,
  );
  await trx.raw(
    `insert into departmental_grid_buildings (grid_id, version_id, community_id, building_id)
     select grids.id, grids.version_id, grids.community_id, places.building_id
     from departmental_grids grids
     join staged_grids staged using (code)
     join staged_places places
       on places.grid_no = staged.no and places.community_id = grids.community_id
     where grids.version_id = any(cast(:versionIds as uuid[]))`,
    values,
  );
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

/** What is in a version, in figures. */
export interface VersionTotals {
  readonly versionId: string;
  readonly source: DepartmentalVersionRow["source"];
  readonly codes: readonly string[];
  readonly buildings: number;
  readonly staff: number;
  /** Buildings of the community that are in none of its grids; their ids in the data set. */
  readonly inNone: readonly string[];
  /** Buildings in two grids or more. */
  readonly inSeveral: readonly { readonly externalId: string; readonly codes: string[] }[];
}

/** What is in versions, by their ids, in any order. */
export async function findVersionTotals(
  db: Knex,
  versionIds: readonly string[],
): Promise<VersionTotals[]> {
  const { rows } = await db.raw<{ rows: VersionTotals[] }>(
    `select versions.id as "versionId", versions.source,
       array(select code from departmental_grids where version_id = versions.id order by code) as codes,
       (select count(distinct building_id)::int from departmental_members(versions.id)) as buildings,
       (select count(*)::int from departmental_staff staff
        join departmental_grids grids on grids.id = staff.grid_id
        where grids.version_id = versions.id) as staff,
       array(select buildings.external_id from buildings
         where buildings.community_id = versions.community_id and not exists (
           select from departmental_members(versions.id) members
           where members.building_id = buildings.id)
         order by buildings.external_id) as "inNone",
       (select coalesce(jsonb_agg(doubled order by doubled."externalId"), '[]') from (
         select buildings.external_id as "externalId",
           jsonb_agg(grids.code order by grids.code) as codes
         from departmental_members(versions.id) members
         join departmental_grids grids on grids.id = members.grid_id
         join buildings on buildings.id = members.building_id
         group by buildings.external_id having count(*) > 1) doubled) as "inSeveral"
     from departmental_versions versions
     where versions.id = any(cast(? as uuid[]))`,
    [[...versionIds]],
  );
  return rows;
}
