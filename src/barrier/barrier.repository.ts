import type { Knex } from "knex";
import { meetsBBox, type BBox } from "../db/geometry";
import { pageOf, pagesByOwner, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { BarrierRow } from "../db/tables";
import type { Barrier } from "./barrier";

/** Which barriers are wanted; what is left out does not restrict. */
export interface BarrierFilter {
  readonly kind?: Barrier["kind"];
  readonly bbox?: BBox;
  /** Starts of codes where the viewer may look: the barrier meets a community there. */
  readonly scope?: readonly string[];
}

/** The barriers with these ids, in any order. */
export async function findBarriers(db: Knex, ids: readonly string[]): Promise<Barrier[]> {
  const rows = await db("barriers").select<ReadRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toBarrier);
}

/** Those of these barriers that meet a community with such a code, in any order. */
export async function findBarriersInScope(
  db: Knex,
  ids: readonly string[],
  scope: readonly string[],
): Promise<Barrier[]> {
  const rows = await db("barriers")
    .select<ReadRow[]>(COLUMNS)
    .whereIn("id", ids)
    .where(meetsScope(db, scope));
  return rows.map(toBarrier);
}

/** Barriers by external id. */
export async function pageBarriers(
  db: Knex,
  { kind, bbox, scope }: BarrierFilter,
  { first, after }: PageWish,
): Promise<Page<Barrier>> {
  const query = db("barriers")
    .select<PageRow[]>([...COLUMNS, "external_id as page_key"])
    .orderBy(["external_id", "id"])
    .limit(first + 1);
  if (kind !== undefined) void query.where({ kind });
  if (bbox !== undefined) void query.where(meetsBBox(db, "geom", bbox));
  if (scope !== undefined) void query.where(meetsScope(db, scope));
  if (after !== null) {
    void query.whereRaw("(external_id, id) > (?, cast(? as uuid))", [after.key, after.id]);
  }
  return pageOf(await query, first, toBarrier);
}

/** The same page of the barriers that meet each of several communities, by external id. */
export async function pageBarriersOfCommunities(
  db: Knex,
  communityIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<Barrier>>> {
  const ranked = db("barriers")
    .joinRaw("join communities on st_intersects(barriers.geom, communities.geom)")
    .select([...QUALIFIED, "barriers.external_id as page_key", "communities.id as owner_id"])
    .rowNumber("rank", (over) => {
      void over.partitionBy("communities.id").orderBy(["barriers.external_id", "barriers.id"]);
    })
    .whereIn("communities.id", communityIds);
  if (after !== null) {
    void ranked.whereRaw("(barriers.external_id, barriers.id) > (?, cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  const rows = await db
    .select<(PageRow & { owner_id: string })[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, communityIds, first, toBarrier);
}

/** Barriers belong to no community: they may be seen from every community that they meet. */
function meetsScope(db: Knex, scope: readonly string[]): Knex.Raw {
  if (scope.includes("")) return db.raw("true");
  return db.raw(
    `exists (select from communities where st_intersects(communities.geom, barriers.geom) and ?)`,
    [inScope(db, "communities.id", scope)],
  );
}

/** Everything of a barrier but its geometry. */
const COLUMNS = [
  "id",
  "external_id",
  "kind",
  "class",
  "name",
  "version",
  "created_at",
  "updated_at",
] as const;

const QUALIFIED = COLUMNS.map((column) => `barriers.${column}` as const);

type ReadRow = Pick<BarrierRow, (typeof COLUMNS)[number]>;
type PageRow = ReadRow & { page_key: string };

function toBarrier(row: ReadRow): Barrier {
  return {
    id: row.id,
    externalId: row.external_id,
    kind: row.kind,
    class: row.class,
    name: row.name,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
