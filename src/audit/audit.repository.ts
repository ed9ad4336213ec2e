import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import type { ChainHead, WrittenEntry } from "./trail-check";

/** One change, for the audit trail. */
export interface Change {
  readonly actor: Actor;
  /** Such as SUBMIT_PLAN; permanent, never renamed. */
  readonly action: string;
  /** What was changed, such as `Plan 0b6c...` or `GridCode 640104001003012`. */
  readonly subject: string;
  /** null: no single community is concerned. */
  readonly communityId: string | null;
  readonly planId?: string | null;
  /** What it was before; null: it is new. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** What it is now; null: it is gone. */
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Why, in the words of whoever did it. */
  readonly reason?: string | null;
}

/**
 * Writes changes down, in the transaction that makes them. The head of a community's chain stays
 * locked until that ends: call it last, and lock the community's row first.
 */
export async function appendAudit(
  trx: Knex.Transaction,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({
    community_id: change.communityId,
    plan_id: change.planId ?? null,
    actor_id: change.actor.id,
    actor_name: change.actor.name,
    role: change.actor.role,
    action: change.action,
    subject: change.subject,
    before: change.before,
    after: change.after,
    reason: change.reason ?? null,
  }));
  // The foreign key asks for this lock as well, but only once the head is held: whoever holds the
  // community and waits for its head would then be waited for.
  const communityIds = changes.map(({ communityId }) => communityId).filter((id) => id !== null);
  await trx.raw(
    `select from communities where id = any(cast(? as uuid[])) order by id for key share`,
    [[...new Set(communityIds)]],
  );
  // In the order of the chains, so that two transactions that write to several never wait in a ring.
  await trx.raw(
    `insert into audit (community_id, plan_id, actor_id, actor_name, role, action, subject, before,
       after, reason)
     select community_id, plan_id, actor_id, actor_name, role, action, subject, before, after, reason
     from rows from (jsonb_to_recordset(?) as (community_id uuid, plan_id uuid, actor_id text,
       actor_name text, role text, action text, subject text, before jsonb, after jsonb, reason text)
     ) with ordinality as change (community_id, plan_id, actor_id, actor_name, role, action, subject,
       before, after, reason, no)
     order by community_id, no`,
    [JSON.stringify(rows)],
  );
}

/**
 * A moment before which no row is still to come: whoever is writing to the trail is waited for, and
 * others wait for this transaction, which has to be short.
 */
export async function settledMoment(trx: Knex.Transaction): Promise<string> {
  await trx.raw("lock table audit_heads in share mode");
  const result = await trx.raw<{ rows: { moment: string }[] }>(
    `select ${momentText("clock_timestamp()")} as moment`,
  );
  return result.rows[0].moment;
}

/** The ends of all chains, or of one. */
export function findHeads(trx: Knex.Transaction, chain: string | null): Promise<ChainHead[]> {
  const query = trx("audit_heads").select("chain", "seq", "hash").orderBy("chain");
  if (chain !== null) void query.where({ chain });
  return query;
}

/** Rows of all chains, or of one, behind a place, in the order of chain and number. */
export async function readWritten(
  trx: Knex.Transaction,
  wish: {
    readonly chain: string | null;
    readonly after: Pick<WrittenEntry, "chain" | "seq"> | null;
    readonly limit: number;
  },
): Promise<WrittenEntry[]> {
  const { chain, after, limit } = wish;
  const query = trx("audit")
    .select<WrittenEntry[]>(
      "chain",
      trx.raw("cast(seq as text) as seq"),
      "id",
      trx.raw(`${momentText("at")} as at`),
      "community_id as communityId",
      "plan_id as planId",
      "actor_id as actorId",
      "actor_name as actorName",
      "role",
      "action",
      "subject",
      trx.raw("cast(before as text) as before"),
      trx.raw("cast(after as text) as after"),
      "reason",
      "previous_hash as previousHash",
      "hash",
    )
    .orderByRaw("audit.chain, audit.seq")
    .limit(limit);
  if (chain !== null) void query.where({ chain });
  if (after !== null) {
    void query.whereRaw("(chain, audit.seq) > (cast(? as uuid), cast(? as bigint))", [
      after.chain,
      after.seq,
    ]);
  }
  return query;
}

function momentText(moment: string): string {
  return `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
