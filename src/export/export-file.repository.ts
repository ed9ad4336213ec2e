import type { Knex } from "knex";
import { geoJsonText } from "../db/geometry";
import { inScope } from "../db/scope";
import { startsWith } from "../db/text";
import { PLAN_COLUMNS, REGISTER_COLUMNS, type GridColumn } from "./grid-columns";

/** One grid of a file. */
export interface GridRow {
  readonly id: string;
  /** GeoJSON text; null where no shapes were asked for. */
  readonly geometry: string | null;
  /** The columns by name, as JSON text. */
  readonly properties: string;
}

/** What the clock of the database says. */
export async function databaseNow(db: Knex): Promise<Date> {
  const { rows } = await db.raw<{ rows: { now: Date }[] }>("select clock_timestamp() as now");
  return rows[0].now;
}

/** Which part of the register. */
export interface RegisterPart {
  readonly jurisdiction: string;
  readonly at: Date;
  readonly scope: readonly string[];
  readonly withShapes: boolean;
}

/** So many grids are read at a time: what they hold is all that is in memory of a file of any size. */
const BATCH = 200;

/** The register at a moment, by code, batch by batch. No change is made to what was at a moment. */
export async function* readRegister(
  db: Knex,
  { jurisdiction, at, scope, withShapes }: RegisterPart,
): AsyncGenerator<readonly GridRow[]> {
  let last = "";
  for (;;) {
    const rows = await db("register")
      .join("plan_grids", "plan_grids.id", "register.grid_id")
      .join("communities", "communities.id", "register.community_id")
      .where("register.valid_from", "<=", at)
      .whereRaw("(register.valid_to > ? or register.valid_to is null)", [at])
      .where(startsWith(db, "register.code", jurisdiction))
      .where(inScope(db, "register.community_id", scope))
      .where("register.code", ">", last)
      .orderBy("register.code")
      .limit(BATCH)
      .select<(GridRow & { code: string })[]>(
        "register.id",
        "register.code",
        shape(db, withShapes, "register.geom"),
        propertiesOf(db, REGISTER_COLUMNS),
      );
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows[rows.length - 1].code;
  }
}

/** The grids of a plan, by label. */
export async function readPlanGrids(
  db: Knex,
  { planId, withShapes }: { readonly planId: string; readonly withShapes: boolean },
): Promise<readonly GridRow[]> {
  return db("plan_grids")
    .join("plans", "plans.id", "plan_grids.plan_id")
    .join("communities", "communities.id", "plans.community_id")
    .joinRaw(
      `left join community_codes codes
         on codes.community_id = communities.id and codes.valid_to is null`,
    )
    .where("plan_grids.plan_id", planId)
    .orderBy("plan_grids.label")
    .select<GridRow[]>(
      "plan_grids.id",
      shape(db, withShapes, "plan_grids.geom"),
      propertiesOf(db, PLAN_COLUMNS),
    );
}

/** Whether a community is one of those that a link may show. */
export async function isCommunityInScope(
  db: Knex,
  communityId: string,
  scope: readonly string[],
): Promise<boolean> {
  const found = await db("communities")
    .where({ id: communityId })
    .where(inScope(db, "communities.id", scope))
    .select("id");
  return found.length > 0;
}

function shape(db: Knex, withShapes: boolean, column: string): Knex.Raw {
  return withShapes ? geoJsonText(db, column, "geometry") : db.raw("null as geometry");
}

function propertiesOf(db: Knex, columns: readonly GridColumn[]): Knex.Raw {
  const pairs = columns.map(({ name, sql }) => `'${name}', ${sql}`).join(", ");
  return db.raw(`json_build_object(${pairs})::text as properties`);
}
