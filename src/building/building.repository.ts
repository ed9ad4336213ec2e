import type { Knex } from "knex";
import { meetsBBox, type BBox } from "../db/geometry";
import { pageOf, pagesByOwner, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { BuildingRow } from "../db/tables";
import type { Building } from "./building";

/** Which buildings are wanted; what is left out does not restrict. */
export interface BuildingFilter {
  readonly communityId?: string;
  readonly estateId?: string;
  readonly category?: Building["category"];
  readonly bbox?: BBox;
  /** Starts of codes where the viewer may look. */
  readonly scope?: readonly string[];
}

/** The buildings with these ids, in any order. */
export async function findBuildings(db: Knex, ids: readonly string[]): Promise<Building[]> {
  const rows = await db("buildings").select<ReadRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toBuilding);
}

/** Buildings by external id. */
export async function pageBuildings(
  db: Knex,
  { communityId, estateId, category, bbox, scope }: BuildingFilter,
  { first, after }: PageWish,
): Promise<Page<Building>> {
  const query = db("buildings")
    .select<PageRow[]>([...COLUMNS, "external_id as page_key"])
    .orderBy(["external_id", "id"])
    .limit(first + 1);
  if (communityId !== undefined) void query.where({ community_id: communityId });
  if (estateId !== undefined) void query.where({ estate_id: estateId });
  if (category !== undefined) void query.where({ category });
  if (bbox !== undefined) void query.where(meetsBBox(db, "geom", bbox));
  if (scope !== undefined) void query.where(inScope(db, "buildings.community_id", scope));
  if (after !== null) {
    void query.whereRaw("(external_id, id) > (?, cast(? as uuid))", [after.key, after.id]);
  }
  return pageOf(await query, first, toBuilding);
}

/** The same page of the buildings of each of several communities, by external id. */
export function pageBuildingsOfCommunities(
  db: Knex,
  communityIds: readonly string[],
  wish: PageWish,
): Promise<Map<string, Page<Building>>> {
  return pageOfEach(db, "community_id", communityIds, wish);
}

/** The same page of the buildings of each of several estates, by external id. */
export function pageBuildingsOfEstates(
  db: Knex,
  estateIds: readonly string[],
  wish: PageWish,
): Promise<Map<string, Page<Building>>> {
  return pageOfEach(db, "estate_id", estateIds, wish);
}

async function pageOfEach(
  db: Knex,
  owner: "community_id" | "estate_id",
  ownerIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<Building>>> {
  const ranked = db("buildings")
    .select([...COLUMNS, "external_id as page_key", `${owner} as owner_id`])
    .rowNumber("rank", (over) => {
      void over.partitionBy(owner).orderBy(["external_id", "id"]);
    })
    .whereIn(owner, ownerIds);
  if (after !== null) {
    void ranked.whereRaw("(external_id, id) > (?, cast(? as uuid))", [after.key, after.id]);
  }
  const rows = await db
    .select<(PageRow & { owner_id: string })[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, ownerIds, first, toBuilding);
}

/** Everything of a building but its geometry. */
const COLUMNS = [
  "id",
  "external_id",
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
  "version",
  "created_at",
  "updated_at",
] as const;

type ReadRow = Pick<BuildingRow, (typeof COLUMNS)[number]>;
type PageRow = ReadRow & { page_key: string };

function toBuilding(row: ReadRow): Building {
  return {
    id: row.id,
    externalId: row.external_id,
    communityId: row.community_id,
    estateId: row.estate_id,
    name: row.name,
    category: row.category,
    households: row.households,
    residents: row.residents,
    units: row.units,
    floors: row.floors,
    builtYear: row.built_year,
    specialHouseholds: row.special_households,
    floorAreaM2: row.floor_area_m2,
    microGrid: row.micro_grid,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
