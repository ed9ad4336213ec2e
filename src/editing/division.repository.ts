import type { Knex } from "knex";
import type { MultiPolygon, Polygon } from "geojson";
import { SRID } from "../db/geometry";
import type { DeviationReasonRow, PlanRow } from "../db/tables";
import { DomainError } from "../errors";
import { GRID_COLUMNS, GRID_RECORD, GRID_VALUES, gridRecord } from "../plan/new-plan.repository";
import type { NewGrid } from "../plan/plan";
import type { GridSigns } from "./editing";

/** A grid that is new or not as before. */
export interface WrittenGrid extends NewGrid, GridSigns {
  readonly id: string;
}

/** A cell that is new in the tables; building ids are ours. */
export interface WrittenCell {
  readonly no: number;
  readonly gridId: string;
  readonly households: number;
  readonly polygon: Polygon | MultiPolygon;
  readonly buildingIds: readonly string[];
}

/** What of the grids, cells and buildings of a plan is not as before. */
export interface PartsChange {
  readonly grids: readonly WrittenGrid[];
  /** Ids of grids that are gone, or hold nothing any more. */
  readonly gone: readonly string[];
  /** Cells that have a grid and had none. */
  readonly added: readonly WrittenCell[];
  /** Cells that are in another grid. */
  readonly moved: readonly { readonly no: number; readonly gridId: string }[];
  /** Cells that are in no grid any more. */
  readonly released: readonly number[];
}

/** Takes away all grids, cells and buildings of a plan. */
export async function deleteParts(trx: Knex.Transaction, planId: string): Promise<void> {
  // Cells and buildings go with the grids.
  await trx("plan_grids").where({ plan_id: planId }).delete();
}

/**
 * Writes what is not as before, in one statement: foreign keys and the labels of grids, which swap
 * places, are looked at when all of it is done.
 */
export async function writeParts(
  trx: Knex.Transaction,
  planId: string,
  { grids, gone, added, moved, released }: PartsChange,
): Promise<void> {
  await trx.raw(WRITE_PARTS, {
    planId,
    grids: JSON.stringify(
      grids.map((grid) => ({
        ...gridRecord(grid.id, grid),
        name: grid.name,
        locked: grid.locked,
        reduced_note: grid.reducedNote,
      })),
    ),
    gone: [...gone],
    moved: JSON.stringify(moved.map(({ no, gridId }) => ({ no, grid_id: gridId }))),
    released: [...released],
    added: JSON.stringify(
      added.map(({ no, gridId, households, polygon }) => ({
        no,
        grid_id: gridId,
        households,
        geom: polygon,
      })),
    ),
    housed: JSON.stringify(
      added.flatMap(({ no, gridId, buildingIds }) =>
        buildingIds.map((building_id) => ({ building_id, cell_no: no, grid_id: gridId })),
      ),
    ),
  });
}

const SIGNS = "name, locked, reduced_note";

const OVERWRITTEN = `${GRID_COLUMNS}, ${SIGNS}`
  .split(",")
  .map((column) => column.trim())
  .filter((column) => column !== "id")
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

const WRITE_PARTS = `with
  written as (
    insert into plan_grids (plan_id, ${GRID_COLUMNS}, ${SIGNS})
    select cast(:planId as uuid), ${GRID_VALUES}, ${SIGNS}
    from json_to_recordset(:grids)
      as grid (${GRID_RECORD}, name text, locked boolean, reduced_note text)
    on conflict (id) do update set ${OVERWRITTEN} where plan_grids.plan_id = excluded.plan_id),
  moved as (
    update plan_cells set grid_id = cell.grid_id
    from json_to_recordset(:moved) as cell (no integer, grid_id uuid)
    where plan_cells.plan_id = cast(:planId as uuid) and plan_cells.no = cell.no),
  released as (
    delete from plan_cells
    where plan_id = cast(:planId as uuid) and no = any(cast(:released as integer[]))),
  added as (
    insert into plan_cells (plan_id, no, grid_id, households, geom)
    select cast(:planId as uuid), no, grid_id, households, st_setsrid(st_geomfromgeojson(geom), ${SRID})
    from json_to_recordset(:added) as cell (no integer, grid_id uuid, households integer, geom json)),
  housed as (
    insert into plan_buildings (plan_id, building_id, cell_no, grid_id)
    select cast(:planId as uuid), building_id, cell_no, grid_id
    from json_to_recordset(:housed) as placed (building_id uuid, cell_no integer, grid_id uuid)),
  gone as (
    delete from plan_grids
    where plan_id = cast(:planId as uuid) and id = any(cast(:gone as uuid[])))
  select`;

/** What a plan says of its division, beside its grids. */
export interface PlanFigures extends Pick<
  PlanRow,
  "metrics" | "certificate" | "regridding" | "start" | "findings" | "engine_version"
> {
  readonly deviation_reasons: readonly DeviationReasonRow[];
}

/** The plan takes the figures of another division; throws CONFLICT where it is not that version any more. */
export async function updateFigures(
  trx: Knex.Transaction,
  planId: string,
  expectedVersion: number,
  divisionNo: number,
  figures: PlanFigures,
): Promise<void> {
  const { metrics, certificate, regridding, start, findings, engine_version } = figures;
  const changed = await trx("plans")
    .where({ id: planId, state: "DRAFT", version: expectedVersion })
    .update({
      version: expectedVersion + 1,
      updated_at: trx.fn.now(),
      division_no: divisionNo,
      engine_version,
      metrics: json(trx, metrics),
      certificate: json(trx, certificate),
      regridding: json(trx, regridding),
      start: json(trx, start),
      findings: json(trx, findings),
      deviation_reasons: json(trx, figures.deviation_reasons),
    });
  if (changed !== 1) {
    throw new DomainError(
      "CONFLICT",
      `Plan ${planId} is no longer a draft in version ${expectedVersion}`,
    );
  }
}

function json(trx: Knex.Transaction, value: unknown): Knex.Raw {
  return trx.raw("cast(? as jsonb)", [value === null ? null : JSON.stringify(value)]);
}
