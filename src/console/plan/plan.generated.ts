// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** Which plan to copy, and what to call the copy. */
export type BranchPlanInput = {
  /** Name of the new draft, 1 to 100 characters. */
  readonly name: string;
  /** The plan. */
  readonly planId: string;
};

/** What a building is mainly used for. */
export type Category =
  /** Business district, mall or market (商圈市场). */
  | "MARKET"
  /** Offices (楼宇). */
  | "OFFICE"
  /** Anything else. */
  | "OTHER"
  /** Hospital, school, station or other large public venue. */
  | "PUBLIC_VENUE"
  /** Dwellings. */
  | "RESIDENTIAL";

/** What is proved of the households that a plan brings into standard grids inside their band. */
export type CertificateKind =
  /** Nothing: it is the best division that was found. */
  | "BEST_FOUND"
  /** No division brings more than `bound` of them in band. */
  | "BOUND"
  /** No division brings more of them in band. */
  | "OPTIMAL";

/** Which draft to delete. */
export type DeletePlanInput = {
  /** `Plan.version` as it was seen. */
  readonly expectedVersion: number;
  /** The draft. */
  readonly planId: string;
};

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

/** Why the smaller band applies to a grid. */
export type ReducedReason =
  /** A planner decided so. */
  | "MANUAL"
  /** At least half of its households are in old estates (老旧小区). */
  | "OLD_ESTATE"
  /** Its share of special-population households reaches the limit. */
  | "SPECIAL_POPULATION";

/** Which draft to rename, and how. */
export type RenamePlanInput = {
  /** `Plan.version` as it was seen. */
  readonly expectedVersion: number;
  /** The name, 1 to 100 characters; null takes it away. */
  readonly name?: string | null | undefined;
  /** The draft. */
  readonly planId: string;
};

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

export type FindingShownFragment = {
  readonly key: string;
  readonly rule: RuleId;
  readonly code: string;
  readonly severity: Severity;
  readonly gridLabel: string | null;
  readonly buildingIds: ReadonlyArray<string>;
  readonly place: import("geojson").Geometry | null;
  readonly deviationReason: string | null;
  readonly message: { readonly zh: string; readonly en: string };
};

export type GridShownFragment = {
  readonly id: string;
  readonly label: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly kind: GridKind;
  readonly reduced: boolean;
  readonly reducedReason: ReducedReason | null;
  readonly reducedNote: string | null;
  readonly locked: boolean;
  readonly households: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  readonly residents: number;
  readonly buildingCount: number;
  readonly deviation: number;
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly compactness: number;
  readonly estates: ReadonlyArray<string>;
  readonly pointOnSurface: import("geojson").Geometry;
  readonly polygon: import("geojson").Geometry;
  readonly band: { readonly min: number; readonly max: number } | null;
  readonly reason: { readonly zh: string; readonly en: string };
  readonly limits: { readonly sentence: { readonly zh: string; readonly en: string } } | null;
  readonly border: {
    readonly boundaryM: number;
    readonly roadM: number;
    readonly riverM: number;
    readonly railwayM: number;
    readonly wallM: number;
    readonly groundM: number;
    readonly names: ReadonlyArray<string>;
  };
  readonly findings: ReadonlyArray<{
    readonly key: string;
    readonly rule: RuleId;
    readonly code: string;
    readonly severity: Severity;
    readonly deviationReason: string | null;
    readonly message: { readonly zh: string; readonly en: string };
  }>;
};

export type FiguresShownFragment = {
  readonly grids: number;
  readonly standardGrids: number;
  readonly gridsInBand: number;
  readonly microGrids: number;
  readonly reducedGrids: number;
  readonly households: number;
  readonly householdsInBand: number;
  readonly householdsPermitted: number | null;
  readonly innerBorderM: number;
  readonly barrierBorderM: number;
  readonly estates: number;
  readonly estatesSplit: number;
  readonly householdsMoved: number | null;
  readonly meanCompactness: number;
};

export type PlanShownFragment = {
  readonly id: string;
  readonly version: number;
  readonly name: string | null;
  readonly state: PlanState;
  readonly alternative: number;
  readonly focus: PlanFocus;
  readonly createdAt: string;
  readonly seed: number;
  readonly effort: number;
  readonly isStale: boolean | null;
  readonly isEdited: boolean;
  readonly effectiveFrom: string | null;
  readonly filingNumber: string | null;
  readonly viewerCanEdit: boolean;
  readonly viewerCanBranch: boolean;
  readonly viewerCanDelete: boolean;
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly branchedFrom: {
    readonly id: string;
    readonly name: string | null;
    readonly alternative: number;
    readonly focus: PlanFocus;
    readonly createdAt: string;
  } | null;
  readonly basisChanges: ReadonlyArray<{
    readonly message: { readonly zh: string; readonly en: string };
  }> | null;
  readonly rules: {
    readonly oldEstateCutoffYear: number;
    readonly standardBand: { readonly min: number; readonly max: number };
    readonly reducedBand: { readonly min: number; readonly max: number };
  };
  readonly community: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly code: string | null;
    readonly households: number;
    readonly buildingCount: number;
    readonly polygon: import("geojson").Geometry;
    readonly viewerCanPropose: boolean;
    readonly viewerCanImport: boolean;
    readonly viewerCanAssignStaff: boolean;
  };
  readonly metrics: FiguresShownFragment;
  readonly certificate: {
    readonly kind: CertificateKind;
    readonly bound: number | null;
    readonly households: number;
    readonly householdsInBand: number;
    readonly proof: { readonly zh: string; readonly en: string };
  } | null;
  readonly findings: ReadonlyArray<FindingShownFragment>;
  readonly grids: ReadonlyArray<GridShownFragment>;
};

