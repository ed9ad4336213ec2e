import type { Knex } from "knex";
import type { MultiPolygon, Polygon } from "geojson";
import { areaOf, SRID } from "../db/geometry";
import type { PlanRow } from "../db/tables";
import { insertParts } from "./new-plan.repository";
import type { Grid, NewPlan } from "./plan";
import type { DividedGrid } from "./revalidate";

/** A plan as far as it takes to make it anew on the same division. */
export interface Division {
  readonly communityId: string;
  readonly rules: PlanRow["rules"];
  readonly seed: number;
  readonly effort: number;
  readonly focus: PlanRow["focus"];
  readonly startVersionId: string | null;
  readonly grids: readonly (DividedGrid &
    Pick<Grid, "kind" | "reducedReason"> & {
      /** Ids of the data set. */
      readonly externalBuildingIds: readonly string[];
      readonly polygon: Polygon | MultiPolygon;
    })[];
}

/** The division of a plan, by label; null where there is no such plan. */
export async function findDivision(
  trx: Knex.Transaction,
  planId: string,
): Promise<Division | null> {
  const [plan] = await trx("plans")
    .where({ id: planId })
    .select("community_id", "rules", "seed", "effort", "focus", "start_version_id");
  if (plan === undefined) return null;
  const { rows } = await trx.raw<{ rows: DivisionRow[] }>(
    `select id, label, kind, reduced_reason, households, plan_grids.geom,
       coalesce(stands.ids, '{}') as building_ids, coalesce(stands.external_ids, '{}') as external_ids
     from plan_grids left join (
       select grid_id, array_agg(buildings.id order by external_id) as ids,
         array_agg(external_id order by external_id) as external_ids
       from plan_buildings join buildings on buildings.id = building_id
       where plan_id = :planId group by grid_id
     ) as stands on stands.grid_id = plan_grids.id
     where plan_id = :planId order by label`,
    { planId },
  );
  return {
    communityId: plan.community_id,
    rules: plan.rules,
    seed: plan.seed,
    effort: plan.effort,
    focus: plan.focus,
    startVersionId: plan.start_version_id,
    grids: rows.map((row) => ({
      id: row.id,
      label: row.label,
      kind: row.kind,
      reducedReason: row.reduced_reason,
      households: row.households,
      buildingIds: row.building_ids,
      externalBuildingIds: row.external_ids,
      polygon: areaOf(row.geom),
    })),
  };
}

/** Puts a plan that was made anew in the place of the old one; its life goes on as it was. */
export async function replacePlan(
  trx: Knex.Transaction,
  planId: string,
  gridIds: readonly string[],
  plan: NewPlan,
): Promise<void> {
  // Cells and buildings go with the grids.
  await trx("plan_grids").where({ plan_id: planId }).delete();
  await insertParts(trx, planId, gridIds, plan);
  await updateFigures(trx, planId, plan);
}

/** What a plan says beside its grids. */
export type PlanFigures = Pick<
  NewPlan,
  "metrics" | "certificate" | "regridding" | "start" | "findings" | "blocks"
>;

/** Puts the figures of a plan that was made anew in the place of the old ones. */
export async function updateFigures(
  trx: Knex.Transaction,
  planId: string,
  { metrics, certificate, regridding, start, findings, blocks }: PlanFigures,
): Promise<void> {
  await trx.raw(
    `update plans set metrics = :metrics, certificate = :certificate, regridding = :regridding,
       start = :start, findings = :findings, blocks = st_setsrid(st_geomfromgeojson(:blocks), ${SRID})
     where id = :planId`,
    {
      planId,
      metrics: JSON.stringify(metrics),
      certificate: JSON.stringify(certificate),
      regridding: regridding && JSON.stringify(regridding),
      start: start && JSON.stringify(start),
      findings: JSON.stringify(findings),
      blocks: JSON.stringify(blocks),
    },
  );
}

interface DivisionRow extends Pick<DividedGrid, "id" | "label" | "households">, Pick<Grid, "kind"> {
  readonly reduced_reason: Grid["reducedReason"];
  readonly geom: string;
  readonly building_ids: string[];
  readonly external_ids: string[];
}
