import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import { appendAudit, type Change } from "../audit/audit.repository";
import { SYSTEM, type Actor } from "../auth/viewer";
import { SRID } from "../db/geometry";
import type { Basis } from "./basis";
import { storeBasis } from "./basis.repository";
import type { NewCell, NewGrid, NewPlan } from "./plan";

/**
 * Stores the plans that a job made of one community on one basis, and gives their ids; none where it
 * has done so already. Their author is who asked for the job. The first counts as the newest, by a
 * microsecond each, so that it is the latest plan.
 */
export async function insertPlans(
  trx: Knex.Transaction,
  plans: readonly NewPlan[],
  basis: Basis,
): Promise<string[]> {
  const stored: Change[] = [];
  const ids: string[] = [];
  for (const plan of plans) {
    const inserted = await insertPlan(trx, plan);
    if (inserted === null) continue;
    const { id, author } = inserted;
    await storeBasis(trx, id, basis);
    ids.push(id);
    stored.push({
      actor: author ?? SYSTEM,
      action: "STORE_PLAN",
      subject: `Plan ${id}`,
      communityId: plan.communityId,
      planId: id,
      before: null,
      after: {
        state: "DRAFT",
        version: 1,
        job_id: plan.jobId,
        alternative: plan.alternative,
        focus: plan.focus,
        engine_version: plan.engineVersion,
        input_hash: plan.inputHash,
        grids: plan.grids.length,
        households: plan.metrics.households,
      },
    });
  }
  await appendAudit(trx, stored);
  return ids;
}

async function insertPlan(
  trx: Knex.Transaction,
  plan: NewPlan,
): Promise<{ readonly id: string; readonly author: Actor | null } | null> {
  const id = randomUUID();
  const { rows } = await trx.raw<{ rows: { author: Actor | null }[] }>(
    `insert into plans (id, community_id, job_id, rules, rule_set_id, seed, effort, focus, alternative, best_for,
       difference, left_out, engine_version, input_hash, metrics, certificate, regridding,
       start_version_id, start, findings, blocks, created_at, author)
     values (:id, :communityId, :jobId, :rules, :ruleSetId, :seed, :effort, :focus, :alternative, :bestFor,
       :difference, :leftOut, :engineVersion, :inputHash, :metrics, :certificate, :regridding,
       :startVersionId, :start, :findings, st_setsrid(st_geomfromgeojson(:blocks), ${SRID}),
       now() - (:alternative - 1) * interval '1 microsecond',
       (select requested_by from jobs where id = :jobId))
     on conflict (job_id, community_id, alternative) do nothing
     returning author`,
    {
      id,
      communityId: plan.communityId,
      jobId: plan.jobId,
      rules: JSON.stringify(plan.rules),
      ruleSetId: plan.ruleSetId,
      seed: plan.seed,
      effort: plan.effort,
      focus: plan.focus,
      alternative: plan.alternative,
      bestFor: [...plan.bestFor],
      difference: plan.difference && JSON.stringify(plan.difference),
      leftOut: JSON.stringify(plan.leftOut),
      engineVersion: plan.engineVersion,
      inputHash: plan.inputHash,
      metrics: JSON.stringify(plan.metrics),
      certificate: JSON.stringify(plan.certificate),
      regridding: plan.regridding && JSON.stringify(plan.regridding),
      startVersionId: plan.startVersionId,
      start: plan.start && JSON.stringify(plan.start),
      findings: JSON.stringify(plan.findings),
      blocks: JSON.stringify(plan.blocks),
    },
  );
  if (rows.length === 0) return null;
  await insertParts(
    trx,
    id,
    plan.grids.map(() => randomUUID()),
    plan,
  );
  return { id, author: rows[0].author };
}

/** Stores the grids of a plan under these ids, its cells, and which buildings stand in them. */
export async function insertParts(
  trx: Knex.Transaction,
  planId: string,
  gridIds: readonly string[],
  { grids, cells }: Pick<NewPlan, "grids" | "cells">,
): Promise<void> {
  await insertGrids(trx, planId, gridIds, grids);
  await insertCells(trx, planId, gridIds, cells);
  await insertBuildings(trx, planId, gridIds, cells);
}

