/**
 * Loads staged rows into the tables, a few statements for any number of rows. All functions work
 * inside one transaction: the staging tables are temporary and vanish at its end.
 */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";
import type { FeatureKind, StagedDataset } from "./staged-dataset";

/** What was done to one table. */
export interface TableReport {
  /** Rows in the data set. */
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  /** Were there already, with the same values: not touched. */
  readonly unchanged: number;
}

/** A feature that the database would refuse. */
export interface RefusedGeometry {
  readonly externalId: string;
  readonly reason: string;
}

/** Columns of the staging tables besides external_id and geom, as the data set has them. */
const STAGED: Readonly<Record<FeatureKind, Readonly<Record<string, string>>>> = {
  communities: { name: "text", code: "text" },
  buildings: {
    community: "text",
    estate: "text",
    old_estate: "boolean",
    name: "text",
    category: "text",
    households: "integer",
    residents: "integer",
    units: "integer",
    floors: "integer",
    built_year: "integer",
    special_households: "integer",
    floor_area_m2: "double precision",
    micro_grid: "boolean",
  },
  barriers: { kind: "text", class: "text", name: "text" },
};

/**
 * Two imports at once would each miss what the other adds; and nobody decides about a community
 * while its basis changes. Readers go on. Tables before rows, as in recodeCommunity: so nobody waits
 * in a ring.
 */
export async function lockForImport(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `lock table communities, community_codes, estates, buildings, barriers
       in share row exclusive mode`,
  );
  await trx.raw(
    `select from communities
     where external_id in (select external_id from staged_communities
       union select community from staged_buildings)
     order by id for no key update`,
  );
}

/** Brings lists of features into a staging table; a row is its columns, `external_id` and a GeoJSON `geom`. */
export async function stage(
  trx: Knex.Transaction,
  kind: FeatureKind,
  lists: StagedDataset[FeatureKind],
): Promise<void> {
  const columns = Object.entries(STAGED[kind]).map(([name, type]) => `${name} ${type}`);
  const names = ["external_id", ...Object.keys(STAGED[kind])].join(", ");
  await trx.raw(
    `create temporary table staged_${kind} (external_id text primary key,
       ${columns.join(", ")}, geom geometry(Geometry, ${SRID})) on commit drop`,
  );
  for (const list of lists) {
    await trx.raw(
      `insert into staged_${kind} (${names}, geom)
       select ${names}, st_setsrid(st_force2d(st_geomfromgeojson(geom)), ${SRID})
       from json_to_recordset(?) as row (external_id text, ${columns.join(", ")}, geom json)`,
      [Buffer.from(list).toString("utf8")],
    );
  }
  await trx.raw(`analyze staged_${kind} (external_id)`);
}

/** Staged features whose geometry the tables' checks would refuse, by external id. */
export async function findRefusedGeometries(
  trx: Knex.Transaction,
  kind: FeatureKind,
): Promise<RefusedGeometry[]> {
  const result = await trx.raw<{ rows: { external_id: string; reason: string }[] }>(
    `select external_id,
       case
         when geom is null or st_isempty(geom) then 'it is empty'
         when not st_isvalid(geom) then st_isvalidreason(geom)
         else 'it reaches beyond 180 degrees of longitude or 90 of latitude'
       end as reason
     from staged_${kind}
     where geom is null or st_isempty(geom) or not st_isvalid(geom)
       or st_xmin(geom) < -180 or st_xmax(geom) > 180
       or st_ymin(geom) < -90 or st_ymax(geom) > 90
     order by external_id`,
  );
  return result.rows.map((row) => ({ externalId: row.external_id, reason: row.reason }));
}

/** Staged buildings whose community is neither stored nor staged. */
export function findBuildingsWithoutCommunity(trx: Knex.Transaction): Promise<string[]> {
  return trx("staged_buildings as staged")
    .leftJoin("communities", "communities.external_id", "staged.community")
    .whereNull("communities.id")
    .orderBy("staged.external_id")
    .pluck("staged.external_id");
}

/** A building that the data set would take out of a community it does not know. */
export interface TakenBuilding {
  readonly externalId: string;
  readonly from: string;
  readonly to: string;
}

