/** The register as it is, and as it was at any moment. */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";
import { pageOf, pagesByOwner, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { GridCodeRow, RegisterRow } from "../db/tables";
import { isValid } from "../db/valid-at";
import { meetsFilter, type GridFilter } from "../maps/grid-filter";
import type { RegisteredGrid } from "./register";

/** A moment of the register, and where one may look. */
export interface RegisterView {
  /** null: now. */
  readonly at: Date | null;
  /** Code prefixes of the communities that may be read; see `scopeOf`. */
  readonly scope: readonly string[];
}

/** The entries with these ids, in any order. */
export async function findRegisteredGrids(
  db: Knex,
  ids: readonly string[],
): Promise<RegisteredGrid[]> {
  const rows = await entries(db).select<ReadRow[]>(COLUMNS).whereIn("register.id", ids);
  return rows.map(toRegisteredGrid);
}

/** The entries of these grids of plans, the first of each first. */
export async function findEntriesOfGrids(
  db: Knex,
  gridIds: readonly string[],
): Promise<RegisteredGrid[]> {
  const rows = await entries(db)
    .select<ReadRow[]>(COLUMNS)
    .whereIn("register.grid_id", gridIds)
    .orderBy(["register.grid_id", "register.valid_from"]);
  return rows.map(toRegisteredGrid);
}

/** What a code stood for; null where it stood for nothing then. */
export async function findRegisteredGrid(
  db: Knex,
  code: string,
  { at, scope }: RegisterView,
): Promise<RegisteredGrid | null> {
  const [row] = await entries(db)
    .where("register.code", code)
    .where(isValid(db, at, "register"))
    .where(inScope(db, "register.community_id", scope))
    .select<ReadRow[]>(COLUMNS);
  return row === undefined ? null : toRegisteredGrid(row);
}

/** The grid in force at a place; on a border the one with the smaller code. */
export async function findRegisteredGridAt(
  db: Knex,
  [lon, lat]: readonly [lon: number, lat: number],
  { at, scope }: RegisterView,
): Promise<RegisteredGrid | null> {
  const [row] = await entries(db)
    .whereRaw(`st_intersects(register.geom, st_setsrid(st_makepoint(?, ?), ${SRID}))`, [lon, lat])
    .where(isValid(db, at, "register"))
    .where(inScope(db, "register.community_id", scope))
    .orderBy("register.code")
    .limit(1)
    .select<ReadRow[]>(COLUMNS);
  return row === undefined ? null : toRegisteredGrid(row);
}

/** Whose 12-digit code this was; null where nobody's. */
export async function findBearerOfCode(
  db: Knex,
  communityCode: string,
  { at, scope }: RegisterView,
): Promise<string | null> {
  const [row] = await db("community_codes")
    .where({ code: communityCode })
    .where(isValid(db, at, "community_codes"))
    .where(inScope(db, "community_codes.community_id", scope))
    .select("community_id");
  return row?.community_id ?? null;
}

/** The entries of a community at a moment, by code. */
export async function pageRegister(
  db: Knex,
  { communityId, at }: { readonly communityId: string; readonly at: Date | null },
  { first, after }: PageWish,
): Promise<Page<RegisteredGrid>> {
  const query = entries(db)
    .where("register.community_id", communityId)
    .where(isValid(db, at, "register"))
    .select<PageRow[]>([...COLUMNS, "register.code as page_key"])
    .orderBy(["register.code", "register.id"])
    .limit(first + 1);
  if (after !== null) void query.whereRaw(BEHIND, [after.key, after.id]);
  return pageOf(await query, first, toRegisteredGrid);
}

/** The entries of all communities at a moment that fit a filter, by code. */
export async function pageRegisterByFilter(
  db: Knex,
  { filter, at, scope }: RegisterView & { readonly filter: GridFilter },
  { first, after }: PageWish,
): Promise<Page<RegisteredGrid>> {
  const query = entries(db)
    .where(isValid(db, at, "register"))
    .where(inScope(db, "register.community_id", scope))
    .select<PageRow[]>([...COLUMNS, "register.code as page_key"])
    .orderBy(["register.code", "register.id"])
    .limit(first + 1);
  const columns = { table: "register", communityId: "register.community_id" };
  for (const condition of meetsFilter(db, columns, filter)) void query.where(condition);
  if (after !== null) void query.whereRaw(BEHIND, [after.key, after.id]);
  return pageOf(await query, first, toRegisteredGrid);
}

/** The same page of what is in force in each of several communities, by code. */
export async function pageRegisterOfCommunities(
  db: Knex,
  communityIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<RegisteredGrid>>> {
  const ranked = entries(db)
    .select([...COLUMNS, "register.code as page_key", "register.community_id as owner_id"])
    .rowNumber("rank", (over) => {
      void over.partitionBy("register.community_id").orderBy(["register.code", "register.id"]);
    })
    .whereIn("register.community_id", communityIds)
    .where(isValid(db, null, "register"));
  if (after !== null) void ranked.whereRaw(BEHIND, [after.key, after.id]);
  const rows = await db
    .select<(PageRow & { owner_id: string })[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, communityIds, first, toRegisteredGrid);
}

/** The ids of the plans in force of communities, by community. */
export async function findPlanIdsInForce(
  db: Knex,
  communityIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db("plans")
    .where({ state: "IN_FORCE" })
    .whereIn("community_id", communityIds)
    .select("id", "community_id");
  return new Map(rows.map((row) => [row.community_id, row.id]));
}

/** The moments at which the registers of communities changed, the first first, by community. */
export async function findRegisterDates(
  db: Knex,
  communityIds: readonly string[],
): Promise<Map<string, readonly Date[]>> {
  const ends = db("register")
    .select("community_id", db.raw("valid_to as moment"))
    .whereIn("community_id", communityIds)
    .whereNotNull("valid_to");
  const rows = await db("register")
    .select<{ community_id: string; moment: Date }[]>("community_id", "valid_from as moment")
    .whereIn("community_id", communityIds)
    .union(ends)
    .orderBy(["community_id", "moment"]);
  const dates = new Map(communityIds.map((id): [string, Date[]] => [id, []]));
  for (const { community_id, moment } of rows) dates.get(community_id)?.push(moment);
  return dates;
}

function entries(db: Knex) {
  return db("register").join("grid_codes", "grid_codes.code", "register.code");
}

const BEHIND = "(register.code, register.id) > (?, cast(? as uuid))";

const COLUMNS = [
  "register.id",
  "register.code",
  "register.kind",
  "register.households",
  "register.community_id",
  "register.plan_id",
  "register.grid_id",
  "register.valid_from",
  "register.valid_to",
  "grid_codes.issued_at",
  "grid_codes.retired_at",
] as const;

type ReadRow = Omit<RegisterRow, "geom"> & Pick<GridCodeRow, "issued_at" | "retired_at">;
type PageRow = ReadRow & { page_key: string };

function toRegisteredGrid(row: ReadRow): RegisteredGrid {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    households: row.households,
    communityId: row.community_id,
    planId: row.plan_id,
    gridId: row.grid_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    issuedAt: row.issued_at,
    retiredAt: row.retired_at,
  };
}