async function insertGrids(
  trx: Knex.Transaction,
  planId: string,
  gridIds: readonly string[],
  grids: readonly NewGrid[],
): Promise<void> {
  const rows = grids.map((grid, index) => gridRecord(gridIds[index], grid));
  await trx.raw(
    `insert into plan_grids (plan_id, ${GRID_COLUMNS})
     select cast(:planId as uuid), ${GRID_VALUES} from json_to_recordset(:rows) as grid (${GRID_RECORD})`,
    { planId, rows: JSON.stringify(rows) },
  );
}

/** A grid as SQL takes it, see GRID_RECORD. */
export function gridRecord(id: string, grid: NewGrid): Readonly<Record<string, unknown>> {
  return {
    id,
    label: grid.label,
    code: grid.code,
    kind: grid.kind,
    reduced: grid.reduced,
    reduced_reason: grid.reducedReason,
    band_min: grid.band?.[0] ?? null,
    band_max: grid.band?.[1] ?? null,
    reason: grid.reason,
    deviation: grid.deviation,
    households: grid.households,
    residents: grid.residents,
    old_households: grid.oldHouseholds,
    special_households: grid.specialHouseholds,
    building_count: grid.buildingCount,
    estates: grid.estates,
    geom: grid.polygon,
    point: grid.pointOnSurface,
    area_m2: grid.areaM2,
    perimeter_m: grid.perimeterM,
    compactness: grid.compactness,
    border: grid.border,
    limits: grid.limits,
    findings: grid.findings,
  };
}

/** Columns of `plan_grids` that the engine says something about. */
export const GRID_COLUMNS = `id, label, code, kind, reduced, reduced_reason, band_min, band_max, reason,
  deviation, households, residents, old_households, special_households, building_count, estates,
  geom, point, area_m2, perimeter_m, compactness, border, limits, findings`;

/** Their values out of a GRID_RECORD. */
export const GRID_VALUES = `id, label, code, kind, reduced, reduced_reason, band_min, band_max, reason,
  deviation, households, residents, old_households, special_households, building_count,
  array(select jsonb_array_elements_text(estates)), st_setsrid(st_geomfromgeojson(geom), ${SRID}),
  st_setsrid(st_geomfromgeojson(point), ${SRID}), area_m2, perimeter_m, compactness, border, limits,
  findings`;

/** What `gridRecord` gives, as `json_to_recordset` takes it. */
export const GRID_RECORD = `id uuid, label text, code text, kind text, reduced boolean,
  reduced_reason text, band_min integer, band_max integer, reason jsonb, deviation integer,
  households integer, residents integer, old_households integer, special_households integer,
  building_count integer, estates jsonb, geom json, point json, area_m2 double precision,
  perimeter_m double precision, compactness double precision, border jsonb, limits jsonb,
  findings jsonb`;

async function insertCells(
  trx: Knex.Transaction,
  planId: string,
  gridIds: readonly string[],
  cells: readonly NewCell[],
): Promise<void> {
  const rows = cells.map((cell, no) => ({
    no,
    grid_id: gridIds[cell.grid],
    households: cell.households,
    geom: cell.polygon,
  }));
  await trx.raw(
    `insert into plan_cells (plan_id, no, grid_id, households, geom)
     select cast(:planId as uuid), no, grid_id, households, st_setsrid(st_geomfromgeojson(geom), ${SRID})
     from json_to_recordset(:rows) as cell (no integer, grid_id uuid, households integer, geom json)`,
    { planId, rows: JSON.stringify(rows) },
  );
}

async function insertBuildings(
  trx: Knex.Transaction,
  planId: string,
  gridIds: readonly string[],
  cells: readonly NewCell[],
): Promise<void> {
  const rows = cells.flatMap((cell, cell_no) =>
    cell.buildingIds.map((building_id) => ({ building_id, cell_no, grid_id: gridIds[cell.grid] })),
  );
  await trx.raw(
    `insert into plan_buildings (plan_id, building_id, cell_no, grid_id)
     select cast(:planId as uuid), building_id, cell_no, grid_id
     from json_to_recordset(:rows) as placed (building_id uuid, cell_no integer, grid_id uuid)`,
    { planId, rows: JSON.stringify(rows) },
  );
}
