import type { Actor } from "../auth/viewer";
import type { ReviewKind } from "../db/tables";
import type { PlanMetrics } from "../engine";
import type { DeviationReason, Finding, PlanState } from "./plan";

export type { ReviewKind } from "../db/tables";

/** One entry in the book of a plan: what was decided or remarked, with the report of that moment. */
export interface Review {
  readonly id: string;
  readonly planId: string;
  readonly kind: ReviewKind;
  readonly fromState: PlanState;
  readonly toState: PlanState;
  /** Version of the plan after it. */
  readonly planVersion: number;
  readonly actor: Actor;
  readonly comment: string | null;
  readonly deviationReasons: readonly DeviationReason[];
  readonly findings: readonly Finding[];
  /** null for entries without a report. */
  readonly metrics: PlanMetrics | null;
  readonly gridLabel: string | null;
  /** GeoJSON text of a Point. */
  readonly place: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly at: Date;
}
