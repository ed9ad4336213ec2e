import type { Knex } from "knex";
import type { MapSource } from "../db/tables";

/** The nil uuid stands for what belongs to no community. */
const NO_COMMUNITY = "00000000-0000-0000-0000-000000000000";

/** What has happened to one source of the map so far. */
export interface SourceRevision {
  readonly source: MapSource;
  /** Text that differs after every change, also after a backup was restored and changed anew. */
  readonly revision: string;
}

/** The revisions of all sources that ever changed. */
export async function readRevisions(db: Knex): Promise<SourceRevision[]> {
  const rows = await db("map_revisions")
    .select<{ layer: MapSource; total: string; latest: string }[]>(
      "layer",
      db.raw("sum(revision)::text as total"),
      db.raw("(extract(epoch from max(changed_at)) * 1000000)::bigint::text as latest"),
    )
    .groupBy("layer");
  return rows.map(({ layer, total, latest }) => ({
    source: layer,
    revision: `${total}.${latest}`,
  }));
}

/** One source of the map in one community. */
export interface PlaceRevision {
  readonly source: MapSource;
  /** null: it belongs to none. */
  readonly communityId: string | null;
  readonly revision: number;
  /** West, south, east, north of what the last transaction changed; null: no place of its own. */
  readonly box: readonly [number, number, number, number] | null;
}

/** The revisions of everything that ever changed, in no order. */
export async function readPlaceRevisions(db: Knex): Promise<PlaceRevision[]> {
  const rows = await db("map_revisions").select(
    "layer",
    "community_id",
    "revision",
    "west",
    "south",
    "east",
    "north",
  );
  return rows.map((row) => ({
    source: row.layer,
    communityId: row.community_id === NO_COMMUNITY ? null : row.community_id,
    revision: Number(row.revision),
    box:
      row.west === null || row.south === null || row.east === null || row.north === null
        ? null
        : [row.west, row.south, row.east, row.north],
  }));
}
