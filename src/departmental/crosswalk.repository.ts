/** Which old grid and which unified grid a building is in: now, in a plan, or as it was recorded. */
import type { Knex } from "knex";
import type { CrosswalkBuilding } from "./crosswalk";

/** A version of a network, in its community. */
export interface VersionKey {
  readonly versionId: string;
  readonly communityId: string;
}

/** Against the register as it is. */
export function findCrosswalkInForce(
  db: Knex,
  { versionId, communityId }: VersionKey,
): Promise<CrosswalkBuilding[]> {
  return readCrosswalk(db, BUILDINGS_IN_FORCE, { versionId, communityId });
}

/** Against a plan of the community. */
export function findCrosswalkOfPlan(
  db: Knex,
  { versionId, communityId, planId }: VersionKey & { readonly planId: string },
): Promise<CrosswalkBuilding[]> {
  const unified = `select placed.building_id, coalesce(grids.code, grids.label) as code
    from plan_grids grids
    join plans on plans.id = grids.plan_id and plans.community_id = :communityId
    join plan_buildings placed on placed.grid_id = grids.id
    where grids.plan_id = :planId`;
  return readCrosswalk(db, unified, { versionId, communityId, planId });
}

/** As it was recorded last up to a moment; null where nothing was in force then. */
export async function findRecordedCrosswalk(
  db: Knex,
  { versionId, at }: Pick<VersionKey, "versionId"> & { readonly at: Date },
): Promise<{ readonly at: Date; readonly buildings: CrosswalkBuilding[] } | null> {
  const record = await db("departmental_crosswalks")
    .where({ version_id: versionId })
    .where("at", "<=", at)
    .orderBy("at", "desc")
    .first("id", "at");
  if (record === undefined) return null;
  const { rows } = await db.raw<{ rows: CrosswalkBuilding[] }>(
    `select kept.building_id as "buildingId", buildings.external_id as "externalId",
       kept.households, grids.code as "departmentalCode", kept.code as "unifiedCode"
     from departmental_crosswalk_buildings kept
     join buildings on buildings.id = kept.building_id
     left join departmental_grids grids on grids.id = kept.grid_id
     where kept.crosswalk_id = ?
     order by buildings.external_id, grids.code`,
    [record.id],
  );
  return { at: record.at, buildings: rows };
}

/** What is recorded when grids are put in force or get other codes. */
export interface CrosswalkMoment {
  readonly communityId: string;
  /** The plan that is in force from now on. */
  readonly planId: string;
  /** When its grids took over; text where microseconds count. */
  readonly at: Date | string;
}

/**
 * Writes down how every network of a community lies to the grids that are in force now: the version
 * in use of each, and older ones as long as they have codes that no later version has. Call it after
 * the register is written.
 */
export async function recordCrosswalk(
  trx: Knex.Transaction,
  { communityId, planId, at }: CrosswalkMoment,
): Promise<void> {
  const { rows } = await trx.raw<{ rows: { id: string; version_id: string }[] }>(
    `insert into departmental_crosswalks (version_id, community_id, plan_id, at)
     -- A dated plan is put in force a little late, when there may be later records already.
     select versions.id, versions.community_id, cast(:planId as uuid),
       greatest(cast(:at as timestamptz), (select max(at) + interval '1 millisecond'
         from departmental_crosswalks known where known.version_id = versions.id))
     from departmental_versions versions
     where versions.community_id = :communityId and exists (
       select from departmental_grids grids
       where grids.version_id = versions.id and not exists (
         select from departmental_versions later
         join departmental_grids again on again.version_id = later.id
         where later.network_id = versions.network_id
           and later.valid_from > versions.valid_from and again.code = grids.code))
     returning id, version_id`,
    { communityId, planId, at },
  );
  for (const { id, version_id } of rows) await recordBuildings(trx, id, version_id, communityId);
}

/** As `recordCrosswalk`, for a version that has just been imported; nothing where no grids are in force. */
export async function recordVersionCrosswalk(
  trx: Knex.Transaction,
  { versionId, communityId }: VersionKey,
): Promise<void> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into departmental_crosswalks (version_id, community_id, plan_id, at)
     select versions.id, versions.community_id, in_force.plan_id, versions.valid_from
     from departmental_versions versions
     join (select distinct community_id, plan_id from register where valid_to is null) in_force
       on in_force.community_id = versions.community_id
     where versions.id = ?
     returning id`,
    [versionId],
  );
  for (const { id } of rows) await recordBuildings(trx, id, versionId, communityId);
}

async function recordBuildings(
  trx: Knex.Transaction,
  crosswalkId: string,
  versionId: string,
  communityId: string,
): Promise<void> {
  await trx.raw(
    `insert into departmental_crosswalk_buildings
       (crosswalk_id, community_id, building_id, grid_id, code, households)
     select cast(:crosswalkId as uuid), cast(:communityId as uuid), buildings.id, members.grid_id,
       unified.code, buildings.households
     ${fromBuildings(BUILDINGS_IN_FORCE)}`,
    { crosswalkId, versionId, communityId },
  );
}

const BUILDINGS_IN_FORCE = `select placed.building_id, register.code
  from register join plan_buildings placed on placed.grid_id = register.grid_id
  where register.community_id = :communityId and register.valid_to is null`;

/** Buildings of the community, and those that the network has and that have left it. */
function fromBuildings(unified: string): string {
  return `from buildings
    left join departmental_members(:versionId) members on members.building_id = buildings.id
    left join (${unified}) unified on unified.building_id = buildings.id
    where buildings.id in (
      select id from buildings where community_id = :communityId
      union select building_id from departmental_members(:versionId))`;
}

async function readCrosswalk(
  db: Knex,
  unified: string,
  values: VersionKey & { readonly planId?: string },
): Promise<CrosswalkBuilding[]> {
  const { rows } = await db.raw<{ rows: CrosswalkBuilding[] }>(
    `select crosswalk.*, grids.code as "departmentalCode" from (
       select buildings.id as "buildingId", buildings.external_id as "externalId",
         buildings.households, members.grid_id, unified.code as "unifiedCode"
       ${fromBuildings(unified)}) crosswalk
     left join departmental_grids grids on grids.id = crosswalk.grid_id
     order by crosswalk."externalId", grids.code`,
    { ...values },
  );
  return rows.map(({ buildingId, externalId, households, departmentalCode, unifiedCode }) => ({
    buildingId,
    externalId,
    households,
    departmentalCode,
    unifiedCode,
  }));
}
