import type { Knex } from "knex";
import type { PlanRow } from "../db/tables";
import type { MeasuredGrid } from "./indicators";

/** A grid in force with what stands in it now. */
export interface GridInForceFigures extends MeasuredGrid {
  readonly communityId: string;
  /** Of its plan. */
  readonly standardBand: PlanRow["rules"]["standardBand"];
}

/** The grids in force of communities, by code. */
export async function measureGridsInForce(
  db: Knex,
  communityIds: readonly string[],
): Promise<GridInForceFigures[]> {
  const { rows } = await db.raw<{ rows: GridInForceFigures[] }>(
    `select register.community_id as "communityId", plans.rules -> 'standardBand' as "standardBand",
       right(register.code, 3) as label, register.code, register.kind, plan_grids.reduced,
       case when band_min is not null then json_build_array(band_min, band_max) end as band,
       coalesce(sum(buildings.households), 0)::int as households,
       coalesce(sum(buildings.residents), 0)::int as residents,
       coalesce(sum(buildings.households) filter (where buildings.residents is null), 0)::int
         as "householdsUncounted"
     from register
     join plans on plans.id = register.plan_id
     join plan_grids on plan_grids.id = register.grid_id
     left join plan_buildings on plan_buildings.grid_id = register.grid_id
     left join buildings on buildings.id = plan_buildings.building_id
       and buildings.community_id = register.community_id
     where register.community_id = any(?) and register.valid_to is null
     group by register.id, plans.id, plan_grids.id
     order by register.code`,
    [[...communityIds]],
  );
  return rows;
}
