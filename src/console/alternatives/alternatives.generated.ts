// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** What is proved of the households that a plan brings into standard grids inside their band. */
export type CertificateKind =
  /** Nothing: it is the best division that was found. */
  | "BEST_FOUND"
  /** No division brings more than `bound` of them in band. */
  | "BOUND"
  /** No division brings more of them in band. */
  | "OPTIMAL";

/** Whether household limits apply to a grid; both kinds are pieces of the same tiling. */
export type GridKind =
  /** A grid of its own for an office tower, market or large public venue (专属网格). */
  | "MICRO"
  /** A grid of households (网格), with a band to keep. */
  | "STANDARD";

/** What a plan should be best in, beside households in band, which go first in every plan. */
export type PlanFocus =
  /** Estates whole, borders on barriers and compact, little churn: the usual order of goals. */
  | "BALANCED"
  /** As few grids as the bands allow. */
  | "FEWEST_GRIDS"
  /** As few households as can be leave the grid that the search starts from: in force, or of a department. */
  | "LEAST_CHURN"
  /** Grids as round as they can be. */
  | "MOST_COMPACT"
  /** As much as can be of the borders on roads, rivers, railways and walls. */
  | "ROADS_FIRST"
  /** As few grid workers as can be: reduced grids may have up to 500 households, as rule R2 permits. */
  | "STAFF_SAVING";

/** Where a plan is in its life. */
export type PlanState =
  /** Approved by the county; may wait for the day from which it holds. */
  | "APPROVED"
  /** Proposed or edited, not submitted. */
  | "DRAFT"
  /** Reviewed by the street, which agrees. */
  | "ENDORSED"
  /** Its grids are in the register and its codes are issued; one per community. */
  | "IN_FORCE"
  /** Refused for good. Final. */
  | "REJECTED"
  /** Its planner wants it: no errors, a written reason for each warning. */
  | "SUBMITTED"
  /** Another plan took its place. Final. */
  | "SUPERSEDED"
  /** Taken back. Final. */
  | "WITHDRAWN";

/** The delineation rules by their permanent numbers. */
export type RuleId =
  /** A standard grid has 300 to 500 households. */
  | "R1"
  /** A reduced grid (old estates, special populations) has 100 to 300 households. */
  | "R2"
  /** Office towers, markets and large public venues are micro-grids. */
  | "R3"
  /** Grids cover the community with no gap and no overlap. */
  | "R4"
  /** A grid never crosses the community's boundary. */
  | "R5"
  /** A building lies in exactly one grid and is never cut. */
  | "R6"
  /** A grid is connected. */
  | "R7"
  /** Borders follow roads, rivers, railways and walls where they can. */
  | "R8"
  /** An estate stays in one grid unless it alone exceeds the maximum. */
  | "R9"
  /** The grids of all departments are merged into one network (多网合一). */
  | "R10"
  /** Every grid has one code, one full-time grid worker and one grid head. */
  | "R11";

/** How much a finding weighs. */
export type Severity =
  /** The plan cannot be submitted. */
  | "ERROR"
  /** Only told. */
  | "INFO"
  /** The plan can be submitted with a written reason. */
  | "WARNING";

export type AlternativePlanFragment = {
  readonly id: string;
  readonly name: string | null;
  readonly state: PlanState;
  readonly createdAt: string;
  readonly alternative: number;
  readonly focus: PlanFocus;
  readonly bestFor: ReadonlyArray<PlanFocus>;
  readonly difference: { readonly zh: string; readonly en: string } | null;
  readonly leftOut: ReadonlyArray<{
    readonly focus: PlanFocus;
    readonly reason: { readonly zh: string; readonly en: string };
  }>;
  readonly certificate: { readonly kind: CertificateKind } | null;
  readonly metrics: {
    readonly grids: number;
    readonly standardGrids: number;
    readonly gridsInBand: number;
    readonly microGrids: number;
    readonly households: number;
    readonly householdsInBand: number;
    readonly meanDeviation: number;
    readonly estates: number;
    readonly estatesSplit: number;
    readonly innerBorderM: number;
    readonly barrierBorderM: number;
    readonly meanCompactness: number;
    readonly householdsMoved: number | null;
    readonly workers: number | null;
    readonly householdsPerWorker: number | null;
  };
  readonly grids: ReadonlyArray<{
    readonly label: string;
    readonly kind: GridKind;
    readonly reduced: boolean;
    readonly deviation: number;
    readonly households: number;
    readonly polygon: import("geojson").Geometry;
    readonly pointOnSurface: import("geojson").Geometry;
    readonly findings: ReadonlyArray<{ readonly rule: RuleId; readonly severity: Severity }>;
  }>;
};

export type AlternativesQueryVariables = Exact<{
  planId: string;
}>;

export type AlternativesQuery = {
  readonly plan:
    | ({ readonly alternatives: ReadonlyArray<AlternativePlanFragment> } & AlternativePlanFragment)
    | null;
};

export type PlansToChooseQueryVariables = Exact<{
  communityId: string;
}>;

export type PlansToChooseQuery = {
  readonly community: {
    readonly plans: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly alternatives: ReadonlyArray<{ readonly id: string }>;
      }>;
    };
  } | null;
};

export type AlternativeChangesQueryVariables = Exact<{
  a: string;
  b: string;
}>;

export type AlternativeChangesQuery = {
  readonly comparePlans: {
    readonly households: { readonly moved: number; readonly total: number };
    readonly groundChanges: ReadonlyArray<{ readonly geometry: import("geojson").Geometry }>;
  } | null;
};

const AlternativePlanText = `fragment AlternativePlan on Plan {
  id
  name
  state
  createdAt
  alternative
  focus
  bestFor
  difference {
    zh
    en
  }
  leftOut {
    focus
    reason {
      zh
      en
    }
  }
  certificate {
    kind
  }
  metrics {
    grids
    standardGrids
    gridsInBand
    microGrids
    households
    householdsInBand
    meanDeviation
    estates
    estatesSplit
    innerBorderM
    barrierBorderM
    meanCompactness
    householdsMoved
    workers
    householdsPerWorker
  }
  grids {
    label
    kind
    reduced
    deviation
    households
    polygon
    pointOnSurface
    findings {
      rule
      severity
    }
  }
}`;

export const Alternatives: Operation<AlternativesQuery, AlternativesQueryVariables> =
  `query Alternatives($planId: ID!) {
  plan(id: $planId) {
    ...AlternativePlan
    alternatives {
      ...AlternativePlan
    }
  }
}
${AlternativePlanText}`;

export const PlansToChoose: Operation<PlansToChooseQuery, PlansToChooseQueryVariables> =
  `query PlansToChoose($communityId: ID!) {
  community(id: $communityId) {
    plans(first: 50) {
      nodes {
        id
        alternatives {
          id
        }
      }
    }
  }
}`;

export const AlternativeChanges: Operation<
  AlternativeChangesQuery,
  AlternativeChangesQueryVariables
> = `query AlternativeChanges($a: ID!, $b: ID!) {
  comparePlans(a: $a, b: $b) {
    households {
      moved
      total
    }
    groundChanges {
      geometry
    }
  }
}`;
