import type { Knex } from "knex";
import type { ActorRow, DepartmentName, DepartmentalVersionRow } from "../db/tables";

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
