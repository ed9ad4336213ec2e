import type { Knex } from "knex";
import type { PlanGridRow, RegisterRow } from "../db/tables";

/** A building of a plan, with what the figures ask for. */
export interface GroundBuilding {
  /** Id in the data set it came from. */
  readonly id: string;
  readonly uuid: string;
  readonly households: number;
  /** null: not known. */
  readonly residents: number | null;
  readonly estateId: string | null;
  readonly estateName: string | null;
}

/** A grid that a plan put in force. */
export interface GridPutInForce {
  readonly gridId: string;
  readonly label: string;
  readonly code: string;
  readonly kind: RegisterRow["kind"];
  readonly externalBuildingIds: readonly string[];
}

/** What a grid of a plan has to keep. */
export type GridTerms = Pick<
  PlanGridRow,
  "id" | "kind" | "reduced" | "band_min" | "band_max" | "plan_id"
>;

/**
 * The buildings of a plan by id, as they are now; those of a plan that was put in force as they were
 * counted then, where that was kept. What has left the community since is left out of the former.
 */
export async function findGround(db: Knex, planId: string): Promise<GroundBuilding[]> {
  const { rows } = await db.raw<{ rows: GroundBuilding[] }>(
    `with counted as materialized (
       select item ->> 'id' as id, cast(item ->> 'households' as integer) as households,
         cast(item ->> 'residents' as integer) as residents
       from plan_basis
       join plans on plans.id = plan_basis.plan_id
       cross join jsonb_array_elements(basis -> 'buildings') as item
       where plan_basis.plan_id = :planId and plans.state in ('IN_FORCE', 'SUPERSEDED')
     )
     select buildings.external_id as id, buildings.id as uuid,
       coalesce(counted.households, buildings.households) as households,
       case when counted.id is null then buildings.residents else counted.residents end as residents,
       estates.id as "estateId", estates.name as "estateName"
     from plan_buildings
     join plans on plans.id = plan_buildings.plan_id
     join buildings on buildings.id = plan_buildings.building_id
     left join estates on estates.id = buildings.estate_id
     left join counted on counted.id = buildings.external_id
     where plan_buildings.plan_id = :planId
       and (counted.id is not null or buildings.community_id = plans.community_id)
     order by buildings.external_id`,
    { planId },
  );
  return rows;
}

/** When a plan was put in force, and its grids by label with the codes they had then. */
export async function findEntry(
  db: Knex,
  planId: string,
): Promise<{ readonly at: Date; readonly grids: readonly GridPutInForce[] } | null> {
  const { rows } = await db.raw<{ rows: (GridPutInForce & { at: Date })[] }>(
    `select register.valid_from as at, register.code, register.kind, plan_grids.id as "gridId",
       plan_grids.label,
       array(select buildings.external_id from plan_buildings
         join buildings on buildings.id = plan_buildings.building_id
         where plan_buildings.grid_id = plan_grids.id
         order by buildings.external_id) as "externalBuildingIds"
     from register
     join plan_grids on plan_grids.id = register.grid_id
     where register.plan_id = :planId
       and register.valid_from = (select min(valid_from) from register where plan_id = :planId)
     order by plan_grids.label`,
    { planId },
  );
  return rows.length === 0 ? null : { at: rows[0].at, grids: rows };
}

/** The terms of these grids, by their ids. */
export async function findTerms(
  db: Knex,
  gridIds: readonly string[],
): Promise<Map<string, GridTerms>> {
  const rows = await db("plan_grids")
    .whereIn("id", gridIds)
    .select<GridTerms[]>(["id", "plan_id", "kind", "reduced", "band_min", "band_max"]);
  return new Map(rows.map((row) => [row.id, row]));
}