/** Buildings of another community that is not part of the data set. */
export async function findTakenBuildings(trx: Knex.Transaction): Promise<TakenBuilding[]> {
  const result = await trx.raw<{ rows: TakenBuilding[] }>(
    `select staged.external_id as "externalId", owner.external_id as "from", staged.community as "to"
     from staged_buildings staged
     join buildings on buildings.external_id = staged.external_id
     join communities owner on owner.id = buildings.community_id
     where owner.external_id <> staged.community
       and not exists (select from staged_communities s where s.external_id = owner.external_id)
     order by staged.external_id`,
  );
  return result.rows;
}

/** A code that belongs to another community, which would keep it. */
export interface TakenCode {
  readonly code: string;
  readonly owner: string;
  readonly wantedBy: string;
}

/** Codes in use by a community to which the data set gives no other. */
export async function findTakenCodes(trx: Knex.Transaction): Promise<TakenCode[]> {
  const result = await trx.raw<{ rows: TakenCode[] }>(
    `select staged.code, owner.external_id as owner, staged.external_id as "wantedBy"
     from staged_communities staged
     join community_codes used on used.code = staged.code and used.valid_to is null
     join communities owner on owner.id = used.community_id
     left join staged_communities other on other.external_id = owner.external_id
     where owner.external_id <> staged.external_id
       and (other.code is null or other.code = used.code)
     order by staged.code`,
  );
  return result.rows;
}

/** A community with grids in force to which the data set gives another code. */
export interface RecodedInForce {
  readonly externalId: string;
  readonly code: string;
  readonly newCode: string;
}

/** Communities whose code the data set would change under their grids in force. */
export async function findRecodedInForce(trx: Knex.Transaction): Promise<RecodedInForce[]> {
  const result = await trx.raw<{ rows: RecodedInForce[] }>(
    `select communities.external_id as "externalId", used.code, staged.code as "newCode" ${RECODED}
       and exists (select from register
         where register.community_id = communities.id and register.valid_to is null)
     order by communities.external_id`,
  );
  return result.rows;
}

/** Stored communities whose code in use is none or another than the staged one. */
const RECODED = `
  from staged_communities staged
  join communities on communities.external_id = staged.external_id
  left join community_codes used on used.community_id = communities.id and used.valid_to is null
  where staged.code is not null and staged.code is distinct from used.code`;

/** Loads the communities and their codes. */
export async function loadCommunities(trx: Knex.Transaction): Promise<TableReport> {
  const recoded = `select communities.id, staged.code ${RECODED}`;
  const changed = await note(
    trx,
    ["communities", "changed"],
    `update communities set name = staged.name, geom = staged.geom, version = version + 1,
       updated_at = now()
     from staged_communities staged
     where staged.external_id = communities.external_id
       and ((communities.name, communities.geom) is distinct from (staged.name, staged.geom)
         or communities.id in (select id from (${recoded}) recoded))
     returning communities.id as community_id`,
  );
  const added = await note(
    trx,
    ["communities", "added"],
    `insert into communities (external_id, name, geom)
     select external_id, name, geom from staged_communities staged
     where not exists (select from communities c where c.external_id = staged.external_id)
     returning id as community_id`,
  );
  // One moment for the end of a code and the start of the next. It is taken behind the lock, hence
  // later than all that is stored, which the start of this transaction need not be.
  await trx.raw(
    `create temporary table staged_codes on commit drop as
     select recoded.*, clock_timestamp() as moment from (${recoded}) recoded`,
  );
  await trx.raw(
    `update community_codes set valid_to = (select max(moment) from staged_codes)
     where valid_to is null and community_id in (select id from staged_codes)`,
  );
  await trx.raw(
    `insert into community_codes (community_id, code, valid_from)
     select id, code, (select max(moment) from staged_codes) from staged_codes`,
  );
  return report(trx, "communities", added, changed);
}

