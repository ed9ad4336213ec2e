import type { Knex } from "knex";
import { inScope } from "../db/scope";
import type { ShapesToColour } from "./colour";

/** A plan whose tiles are asked for. */
export interface TiledPlan {
  readonly id: string;
  /** Differs after every change of the plan. */
  readonly revision: string;
  readonly name: string | null;
  readonly communityId: string;
  readonly communityName: string;
  readonly communityCode: string | null;
}

/** A plan inside these jurisdictions; null: there is none. */
export async function findTiledPlan(
  db: Knex,
  planId: string,
  scope: readonly string[],
): Promise<TiledPlan | null> {
  const [row] = await db("plans")
    .join("communities", "communities.id", "plans.community_id")
    .leftJoin("community_codes", (on) => {
      on.on("community_codes.community_id", "plans.community_id").onNull(
        "community_codes.valid_to",
      );
    })
    .where("plans.id", planId)
    .where(inScope(db, "plans.community_id", scope))
    .select<
      {
        version: number;
        plan_name: string | null;
        community_id: string;
        community_name: string;
        code: string | null;
      }[]
    >(
      "plans.version",
      "plans.name as plan_name",
      "plans.community_id",
      "communities.name as community_name",
      "community_codes.code",
    );
  if (row === undefined) return null;
  return {
    id: planId,
    // Its community's code is on the map, too, and can change without the plan.
    revision: `${row.version}-${row.code ?? "none"}`,
    name: row.plan_name,
    communityId: row.community_id,
    communityName: row.community_name,
    communityCode: row.code,
  };
}

/** The grids of a plan as bytes for colouring: ids by label, and TWKB of each to a millimetre or so. */
export async function findGridBorders(db: Knex, planId: string): Promise<ShapesToColour> {
  const [row] = await db("plan_grids")
    .where({ plan_id: planId })
    .select<{ ids: string[] | null; shapes: Buffer }[]>(
      db.raw("array_agg(id::text order by label) as ids"),
      db.raw(
        "coalesce(string_agg(st_astwkb(geom, 7), ''::bytea order by label), ''::bytea) as shapes",
      ),
    );
  return { ids: row.ids ?? [], shapes: row.shapes };
}
