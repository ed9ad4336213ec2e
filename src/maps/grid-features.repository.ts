/** Grids for maps: what is said of them. */
import type { Knex } from "knex";
import { pageOf, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { PlanGridRow } from "../db/tables";
import { isValid } from "../db/valid-at";
import { meetsFilter, type GridFilter } from "./grid-filter";
import { printedGeometry, type Printing } from "./printed-geometry";

/** What is wanted of the register or of a plan. */
export interface FeatureWish {
  readonly filter: GridFilter;
  /** Code prefixes of the communities that may be read. */
  readonly scope: readonly string[];
}

/** An entry of the register, and what of it may change: all else is as it came in force. */
export interface RegisterEntryRow {
  readonly id: string;
  readonly name: string | null;
  readonly community_name: string;
  readonly valid_to: Date | null;
}

/** Entries at a moment (null: now) by code. */
export async function pageRegisterEntries(
  db: Knex,
  { filter, scope, at }: FeatureWish & { readonly at: Date | null },
  { first, after }: PageWish,
): Promise<Page<RegisterEntryRow>> {
  const query = entries(db)
    .where(isValid(db, at, "register"))
    .where(inScope(db, "register.community_id", scope))
    .select<(RegisterEntryRow & { page_key: string })[]>(...ENTRY, "register.code as page_key")
    .orderBy(["register.code", "register.id"])
    .limit(first + 1);
  const columns = { table: "register", communityId: "register.community_id" };
  for (const condition of meetsFilter(db, columns, filter)) void query.where(condition);
  if (after !== null) {
    void query.whereRaw("(register.code, register.id) > (?, cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, (row) => row);
}

/** An entry of the register on a map. */
export interface RegisterFeatureRow extends RegisterEntryRow {
  readonly code: string;
  readonly label: string;
  readonly kind: PlanGridRow["kind"];
  readonly households: number;
  readonly plan_id: string;
  readonly community_id: string;
  readonly valid_from: Date;
  readonly geojson: string;
}

/** Entries by their ids, with all that maps are told. */
export function findRegisterFeatures(
  db: Knex,
  ids: readonly string[],
  printing: Printing,
): Promise<RegisterFeatureRow[]> {
  return entries(db)
    .whereRaw("register.id = any(?::uuid[])", [[...ids]])
    .select<RegisterFeatureRow[]>(
      ...ENTRY,
      "register.code",
      "plan_grids.label",
      "register.kind",
      "register.households",
      "register.plan_id",
      "register.community_id",
      "register.valid_from",
      db.raw("? as geojson", [printedGeometry(db, "register", printing)]),
    );
}

const ENTRY = [
  "register.id",
  "plan_grids.name",
  "communities.name as community_name",
  "register.valid_to",
];

function entries(db: Knex): Knex.QueryBuilder {
  return db("register")
    .join("plan_grids", "plan_grids.id", "register.grid_id")
    .join("communities", "communities.id", "register.community_id");
}

/** A grid of a plan on a map. */
export interface PlanFeatureRow {
  readonly id: string;
  readonly code: string | null;
  readonly label: string;
  readonly name: string | null;
  readonly kind: PlanGridRow["kind"];
  readonly reduced: boolean;
  readonly households: number;
  readonly building_count: number;
  readonly plan_id: string;
  readonly community_id: string;
  readonly community_name: string;
  readonly community_code: string | null;
  readonly geojson: string;
}

/** Grids of a plan by label; exact, whatever the zoom. */
export async function pagePlanFeatures(
  db: Knex,
  {
    filter,
    scope,
    planId,
    digits,
  }: FeatureWish & { readonly planId: string; readonly digits: number },
  { first, after }: PageWish,
): Promise<Page<PlanFeatureRow>> {
  const query = db("plan_grids")
    .join("plans", "plans.id", "plan_grids.plan_id")
    .join("communities", "communities.id", "plans.community_id")
    .leftJoin("community_codes", (join) =>
      join
        .on("community_codes.community_id", "communities.id")
        .andOnNull("community_codes.valid_to"),
    )
    .where("plan_grids.plan_id", planId)
    .where(inScope(db, "plans.community_id", scope))
    .select<(PlanFeatureRow & { page_key: string })[]>(
      "plan_grids.id",
      "plan_grids.code",
      "plan_grids.label",
      "plan_grids.label as page_key",
      "plan_grids.name",
      "plan_grids.kind",
      "plan_grids.reduced",
      "plan_grids.households",
      "plan_grids.building_count",
      "plan_grids.plan_id",
      "plans.community_id",
      "communities.name as community_name",
      "community_codes.code as community_code",
      db.raw("st_asgeojson(plan_grids.geom, ?, 0) as geojson", [digits]),
    )
    .orderBy(["plan_grids.label", "plan_grids.id"])
    .limit(first + 1);
  const columns = { table: "plan_grids", communityId: "plans.community_id" };
  for (const condition of meetsFilter(db, columns, filter)) void query.where(condition);
  if (after !== null) {
    void query.whereRaw("(plan_grids.label, plan_grids.id) > (?, cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, (row) => row);
}
