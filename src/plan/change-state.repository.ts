import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import type { Actor } from "../auth/viewer";
import { SRID } from "../db/geometry";
import type { PlanRow, ReviewKind, ReviewRow } from "../db/tables";
import { DomainError } from "../errors";
import type { PlanState } from "./plan";

/** What happens to a plan, and what is written in its book about it. */
export interface PlanChange {
  readonly actor: Actor;
  readonly kind: ReviewKind;
  readonly from: PlanState;
  readonly to: PlanState;
  /** The version that whoever decided has seen. */
  readonly expectedVersion: number;
  /** Columns that change with it. */
  readonly set?: Partial<
    Pick<
      PlanRow,
      | "engine_version"
      | "input_hash"
      | "submitted_by"
      | "submitted_at"
      | "deviation_reasons"
      | "notice_from"
      | "notice_to"
      | "effective_from"
      | "superseded_at"
      | "filing_number"
      | "filed_at"
    >
  >;
  readonly comment?: string | null;
  readonly gridLabel?: string | null;
  /** Where it is pinned to the map, lon/lat. */
  readonly place?: readonly [lon: number, lat: number] | null;
  readonly details?: Readonly<Record<string, unknown>> | null;
}

/**
 * Changes a plan in one conditional update, and writes the review with the validation report of this
 * moment and the audit row beside it. Gives the review's id. Throws CONFLICT where the plan is not
 * in that state and version any more: somebody else was first.
 */
export async function changePlan(
  trx: Knex.Transaction,
  planId: string,
  change: PlanChange,
): Promise<string> {
  const { actor, kind, from, to, expectedVersion, set = {} } = change;
  const json = Object.fromEntries(
    Object.entries(set).map(([column, value]) => [
      column,
      JSON_COLUMNS.has(column) && value !== null ? JSON.stringify(value) : value,
    ]),
  );
  const [before] = await trx("plans")
    .where({ id: planId })
    .select([...RECORDED])
    .forUpdate();
  const [row] = await trx("plans")
    .where({ id: planId, state: from, version: expectedVersion })
    .update({ ...json, state: to, version: expectedVersion + 1, updated_at: trx.fn.now() })
    .returning([...RECORDED, "community_id", "findings", "metrics"]);
  if (row === undefined) {
    throw new DomainError(
      "CONFLICT",
      `Plan ${planId} is no longer ${from} in version ${expectedVersion}`,
    );
  }
  const { community_id, findings, metrics, ...after } = row;
  const [review] = await trx<ReviewRow>("reviews")
    .insert({
      plan_id: planId,
      community_id,
      kind,
      from_state: from,
      to_state: to,
      plan_version: after.version,
      actor_id: actor.id,
      actor_name: actor.name,
      role: actor.role,
      comment: change.comment ?? null,
      deviation_reasons: trx.raw("cast(? as jsonb)", [JSON.stringify(after.deviation_reasons)]),
      findings: trx.raw("cast(? as jsonb)", [JSON.stringify(findings)]),
      metrics: trx.raw("cast(? as jsonb)", [JSON.stringify(metrics)]),
      grid_label: change.gridLabel ?? null,
      place:
        change.place == null
          ? null
          : trx.raw(`st_setsrid(st_makepoint(?, ?), ${SRID})`, [...change.place]),
      details: trx.raw("cast(? as jsonb)", [jsonOrNull(change.details)]),
    })
    .returning("id");
  await appendAudit(trx, [
    {
      actor,
      action: `${kind}_PLAN`,
      subject: `Plan ${planId}`,
      communityId: community_id,
      planId,
      before,
      after,
      reason: change.comment ?? null,
    },
  ]);
  return review.id;
}

const JSON_COLUMNS: ReadonlySet<string> = new Set(["submitted_by", "deviation_reasons"]);

/** What the audit trail keeps of a plan. */
const RECORDED = [
  "state",
  "version",
  "engine_version",
  "input_hash",
  "submitted_by",
  "submitted_at",
  "deviation_reasons",
  "notice_from",
  "notice_to",
  "effective_from",
  "superseded_at",
  "filing_number",
  "filed_at",
] as const;

function jsonOrNull(value: unknown): string | null {
  return value == null ? null : JSON.stringify(value);
}
