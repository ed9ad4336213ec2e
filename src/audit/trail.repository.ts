/** Reads the audit trail as it was written, for its check. */
import type { Knex } from "knex";
import type { ChainHead, WrittenEntry } from "./trail-check";

/**
 * A moment before which no row is still to come: whoever is writing to the trail is waited for, and
 * others wait for this transaction, which has to be short.
 */
export async function settledMoment(trx: Knex.Transaction): Promise<string> {
  await trx.raw("lock table audit_heads in share mode");
  const result = await trx.raw<{ rows: { moment: string }[] }>(
    `select ${momentText("greatest(clock_timestamp(), max(at))")} as moment from audit_heads`,
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
