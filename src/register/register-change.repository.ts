/**
 * What changes the register. All of it happens behind the lock of the community's row, and at one
 * moment, which is later than all that is stored of this community.
 */
import type { Knex } from "knex";
import type { GridKind } from "./register";
import type { LineageEntry } from "./lineage";

/** Whose register changes, when, and by which plan; null: the community gets another code. */
export interface RegisterChange {
  readonly communityId: string;
  readonly planId: string | null;
  readonly at: Date;
}

/** A code, and the plan's grid that bears it. */
export interface BearerOfCode {
  readonly code: string;
  readonly kind: GridKind;
  readonly gridId: string;
}

/**
 * The moment of a change: now by the database's clock, in whole milliseconds, since that is what
 * clients can ask for; but after everything before.
 */
export async function nextMoment(trx: Knex.Transaction, communityId: string): Promise<Date> {
  const { rows } = await trx.raw<{ rows: { at: Date }[] }>(
    `select greatest(date_trunc('milliseconds', clock_timestamp()),
       date_trunc('milliseconds', (${LAST_CHANGE})) + interval '1 millisecond') as at`,
    { communityId },
  );
  return rows[0].at;
}

/** When the register or the code of a community changed last; null: never. */
export async function lastMoment(trx: Knex.Transaction, communityId: string): Promise<Date | null> {
  const { rows } = await trx.raw<{ rows: { at: Date | null }[] }>(`select (${LAST_CHANGE}) as at`, {
    communityId,
  });
  return rows[0].at;
}

const LAST_CHANGE = `
  select max(moment) from (
    select valid_from as moment from register where community_id = :communityId
    union all select valid_to from register where community_id = :communityId
    union all select valid_from from community_codes where community_id = :communityId
    union all select valid_to from community_codes where community_id = :communityId
  ) as moments`;

/** Ends what is in force in the community. */
export async function endRegister(
  trx: Knex.Transaction,
  { communityId, at }: RegisterChange,
): Promise<void> {
  await trx("register")
    .where({ community_id: communityId })
    .whereNull("valid_to")
    .update({ valid_to: at });
}

/** Codes end for ever. */
export async function retireCodes(
  trx: Knex.Transaction,
  { planId, at }: RegisterChange,
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  const retired = await trx("grid_codes")
    .whereIn("code", codes)
    .update({ retired_at: at, retired_by_plan: planId });
  if (retired !== codes.length) {
    throw new Error(`Expected to retire ${codes.join(", ")}, found only ${retired} of them`);
  }
}

/** Issues codes that never were. */
export async function issueCodes(
  trx: Knex.Transaction,
  { communityId, planId, at }: RegisterChange,
  codes: readonly Pick<BearerOfCode, "code" | "kind">[],
): Promise<void> {
  if (codes.length === 0) return;
  await trx("grid_codes").insert(
    codes.map(({ code, kind }) => ({
      code,
      kind,
      community_id: communityId,
      issued_at: at,
      issued_by_plan: planId,
    })),
  );
}

/** From this moment on these codes stand for these grids. */
export async function beginRegister(
  trx: Knex.Transaction,
  { communityId, at }: RegisterChange,
  bearers: readonly BearerOfCode[],
): Promise<void> {
  await trx.raw(
    `insert into register (code, community_id, plan_id, grid_id, kind, households, valid_from, geom)
     select bearer.code, cast(:communityId as uuid), plan_grids.plan_id, plan_grids.id,
       plan_grids.kind, plan_grids.households, cast(:at as timestamptz), plan_grids.geom
     from json_to_recordset(:bearers) as bearer (code text, "gridId" uuid)
     join plan_grids on plan_grids.id = bearer."gridId"`,
    { communityId, at, bearers: JSON.stringify(bearers) },
  );
}

/** Writes down what became of the codes. */
export async function insertLineage(
  trx: Knex.Transaction,
  { communityId, planId, at }: RegisterChange,
  entries: readonly LineageEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await trx("lineage").insert(
    entries.map(({ kind, from, to, households, buildings }) => ({
      community_id: communityId,
      plan_id: planId,
      at,
      kind,
      from_code: from,
      to_code: to,
      households,
      buildings,
    })),
  );
}
