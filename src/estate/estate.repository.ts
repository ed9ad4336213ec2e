import type { Knex } from "knex";
import type { BuildingTotals } from "../community/community";
import { pageOf, pagesByOwner, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import { containsText } from "../db/text";
import type { EstateRow } from "../db/tables";
import type { Estate } from "./estate";

/** Which estates are wanted; what is left out does not restrict. */
export interface EstateFilter {
  readonly communityId?: string;
  /** Part of the name, in any case. */
  readonly nameContains?: string;
  /** Starts of codes where the viewer may look. */
  readonly scope?: readonly string[];
}

/** The estates with these ids, in any order. */
export async function findEstates(db: Knex, ids: readonly string[]): Promise<Estate[]> {
  const rows = await db("estates").select<EstateRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toEstate);
}

/** Estates by name. */
export async function pageEstates(
  db: Knex,
  { communityId, nameContains, scope }: EstateFilter,
  { first, after }: PageWish,
): Promise<Page<Estate>> {
  const query = db("estates")
    .select<PageRow[]>([...COLUMNS, "name as page_key"])
    .orderBy(["name", "id"])
    .limit(first + 1);
  if (communityId !== undefined) void query.where({ community_id: communityId });
  if (nameContains !== undefined) void query.where(containsText(db, "name", nameContains));
  if (scope !== undefined) void query.where(inScope(db, "estates.community_id", scope));
  if (after !== null) {
    void query.whereRaw("(name, id) > (?, cast(? as uuid))", [after.key, after.id]);
  }
  return pageOf(await query, first, toEstate);
}

/** The same page of the estates of each of several communities, by name. */
export async function pageEstatesOfCommunities(
  db: Knex,
  communityIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<Estate>>> {
  const ranked = db("estates")
    .select([...COLUMNS, "name as page_key", "community_id as owner_id"])
    .rowNumber("rank", (over) => {
      void over.partitionBy("community_id").orderBy(["name", "id"]);
    })
    .whereIn("community_id", communityIds);
  if (after !== null) {
    void ranked.whereRaw("(name, id) > (?, cast(? as uuid))", [after.key, after.id]);
  }
  const rows = await db
    .select<(PageRow & { owner_id: string })[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, communityIds, first, toEstate);
}

/** How much stands in each of these estates; an estate without buildings is left out. */
export async function countBuildingsOfEstates(
  db: Knex,
  ids: readonly string[],
): Promise<Map<string, BuildingTotals>> {
  const rows = await db("buildings")
    .select<{ id: string; buildings: number; households: number }[]>(
      "estate_id as id",
      db.raw("count(*)::int as buildings"),
      db.raw("sum(households)::int as households"),
    )
    .whereIn("estate_id", ids)
    .groupBy("estate_id");
  return new Map(rows.map(({ id, buildings, households }) => [id, { buildings, households }]));
}

const COLUMNS = [
  "id",
  "community_id",
  "name",
  "old_estate",
  "version",
  "created_at",
  "updated_at",
] as const;

type PageRow = EstateRow & { page_key: string };

function toEstate(row: EstateRow): Estate {
  return {
    id: row.id,
    communityId: row.community_id,
    name: row.name,
    oldEstate: row.old_estate,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
