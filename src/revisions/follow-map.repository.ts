import type { Knex } from "knex";
import { SRID } from "../db/geometry";
import { inScope } from "../db/scope";
import type { Box } from "./map-change";

/** Where communities are of which somebody may hear, by id. */
export async function findPlaces(
  db: Knex,
  communityIds: readonly string[],
  scope: readonly string[],
): Promise<Map<string, Box>> {
  const rows = await db("communities")
    .whereIn("id", communityIds)
    .where(inScope(db, "communities.id", scope))
    .select<{ id: string; west: number; south: number; east: number; north: number }[]>(
      "id",
      db.raw("st_xmin(geom) as west, st_ymin(geom) as south"),
      db.raw("st_xmax(geom) as east, st_ymax(geom) as north"),
    );
  return new Map(rows.map(({ id, west, south, east, north }) => [id, [west, south, east, north]]));
}

/** Whether a community in scope meets the box. */
export async function isInSight(db: Knex, box: Box, scope: readonly string[]): Promise<boolean> {
  if (scope.includes("")) return true;
  const [row] = await db("communities")
    .whereRaw(`communities.geom && st_makeenvelope(?, ?, ?, ?, ${SRID})`, [...box])
    .where(inScope(db, "communities.id", scope))
    .select("id")
    .limit(1);
  return row !== undefined;
}
