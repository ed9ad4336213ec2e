import type { Knex } from "knex";

/** Where the audit trail of a community ends; 0: nothing is written down yet. */
export async function findTrailEnd(db: Knex, communityId: string): Promise<string> {
  const [row] = await db("audit").where({ chain: communityId }).max({ seq: "seq" });
  const seq: unknown = row?.seq;
  return typeof seq === "string" ? seq : "0";
}

/** A change of a plan's state, by its place in the trail of the community. */
export interface StateChange {
  readonly seq: string;
  readonly planId: string;
}

/** The changes of state behind a place of the trail, plans that were stored included, in order. */
export async function findStateChanges(
  db: Knex,
  communityId: string,
  behind: string,
): Promise<StateChange[]> {
  const rows = await db("audit")
    .where({ chain: communityId })
    .where("seq", ">", behind)
    .whereNotNull("plan_id")
    .whereRaw("before ->> 'state' is distinct from after ->> 'state'")
    .orderBy("seq")
    .select<{ seq: string; plan_id: string }[]>("seq", "plan_id");
  return rows.map((row) => ({ seq: row.seq, planId: row.plan_id }));
}
