/**
 * The rows of every table, declared once: knex reads them through the module augmentation below.
 * Geometry columns are strings here: EWKB in hex when selected as they are. Select them as text
 * with `geoJsonText` of ./geometry, and write them with `geometryFromGeoJson`.
 */
import type { Knex } from "knex";
import type {
  BarrierKind,
  BorderFollows,
  Category,
  Certificate,
  Finding,
  Focus,
  FourLimits,
  GridKind,
  LeftOutFocus,
  PlanMetrics,
  ReducedReason,
  Regridding,
  Rules,
  Text,
} from "../engine";

/** Life cycle of a job; the last three are final. */
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** What a job does. */
export type JobKind = "PROPOSE_PLANS";

/** States of a plan. */
export type PlanState = "DRAFT";

/** What went wrong in a job, as clients see it. */
export interface JobErrorRow {
  code: string;
  message: Text;
}

export interface CommunityRow {
  id: string;
  external_id: string;
  name: string;
  geom: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface CommunityCodeRow {
  community_id: string;
  code: string;
  valid_from: Date;
  /** null: in use. */
  valid_to: Date | null;
}

export interface EstateRow {
  id: string;
  community_id: string;
  name: string;
  old_estate: boolean | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface BuildingRow {
  id: string;
  external_id: string;
  community_id: string;
  estate_id: string | null;
  name: string | null;
  category: Category;
  households: number;
  residents: number | null;
  units: number | null;
  floors: number | null;
  built_year: number | null;
  special_households: number;
  floor_area_m2: number | null;
  micro_grid: boolean | null;
  geom: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface BarrierRow {
  id: string;
  external_id: string;
  kind: BarrierKind;
  class: string | null;
  name: string | null;
  geom: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface JobRow {
  id: string;
  kind: JobKind;
  state: JobState;
  payload: Record<string, unknown>;
  total: number;
  done: number;
  /** 0 to 1. */
  progress: number;
  stage: string | null;
  error: JobErrorRow | null;
  cancel_requested: boolean;
  created_at: Date;
  started_at: Date | null;
  /** When the process that runs it last said so. */
  heartbeat_at: Date | null;
  finished_at: Date | null;
}

export interface PlanRow {
  id: string;
  community_id: string;
  job_id: string | null;
  state: PlanState;
  rules: Rules;
  seed: number;
  effort: number;
  focus: Focus;
  /** Place among the plans of its community that one job made, from 1. */
  alternative: number;
  best_for: Focus[];
  /** null for the first. */
  difference: Text | null;
  left_out: LeftOutFocus[];
  engine_version: string;
  input_hash: string;
  metrics: PlanMetrics;
  /** null for plans that were stored before anything was proved of them. */
  certificate: Certificate | null;
  /** null where no grids were in force. */
  regridding: Regridding | null;
  findings: Finding[];
  blocks: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface PlanGridRow {
  id: string;
  plan_id: string;
  label: string;
  code: string | null;
  kind: GridKind;
  reduced: boolean;
  reduced_reason: ReducedReason | null;
  band_min: number | null;
  band_max: number | null;
  reason: Text;
  deviation: number;
  households: number;
  residents: number;
  old_households: number;
  special_households: number;
  building_count: number;
  estates: string[];
  geom: string;
  point: string;
  area_m2: number;
  perimeter_m: number;
  compactness: number;
  border: BorderFollows;
  /** null for grids that were stored before their limits were told. */
  limits: FourLimits | null;
  findings: Finding[];
}

export interface PlanCellRow {
  plan_id: string;
  no: number;
  grid_id: string;
  households: number;
  geom: string;
}

export interface PlanBuildingRow {
  plan_id: string;
  building_id: string;
  cell_no: number;
  grid_id: string;
}

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
  }
}
