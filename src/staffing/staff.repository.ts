import type { Knex } from "knex";
import type { StaffRow } from "../db/tables";
import type { Staff } from "./staff";

/** A moment as the database gave it, so that no microsecond is lost, or as a client did. */
export type Moment = Date | string;

/** A grid code, and the community whose it is. */
export interface CodeOwner {
  readonly code: string;
  readonly isRetired: boolean;
  readonly communityId: string;
  /** In use. */
  readonly communityCode: string | null;
}

/** Somebody who begins to serve. */
export interface NewStaff extends Pick<
  Staff,
  "communityId" | "code" | "duty" | "name" | "fullTime" | "partyBranchSecretary" | "continues"
> {
  readonly validFrom: Moment;
}

/** How somebody's time in a grid ends. */
export interface StaffEnding {
  readonly validTo: Moment;
  readonly endKind: NonNullable<Staff["endKind"]>;
  readonly endReason: string | null;
  readonly endedByPlan: string | null;
}

/** The staff with these ids, in any order. */
export async function findStaff(db: Knex, ids: readonly string[]): Promise<Staff[]> {
  const rows = await db("staff").select<ReadRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toStaff);
}

/** Who serves in these communities now, by code, heads first. */
export async function findStaffOfCommunities(
  db: Knex,
  communityIds: readonly string[],
): Promise<Staff[]> {
  const rows = await inOrder(db).whereIn("community_id", communityIds).whereNull("valid_to");
  return rows.map(toStaff);
}

/** Who served in a community at a moment, by code, heads first. */
export async function findStaffAt(db: Knex, communityId: string, at: Date): Promise<Staff[]> {
  const rows = await inOrder(db)
    .where({ community_id: communityId })
    .where("valid_from", "<=", at)
    .whereRaw("(valid_to > ? or valid_to is null)", [at]);
  return rows.map(toStaff);
}

/** All who serve or served under these codes, the first of each first. */
export async function findStaffOfCodes(db: Knex, codes: readonly string[]): Promise<Staff[]> {
  const rows = await db("staff")
    .select<ReadRow[]>(COLUMNS)
    .whereIn("code", codes)
    .orderBy(["code", "valid_from", "duty", "name", "id"]);
  return rows.map(toStaff);
}

/** Those whose time ended because a plan retired their code, by code, heads first. */
export async function findStaffEndedByPlan(db: Knex, planId: string): Promise<Staff[]> {
  const rows = await inOrder(db).where({ ended_by_plan: planId });
  return rows.map(toStaff);
}

/** Where those of these rows go on who went over to another grid, by the row that went before. */
export async function findContinuations(
  db: Knex,
  ids: readonly string[],
): Promise<Map<string, Staff>> {
  const rows = await db("staff").select<ReadRow[]>(COLUMNS).whereIn("continues", ids);
  return new Map(rows.map((row) => [row.continues ?? "", toStaff(row)]));
}

/** A code and whose it is; null where it was never issued. */
export async function findCodeOwner(db: Knex, code: string): Promise<CodeOwner | null> {
  const [row] = await db("grid_codes")
    .leftJoin("community_codes", (join) =>
      join
        .on("community_codes.community_id", "grid_codes.community_id")
        .andOnNull("community_codes.valid_to"),
    )
    .where("grid_codes.code", code)
    .select<
      { code: string; retired: boolean; community_id: string; community_code: string | null }[]
    >([
      "grid_codes.code",
      db.raw("grid_codes.retired_at is not null as retired"),
      "grid_codes.community_id",
      "community_codes.code as community_code",
    ]);
  if (row === undefined) return null;
  return {
    code: row.code,
    isRetired: row.retired,
    communityId: row.community_id,
    communityCode: row.community_code,
  };
}

/** Which of these codes have retired. */
export async function findRetiredAmong(
  db: Knex,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const retired = await db("grid_codes")
    .whereIn("code", codes)
    .whereNotNull("retired_at")
    .pluck<string[]>("code");
  return new Set(retired);
}

/** Nobody else changes plans, register or staff of a community before the transaction ends. */
export async function lockCommunity(trx: Knex.Transaction, communityId: string): Promise<void> {
  await trx("communities").where({ id: communityId }).forNoKeyUpdate().select("id");
}

/**
 * Now, in whole milliseconds, since that is what the API tells; but in the time of the code, and
 * after the beginning of the row that shall end then.
 */
export async function momentFor(
  trx: Knex.Transaction,
  code: string,
  endsId: string | null,
): Promise<Moment> {
  const { rows } = await trx.raw<{ rows: { moment: string }[] }>(
    `select cast(greatest(
       date_trunc('milliseconds', clock_timestamp()),
       (select issued_at from grid_codes where code = :code),
       (select valid_from + interval '1 millisecond' from staff where id = :endsId)
     ) as text) as moment`,
    { code, endsId },
  );
  return rows[0].moment;
}

/** Begins new rows and gives them, in any order. */
export async function insertStaff(
  trx: Knex.Transaction,
  staff: readonly NewStaff[],
): Promise<Staff[]> {
  if (staff.length === 0) return [];
  const rows = await trx("staff")
    .insert(
      staff.map((one) => ({
        community_id: one.communityId,
        code: one.code,
        duty: one.duty,
        name: one.name,
        full_time: one.fullTime,
        party_branch_secretary: one.partyBranchSecretary,
        valid_from: toTime(trx, one.validFrom),
        continues: one.continues,
      })),
    )
    .returning<ReadRow[]>([...COLUMNS]);
  return rows.map(toStaff);
}

/**
 * Ends those of these rows that are open, and gives them; any order. A plan may be put in force from
 * a moment that is over by then: who began after it ends in the moment that he or she began.
 */
export async function endStaffRows(
  trx: Knex.Transaction,
  ids: readonly string[],
  { validTo, endKind, endReason, endedByPlan }: StaffEnding,
): Promise<Staff[]> {
  if (ids.length === 0) return [];
  const rows = await trx("staff")
    .whereIn("id", ids)
    .whereNull("valid_to")
    .update({
      valid_to: trx.raw("greatest(valid_from, ?)", [toTime(trx, validTo)]),
      end_kind: endKind,
      end_reason: endReason,
      ended_by_plan: endedByPlan,
    })
    .returning<ReadRow[]>([...COLUMNS]);
  return rows.map(toStaff);
}

function toTime(trx: Knex.Transaction, moment: Moment): Knex.Raw {
  return trx.raw("cast(? as timestamptz)", [moment]);
}

function inOrder(db: Knex) {
  return db("staff")
    .select<ReadRow[]>(COLUMNS)
    .orderBy([
      "community_id",
      "code",
      "duty",
      { column: "full_time", order: "desc" },
      "name",
      "id",
    ]);
}

const COLUMNS = [
  "id",
  "community_id",
  "code",
  "duty",
  "name",
  "full_time",
  "party_branch_secretary",
  "valid_from",
  "valid_to",
  "continues",
  "end_kind",
  "end_reason",
] as const;

type ReadRow = Pick<StaffRow, (typeof COLUMNS)[number]>;

function toStaff(row: ReadRow): Staff {
  return {
    id: row.id,
    communityId: row.community_id,
    code: row.code,
    duty: row.duty,
    name: row.name,
    fullTime: row.full_time,
    partyBranchSecretary: row.party_branch_secretary,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    continues: row.continues,
    endKind: row.end_kind,
    endReason: row.end_reason,
  };
}
