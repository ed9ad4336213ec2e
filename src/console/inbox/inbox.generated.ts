// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** Which plans are wanted; what is left out does not restrict. */
export type PlanFilter = {
  /** Only plans of this community. */
  readonly communityId?: string | null | undefined;
  /** Only plans in this state. */
  readonly state?: PlanState | null | undefined;
  /** Only plans in one of these states; not together with `state`. */
  readonly states?: ReadonlyArray<PlanState> | null | undefined;
  /** true: only plans that wait for a decision of the viewer: to endorse, approve or put in force, or to mend what was returned. What the viewer submitted waits for somebody else. */
  readonly waitsForMe?: boolean | null | undefined;
};

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

/** What an entry in the book of a plan tells of. */
export type ReviewKind =
  /** The county approved it. */
  | "APPROVE"
  /** The street endorsed it. */
  | "ENDORSE"
  /** It was filed under a number. */
  | "FILE"
  /** It was laid open to the public for a time. */
  | "NOTICE"
  /** It was put in force. */
  | "PUT_IN_FORCE"
  /** It was rejected. Final. */
  | "REJECT"
  /** Somebody remarked on it. */
  | "REMARK"
  /** It was returned to its planner. */
  | "RETURN"
  /** It was brought up to date with its basis. */
  | "REVALIDATE"
  /** The day was set from which it holds. */
  | "SCHEDULE"
  /** Its planner submitted it. */
  | "SUBMIT"
  /** Another plan took its place. Final. */
  | "SUPERSEDE"
  /** It was withdrawn. Final. */
  | "WITHDRAW";

/** How much a finding weighs. */
export type Severity =
  /** The plan cannot be submitted. */
  | "ERROR"
  /** Only told. */
  | "INFO"
  /** The plan can be submitted with a written reason. */
  | "WARNING";

export type InboxCountQueryVariables = Exact<{
  first: number;
}>;

export type InboxCountQuery = {
  readonly plans: { readonly nodes: ReadonlyArray<{ readonly id: string }> };
};

export type InboxPlansQueryVariables = Exact<{
  filter: PlanFilter;
  first: number;
  after?: string | null | undefined;
}>;

export type InboxPlansQuery = {
  readonly plans: {
    readonly nodes: ReadonlyArray<InboxPlanFragment>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
};

export type InboxPlanFragment = {
  readonly id: string;
  readonly name: string | null;
  readonly alternative: number;
  readonly focus: PlanFocus;
  readonly state: PlanState;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly isStale: boolean | null;
  readonly effectiveFrom: string | null;
  readonly submittedBy: { readonly id: string; readonly name: string } | null;
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly notice: { readonly from: string; readonly to: string } | null;
  readonly community: {
    readonly id: string;
    readonly code: string | null;
    readonly name: string;
    readonly households: number;
    readonly polygon: import("geojson").Geometry;
  };
  readonly metrics: {
    readonly grids: number;
    readonly standardGrids: number;
    readonly gridsInBand: number;
  };
  readonly findings: ReadonlyArray<{ readonly severity: Severity }>;
  readonly reviews: {
    readonly nodes: ReadonlyArray<{
      readonly kind: ReviewKind;
      readonly at: string;
      readonly comment: string | null;
      readonly actor: { readonly id: string; readonly name: string };
    }>;
  };
};

export type ChangeInShortQueryVariables = Exact<{
  id: string;
}>;

export type ChangeInShortQuery = {
  readonly plan: {
    readonly id: string;
    readonly impact: {
      readonly isFirst: boolean;
      readonly households: number;
      readonly householdsMoved: number;
      readonly householdsRecoded: number;
      readonly churn: number;
      readonly buildings: number;
    } | null;
  } | null;
};

const InboxPlanText = `fragment InboxPlan on Plan {
  id
  name
  alternative
  focus
  state
  createdAt
  submittedAt
  submittedBy {
    id
    name
  }
  author {
    id
    name
  }
  isStale
  effectiveFrom
  notice {
    from
    to
  }
  community {
    id
    code
    name
    households
    polygon
  }
  metrics {
    grids
    standardGrids
    gridsInBand
  }
  findings {
    severity
  }
  reviews(first: 100) {
    nodes {
      kind
      at
      comment
      actor {
        id
        name
      }
    }
  }
}`;

export const InboxCount: Operation<InboxCountQuery, InboxCountQueryVariables> =
  `query InboxCount($first: Int!) {
  plans(filter: {waitsForMe: true}, first: $first) {
    nodes {
      id
    }
  }
}`;

export const InboxPlans: Operation<InboxPlansQuery, InboxPlansQueryVariables> =
  `query InboxPlans($filter: PlanFilter!, $first: Int!, $after: String) {
  plans(filter: $filter, first: $first, after: $after) {
    nodes {
      ...InboxPlan
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
${InboxPlanText}`;

export const ChangeInShort: Operation<ChangeInShortQuery, ChangeInShortQueryVariables> =
  `query ChangeInShort($id: ID!) {
  plan(id: $id) {
    id
    impact {
      isFirst
      households
      householdsMoved
      householdsRecoded
      churn
      buildings
    }
  }
}`;
