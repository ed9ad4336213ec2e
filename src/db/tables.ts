/**
 * The rows of every table, declared once: knex reads them through the module augmentation below.
 * Geometry columns are strings here: EWKB in hex when selected as they are. Select them as text
 * with `geoJsonText` of ./geometry, and write them with `geometryFromGeoJson`.
 */
import type { Knex } from "knex";
import type {
  CommunityRow,
  CommunityCodeRow,
  EstateRow,
  BuildingRow,
  BarrierRow,
} from "./rows/place";
import type {
  JobRow,
  PlanRow,
  PlanBasisRow,
  PlanGridRow,
  PlanGroundRow,
  PlanCellRow,
  PlanDivisionRow,
  PlanEditRow,
  PlanBuildingRow,
} from "./rows/plan";
import type {
  ReviewRow,
  AuditRow,
  GridCodeRow,
  RegisterRow,
  LineageRow,
  StaffRow,
} from "./rows/history";
import type {
  DepartmentalNetworkRow,
  DepartmentalVersionRow,
  DepartmentalGridRow,
  DepartmentalStaffRow,
  DepartmentalCrosswalkRow,
} from "./rows/departmental";
import type { GridColourRow, MapRevisionRow } from "./rows/map";
import type { DefaultRulesRow, RuleSetRow } from "./rows/rule-set";
import type { ShapeChangeRow, ShapeRow, StaleShapeRow } from "./rows/shape";
import type { ExportLinkRow } from "./rows/export";

export type * from "./rows/map";
export type * from "./rows/place";
export type * from "./rows/plan";
export type * from "./rows/history";
export type * from "./rows/departmental";
export type * from "./rows/rule-set";
export type * from "./rows/shape";
export type * from "./rows/export";

/** A geometry column is written by an SQL expression, never as a plain value. */
type Writable<Row, Geometry extends keyof Row = never> = {
  [Key in keyof Row]?: Key extends Geometry ? Knex.Raw : Row[Key] | Knex.Raw;
};

declare module "knex/types/tables" {
  interface Tables {
    communities: Knex.CompositeTableType<CommunityRow, Writable<CommunityRow, "geom">>;
    community_codes: CommunityCodeRow;
    estates: EstateRow;
    buildings: Knex.CompositeTableType<BuildingRow, Writable<BuildingRow, "geom">>;
    barriers: Knex.CompositeTableType<BarrierRow, Writable<BarrierRow, "geom">>;
    jobs: JobRow;
    plans: Knex.CompositeTableType<PlanRow, Writable<PlanRow, "blocks">>;
    plan_grids: Knex.CompositeTableType<PlanGridRow, Writable<PlanGridRow, "geom" | "point">>;
    plan_cells: Knex.CompositeTableType<PlanCellRow, Writable<PlanCellRow, "geom">>;
    plan_buildings: PlanBuildingRow;
    plan_basis: PlanBasisRow;
    plan_grounds: PlanGroundRow;
    plan_divisions: PlanDivisionRow;
    plan_edits: PlanEditRow;
    reviews: Knex.CompositeTableType<ReviewRow, Writable<ReviewRow, "place">>;
    audit: AuditRow;
    grid_codes: GridCodeRow;
    register: Knex.CompositeTableType<RegisterRow, Writable<RegisterRow, "geom">>;
    lineage: LineageRow;
    departmental_networks: DepartmentalNetworkRow;
    departmental_versions: DepartmentalVersionRow;
    departmental_grids: DepartmentalGridRow;
    departmental_staff: DepartmentalStaffRow;
    departmental_crosswalks: DepartmentalCrosswalkRow;
    rule_sets: Knex.CompositeTableType<RuleSetRow, Writable<RuleSetRow>>;
    default_rules: Knex.CompositeTableType<DefaultRulesRow, Writable<DefaultRulesRow>>;
    export_links: Knex.CompositeTableType<ExportLinkRow, Writable<ExportLinkRow>>;
    map_revisions: MapRevisionRow;
    grid_colours: GridColourRow;
    shapes: Knex.CompositeTableType<ShapeRow, Writable<ShapeRow, "shape">>;
    shape_changes: Knex.CompositeTableType<ShapeChangeRow, Writable<ShapeChangeRow, "box">>;
    stale_shapes: Knex.CompositeTableType<StaleShapeRow, Writable<StaleShapeRow>>;
    staff: Knex.CompositeTableType<StaffRow, Writable<StaffRow>>;
  }
}
