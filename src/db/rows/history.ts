/** Rows of what was decided, of the register, and of who serves a grid. */
import type { Finding, GridKind, PlanMetrics } from "../../engine";
import type { PlanState, DeviationReasonRow } from "./plan";

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
