import type { Knex } from "knex";
import { startsWith } from "../db/text";

/** A community whose code is about to change. */
export interface CommunityToRecode {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** In use; null: it has none yet. */
  readonly code: string | null;
}

/** The community, locked; null where there is none. */
export async function lockCommunityToRecode(
  trx: Knex.Transaction,
  communityId: string,
): Promise<CommunityToRecode | null> {
  // An import locks these tables before it looks at rows: in the same order nobody waits in a ring.
  await trx.raw("lock table communities, community_codes in row exclusive mode");
  const [row] = await trx("communities")
    .where({ id: communityId })
    .select("id", "name", "version")
    .forNoKeyUpdate();
  if (row === undefined) return null;
  const [code] = await trx("community_codes")
    .where({ community_id: communityId })
    .whereNull("valid_to")
    .pluck<string[]>("code");
  return { ...row, code: code ?? null };
}

/** The name of the community that bears a code; null where none does. */
export async function findBearerName(trx: Knex.Transaction, code: string): Promise<string | null> {
  const [name] = await trx("community_codes")
    .join("communities", "communities.id", "community_codes.community_id")
    .where({ code })
    .whereNull("community_codes.valid_to")
    .pluck<string[]>("communities.name");
  return name ?? null;
}

/** When the last community that bore this code gave it up; null where none did. */
export async function findLastUse(trx: Knex.Transaction, code: string): Promise<Date | null> {
  const [row] = await trx("community_codes").where({ code }).max<{ last: Date | null }[]>({
    last: "valid_to",
  });
  return row?.last ?? null;
}

/** From this moment the community bears this code. */
export async function changeCommunityCode(
  trx: Knex.Transaction,
  { id, version }: CommunityToRecode,
  { code, at }: { readonly code: string; readonly at: Date },
): Promise<void> {
  await trx("community_codes")
    .where({ community_id: id })
    .whereNull("valid_to")
    .update({ valid_to: at });
  await trx("community_codes").insert({ community_id: id, code, valid_from: at });
  await trx("communities")
    .where({ id, version })
    .update({ version: version + 1, updated_at: trx.fn.now() });
}

/** Every grid code that was ever issued under a community code, in force or not. */
export async function findCodesIssuedUnder(
  trx: Knex.Transaction,
  communityCode: string,
): Promise<string[]> {
  return trx("grid_codes")
    .where(startsWith(trx, "code", communityCode))
    .orderBy("code")
    .pluck("code");
}
