// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** Whether household limits apply to a grid; both kinds are pieces of the same tiling. */
export type GridKind =
  /** A grid of its own for an office tower, market or large public venue (专属网格). */
  | "MICRO"
  /** A grid of households (网格), with a band to keep. */
  | "STANDARD";

/** How the grid of one code went over into that of another. */
export type LineageKind =
  /** One of the two codes lives on and gave or got something; or one grid got another code. */
  | "ADJUST"
  /** The old grid went up in a larger one. */
  | "MERGE"
  /** The community got another code, and its grids with it. */
  | "RECODE"
  /** A standard grid became a micro-grid, or the other way round. */
  | "RETYPE"
  /** A part of the old grid became a grid. */
  | "SPLIT";

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

/** What somebody does in a grid. */
export type StaffDuty =
  /** Grid head (网格长): leads the grid, secretary of its party branch or group; at most one. */
  | "GRID_HEAD"
  /** Grid worker (网格员): one in full time for every grid. */
  | "GRID_WORKER"
  /** Community police, family doctor, heads of buildings, volunteers (网格辅助力量). */
  | "SUPPORT";

export type ImpactOfPlanQueryVariables = Exact<{
  id: string;
}>;

export type ImpactOfPlanQuery = {
  readonly plan: {
    readonly id: string;
    readonly version: number;
    readonly state: PlanState;
    readonly community: { readonly id: string; readonly code: string | null };
    readonly impact: ImpactFragment | null;
  } | null;
};

export type ImpactFragment = {
  readonly isFirst: boolean;
  readonly at: string | null;
  readonly households: number;
  readonly buildings: number;
  readonly householdsMoved: number;
  readonly householdsRecoded: number;
  readonly householdsRegistered: number;
  readonly churn: number;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly against: { readonly id: string; readonly effectiveFrom: string | null } | null;
  readonly codesKept: ReadonlyArray<{
    readonly code: string;
    readonly label: string;
    readonly kind: GridKind;
    readonly householdsBefore: number;
    readonly householdsAfter: number;
  }>;
  readonly codesIssued: ReadonlyArray<{
    readonly code: string | null;
    readonly label: string;
    readonly kind: GridKind;
    readonly households: number;
    readonly from: ReadonlyArray<CodeShareToldFragment>;
  }>;
  readonly codesRetired: ReadonlyArray<{
    readonly code: string;
    readonly label: string;
    readonly kind: GridKind;
    readonly households: number;
    readonly successors: ReadonlyArray<CodeShareToldFragment>;
  }>;
  readonly estates: ReadonlyArray<{
    readonly households: number;
    readonly householdsMoved: number;
    readonly wasSplit: boolean;
    readonly isSplit: boolean;
    readonly estate: { readonly id: string; readonly name: string };
    readonly from: ReadonlyArray<GridShareToldFragment>;
    readonly to: ReadonlyArray<GridShareToldFragment>;
  }>;
  readonly staff: {
    readonly stay: ReadonlyArray<{ readonly id: string }>;
    readonly move: ReadonlyArray<{
      readonly toCode: string;
      readonly staff: {
        readonly id: string;
        readonly name: string;
        readonly duty: StaffDuty;
        readonly gridCode: string;
      };
    }>;
    readonly withoutGrid: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly duty: StaffDuty;
      readonly gridCode: string;
    }>;
  };
  readonly before: FiguresFragment | null;
  readonly after: FiguresFragment;
};

export type CodeShareToldFragment = {
  readonly label: string | null;
  readonly households: number;
  readonly kind: LineageKind;
};

export type GridShareToldFragment = { readonly label: string | null; readonly households: number };

export type FiguresFragment = {
  readonly grids: number;
  readonly standardGrids: number;
  readonly microGrids: number;
  readonly regularGrids: number;
  readonly regularGridsInBand: number;
  readonly reducedGrids: number;
  readonly reducedGridsInBand: number;
  readonly reducedGridsPermitted: number;
  readonly workersNeeded: number;
  readonly workersPer10000: number | null;
  readonly communityWorkersWantedPer10000: number;
  readonly visitsPerWorkerDay: number;
  readonly mostVisitsPerWorkerDay: number;
  readonly serviceRoomsM2: number;
  readonly staff: { readonly gridsWithFullTimeWorker: number; readonly gridsWithHead: number };
  readonly notes: ReadonlyArray<{ readonly zh: string; readonly en: string }>;
};

