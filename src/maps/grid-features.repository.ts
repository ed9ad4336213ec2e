/** Grids with their polygons in one statement: what maps ask for most. */
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
  readonly printing: Printing;
}

/** An entry of the register on a map. */
export interface RegisterFeatureRow {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly name: string | null;
  readonly kind: PlanGridRow["kind"];
  readonly households: number;
  readonly plan_id: string;
  readonly community_id: string;
  readonly community_name: string;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
  readonly geojson: string;
}

/** Entries at a moment (null: now) by code. */
export async function pageRegisterFeatures(
  db: Knex,
  { filter, scope, printing, at }: FeatureWish & { readonly at: Date | null },
  { first, after }: PageWish,
): Promise<Page<RegisterFeatureRow>> {
  const query = db("register")
    .join("plan_grids", "plan_grids.id", "register.grid_id")
    .join("communities", "communities.id", "register.community_id")
    .where(isValid(db, at, "register"))
    .where(inScope(db, "register.community_id", scope))
    .select<(RegisterFeatureRow & { page_key: string })[]>(
      "register.id",
      "register.code",
      "register.code as page_key",
      "plan_grids.label",
      "plan_grids.name",
      "register.kind",
      "register.households",
      "register.plan_id",
      "register.community_id",
      "communities.name as community_name",
      "register.valid_from",
      "register.valid_to",
      db.raw("? as geojson", [printedGeometry(db, "register", printing)]),
    )
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
  { filter, scope, printing, planId }: FeatureWish & { readonly planId: string },
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
      db.raw("st_asgeojson(plan_grids.geom, ?, 0) as geojson", [printing.digits]),
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
