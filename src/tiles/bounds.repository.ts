import type { Knex } from "knex";
import { inScope } from "../db/scope";
import type { Bounds } from "./tile-json";

/** The box of the communities that may be read, which holds all layers; null: there are none. */
export async function findBoundsOfCommunities(
  db: Knex,
  scope: readonly string[],
): Promise<Bounds | null> {
  return boundsOf(db, db("communities").where(inScope(db, "communities.id", scope)));
}

/** The box of a plan's grids. */
export async function findBoundsOfPlan(db: Knex, planId: string): Promise<Bounds | null> {
  return boundsOf(db, db("plan_grids").where({ plan_id: planId }));
}

async function boundsOf(db: Knex, rows: Knex.QueryBuilder): Promise<Bounds | null> {
  const [box] = await db
    .from(rows.select(db.raw("st_extent(geom) as box")).as("extent"))
    .select<{ west: number | null; south: number; east: number; north: number }[]>(
      db.raw("st_xmin(box) as west, st_ymin(box) as south"),
      db.raw("st_xmax(box) as east, st_ymax(box) as north"),
    );
  return box.west === null ? null : [box.west, box.south, box.east, box.north];
}
