import type { Knex } from "knex";
import type { MultiPolygon, Polygon } from "geojson";
import { areaOf } from "../db/geometry";
import type { PlanDivisionRow, PlanGridRow, PlanRow } from "../db/tables";
import { BASIS_FINGERPRINT, BASIS_NOW } from "../plan/basis.repository";
import type { BuildingIdRow } from "./building-ids";

/** A plan as far as editing it asks, as of one moment. */
export interface StoredDraft extends Pick<PlanRow, "id" | "state" | "version" | "rules" | "focus"> {
  readonly communityId: string;
  /** In use; null where there is none. */
  readonly communityCode: string | null;
  readonly startVersionId: string | null;
  /** Another one whenever the basis of now is another one. */
  readonly fingerprint: string;
  /** Where its history stands; 0: nobody has edited it. */
  readonly lastGround: number;
  readonly lastDivision: number;
  readonly lastEdit: number;
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
    `select plans.id, plans.state, plans.version, plans.rules, plans.focus, plans.community_id,
       plans.start_version_id,
       (select code from community_codes
         where community_id = communities.id and valid_to is null) as code,
       ${BASIS_FINGERPRINT} as fingerprint,
       (select coalesce(max(no), 0) from plan_grounds where plan_id = plans.id) as last_ground,
       (select coalesce(max(no), 0) from plan_divisions where plan_id = plans.id) as last_division,
       (select coalesce(max(no), 0) from plan_edits where plan_id = plans.id) as last_edit,
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
    fingerprint: row.fingerprint,
    lastGround: row.last_ground,
    lastDivision: row.last_division,
    lastEdit: row.last_edit,
    division: isDivision(row) ? toDivision(row) : null,
  };
}

/** What is dear to read of a community and rarely another, with the fingerprint it stands under. */
export interface CommunityFacts {
  readonly fingerprint: string;
  /** The same for the same basis and the same ids of buildings, and for no other. */
  readonly basisDigest: string;
  readonly buildings: readonly BuildingIdRow[];
}

/** null where there is no such community. */
export async function findCommunityFacts(
  db: Knex,
  communityId: string,
): Promise<CommunityFacts | null> {
  const { rows } = await db.raw<{
    rows: { fingerprint: string; digest: string; buildings: BuildingIdRow[] }[];
  }>(
    // Ids of the buildings count too: a building that was taken out and came back is another one.
    `select ${BASIS_FINGERPRINT} as fingerprint, buildings,
       md5(concat(cast(${BASIS_NOW} as text), buildings)) as digest
     from communities cross join lateral (
       select coalesce(json_agg(json_build_object(
         'id', id, 'external_id', external_id, 'estate_id', estate_id) order by external_id), '[]')
         as buildings
       from buildings where community_id = communities.id) as own
     where id = ?`,
    [communityId],
  );
  if (rows.length === 0) return null;
  const [{ fingerprint, digest, buildings }] = rows;
  return { fingerprint, basisDigest: digest, buildings };
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

const DIVISION = `plan_divisions.no, plan_divisions.parent_no, plan_divisions.ground_no,
  ground.key as ground_key, plan_divisions.grids, plan_divisions.grid_of, plan_divisions.together,
  plan_divisions.apart`;

interface DraftRow extends Pick<
  PlanRow,
  "id" | "state" | "version" | "rules" | "focus" | "community_id" | "start_version_id"
> {
  readonly code: string | null;
  readonly fingerprint: string;
  readonly last_ground: number;
  readonly last_division: number;
  readonly last_edit: number;
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
