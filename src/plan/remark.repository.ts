import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import type { Actor } from "../auth/viewer";
import { SRID } from "../db/geometry";
import type { PlanUnderDecision } from "./plan-under-decision.repository";

/** Something that an official writes on a plan. */
export interface Remark {
  readonly actor: Actor;
  readonly comment: string;
  readonly gridLabel: string | null;
  /** Where it is pinned to the map, lon/lat. */
  readonly place: readonly [lon: number, lat: number] | null;
}

/** Writes a remark down, with the report of this moment; the plan itself stays as it is. */
export async function insertRemark(
  trx: Knex.Transaction,
  plan: PlanUnderDecision,
  { actor, comment, gridLabel, place }: Remark,
): Promise<void> {
  await trx.raw(
    `insert into reviews (plan_id, community_id, kind, from_state, to_state, plan_version, actor_id,
       actor_name, role, comment, deviation_reasons, findings, metrics, grid_label, place)
     select id, community_id, 'REMARK', state, state, version, :actorId, :actorName, :role, :comment,
       deviation_reasons, findings, metrics, :gridLabel,
       st_setsrid(st_makepoint(cast(:lon as double precision), cast(:lat as double precision)),
         ${SRID})
     from plans where id = :planId`,
    {
      planId: plan.id,
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      comment,
      gridLabel,
      lon: place?.[0] ?? null,
      lat: place?.[1] ?? null,
    },
  );
  await appendAudit(trx, [
    {
      actor,
      action: "REMARK_PLAN",
      subject: `Plan ${plan.id}`,
      communityId: plan.communityId,
      planId: plan.id,
      before: null,
      after: { grid_label: gridLabel, place },
      reason: comment,
    },
  ]);
}

/** Whether a plan has a grid of this label. */
export async function hasGrid(
  trx: Knex.Transaction,
  planId: string,
  label: string,
): Promise<boolean> {
  const [row] = await trx("plan_grids").where({ plan_id: planId, label }).select("id");
  return row !== undefined;
}

/** Whether a place lies in a community, or so near that it may be meant for its border. */
export async function isNearCommunity(
  trx: Knex.Transaction,
  communityId: string,
  [lon, lat]: readonly [lon: number, lat: number],
): Promise<boolean> {
  const [row] = await trx("communities")
    .where({ id: communityId })
    .whereRaw(`st_dwithin(geom, st_setsrid(st_makepoint(?, ?), ${SRID}), ${NEAR})`, [lon, lat])
    .select("id");
  return row !== undefined;
}

/** Some hundred metres, in degrees. */
const NEAR = 0.001;
