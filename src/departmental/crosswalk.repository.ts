/** Which old grid and which unified grid a building is in: now, in a plan, or as it was recorded. */
import type { Knex } from "knex";
import type { CrosswalkBuilding } from "./crosswalk";

/** Against the register as it is, by version. */
export function findCrosswalksInForce(
  db: Knex,
  versionIds: readonly string[],
): Promise<Map<string, CrosswalkBuilding[]>> {
  return readCrosswalks(db, CODE_IN_FORCE, { versionIds: [...versionIds] });
}

/** Against a plan of the community of these versions, by version. */
export function findCrosswalksOfPlan(
  db: Knex,
  planId: string,
  versionIds: readonly string[],
): Promise<Map<string, CrosswalkBuilding[]>> {
  const code = `select coalesce(grids.code, grids.label) as code
    from plan_buildings placed
    join plan_grids grids on grids.id = placed.grid_id
    where placed.plan_id = :planId and placed.building_id = buildings.id`;
  return readCrosswalks(db, code, { versionIds: [...versionIds], planId });
}

/** As it was recorded last up to a moment; null where nothing was in force then. */
export async function findRecordedCrosswalk(
  db: Knex,
  { versionId, at }: { readonly versionId: string; readonly at: Date },
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
  for (const { id, version_id } of rows) await recordBuildings(trx, id, version_id);
}

/** As `recordCrosswalk`, for a version that has just been imported; nothing where no grids are in force. */
export async function recordVersionCrosswalk(
  trx: Knex.Transaction,
  versionId: string,
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
  for (const { id } of rows) await recordBuildings(trx, id, versionId);
}

async function recordBuildings(
  trx: Knex.Transaction,
  crosswalkId: string,
  versionId: string,
): Promise<void> {
  await trx.raw(
    `insert into departmental_crosswalk_buildings
       (crosswalk_id, community_id, building_id, grid_id, code, households)
     select cast(:crosswalkId as uuid), versions.community_id, buildings.id, members.grid_id,
       unified.code, buildings.households
     ${fromVersions(CODE_IN_FORCE)}`,
    { crosswalkId, versionIds: [versionId] },
  );
}

/** The code in force of a building in the community of a version. */
const CODE_IN_FORCE = `select register.code
  from plan_buildings placed
  join register on register.grid_id = placed.grid_id
  where placed.building_id = buildings.id and register.community_id = versions.community_id
    and register.valid_to is null`;

/** Buildings of the communities of versions, and those that a version has and that have left it. */
function fromVersions(code: string): string {
  return `from departmental_versions versions
    cross join lateral (
      select id from buildings where community_id = versions.community_id
      union select building_id from departmental_members(versions.id)) held
    join buildings on buildings.id = held.id
    left join lateral departmental_members(versions.id) members
      on members.building_id = buildings.id
    left join lateral (${code}) unified on true
    where versions.id = any(cast(:versionIds as uuid[]))`;
}

async function readCrosswalks(
  db: Knex,
  code: string,
  values: { readonly versionIds: readonly string[]; readonly planId?: string },
): Promise<Map<string, CrosswalkBuilding[]>> {
  const { rows } = await db.raw<{ rows: (CrosswalkBuilding & { versionId: string })[] }>(
    `select crosswalk.*, grids.code as "departmentalCode" from (
       select versions.id as "versionId", buildings.id as "buildingId",
         buildings.external_id as "externalId", buildings.households, members.grid_id,
         unified.code as "unifiedCode"
       ${fromVersions(code)}) crosswalk
     left join departmental_grids grids on grids.id = crosswalk.grid_id
     order by crosswalk."externalId", grids.code`,
    { ...values },
  );
  const found = new Map<string, CrosswalkBuilding[]>(values.versionIds.map((id) => [id, []]));
  for (const { versionId, buildingId, externalId, households, ...codes } of rows) {
    const { departmentalCode, unifiedCode } = codes;
    const building = { buildingId, externalId, households, departmentalCode, unifiedCode };
    found.get(versionId)?.push(building);
  }
  return found;
}
