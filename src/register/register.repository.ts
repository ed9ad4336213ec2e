import type { Knex } from "knex";
import { areaOf } from "../db/geometry";
import { startsWith } from "../db/text";
import type { RegisterRow } from "../db/tables";
import type { GridInForceRow } from "./register";

/** The grids in force of a community, by code; none where nothing is. */
export async function findGridsInForce(db: Knex, communityId: string): Promise<GridInForceRow[]> {
  return readGrids(db, communityId, db.raw("register.valid_to is null"));
}

/** The grids that were in force in a community at a moment, by code. */
export async function findGridsInForceAt(
  db: Knex,
  communityId: string,
  at: Date,
): Promise<GridInForceRow[]> {
  return readGrids(
    db,
    communityId,
    db.raw(
      "register.valid_from <= :at and (register.valid_to > :at or register.valid_to is null)",
      {
        at,
      },
    ),
  );
}

/** Codes of grids that were issued under a 12-digit code and have retired, whosever it was then. */
export async function findRetiredCodes(db: Knex, communityCode: string): Promise<string[]> {
  return db("grid_codes")
    .where(startsWith(db, "code", communityCode))
    .whereNotNull("retired_at")
    .orderBy("code")
    .pluck("code");
}

async function readGrids(
  db: Knex,
  communityId: string,
  valid: Knex.Raw,
): Promise<GridInForceRow[]> {
  const rows = await db("register")
    .leftJoin("plan_buildings", "plan_buildings.grid_id", "register.grid_id")
    .leftJoin("buildings", "buildings.id", "plan_buildings.building_id")
    .where("register.community_id", communityId)
    .where(valid)
    .groupBy("register.id")
    .orderBy("register.code")
    .select<GridRow[]>([
      "register.code",
      "register.kind",
      "register.grid_id",
      "register.plan_id",
      "register.households",
      "register.geom",
      db.raw(
        "coalesce(array_agg(buildings.id order by buildings.external_id) " +
          "filter (where buildings.id is not null), '{}') as building_ids",
      ),
      db.raw(
        "coalesce(array_agg(buildings.external_id order by buildings.external_id) " +
          "filter (where buildings.id is not null), '{}') as external_ids",
      ),
    ]);
  return rows.map((row) => ({
    code: row.code,
    kind: row.kind,
    gridId: row.grid_id,
    planId: row.plan_id,
    households: row.households,
    buildingIds: row.building_ids,
    externalBuildingIds: row.external_ids,
    polygon: areaOf(row.geom),
  }));
}

type GridRow = Pick<
  RegisterRow,
  "code" | "kind" | "grid_id" | "plan_id" | "households" | "geom"
> & { building_ids: string[]; external_ids: string[] };
