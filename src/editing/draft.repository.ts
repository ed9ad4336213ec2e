import type { Knex } from "knex";
import type { MultiPolygon, Polygon } from "geojson";
import { areaOf } from "../db/geometry";
import type { PlanDivisionRow, PlanGridRow, PlanRow } from "../db/tables";
import { BASIS_NOW } from "../plan/basis.repository";

/** A plan as far as editing it asks, as of one moment. */
export interface StoredDraft extends Pick<PlanRow, "id" | "state" | "version" | "rules" | "focus"> {
  readonly communityId: string;
  /** In use; null where there is none. */
  readonly communityCode: string | null;
  readonly startVersionId: string | null;
  /** The same for the same basis of now, and for no other. */
  readonly basisDigest: string;
  /** null: nobody has edited it. */
  readonly division: StoredDivision | null;
}

/** A division that a plan is or was, with the ground it speaks of. */
export interface StoredDivision extends Pick<
  PlanDivisionRow,
  "no" | "grids" | "together" | "apart"
> {
  readonly parentNo: number | null;
  readonly gridOf: readonly number[];
  readonly groundNo: number;
  readonly groundKey: string;
}

/** A plan with its division of now; null where there is no such plan. */
export async function findStoredDraft(db: Knex, planId: string): Promise<StoredDraft | null> {
  const { rows } = await db.raw<{ rows: (DraftRow & Partial<DivisionRow>)[] }>(
    // Ids of the buildings count too: a building that was taken out and came back is another one.
    `select plans.id, plans.state, plans.version, plans.rules, plans.focus, plans.community_id,
       plans.start_version_id,
       (select code from community_codes
         where community_id = communities.id and valid_to is null) as code,
       md5(cast(${BASIS_NOW} as text) || (
         select coalesce(string_agg(cast(id as text), ',' order by external_id), '')
         from buildings where community_id = communities.id)) as basis_digest,
       ${DIVISION}
     from plans join communities on communities.id = plans.community_id
       left join plan_divisions on plan_id = plans.id and no = division_no
       left join plan_grounds as ground
         on ground.plan_id = plans.id and ground.no = plan_divisions.ground_no
     where plans.id = ?`,
    [planId],
  );
  if (rows.length === 0) return null;
  const [row] = rows;
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    rules: row.rules,
    focus: row.focus,
    communityId: row.community_id,
    communityCode: row.code,
    startVersionId: row.start_version_id,
    basisDigest: row.basis_digest,
    division: isDivision(row) ? toDivision(row) : null,
  };
}

/** One of the divisions that a plan has been through; null where there is no such one. */
export async function findStoredDivision(
  db: Knex,
  planId: string,
  no: number,
): Promise<StoredDivision | null> {
  const { rows } = await db.raw<{ rows: DivisionRow[] }>(
    `select ${DIVISION}
     from plan_divisions join plan_grounds as ground
       on ground.plan_id = plan_divisions.plan_id and ground.no = plan_divisions.ground_no
     where plan_divisions.plan_id = ? and plan_divisions.no = ?`,
    [planId, no],
  );
  return rows.length === 0 ? null : toDivision(rows[0]);
}

/** For each cell of a ground, the ids (of the data set) of its buildings. */
export async function findCells(db: Knex, planId: string, groundNo: number): Promise<string[][]> {
  const [ground] = await db("plan_grounds")
    .where({ plan_id: planId, no: groundNo })
    .select("cells");
  return ground.cells;
}

/** A grid of a plan as its rows have it. */
export interface StoredGrid extends Pick<
  PlanGridRow,
  "id" | "label" | "kind" | "households" | "name" | "locked"
> {
  readonly reducedNote: string | null;
  readonly reducedReason: PlanGridRow["reduced_reason"];
  /** Ids of the data set. */
  readonly buildingIds: readonly string[];
  readonly polygon: Polygon | MultiPolygon;
}

/** The grids of a plan, by label. */
export async function findStoredGrids(db: Knex, planId: string): Promise<StoredGrid[]> {
  const { rows } = await db.raw<{ rows: StoredGridRow[] }>(
    `select id, label, kind, households, name, locked, reduced_note, reduced_reason, plan_grids.geom,
       coalesce(stands.external_ids, '{}') as external_ids
     from plan_grids left join (
       select grid_id, array_agg(external_id order by external_id) as external_ids
       from plan_buildings join buildings on buildings.id = building_id
       where plan_id = :planId group by grid_id
     ) as stands on stands.grid_id = plan_grids.id
     where plan_id = :planId order by label`,
    { planId },
  );
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    kind: row.kind,
    households: row.households,
    name: row.name,
    locked: row.locked,
    reducedNote: row.reduced_note,
    reducedReason: row.reduced_reason,
    buildingIds: row.external_ids,
    polygon: areaOf(row.geom),
  }));
}

/** Ids of a community's buildings, ours and those of the data set. */
export async function findBuildingIds(
  db: Knex,
  communityId: string,
): Promise<{ id: string; external_id: string; estate_id: string | null }[]> {
  return db("buildings")
    .where({ community_id: communityId })
    .orderBy("external_id")
    .select("id", "external_id", "estate_id");
}

const DIVISION = `plan_divisions.no, plan_divisions.parent_no, plan_divisions.ground_no,
  ground.key as ground_key, plan_divisions.grids, plan_divisions.grid_of, plan_divisions.together,
  plan_divisions.apart`;

interface DraftRow extends Pick<
  PlanRow,
  "id" | "state" | "version" | "rules" | "focus" | "community_id" | "start_version_id"
> {
  readonly code: string | null;
  readonly basis_digest: string;
}

interface DivisionRow extends Omit<PlanDivisionRow, "plan_id"> {
  readonly ground_key: string;
}

interface StoredGridRow extends Pick<
  PlanGridRow,
  | "id"
  | "label"
  | "kind"
  | "households"
  | "name"
  | "locked"
  | "reduced_note"
  | "reduced_reason"
  | "geom"
> {
  readonly external_ids: string[];
}

/** A plan that nobody has edited has no division beside it. */
function isDivision(row: Partial<DivisionRow>): row is DivisionRow {
  return row.no != null;
}

function toDivision(row: DivisionRow): StoredDivision {
  return {
    no: row.no,
    parentNo: row.parent_no,
    groundNo: row.ground_no,
    groundKey: row.ground_key,
    grids: row.grids,
    gridOf: row.grid_of,
    together: row.together,
    apart: row.apart,
  };
}
