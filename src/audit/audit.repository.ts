import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import { pageOf, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { AuditRow } from "../db/tables";
import type { AuditEntry } from "./audit";

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

/** Which entries are wanted; what is left out does not restrict. */
export interface AuditFilter {
  /** The community that has this code or had it. */
  readonly communityCode?: string;
  readonly communityId?: string;
  readonly planId?: string;
  readonly actorId?: string;
  readonly action?: string;
  /** Of this moment and later. */
  readonly from?: Date;
  /** Before this moment. */
  readonly to?: Date;
  /** Code prefixes of the communities whose trail may be read; see src/db/scope.ts. */
  readonly scope: readonly string[];
}

/** Entries, newest first. */
export async function pageAudit(
  db: Knex,
  filter: AuditFilter,
  { first, after }: PageWish,
): Promise<Page<AuditEntry>> {
  const { communityCode, communityId, planId, actorId, action, from, to, scope } = filter;
  const query = db("audit")
    .select<(ReadRow & { page_key: string })[]>([
      ...COLUMNS,
      // Microseconds count: a Date would lose them.
      db.raw("cast(at at time zone 'UTC' as text) || 'Z' as page_key"),
    ])
    .where(inScope(db, "audit.community_id", scope))
    .orderBy([
      { column: "at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .limit(first + 1);
  if (communityCode !== undefined) {
    void query.whereIn(
      "community_id",
      db("community_codes").where({ code: communityCode }).select("community_id"),
    );
  }
  if (communityId !== undefined) void query.where({ community_id: communityId });
  if (planId !== undefined) void query.where({ plan_id: planId });
  if (actorId !== undefined) void query.where({ actor_id: actorId });
  if (action !== undefined) void query.where({ action });
  if (from !== undefined) void query.where("at", ">=", from);
  if (to !== undefined) void query.where("at", "<", to);
  if (after !== null) {
    void query.whereRaw("(at, id) < (cast(? as timestamptz), cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, toEntry);
}

const COLUMNS = [
  "id",
  "seq",
  "at",
  "community_id",
  "plan_id",
  "actor_id",
  "actor_name",
  "role",
  "action",
  "subject",
  "before",
  "after",
  "reason",
  "previous_hash",
  "hash",
] as const;

type ReadRow = Pick<AuditRow, (typeof COLUMNS)[number]>;

function toEntry(row: ReadRow): AuditEntry {
  return {
    at: row.at,
    actor: { id: row.actor_id, name: row.actor_name, role: row.role },
    action: row.action,
    subject: row.subject,
    communityId: row.community_id,
    planId: row.plan_id,
    before: row.before,
    after: row.after,
    reason: row.reason,
    seq: Number(row.seq),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
