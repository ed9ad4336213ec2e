import type { Knex } from "knex";
import { areaOf } from "../db/geometry";
import { startsWith } from "../db/text";
import type { ActorRow, RegisterRow } from "../db/tables";
import type { GridInForceRow, GridKind } from "./register";

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

/** The plan in force of a community; null where nothing is. */
export async function findPlanInForce(
  db: Knex,
  communityId: string,
): Promise<{ readonly id: string; readonly version: number } | null> {
  const [row] = await db("plans")
    .where({ community_id: communityId, state: "IN_FORCE" })
    .select("id", "version");
  return row ?? null;
}

/** Who decided last on which day a plan shall be in force, and with which words. */
export async function findSchedule(
  db: Knex,
  planId: string,
): Promise<{ readonly actor: ActorRow; readonly comment: string | null } | null> {
  const [row] = await db("reviews")
    .where({ plan_id: planId, kind: "SCHEDULE" })
    .orderBy("plan_version", "desc")
    .limit(1)
    .select("actor_id", "actor_name", "role", "comment");
  if (row === undefined) return null;
  return {
    actor: { id: row.actor_id, name: row.actor_name, role: row.role },
    comment: row.comment,
  };
}

/** A plan's grid, as far as its number depends on it. */
export interface GridToNumber {
  readonly gridId: string;
  readonly kind: GridKind;
  /** As the plan has them. */
  readonly label: string;
  readonly code: string | null;
  /** Point on surface. */
  readonly lon: number;
  readonly lat: number;
  readonly heightDeg: number;
  /** Ids of the data set. */
  readonly externalBuildingIds: readonly string[];
}

/** The grids of a plan, by label. */
export async function findGridsToNumber(db: Knex, planId: string): Promise<GridToNumber[]> {
  const { rows } = await db.raw<{ rows: GridToNumber[] }>(
    `select plan_grids.id as "gridId", kind, label, code, st_x(point) as lon, st_y(point) as lat,
       st_ymax(geom) - st_ymin(geom) as "heightDeg",
       array(select buildings.external_id from plan_buildings
         join buildings on buildings.id = plan_buildings.building_id
         where plan_buildings.grid_id = plan_grids.id
         order by buildings.external_id) as "externalBuildingIds"
     from plan_grids where plan_id = ? order by label`,
    [planId],
  );
  return rows;
}

/** Households of the buildings of a community, by the data set's ids. */
export async function findHouseholds(
  db: Knex,
  communityId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db("buildings")
    .where({ community_id: communityId })
    .select<{ external_id: string; households: number }[]>("external_id", "households");
  return new Map(rows.map((row) => [row.external_id, row.households]));
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
