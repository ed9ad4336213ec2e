import type { Knex } from "knex";
import type { LockedGrid, Locks } from "./copy-locks";

/** What a plan has locked and its planner wishes of it, and whose plan it is; null: there is none. */
export async function findLocks(
  db: Knex,
  planId: string,
): Promise<(Locks & { readonly communityId: string }) | null> {
  const { rows } = await db.raw<{ rows: WishRow[] }>(
    `select community_id, coalesce(together, '[]') as together, coalesce(apart, '[]') as apart
     from plans left join plan_divisions on plan_id = id and no = division_no
     where id = ?`,
    [planId],
  );
  if (rows.length === 0) return null;
  const [{ community_id: communityId, together, apart }] = rows;
  return { communityId, together, apart, grids: await findLockedGrids(db, planId) };
}

async function findLockedGrids(db: Knex, planId: string): Promise<LockedGrid[]> {
  const { rows } = await db.raw<{ rows: LockedGrid[] }>(
    `select label, name, kind, array(select external_id from plan_buildings
         join buildings on buildings.id = building_id
         where grid_id = plan_grids.id order by external_id) as "buildingIds"
     from plan_grids where plan_id = ? and locked order by label`,
    [planId],
  );
  return rows;
}

/** What people call the buildings of a community, by their ids in the data set. */
export async function findBuildingNames(
  db: Knex,
  communityId: string,
): Promise<Map<string, string>> {
  const rows = await db("buildings")
    .where({ community_id: communityId })
    .whereNotNull("name")
    .select<{ external_id: string; name: string }[]>("external_id", "name");
  return new Map(rows.map(({ external_id, name }) => [external_id, name]));
}

interface WishRow extends Pick<Locks, "together" | "apart"> {
  readonly community_id: string;
}
