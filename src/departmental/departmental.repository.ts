import type { Knex } from "knex";
import { geoJsonText } from "../db/geometry";
import { inScope } from "../db/scope";
import type {
  DepartmentalGridRow,
  DepartmentalNetworkRow,
  DepartmentalVersionRow,
} from "../db/tables";
import type {
  Department,
  DepartmentalGrid,
  DepartmentalNetwork,
  DepartmentalStaff,
  DepartmentalVersion,
} from "./departmental";

/** The networks with these ids, in any order. */
export async function findNetworks(
  db: Knex,
  ids: readonly string[],
): Promise<DepartmentalNetwork[]> {
  const rows = await networks(db).whereIn("departmental_networks.id", ids);
  return rows.map(toNetwork);
}

/** The networks of these communities, by department and name. */
export async function findNetworksOfCommunities(
  db: Knex,
  communityIds: readonly string[],
): Promise<DepartmentalNetwork[]> {
  const rows = await networks(db)
    .whereIn("departmental_networks.community_id", communityIds)
    .orderBy(["departmental_networks.department", "departmental_networks.name"]);
  return rows.map(toNetwork);
}

/** The versions with these ids, in any order. */
export async function findVersions(
  db: Knex,
  ids: readonly string[],
): Promise<DepartmentalVersion[]> {
  const rows = await db("departmental_versions").whereIn("id", ids);
  return rows.map(toVersion);
}

/** All versions of these networks, newest first. */
export async function findVersionsOfNetworks(
  db: Knex,
  networkIds: readonly string[],
): Promise<DepartmentalVersion[]> {
  const rows = await db("departmental_versions")
    .whereIn("network_id", networkIds)
    .orderBy("valid_from", "desc")
    .select<DepartmentalVersionRow[]>();
  return rows.map(toVersion);
}

/** The grids of these versions, by code. */
export async function findGridsOfVersions(
  db: Knex,
  versionIds: readonly string[],
): Promise<DepartmentalGrid[]> {
  const rows = await grids(db).whereIn("departmental_grids.version_id", versionIds);
  return rows.map(toGrid);
}

/** Which grids are meant by a code. */
export interface CodeWish {
  readonly department: Department;
  readonly code: string;
  /** Only networks of this name. */
  readonly name: string | null;
  readonly communityId: string | null;
  /** Only what was known by then. */
  readonly at: Date | null;
}

/** A grid, with the version and the network that have it. */
export interface CodeUse {
  readonly grid: DepartmentalGrid;
  readonly version: DepartmentalVersion;
}

/** Every use that was ever made of a code where the viewer may look, newest first. */
export async function findUsesOfCode(
  db: Knex,
  { department, code, name, communityId, at }: CodeWish,
  scope: readonly string[],
): Promise<CodeUse[]> {
  const found = grids(db)
    .join("departmental_versions", "departmental_versions.id", "departmental_grids.version_id")
    .join("departmental_networks", "departmental_networks.id", "departmental_versions.network_id")
    .where("departmental_grids.code", code)
    .where("departmental_networks.department", department)
    .where(inScope(db, "departmental_grids.community_id", scope));
  if (name !== null) void found.where("departmental_networks.name", name);
  if (communityId !== null) void found.where("departmental_grids.community_id", communityId);
  if (at !== null) void found.where("departmental_versions.valid_from", "<=", at);
  const uses = (await found).map(toGrid);
  const versions = await db("departmental_versions")
    .whereIn(
      "id",
      uses.map(({ versionId }) => versionId),
    )
    .orderBy([{ column: "valid_from", order: "desc" }, { column: "community_id" }])
    .select<DepartmentalVersionRow[]>();
  return versions.flatMap((row) =>
    uses
      .filter(({ versionId }) => versionId === row.id)
      .map((grid) => ({ grid, version: toVersion(row) })),
  );
}

/** Ids of the buildings of departmental grids, by external id of the building. */
export async function findBuildingIdsOfGrids(
  db: Knex,
  gridIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await db.raw<{ rows: { grid_id: string; ids: string[] }[] }>(
    `select members.grid_id, array_agg(buildings.id order by buildings.external_id) as ids
     from (select distinct version_id from departmental_grids where id = any(cast(:ids as uuid[]))) v
     cross join lateral departmental_members(v.version_id) members
     join buildings on buildings.id = members.building_id
     where members.grid_id = any(cast(:ids as uuid[]))
     group by members.grid_id`,
    { ids: [...gridIds] },
  );
  return new Map(rows.map(({ grid_id, ids }) => [grid_id, ids]));
}

/** The polygons of departmental grids as GeoJSON text, by id; none of those that came as lists. */
export async function findDepartmentalPolygons(
  db: Knex,
  gridIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db("departmental_grids")
    .whereIn("id", gridIds)
    .whereNotNull("geom")
    .select<{ id: string; geojson: string }[]>("id", geoJsonText(db, "geom", "geojson"));
  return new Map(rows.map(({ id, geojson }) => [id, geojson]));
}

type NetworkRow = DepartmentalNetworkRow &
  Pick<DepartmentalVersionRow, "source" | "imported_by" | "valid_from"> & { version_id: string };

/** Every network has exactly one version in use. */
function networks(db: Knex) {
  return db("departmental_networks")
    .join("departmental_versions", (join) =>
      join
        .on("departmental_versions.network_id", "departmental_networks.id")
        .andOnNull("departmental_versions.valid_to"),
    )
    .select<NetworkRow[]>([
      "departmental_networks.*",
      "departmental_versions.id as version_id",
      "departmental_versions.source",
      "departmental_versions.imported_by",
      "departmental_versions.valid_from",
    ]);
}

function toNetwork(row: NetworkRow): DepartmentalNetwork {
  return {
    id: row.id,
    communityId: row.community_id,
    department: row.department,
    name: row.name,
    versionId: row.version_id,
    source: row.source,
    validFrom: row.valid_from,
    importedBy: row.imported_by,
  };
}

function toVersion(row: DepartmentalVersionRow): DepartmentalVersion {
  return {
    id: row.id,
    networkId: row.network_id,
    communityId: row.community_id,
    source: row.source,
    importedBy: row.imported_by,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

type GridRow = Omit<DepartmentalGridRow, "geom"> & { staff: DepartmentalStaff[] };

function grids(db: Knex) {
  return db("departmental_grids")
    .orderBy(["departmental_grids.code", "departmental_grids.community_id"])
    .select<GridRow[]>([
      "departmental_grids.id",
      "departmental_grids.version_id",
      "departmental_grids.community_id",
      "departmental_grids.code",
      "departmental_grids.name",
      db.raw(
        `(select coalesce(jsonb_agg(jsonb_build_object('name', staff.name, 'duty', staff.duty)
           order by staff.no), '[]')
         from departmental_staff staff where staff.grid_id = departmental_grids.id) as staff`,
      ),
    ]);
}

function toGrid(row: GridRow): DepartmentalGrid {
  return {
    id: row.id,
    versionId: row.version_id,
    communityId: row.community_id,
    code: row.code,
    name: row.name,
    staff: row.staff,
  };
}
