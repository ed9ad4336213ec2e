/** The parts of the public API's answers that this page reads; see schema/schema.graphql. */
import type { Geometry, Point } from "geojson";

export type Category = "RESIDENTIAL" | "OFFICE" | "MARKET" | "PUBLIC_VENUE" | "OTHER";
export type BarrierKind = "ROAD" | "RIVER" | "RAILWAY" | "WALL";
export type GridKind = "STANDARD" | "MICRO";
export type ReducedReason = "OLD_ESTATE" | "SPECIAL_POPULATION" | "MANUAL";
export type Severity = "ERROR" | "WARNING" | "INFO";
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}

export interface UserError {
  readonly code: string;
  readonly message: LocalizedText;
}

export const roles = ["VIEWER", "PLANNER", "REVIEWER", "APPROVER", "ADMIN"] as const;
export type Role = (typeof roles)[number];

export interface Grant {
  readonly role: Role;
  /** Start of the codes where it holds; empty: everywhere. */
  readonly jurisdiction: string;
}

/** Whoever uses the page. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Whether anybody may become any of five demo people. */
  readonly demo: boolean;
}

export interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

/** A line of the list of communities. */
export interface CommunityEntry {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly households: number;
  readonly buildingCount: number;
  readonly polygon: Geometry;
  readonly latestPlan: {
    readonly id: string;
    readonly metrics: Pick<PlanMetrics, "standardGrids" | "gridsInBand">;
  } | null;
}

export interface Community {
  readonly id: string;
  readonly viewerCanPropose: boolean;
  readonly name: string;
  readonly code: string | null;
  readonly households: number;
  readonly buildingCount: number;
  readonly polygon: Geometry;
}

export interface Building {
  readonly id: string;
  readonly name: string | null;
  readonly category: Category;
  readonly households: number;
  readonly builtYear: number | null;
  readonly estate: { readonly name: string; readonly oldEstate: boolean | null } | null;
  readonly polygon: Geometry;
}

export interface Barrier {
  readonly id: string;
  readonly kind: BarrierKind;
  readonly class: string | null;
  readonly name: string | null;
  readonly line: Geometry;
}

export interface PlanMetrics {
  readonly grids: number;
  readonly standardGrids: number;
  readonly microGrids: number;
  readonly reducedGrids: number;
  readonly households: number;
  readonly gridsInBand: number;
  readonly householdsInBand: number;
  readonly meanCompactness: number;
  readonly innerBorderM: number;
  readonly barrierBorderM: number;
  readonly estates: number;
  readonly estatesSplit: number;
}

export interface Certificate {
  readonly kind: "OPTIMAL" | "BOUND" | "BEST_FOUND";
  readonly households: number;
  readonly bound: number | null;
  readonly proof: LocalizedText;
}

export interface Finding {
  /** Its name inside the plan. */
  readonly key: string;
  readonly rule: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: LocalizedText;
  readonly gridLabel: string | null;
  readonly place: Point | null;
}

export interface BorderFollows {
  readonly boundaryM: number;
  readonly roadM: number;
  readonly riverM: number;
  readonly railwayM: number;
  readonly wallM: number;
  readonly groundM: number;
  readonly names: readonly string[];
}

export interface Grid {
  readonly id: string;
  readonly label: string;
  readonly code: string | null;
  readonly kind: GridKind;
  readonly reduced: boolean;
  readonly reducedReason: ReducedReason | null;
  readonly band: { readonly min: number; readonly max: number } | null;
  readonly reason: LocalizedText;
  readonly deviation: number;
  readonly households: number;
  readonly residents: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  readonly buildingCount: number;
  readonly estates: readonly string[];
  readonly polygon: Geometry;
  readonly pointOnSurface: Point;
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly compactness: number;
  readonly border: BorderFollows;
  readonly limits: { readonly sentence: LocalizedText } | null;
  readonly findings: readonly Finding[];
}

export type PlanState =
  | "DRAFT"
  | "SUBMITTED"
  | "ENDORSED"
  | "APPROVED"
  | "IN_FORCE"
  | "SUPERSEDED"
  | "REJECTED"
  | "WITHDRAWN";

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

/** An entry in the book of a plan. */
export interface Review {
  readonly kind: ReviewKind;
  readonly actor: { readonly name: string };
  readonly at: string;
  readonly comment: string | null;
}

export interface Plan {
  readonly id: string;
  readonly state: PlanState;
  /** Grows with every change; a decision names the one that it is about. */
  readonly version: number;
  readonly effectiveFrom: string | null;
  readonly filingNumber: string | null;
  readonly isStale: boolean | null;
  readonly basisChanges: readonly { readonly message: LocalizedText }[] | null;
  /** What it changes for whom, in a paragraph. */
  readonly impact: { readonly summary: LocalizedText };
  readonly reviews: { readonly nodes: readonly Review[] };
  readonly viewerCanRevalidate: boolean;
  readonly viewerCanSubmit: boolean;
  readonly viewerCanEndorse: boolean;
  readonly viewerCanApprove: boolean;
  readonly viewerCanPutInForce: boolean;
  readonly viewerCanReturn: boolean;
  readonly viewerCanReject: boolean;
  readonly viewerCanWithdraw: boolean;
  readonly createdAt: string;
  readonly seed: number;
  readonly effort: number;
  readonly rules: { readonly oldEstateCutoffYear: number };
  readonly metrics: PlanMetrics;
  /** null for plans of before anything was proved. */
  readonly certificate: Certificate | null;
  readonly findings: readonly Finding[];
  readonly blocks: Geometry;
  readonly grids: readonly Grid[];
}

export interface Job {
  readonly id: string;
  readonly state: JobState;
  readonly progress: number;
  readonly stage: string | null;
  /** Asked to stop, but perhaps not there yet. */
  readonly cancelRequested: boolean;
  readonly error: UserError | null;
}