/** Makes an estate for every name that buildings of a community carry. */
export async function loadEstates(trx: Knex.Transaction): Promise<TableReport> {
  await trx.raw(
    `create temporary table staged_estates on commit drop as
     select communities.id as community_id, staged.estate as name,
       bool_or(staged.old_estate) as old_estate
     from staged_buildings staged
     join communities on communities.external_id = staged.community
     where staged.estate is not null
     group by communities.id, staged.estate`,
  );
  const changed = await note(
    trx,
    ["estates", "changed"],
    `update estates set old_estate = staged.old_estate, version = version + 1, updated_at = now()
     from staged_estates staged
     where staged.community_id = estates.community_id and staged.name = estates.name
       and estates.old_estate is distinct from staged.old_estate
     returning estates.community_id`,
  );
  const added = await note(
    trx,
    ["estates", "added"],
    `insert into estates (community_id, name, old_estate)
     select community_id, name, old_estate from staged_estates staged
     where not exists (select from estates e
       where e.community_id = staged.community_id and e.name = staged.name)
     returning community_id`,
  );
  return report(trx, "estates", added, changed);
}

/** Loads the buildings, each with its community and estate of now. */
export async function loadBuildings(trx: Knex.Transaction): Promise<TableReport> {
  const columns = [
    "community_id",
    "estate_id",
    "name",
    "category",
    "households",
    "residents",
    "units",
    "floors",
    "built_year",
    "special_households",
    "floor_area_m2",
    "micro_grid",
    "geom",
  ];
  await trx.raw(
    `create temporary table placed_buildings on commit drop as
     select staged.*, communities.id as community_id, estates.id as estate_id
     from staged_buildings staged
     join communities on communities.external_id = staged.community
     left join estates
       on estates.community_id = communities.id and estates.name = staged.estate`,
  );
  // A building that comes from another community is a change to that one, too.
  await trx.raw(
    `insert into noted_rows
     select buildings.community_id, 'buildings', 'left', count(*)
     from buildings join placed_buildings placed on placed.external_id = buildings.external_id
     where buildings.community_id <> placed.community_id
     group by buildings.community_id`,
  );
  return loadPlain(trx, "buildings", "placed_buildings", columns);
}

/** Loads the barriers. */
export function loadBarriers(trx: Knex.Transaction): Promise<TableReport> {
  return loadPlain(trx, "barriers", "staged_barriers", ["kind", "class", "name", "geom"]);
}

/** Updates the rows whose columns differ, adds those that are not there, and touches no other. */
async function loadPlain(
  trx: Knex.Transaction,
  table: "buildings" | "barriers",
  source: string,
  columns: readonly string[],
): Promise<TableReport> {
  const qualified = (name: string): string =>
    columns.map((column) => `${name}.${column}`).join(", ");
  // Barriers are nobody's own.
  const communityId = table === "buildings" ? `${table}.community_id` : "cast(null as uuid)";
  const changed = await note(
    trx,
    [table, "changed"],
    `update ${table} set ${columns.map((column) => `${column} = staged.${column}`).join(", ")},
       version = version + 1, updated_at = now()
     from ${source} staged
     where staged.external_id = ${table}.external_id
       and (${qualified(table)}) is distinct from (${qualified("staged")})
     returning ${communityId} as community_id`,
  );
  const added = await note(
    trx,
    [table, "added"],
    `insert into ${table} (external_id, ${columns.join(", ")})
     select external_id, ${qualified("staged")} from ${source} staged
     where not exists (select from ${table} t where t.external_id = staged.external_id)
     returning ${communityId} as community_id`,
  );
  return report(trx, table, added, changed);
}

/** Runs a statement that returns the community of every row it changes, and notes how many of each. */
async function note(
  trx: Knex.Transaction,
  [table, what]: readonly [table: FeatureKind | "estates", what: "added" | "changed"],
  statement: string,
): Promise<number> {
  const result = await trx.raw<{ rows: { count: number }[] }>(
    `with done as (${statement}),
     noted as (insert into noted_rows
       select community_id, '${table}', '${what}', count(*) from done group by community_id)
     select count(*)::int as count from done`,
  );
  return result.rows[0].count;
}

async function report(
  trx: Knex.Transaction,
  table: FeatureKind | "estates",
  added: number,
  changed: number,
): Promise<TableReport> {
  const result = await trx.raw<{ rows: { read: number }[] }>(
    `select count(*)::int as read from staged_${table}`,
  );
  const { read } = result.rows[0];
  return { read, added, changed, unchanged: read - added - changed };
}
