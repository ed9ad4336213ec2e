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
  StartComparison,
  Text,
} from "../engine";

/** Life cycle of a job; the last three are final. */
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** What a job does. */
export type JobKind = "PROPOSE_PLANS";

/** States of a plan; see src/plan/life-cycle.ts. */
export type PlanState =
  | "DRAFT"
  | "SUBMITTED"
  | "ENDORSED"
  | "APPROVED"
  | "IN_FORCE"
  | "SUPERSEDED"
  | "REJECTED"
  | "WITHDRAWN";

/** What an entry in the book of a plan tells of. */
export type ReviewKind =
  | "SUBMIT"
  | "ENDORSE"
  | "RETURN"
  | "APPROVE"
  | "REJECT"
  | "WITHDRAW"
  | "SCHEDULE"
  | "PUT_IN_FORCE"
  | "SUPERSEDE"
  | "FILE"
  | "REVALIDATE"
  | "NOTICE"
  | "REMARK";

/** How the grid of one code went over into that of another. */
export type LineageKind = "ADJUST" | "SPLIT" | "MERGE" | "RETYPE" | "RECODE";

/** Who did something, in the role of then. */
export interface ActorRow {
  id: string;
  name: string;
  role: "VIEWER" | "PLANNER" | "REVIEWER" | "APPROVER" | "ADMIN" | "SYSTEM";
}

/** Why a plan deviates from a rule, by the key of the warning. */
export interface DeviationReasonRow {
  finding: string;
  reason: string;
}

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
  /** null for jobs of before people signed in. */
  requested_by: ActorRow | null;
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
  /** Who had it proposed; null for plans of before people signed in. */
  author: ActorRow | null;
  submitted_by: ActorRow | null;
  submitted_at: Date | null;
  /** For every warning, as submitted last. */
  deviation_reasons: DeviationReasonRow[];
  notice_from: Date | null;
  notice_to: Date | null;
  /** When it shall be or was put in force. */
  effective_from: Date | null;
  superseded_at: Date | null;
  filing_number: string | null;
  filed_at: Date | null;
  /** The version of a departmental network that the search started from. */
  start_version_id: string | null;
  /** What it changes about that. */
  start: StartComparison | null;
}

export interface PlanBasisRow {
  plan_id: string;
  basis: Record<string, unknown>;
  taken_at: Date;
}

export interface ReviewRow {
  id: string;
  plan_id: string;
  community_id: string;
  kind: ReviewKind;
  from_state: PlanState;
  to_state: PlanState;
  /** Version of the plan after it. */
  plan_version: number;
  actor_id: string;
  actor_name: string;
  role: ActorRow["role"];
  comment: string | null;
  deviation_reasons: DeviationReasonRow[] | null;
  /** The validation report of that moment. */
  findings: Finding[] | null;
  metrics: PlanMetrics | null;
  grid_label: string | null;
  place: string | null;
  /** What else there is to say, such as the filing number. */
  details: Record<string, unknown> | null;
  created_at: Date;
}

export interface AuditRow {
  /** The community, or the nil uuid for what concerns no single one. */
  chain: string;
  /** bigint: text in JavaScript. */
  seq: string;
  id: string;
  at: Date;
  community_id: string | null;
  plan_id: string | null;
  actor_id: string;
  actor_name: string;
  role: ActorRow["role"];
  action: string;
  /** What was changed, such as `Plan 0b6c...` or `GridCode 640104001003012`. */
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
  previous_hash: string;
  hash: string;
}

export interface GridCodeRow {
  code: string;
  community_id: string;
  kind: GridKind;
  issued_at: Date;
  issued_by_plan: string | null;
  retired_at: Date | null;
  retired_by_plan: string | null;
}

export interface RegisterRow {
  id: string;
  code: string;
  community_id: string;
  plan_id: string;
  grid_id: string;
  kind: GridKind;
  households: number;
  valid_from: Date;
  /** null: in force. */
  valid_to: Date | null;
  geom: string;
}

export interface LineageRow {
  id: string;
  community_id: string;
  plan_id: string | null;
  at: Date;
  kind: LineageKind;
  from_code: string;
  to_code: string;
  households: number;
  buildings: number;
}

export interface StaffRow {
  id: string;
  community_id: string;
  code: string;
  duty: "GRID_HEAD" | "GRID_WORKER" | "SUPPORT";
  name: string;
  full_time: boolean;
  party_branch_secretary: boolean;
  valid_from: Date;
  /** null: serves now. */
  valid_to: Date | null;
  /** The row that this one goes on from: the same person, before the grids were divided anew. */
  continues: string | null;
  end_kind: "ENDED" | "REPLACED" | "MOVED" | "WITHOUT_GRID" | null;
  end_reason: string | null;
  ended_by_plan: string | null;
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

/** The departments whose grids come in. */
export type DepartmentName =
  | "PARTY"
  | "POLITICAL_LEGAL"
  | "CIVIL_AFFAIRS"
  | "HEALTH"
  | "EMERGENCY"
  | "URBAN_MANAGEMENT"
  | "OTHER";

/** The grids of one department in one community. */
export interface DepartmentalNetworkRow {
  id: string;
  community_id: string;
  department: DepartmentName;
  name: string;
  created_at: Date;
}

export interface DepartmentalVersionRow {
  id: string;
  network_id: string;
  community_id: string;
  source: "POLYGONS" | "BUILDINGS";
  imported_by: ActorRow;
  valid_from: Date;
  /** null: in use. */
  valid_to: Date | null;
}

export interface DepartmentalGridRow {
  id: string;
  version_id: string;
  community_id: string;
  code: string;
  name: string | null;
  /** null where it came as a list of buildings. */
  geom: string | null;
}

export interface DepartmentalStaffRow {
  grid_id: string;
  community_id: string;
  no: number;
  name: string;
  duty: string | null;
}

export interface DepartmentalCrosswalkRow {
  id: string;
  version_id: string;
  community_id: string;
  plan_id: string;
  at: Date;
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
    plan_basis: PlanBasisRow;
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
    staff: Knex.CompositeTableType<StaffRow, Writable<StaffRow>>;
  }
}
