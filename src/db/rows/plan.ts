/** Rows of jobs, and of plans with their parts. */
import type {
  BorderFollows,
  Certificate,
  DraftGrid,
  Edit,
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
} from "../../engine";
import type { ActorRow } from "./history";

/** Life cycle of a job; the last three are final. */
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** What a job does. */
export type JobKind = "PROPOSE_PLANS" | "IMPROVE_PLAN";

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

/** A community that a job could not plan. */
export interface JobFailureRow {
  communityId: string;
  reason: Text;
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
  /** Communities that could not be planned. */
  failures: JobFailureRow[];
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
  /** The version of saved rules that these are; null: none. */
  rule_set_id: string | null;
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
  /** What its planner calls it. */
  name: string | null;
  /** The plan it was copied from, which may be gone. */
  branched_from: string | null;
  /** The division it has now; null: as it was proposed, nobody has edited it. */
  division_no: number | null;
}

export interface PlanBasisRow {
  plan_id: string;
  basis: Record<string, unknown>;
  taken_at: Date;
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
  name: string | null;
  locked: boolean;
  /** Why the planner asks for the reduced band; null: nobody does. */
  reduced_note: string | null;
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

/** The cells that divisions of a plan speak of, each with the ids (of the data set) of its buildings. */
export interface PlanGroundRow {
  plan_id: string;
  no: number;
  key: string;
  cells: string[][];
}

/** A division that a plan has been through. */
export interface PlanDivisionRow {
  plan_id: string;
  no: number;
  /** The division that this one was made of; null for the first. */
  parent_no: number | null;
  ground_no: number;
  grids: DraftGrid[];
  /** For each cell, the place of its grid in the list from 0; -1: in no grid. */
  grid_of: number[];
  together: string[][];
  apart: string[][];
}

/** What can be done to a division, by hand, by the engine, or by going through what there was. */
export type PlanEditKind =
  | Edit["type"]
  | "COPY_LOCKS"
  | "REOPTIMIZE"
  | "REPAIR"
  | "FINISH"
  | "REVALIDATE"
  | "UNDO"
  | "REDO"
  | "JUMP";

export interface PlanEditRow {
  plan_id: string;
  no: number;
  /** Of the plan after it. */
  plan_version: number;
  kind: PlanEditKind;
  /** What was asked for, as the engine took it; null for steps through what there was. */
  edit: Edit | null;
  from_division: number;
  to_division: number;
  /** What it changed: grids, findings, figures before and after. */
  effect: Record<string, unknown>;
  /** The job in which the engine made it; null: somebody did. */
  job_id: string | null;
  actor_id: string;
  actor_name: string;
  role: ActorRow["role"];
  at: Date;
}
