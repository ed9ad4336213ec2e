import type { Knex } from "knex";
import { meetsBBox, type BBox } from "../db/geometry";
import { pageOf, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import { containsText, startsWith } from "../db/text";
import type { CommunityRow } from "../db/tables";
import type { BuildingTotals, Community } from "./community";

/** Which communities are wanted; what is left out does not restrict. */
export interface CommunityFilter {
  /** Start of the code in use, such as 640104 for a county. */
  readonly codePrefix?: string;
  /** Part of the name, in any case. */
  readonly nameContains?: string;
  readonly bbox?: BBox;
  /** Starts of codes where the viewer may look. */
  readonly scope?: readonly string[];
}

/** The communities with these ids, in any order. */
export async function findCommunities(db: Knex, ids: readonly string[]): Promise<Community[]> {
  const rows = await withCode(db).select<ReadRow[]>(COLUMNS).whereIn("communities.id", ids);
  return rows.map(toCommunity);
}

/** The communities that these codes belong to now, in any order. */
export async function findCommunitiesByCode(
  db: Knex,
  codes: readonly string[],
): Promise<Community[]> {
  const rows = await withCode(db).select<ReadRow[]>(COLUMNS).whereIn("community_codes.code", codes);
  return rows.map(toCommunity);
}

/** The ids of all communities whose code starts so, by code. */
export async function findCommunityIdsByCodePrefix(
  db: Knex,
  codePrefix: string,
): Promise<string[]> {
  return db("community_codes")
    .whereNull("valid_to")
    .where(startsWith(db, "code", codePrefix))
    .orderBy("code")
    .pluck("community_id");
}

/** Which of these communities have a code in use that starts with one of these prefixes. */
export async function findCommunityIdsInScope(
  db: Knex,
  ids: readonly string[],
  scope: readonly string[],
): Promise<Set<string>> {
  const found = await db("communities")
    .whereIn("id", ids)
    .where(inScope(db, "communities.id", scope))
    .pluck<string[]>("id");
  return new Set(found);
}

/** Communities by name. */
export async function pageCommunities(
  db: Knex,
  { codePrefix, nameContains, bbox, scope }: CommunityFilter,
  { first, after }: PageWish,
): Promise<Page<Community>> {
  const query = withCode(db)
    .select<(ReadRow & { page_key: string })[]>([...COLUMNS, "communities.name as page_key"])
    .orderBy(["communities.name", "communities.id"])
    .limit(first + 1);
  if (codePrefix !== undefined) {
    void query.where(startsWith(db, "community_codes.code", codePrefix));
  }
  if (nameContains !== undefined) {
    void query.where(containsText(db, "communities.name", nameContains));
  }
  if (bbox !== undefined) void query.where(meetsBBox(db, "communities.geom", bbox));
  if (scope !== undefined) void query.where(inScope(db, "communities.id", scope));
  if (after !== null) {
    void query.whereRaw("(communities.name, communities.id) > (?, cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, toCommunity);
}

/** How much stands in each of these communities; a community without buildings is left out. */
export async function countBuildingsOfCommunities(
  db: Knex,
  ids: readonly string[],
): Promise<Map<string, BuildingTotals>> {
  const rows = await db("buildings")
    .select<{ id: string; buildings: number; households: number }[]>(
      "community_id as id",
      db.raw("count(*)::int as buildings"),
      db.raw("sum(households)::int as households"),
    )
    .whereIn("community_id", ids)
    .groupBy("community_id");
  return new Map(rows.map(({ id, buildings, households }) => [id, { buildings, households }]));
}

/** Communities beside the code in use: there is at most one, so no community comes twice. */
function withCode(db: Knex) {
  return db("communities").leftJoin("community_codes", (join) =>
    join.on("community_codes.community_id", "communities.id").andOnNull("community_codes.valid_to"),
  );
}

const COLUMNS = [
  "communities.id",
  "communities.external_id",
  "communities.name",
  "communities.version",
  "communities.created_at",
  "communities.updated_at",
  "community_codes.code",
] as const;

type ReadRow = Omit<CommunityRow, "geom"> & { code: string | null };

function toCommunity(row: ReadRow): Community {
  return {
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    code: row.code,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
