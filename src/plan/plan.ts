import type { GeometryCollection, MultiPolygon, Point, Polygon } from "geojson";
import type {
  Band,
  BorderFollows,
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
import type { Actor } from "../auth/viewer";

export type { Finding } from "../engine";

/** Where a plan is in its life; see ./life-cycle. */
export type PlanState =
  | "DRAFT"
  | "SUBMITTED"
  | "ENDORSED"
  | "APPROVED"
  | "IN_FORCE"
  | "SUPERSEDED"
  | "REJECTED"
  | "WITHDRAWN";

/** Why a plan deviates from a rule, by the key of the warning; see ./finding-key. */
export interface DeviationReason {
  readonly finding: string;
  readonly reason: string;
}

/** What becomes of a plan once it is stored. */
export interface PlanLife {
  readonly state: PlanState;
  readonly version: number;
  readonly createdAt: Date;
  /** Who had it proposed; null for plans of before people signed in. */
  readonly author: Actor | null;
  /** As it was submitted last; stays where it is returned. */
  readonly submittedBy: Actor | null;
  readonly submittedAt: Date | null;
  readonly deviationReasons: readonly DeviationReason[];
  readonly noticeFrom: Date | null;
  readonly noticeTo: Date | null;
  /** When it shall be or was put in force. */
  readonly effectiveFrom: Date | null;
  readonly supersededAt: Date | null;
  readonly filingNumber: string | null;
  readonly filedAt: Date | null;
  /** What its planner calls it. */
  readonly name: string | null;
  /** The plan it was copied from, which may be gone. */
  readonly branchedFromId: string | null;
}

/** One division of one community into grids, as it is stored. */
export interface Plan extends PlanLife {
  readonly id: string;
  readonly communityId: string;
  /** The job that made it; null once the job's row is gone. */
  readonly jobId: string | null;
  readonly rules: Rules;
  /** The version of saved rules that these are; null: built in, or given for this plan. */
  readonly ruleSetId: string | null;
  readonly seed: number;
  readonly effort: number;
  /** What the search was asked to be best in. */
  readonly focus: Focus;
  /** Place among the plans of its community that one job made, from 1: the best by its wish. */
  readonly alternative: number;
  /** In what it is the best of these; never empty. */
  readonly bestFor: readonly Focus[];
  /** How it differs from the first of these, in a sentence; null for the first. */
  readonly difference: Text | null;
  /** Why there are not more of these; told with the first. */
  readonly leftOut: readonly LeftOutFocus[];
  readonly engineVersion: string;
  readonly inputHash: string;
  readonly metrics: PlanMetrics;
  /** null for plans that were stored before anything was proved of them. */
  readonly certificate: Certificate | null;
  /** null where no grids were in force. */
  readonly regridding: Regridding | null;
  /** The version of a departmental network that the search started from; null: from none. */
  readonly startVersionId: string | null;
  /** What it changes about that. */
  readonly start: StartComparison | null;
  /** Building ids in here are those of the database. */
  readonly findings: readonly Finding[];
}

/** One grid of a plan; its polygon is loaded only where it is asked for. */
export interface Grid {
  readonly id: string;
  readonly planId: string;
  readonly label: string;
  readonly code: string | null;
  readonly kind: GridKind;
  readonly reduced: boolean;
  readonly reducedReason: ReducedReason | null;
  readonly band: Band | null;
  readonly reason: Text;
  readonly deviation: number;
  readonly households: number;
  readonly residents: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  readonly buildingCount: number;
  readonly estates: readonly string[];
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly compactness: number;
  readonly border: BorderFollows;
  /** null for grids that were stored before their limits were told. */
  readonly limits: FourLimits | null;
  readonly findings: readonly Finding[];
  /** What people call it; null: its label is enough. */
  readonly name: string | null;
  /** Whether edits and the engine leave it as it is. */
  readonly locked: boolean;
  /** Why a planner asks for the reduced band; null: nobody does. */
  readonly reducedNote: string | null;
}

/** How a proposal is to be made. */
export interface ProposalWish {
  /** What is left out is built in. */
  readonly rules: Partial<Rules>;
  /** Saved rules, which are taken instead of `rules`. */
  readonly ruleSetId?: string | null;
  readonly seed: number;
  readonly effort: number;
  /** What the first plan should be best in. */
  readonly focus: Focus;
  /** How many plans of a community are wanted at most. */
  readonly alternatives: number;
  /** The version of a departmental network to start from; of one community. */
  readonly startVersionId?: string | null;
}

/** A proposed plan, ready to be stored. */
export interface NewPlan extends Omit<Plan, "id" | keyof PlanLife> {
  readonly certificate: Certificate;
  readonly blocks: GeometryCollection;
  readonly grids: readonly NewGrid[];
  readonly cells: readonly NewCell[];
}

/** A grid of a plan that is about to be stored. */
export interface NewGrid extends Omit<Grid, "id" | "planId" | "name" | "locked" | "reducedNote"> {
  readonly polygon: Polygon | MultiPolygon;
  readonly pointOnSurface: Point;
}

/** A cell of a plan that is about to be stored. */
export interface NewCell {
  /** Index into `NewPlan.grids`. */
  readonly grid: number;
  readonly households: number;
  readonly polygon: Polygon | MultiPolygon;
  readonly buildingIds: readonly string[];
}