export type BuildingsThatChangeQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;

export type BuildingsThatChangeQuery = {
  readonly plan: {
    readonly impact: {
      readonly buildingChanges: {
        readonly nodes: ReadonlyArray<{
          readonly fromCode: string | null;
          readonly toCode: string | null;
          readonly toLabel: string;
          readonly moves: boolean;
          readonly building: {
            readonly id: string;
            readonly name: string | null;
            readonly externalId: string;
            readonly households: number;
            readonly polygon: import("geojson").Geometry;
            readonly estate: { readonly id: string; readonly name: string } | null;
          };
        }>;
        readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
      };
    } | null;
  } | null;
};

export type GridsBeforeQueryVariables = Exact<{
  communityCode: string;
  at?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type GridsBeforeQuery = {
  readonly register: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly code: string;
      readonly households: number;
      readonly polygon: import("geojson").Geometry;
      readonly validFrom: string;
      readonly grid: {
        readonly kind: GridKind;
        readonly reduced: boolean;
        readonly deviation: number;
        readonly pointOnSurface: import("geojson").Geometry;
        readonly findings: ReadonlyArray<{ readonly rule: RuleId; readonly severity: Severity }>;
      };
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
};

const ImpactText = `fragment Impact on PlanImpact {
  summary {
    zh
    en
  }
  isFirst
  at
  against {
    id
    effectiveFrom
  }
  households
  buildings
  householdsMoved
  householdsRecoded
  householdsRegistered
  churn
  codesKept {
    code
    label
    kind
    householdsBefore
    householdsAfter
  }
  codesIssued {
    code
    label
    kind
    households
    from {
      ...CodeShareTold
    }
  }
  codesRetired {
    code
    label
    kind
    households
    successors {
      ...CodeShareTold
    }
  }
  estates {
    estate {
      id
      name
    }
    households
    householdsMoved
    wasSplit
    isSplit
    from {
      ...GridShareTold
    }
    to {
      ...GridShareTold
    }
  }
  staff {
    stay {
      id
    }
    move {
      staff {
        id
        name
        duty
        gridCode
      }
      toCode
    }
    withoutGrid {
      id
      name
      duty
      gridCode
    }
  }
  before {
    ...Figures
  }
  after {
    ...Figures
  }
}`;

const CodeShareToldText = `fragment CodeShareTold on CodeShare {
  label
  households
  kind
}`;

const GridShareToldText = `fragment GridShareTold on GridShare {
  label
  households
}`;

const FiguresText = `fragment Figures on Indicators {
  grids
  standardGrids
  microGrids
  regularGrids
  regularGridsInBand
  reducedGrids
  reducedGridsInBand
  reducedGridsPermitted
  workersNeeded
  workersPer10000
  communityWorkersWantedPer10000
  visitsPerWorkerDay
  mostVisitsPerWorkerDay
  serviceRoomsM2
  staff {
    gridsWithFullTimeWorker
    gridsWithHead
  }
  notes {
    zh
    en
  }
}`;

export const ImpactOfPlan: Operation<ImpactOfPlanQuery, ImpactOfPlanQueryVariables> =
  `query ImpactOfPlan($id: ID!) {
  plan(id: $id) {
    id
    version
    state
    community {
      id
      code
    }
    impact {
      ...Impact
    }
  }
}
${ImpactText}
${CodeShareToldText}
${GridShareToldText}
${FiguresText}`;

export const BuildingsThatChange: Operation<
  BuildingsThatChangeQuery,
  BuildingsThatChangeQueryVariables
> = `query BuildingsThatChange($id: ID!, $first: Int!, $after: String) {
  plan(id: $id) {
    impact {
      buildingChanges(first: $first, after: $after) {
        nodes {
          building {
            id
            name
            externalId
            households
            polygon
            estate {
              id
              name
            }
          }
          fromCode
          toCode
          toLabel
          moves
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
}`;

export const GridsBefore: Operation<GridsBeforeQuery, GridsBeforeQueryVariables> =
  `query GridsBefore($communityCode: String!, $at: DateTime, $first: Int!, $after: String) {
  register(communityCode: $communityCode, at: $at, first: $first, after: $after) {
    nodes {
      id
      code
      households
      polygon
      validFrom
      grid {
        kind
        reduced
        deviation
        pointOnSurface
        findings {
          rule
          severity
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}`;
