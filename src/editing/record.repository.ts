import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import type { PlanState } from "../db/tables";
import type { Draft, KeptEffect, PlanEdit, PlanEditKind } from "./editing";
import { toPlanEdit } from "./plan-edits.repository";

/** A draft that is about to be written. */
export interface LockedDraft {
  readonly state: PlanState;
  readonly version: number;
  readonly deviationReasons: readonly { readonly finding: string; readonly reason: string }[];
}

/**
 * Locks a draft: until the transaction ends, everybody else who changes or decides on plans of its
 * community waits. null: it is gone.
 */
export async function lockDraft(
  trx: Knex.Transaction,
  { id, communityId }: { readonly id: string; readonly communityId: string },
): Promise<LockedDraft | null> {
  // The community before the plan, always: two transactions never wait for each other in a ring.
  const { rows } = await trx.raw<{ rows: LockedRow[] }>(
    `with locked as materialized (
       select id from communities where id = :communityId for no key update
     )
     select plans.state, plans.version, plans.deviation_reasons
     from plans join locked on locked.id = plans.community_id
     where plans.id = :id for update of plans`,
    { id, communityId },
  );
  if (rows.length === 0) return null;
  const [{ state, version, deviation_reasons }] = rows;
  return { state, version, deviationReasons: deviation_reasons };
}

/** The ground of a plan's history with this key; null: it was on none. */
export async function findGroundNo(db: Knex, planId: string, key: string): Promise<number | null> {
  const [ground] = await db("plan_grounds").where({ plan_id: planId, key }).pluck<number[]>("no");
  return ground ?? null;
}

/** A ground, as the history of a plan keeps it. */
export interface NewGround {
  readonly no: number;
  readonly key: string;
  readonly cells: readonly (readonly string[])[];
}

/** A division, as the history of a plan keeps it. */
export interface NewDivision {
  readonly no: number;
  readonly parentNo: number | null;
  readonly groundNo: number;
  readonly draft: Draft;
}

/** An entry of the history. */
export interface NewEdit {
  readonly no: number;
  readonly planVersion: number;
  readonly kind: PlanEditKind;
  readonly edit: object | null;
  readonly fromDivision: number;
  readonly toDivision: number;
  readonly effect: KeptEffect;
  readonly jobId: string | null;
  readonly actor: Actor;
}

/** What the history of a plan grows by. */
export interface HistoryGrowth {
  readonly ground: NewGround | null;
  readonly divisions: readonly NewDivision[];
  readonly edit: NewEdit;
}

/** Writes the history of a plan on, in one statement; gives the entry. */
export async function recordEdit(
  trx: Knex.Transaction,
  planId: string,
  { ground, divisions, edit }: HistoryGrowth,
): Promise<PlanEdit> {
  const { rows } = await trx.raw<{ rows: Parameters<typeof toPlanEdit>[0][] }>(RECORD_EDIT, {
    planId,
    grounds: JSON.stringify(ground === null ? [] : [ground]),
    divisions: JSON.stringify(
      divisions.map(({ no, parentNo, groundNo, draft }) => ({
        no,
        parent_no: parentNo,
        ground_no: groundNo,
        grids: draft.grids,
        grid_of: draft.gridOf,
        together: draft.together,
        apart: draft.apart,
      })),
    ),
    no: edit.no,
    planVersion: edit.planVersion,
    kind: edit.kind,
    edit: edit.edit === null ? null : JSON.stringify(edit.edit),
    fromDivision: edit.fromDivision,
    toDivision: edit.toDivision,
    effect: JSON.stringify(edit.effect),
    jobId: edit.jobId,
    actorId: edit.actor.id,
    actorName: edit.actor.name,
    role: edit.actor.role,
  });
  return toPlanEdit(rows[0]);
}

const RECORD_EDIT = `with
  ground as (
    insert into plan_grounds (plan_id, no, key, cells)
    select cast(:planId as uuid), no, key, cells
    from json_to_recordset(:grounds) as ground (no integer, key text, cells jsonb)),
  division as (
    insert into plan_divisions (plan_id, no, parent_no, ground_no, grids, grid_of, together, apart)
    select cast(:planId as uuid), no, parent_no, ground_no, grids,
      array(select cast(value as integer) from json_array_elements_text(grid_of) with ordinality
        order by ordinality), together, apart
    from json_to_recordset(:divisions) as division (no integer, parent_no integer,
      ground_no integer, grids jsonb, grid_of json, together jsonb, apart jsonb))
  insert into plan_edits (plan_id, no, plan_version, kind, edit, from_division, to_division, effect,
    job_id, actor_id, actor_name, role)
  values (cast(:planId as uuid), :no, :planVersion, :kind, cast(:edit as jsonb), :fromDivision,
    :toDivision, cast(:effect as jsonb), cast(:jobId as uuid), :actorId, :actorName, :role)
  returning *`;

interface LockedRow {
  readonly state: PlanState;
  readonly version: number;
  readonly deviation_reasons: { finding: string; reason: string }[];
}
