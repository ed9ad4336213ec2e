import type { Knex } from "knex";
import { geoJsonText, meetsBBox, type BBox } from "../db/geometry";
import { pageOf, pagesByOwner, type Page, type PageWish } from "../db/page";
import { inScope } from "../db/scope";
import type { PlanGridRow } from "../db/tables";
import { meetsFilter, type GridFilter } from "../maps/grid-filter";
import type { Grid } from "./plan";

/** The grids with these ids, in any order. */
export async function findGrids(db: Knex, ids: readonly string[]): Promise<Grid[]> {
  const rows = await db("plan_grids").select<ReadRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toGrid);
}

/** All grids of these plans, by label. */
export async function findGridsOfPlans(db: Knex, planIds: readonly string[]): Promise<Grid[]> {
  const rows = await db("plan_grids")
    .select<ReadRow[]>(COLUMNS)
    .whereIn("plan_id", planIds)
    .orderBy(["plan_id", "label"]);
  return rows.map(toGrid);
}

/** The grid of each of these buildings in the latest plan of its community, by building id. */
export async function findGridsOfBuildings(
  db: Knex,
  buildingIds: readonly string[],
): Promise<Map<string, Grid>> {
  const communities = db("buildings").select("community_id").whereIn("id", buildingIds);
  const latest = db("plans")
    .select("id")
    .distinctOn("community_id")
    .whereIn("community_id", communities)
    .orderBy([
      "community_id",
      { column: "created_at", order: "desc" },
      { column: "id", order: "desc" },
    ]);
  const rows = await db("plan_buildings")
    .join("plan_grids", "plan_grids.id", "plan_buildings.grid_id")
    .whereIn("plan_buildings.building_id", buildingIds)
    .whereIn("plan_buildings.plan_id", latest)
    .select<(ReadRow & { building_id: string })[]>(["plan_buildings.building_id", ...QUALIFIED]);
  return new Map(rows.map((row) => [row.building_id, toGrid(row)]));
}

/** Grids of a plan, or of the latest plans, that meet a box and fit a filter, by label. */
export async function pageGrids(
  db: Knex,
  {
    planId,
    box,
    filter,
    scope,
  }: {
    readonly planId: string | null;
    readonly box: BBox | null;
    readonly filter: GridFilter;
    readonly scope: readonly string[];
  },
  { first, after }: PageWish,
): Promise<Page<Grid>> {
  const query = (planId === null ? ofLatestPlans(db) : ofPlan(db, planId))
    .where(inScope(db, "plans.community_id", scope))
    .select<(ReadRow & { page_key: string })[]>([...QUALIFIED, "plan_grids.label as page_key"])
    .orderBy(["plan_grids.label", "plan_grids.id"])
    .limit(first + 1);
  const columns = { table: "plan_grids", communityId: "plans.community_id" };
  for (const condition of meetsFilter(db, columns, filter)) void query.where(condition);
  if (box !== null) void query.where(meetsBBox(db, "plan_grids.geom", box));
  if (after !== null) {
    void query.whereRaw("(plan_grids.label, plan_grids.id) > (?, cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, toGrid);
}

/** The same page of the building ids of each of several grids, by external id. */
export async function pageBuildingIdsOfGrids(
  db: Knex,
  gridIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<string>>> {
  const ranked = db("plan_buildings")
    .join("buildings", "buildings.id", "plan_buildings.building_id")
    .whereIn("plan_buildings.grid_id", gridIds)
    .select(
      "plan_buildings.grid_id as owner_id",
      "buildings.id",
      "buildings.external_id as page_key",
    )
    .rowNumber("rank", (over) => {
      void over
        .partitionBy("plan_buildings.grid_id")
        .orderBy(["buildings.external_id", "buildings.id"]);
    });
  if (after !== null) {
    void ranked.whereRaw("(buildings.external_id, buildings.id) > (?, cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  const rows = await db
    .select<{ owner_id: string; id: string; page_key: string }[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, gridIds, first, (row) => row.id);
}

/** Polygons, or points inside them, of grids as GeoJSON text, by grid id. */
export async function findGridGeometries(
  db: Knex,
  column: "geom" | "point",
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db("plan_grids")
    .select<{ id: string; geojson: string }[]>("id", geoJsonText(db, column, "geojson"))
    .whereIn("id", ids);
  return new Map(rows.map((row) => [row.id, row.geojson]));
}

/** Grids whose plan is the newest of its community. */
function ofLatestPlans(db: Knex) {
  return db("plan_grids")
    .join("plans", "plans.id", "plan_grids.plan_id")
    .whereNotExists(
      db("plans as newer")
        .select(db.raw("1"))
        .whereRaw("newer.community_id = plans.community_id")
        .whereRaw("(newer.created_at, newer.id) > (plans.created_at, plans.id)"),
    );
}

function ofPlan(db: Knex, planId: string) {
  return db("plan_grids")
    .join("plans", "plans.id", "plan_grids.plan_id")
    .where("plan_grids.plan_id", planId);
}

/** Everything of a grid but its geometry. */
const COLUMNS = [
  "id",
  "plan_id",
  "label",
  "code",
  "kind",
  "reduced",
  "reduced_reason",
  "band_min",
  "band_max",
  "reason",
  "deviation",
  "households",
  "residents",
  "old_households",
  "special_households",
  "building_count",
  "estates",
  "area_m2",
  "perimeter_m",
  "compactness",
  "border",
  "limits",
  "findings",
  "name",
  "locked",
  "reduced_note",
] as const;

const QUALIFIED = COLUMNS.map((column) => `plan_grids.${column}` as const);

type ReadRow = Pick<PlanGridRow, (typeof COLUMNS)[number]>;

function toGrid(row: ReadRow): Grid {
  return {
    id: row.id,
    planId: row.plan_id,
    label: row.label,
    code: row.code,
    kind: row.kind,
    reduced: row.reduced,
    reducedReason: row.reduced_reason,
    band: row.band_min === null || row.band_max === null ? null : [row.band_min, row.band_max],
    reason: row.reason,
    deviation: row.deviation,
    households: row.households,
    residents: row.residents,
    oldHouseholds: row.old_households,
    specialHouseholds: row.special_households,
    buildingCount: row.building_count,
    estates: row.estates,
    areaM2: row.area_m2,
    perimeterM: row.perimeter_m,
    compactness: row.compactness,
    border: row.border,
    limits: row.limits,
    findings: row.findings,
    name: row.name,
    locked: row.locked,
    reducedNote: row.reduced_note,
  };
}