export type PlanByIdQueryVariables = Exact<{
  id: string;
}>;

export type PlanByIdQuery = { readonly plan: PlanShownFragment | null };

export type GridBuildingsQueryVariables = Exact<{
  gridId: string;
}>;

export type GridBuildingsQuery = {
  readonly node:
    | {
        readonly buildings: {
          readonly nodes: ReadonlyArray<{
            readonly id: string;
            readonly externalId: string;
            readonly name: string | null;
            readonly category: Category;
            readonly households: number;
            readonly estate: { readonly name: string } | null;
          }>;
        };
      }
    | Record<PropertyKey, never>
    | null;
};

export type PlanStateChangedSubscriptionVariables = Exact<{
  communityCode: string;
}>;

export type PlanStateChangedSubscription = {
  readonly planChanged: {
    readonly id: string;
    readonly version: number;
    readonly state: PlanState;
  };
};

export type BranchPlanMutationVariables = Exact<{
  input: BranchPlanInput;
}>;

export type BranchPlanMutation = {
  readonly branchPlan: {
    readonly plan: { readonly id: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export type RenamePlanMutationVariables = Exact<{
  input: RenamePlanInput;
}>;

export type RenamePlanMutation = {
  readonly renamePlan: {
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export type DeletePlanMutationVariables = Exact<{
  input: DeletePlanInput;
}>;

export type DeletePlanMutation = {
  readonly deletePlan: {
    readonly deletedPlanId: string | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

const FindingShownText = `fragment FindingShown on Finding {
  key
  rule
  code
  severity
  gridLabel
  message {
    zh
    en
  }
  buildingIds
  place
  deviationReason
}`;

const GridShownText = `fragment GridShown on Grid {
  id
  label
  code
  name
  kind
  reduced
  reducedReason
  reducedNote
  locked
  band {
    min
    max
  }
  households
  oldHouseholds
  specialHouseholds
  residents
  buildingCount
  deviation
  areaM2
  perimeterM
  compactness
  estates
  reason {
    zh
    en
  }
  limits {
    sentence {
      zh
      en
    }
  }
  border {
    boundaryM
    roadM
    riverM
    railwayM
    wallM
    groundM
    names
  }
  findings {
    key
    rule
    code
    severity
    message {
      zh
      en
    }
    deviationReason
  }
  pointOnSurface
  polygon
}`;

const FiguresShownText = `fragment FiguresShown on PlanMetrics {
  grids
  standardGrids
  gridsInBand
  microGrids
  reducedGrids
  households
  householdsInBand
  householdsPermitted
  innerBorderM
  barrierBorderM
  estates
  estatesSplit
  householdsMoved
  meanCompactness
}`;

const PlanShownText = `fragment PlanShown on Plan {
  id
  version
  name
  state
  alternative
  focus
  createdAt
  seed
  effort
  isStale
  isEdited
  effectiveFrom
  filingNumber
  author {
    id
    name
  }
  branchedFrom {
    id
    name
    alternative
    focus
    createdAt
  }
  basisChanges {
    message {
      zh
      en
    }
  }
  rules {
    oldEstateCutoffYear
    standardBand {
      min
      max
    }
    reducedBand {
      min
      max
    }
  }
  community {
    id
    version
    name
    code
    households
    buildingCount
    polygon
    viewerCanPropose
    viewerCanImport
    viewerCanAssignStaff
  }
  metrics {
    ...FiguresShown
  }
  certificate {
    kind
    bound
    households
    householdsInBand
    proof {
      zh
      en
    }
  }
  findings {
    ...FindingShown
  }
  grids {
    ...GridShown
  }
  viewerCanEdit
  viewerCanBranch
  viewerCanDelete
}`;

export const PlanById: Operation<PlanByIdQuery, PlanByIdQueryVariables> =
  `query PlanById($id: ID!) {
  plan(id: $id) {
    ...PlanShown
  }
}
${FindingShownText}
${GridShownText}
${FiguresShownText}
${PlanShownText}`;

export const GridBuildings: Operation<GridBuildingsQuery, GridBuildingsQueryVariables> =
  `query GridBuildings($gridId: ID!) {
  node(id: $gridId) {
    ... on Grid {
      buildings(first: 1000) {
        nodes {
          id
          externalId
          name
          category
          households
          estate {
            name
          }
        }
      }
    }
  }
}`;

export const PlanStateChanged: Operation<
  PlanStateChangedSubscription,
  PlanStateChangedSubscriptionVariables
> = `subscription PlanStateChanged($communityCode: String!) {
  planChanged(communityCode: $communityCode) {
    id
    version
    state
  }
}`;

export const BranchPlan: Operation<BranchPlanMutation, BranchPlanMutationVariables> =
  `mutation BranchPlan($input: BranchPlanInput!) {
  branchPlan(input: $input) {
    plan {
      id
    }
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}`;

export const RenamePlan: Operation<RenamePlanMutation, RenamePlanMutationVariables> =
  `mutation RenamePlan($input: RenamePlanInput!) {
  renamePlan(input: $input) {
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}`;

export const DeletePlan: Operation<DeletePlanMutation, DeletePlanMutationVariables> =
  `mutation DeletePlan($input: DeletePlanInput!) {
  deletePlan(input: $input) {
    deletedPlanId
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}`;
