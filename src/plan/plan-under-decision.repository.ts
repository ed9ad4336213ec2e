import type { Knex } from "knex";
import type { ActorRow, DeviationReasonRow, ReviewKind } from "../db/tables";
import type { Finding, PlanState } from "./plan";

/** A plan as far as a decision on it asks. */
export interface PlanUnderDecision {
  readonly id: string;
  readonly communityId: string;
  /** In use; null where there is none. */
  readonly communityCode: string | null;
  readonly state: PlanState;
  readonly version: number;
  /** Ids of all who ever submitted it. */
  readonly submitterIds: readonly string[];
  readonly findings: readonly Finding[];
  readonly deviationReasons: readonly DeviationReasonRow[];
  readonly noticeTo: Date | null;
  readonly effectiveFrom: Date | null;
  readonly filingNumber: string | null;
}

/**
 * A plan that is about to be decided on; null where there is none. Until the transaction ends,
 * everybody else who decides on plans of the same community waits.
 */
export async function lockPlan(
  trx: Knex.Transaction,
  planId: string,
): Promise<PlanUnderDecision | null> {
  const [owner] = await trx("plans").where({ id: planId }).select("community_id");
  if (owner === undefined) return null;
  // The community before the plan, always: two transactions never wait for each other in a ring.
  await trx("communities").where({ id: owner.community_id }).select("id").forNoKeyUpdate();
  const [row] = await trx("plans")
    .where({ id: planId })
    .select([...COLUMNS])
    .forUpdate();
  if (row === undefined) return null;
  const [code] = await trx("community_codes")
    .where({ community_id: row.community_id })
    .whereNull("valid_to")
    .pluck<string[]>("code");
  const submitterIds = await trx("reviews")
    .where({ plan_id: planId, kind: "SUBMIT" })
    .distinct()
    .pluck<string[]>("actor_id");
  return {
    id: row.id,
    communityId: row.community_id,
    communityCode: code ?? null,
    state: row.state,
    version: row.version,
    submitterIds,
    findings: row.findings,
    deviationReasons: row.deviation_reasons,
    noticeTo: row.notice_to,
    effectiveFrom: row.effective_from,
    filingNumber: row.filing_number,
  };
}

/** The latest thing that changed a plan, for those who came too late. */
export interface LastChange {
  readonly kind: ReviewKind;
  readonly actor: ActorRow;
  readonly at: Date;
}

/** null where nobody has decided on it yet. */
export async function findLastChange(trx: Knex, planId: string): Promise<LastChange | null> {
  const [row] = await trx("reviews")
    .where({ plan_id: planId })
    .whereNot({ kind: "REMARK" })
    .orderBy([
      { column: "created_at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .limit(1)
    .select("kind", "actor_id", "actor_name", "role", "created_at");
  if (row === undefined) return null;
  return {
    kind: row.kind,
    actor: { id: row.actor_id, name: row.actor_name, role: row.role },
    at: row.created_at,
  };
}

/** The plan of a community that is approved and not in force yet; null: there is none. */
export async function findApprovedId(
  trx: Knex.Transaction,
  communityId: string,
): Promise<string | null> {
  const ids = await trx("plans")
    .where({ community_id: communityId, state: "APPROVED" })
    .orderBy("id")
    .pluck<string[]>("id");
  return ids.at(0) ?? null;
}

/** The database's clock, behind the locks of the transaction. */
export async function readClock(trx: Knex.Transaction): Promise<Date> {
  const { rows } = await trx.raw<{ rows: { now: Date }[] }>(`select clock_timestamp() as now`);
  return rows[0].now;
}

const COLUMNS = [
  "id",
  "community_id",
  "state",
  "version",
  "findings",
  "deviation_reasons",
  "notice_to",
  "effective_from",
  "filing_number",
] as const;
