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

export type PlanLineFragment = {
  readonly id: string;
  readonly name: string | null;
  readonly state: PlanState;
  readonly createdAt: string;
  readonly alternative: number;
  readonly focus: PlanFocus;
  readonly bestFor: ReadonlyArray<PlanFocus>;
  readonly isEdited: boolean;
  readonly effectiveFrom: string | null;
  readonly author: { readonly name: string } | null;
  readonly alternatives: ReadonlyArray<{ readonly id: string }>;
  readonly metrics: {
    readonly standardGrids: number;
    readonly gridsInBand: number;
    readonly microGrids: number;
    readonly households: number;
    readonly householdsInBand: number;
    readonly estates: number;
    readonly estatesSplit: number;
  };
  readonly certificate: { readonly kind: CertificateKind } | null;
};

export type CommunityPlansQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;

export type CommunityPlansQuery = {
  readonly community: {
    readonly planInForce: { readonly id: string } | null;
    readonly plans: {
      readonly nodes: ReadonlyArray<PlanLineFragment>;
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  } | null;
};

export type GridsInForceQueryVariables = Exact<{
  id: string;
}>;

export type GridsInForceQuery = {
  readonly community: {
    readonly planInForce: {
      readonly id: string;
      readonly grids: ReadonlyArray<{
        readonly label: string;
        readonly code: string | null;
        readonly name: string | null;
        readonly kind: GridKind;
        readonly reduced: boolean;
        readonly deviation: number;
        readonly households: number;
        readonly areaM2: number;
        readonly polygon: import("geojson").Geometry;
        readonly pointOnSurface: import("geojson").Geometry;
        readonly findings: ReadonlyArray<{ readonly rule: RuleId; readonly severity: Severity }>;
      }>;
    } | null;
  } | null;
};

export type PlanIsStaleQueryVariables = Exact<{
  id: string;
}>;

export type PlanIsStaleQuery = { readonly plan: { readonly isStale: boolean | null } | null };

export type PlanChangedSubscriptionVariables = Exact<{
  communityCode: string;
}>;

export type PlanChangedSubscription = { readonly planChanged: { readonly id: string } };

const PlanLineText = `fragment PlanLine on Plan {
  id
  name
  state
  createdAt
  alternative
  focus
  bestFor
  isEdited
  effectiveFrom
  author {
    name
  }
  alternatives {
    id
  }
  metrics {
    standardGrids
    gridsInBand
    microGrids
    households
    householdsInBand
    estates
    estatesSplit
  }
  certificate {
    kind
  }
}`;

export const CommunityPlans: Operation<CommunityPlansQuery, CommunityPlansQueryVariables> =
  `query CommunityPlans($id: ID!, $first: Int!, $after: String) {
  community(id: $id) {
    planInForce {
      id
    }
    plans(first: $first, after: $after) {
      nodes {
        ...PlanLine
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
${PlanLineText}`;

export const GridsInForce: Operation<GridsInForceQuery, GridsInForceQueryVariables> =
  `query GridsInForce($id: ID!) {
  community(id: $id) {
    planInForce {
      id
      grids {
        label
        code
        name
        kind
        reduced
        deviation
        households
        areaM2
        findings {
          rule
          severity
        }
        polygon
        pointOnSurface
      }
    }
  }
}`;

export const PlanIsStale: Operation<PlanIsStaleQuery, PlanIsStaleQueryVariables> =
  `query PlanIsStale($id: ID!) {
  plan(id: $id) {
    isStale
  }
}`;

export const PlanChanged: Operation<PlanChangedSubscription, PlanChangedSubscriptionVariables> =
  `subscription PlanChanged($communityCode: String!) {
  planChanged(communityCode: $communityCode) {
    id
  }
}`;
