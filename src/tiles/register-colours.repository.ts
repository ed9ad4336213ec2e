import type { Knex } from "knex";
import type { ShapesToColour } from "./colour";

/** The grids, by plan, of all plans of these communities that are or were in force and have no colours. */
export async function findUncolouredGrids(
  db: Knex,
  communityIds: readonly string[],
): Promise<ShapesToColour[]> {
  const { rows } = await db.raw<{ rows: ShapesToColour[] }>(
    `select array_agg(id::text order by label) as ids,
       string_agg(st_astwkb(geom, 7), ''::bytea order by label) as shapes
     from plan_grids
     where plan_id in (
       select plan_id from register where community_id = any(cast(:ids as uuid[]))
         and not exists (select from grid_colours where grid_colours.grid_id = register.grid_id))
     group by plan_id order by plan_id`,
    { ids: [...communityIds] },
  );
  return rows;
}

/** Stores colours by grid; what somebody else stored meanwhile is the same. */
export async function insertColours(
  db: Knex,
  colours: Readonly<Record<string, number>>,
): Promise<void> {
  const rows = Object.entries(colours).map(([grid_id, colour]) => ({ grid_id, colour }));
  await db("grid_colours").insert(rows).onConflict("grid_id").ignore();
}
