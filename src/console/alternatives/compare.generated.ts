// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** Which of two compared plans is better in a figure. */
export type BetterSide =
  /** What it is compared with. */
  | "AGAINST"
  /** Neither. */
  | "EQUAL"
  /** The plan that is compared. */
  | "PLAN";

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

export type ComparablePlanFragment = {
  readonly id: string;
  readonly name: string | null;
  readonly state: PlanState;
  readonly createdAt: string;
  readonly alternative: number;
  readonly focus: PlanFocus;
};

export type ComparableQueryVariables = Exact<{
  planId: string;
}>;

export type ComparableQuery = {
  readonly plan:
    | ({
        readonly alternatives: ReadonlyArray<{ readonly id: string }>;
        readonly community: {
          readonly id: string;
          readonly code: string | null;
          readonly planInForce: { readonly id: string } | null;
          readonly plans: { readonly nodes: ReadonlyArray<ComparablePlanFragment> };
        };
      } & ComparablePlanFragment)
    | null;
};

export type ComparisonQueryVariables = Exact<{
  a: string;
  b?: string | null | undefined;
}>;

export type ComparisonQuery = {
  readonly comparePlans: {
    readonly isRegister: boolean;
    readonly buildingDifferenceCount: number;
    readonly changedAreaM2: number;
    readonly summary: { readonly zh: string; readonly en: string };
    readonly against: {
      readonly id: string;
      readonly grids: ReadonlyArray<{
        readonly label: string;
        readonly polygon: import("geojson").Geometry;
        readonly pointOnSurface: import("geojson").Geometry;
      }>;
    } | null;
    readonly households: {
      readonly total: number;
      readonly staying: number;
      readonly moved: number;
      readonly added: number;
      readonly dropped: number;
      readonly inNone: number;
    };
    readonly figures: ReadonlyArray<{
      readonly name: string;
      readonly plan: number | null;
      readonly against: number | null;
      readonly better: BetterSide | null;
      readonly title: { readonly zh: string; readonly en: string };
    }>;
    readonly grids: ReadonlyArray<{
      readonly isSame: boolean;
      readonly commonHouseholds: number;
      readonly planHouseholds: number;
      readonly againstHouseholds: number;
      readonly plan: { readonly label: string; readonly name: string | null } | null;
      readonly against: { readonly label: string; readonly name: string | null } | null;
    }>;
    readonly groundChanges: ReadonlyArray<{
      readonly households: number;
      readonly buildings: number;
      readonly areaM2: number;
      readonly geometry: import("geojson").Geometry;
      readonly from: { readonly label: string } | null;
      readonly to: { readonly label: string } | null;
    }>;
  } | null;
};

const ComparablePlanText = `fragment ComparablePlan on Plan {
  id
  name
  state
  createdAt
  alternative
  focus
}`;

export const Comparable: Operation<ComparableQuery, ComparableQueryVariables> =
  `query Comparable($planId: ID!) {
  plan(id: $planId) {
    ...ComparablePlan
    alternatives {
      id
    }
    community {
      id
      code
      planInForce {
        id
      }
      plans(first: 50) {
        nodes {
          ...ComparablePlan
        }
      }
    }
  }
}
${ComparablePlanText}`;

export const Comparison: Operation<ComparisonQuery, ComparisonQueryVariables> =
  `query Comparison($a: ID!, $b: ID) {
  comparePlans(a: $a, b: $b) {
    isRegister
    summary {
      zh
      en
    }
    against {
      id
      grids {
        label
        polygon
        pointOnSurface
      }
    }
    households {
      total
      staying
      moved
      added
      dropped
      inNone
    }
    buildingDifferenceCount
    changedAreaM2
    figures {
      name
      title {
        zh
        en
      }
      plan
      against
      better
    }
    grids {
      isSame
      commonHouseholds
      planHouseholds
      againstHouseholds
      plan {
        label
        name
      }
      against {
        label
        name
      }
    }
    groundChanges {
      from {
        label
      }
      to {
        label
      }
      households
      buildings
      areaM2
      geometry
    }
  }
}`;
