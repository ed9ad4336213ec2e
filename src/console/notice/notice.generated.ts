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

export type NoticeOfPlanQueryVariables = Exact<{
  id: string;
}>;

export type NoticeOfPlanQuery = {
  readonly plan: {
    readonly id: string;
    readonly state: PlanState;
    readonly effectiveFrom: string | null;
    readonly filingNumber: string | null;
    readonly notice: { readonly from: string; readonly to: string } | null;
    readonly rules: {
      readonly standardBand: { readonly min: number; readonly max: number };
      readonly reducedBand: { readonly min: number; readonly max: number };
    };
    readonly community: {
      readonly id: string;
      readonly name: string;
      readonly code: string | null;
      readonly polygon: import("geojson").Geometry;
    };
    readonly grids: ReadonlyArray<{
      readonly id: string;
      readonly label: string;
      readonly code: string | null;
      readonly name: string | null;
      readonly kind: GridKind;
      readonly reduced: boolean;
      readonly deviation: number;
      readonly households: number;
      readonly buildingCount: number;
      readonly polygon: import("geojson").Geometry;
      readonly pointOnSurface: import("geojson").Geometry;
      readonly findings: ReadonlyArray<{ readonly rule: RuleId; readonly severity: Severity }>;
      readonly limits: { readonly sentence: { readonly zh: string; readonly en: string } } | null;
    }>;
  } | null;
};

export type NoticeOfRegisterQueryVariables = Exact<{
  communityId: string;
  at?: string | null | undefined;
  first: number;
}>;

export type NoticeOfRegisterQuery = {
  readonly registeredGrids: {
    readonly nodes: ReadonlyArray<{
      readonly code: string;
      readonly households: number;
      readonly validFrom: string;
      readonly polygon: import("geojson").Geometry;
      readonly staff: ReadonlyArray<{ readonly name: string; readonly duty: StaffDuty }>;
      readonly plan: {
        readonly effectiveFrom: string | null;
        readonly filingNumber: string | null;
        readonly rules: {
          readonly standardBand: { readonly min: number; readonly max: number };
          readonly reducedBand: { readonly min: number; readonly max: number };
        };
      };
      readonly grid: {
        readonly label: string;
        readonly name: string | null;
        readonly kind: GridKind;
        readonly reduced: boolean;
        readonly deviation: number;
        readonly buildingCount: number;
        readonly pointOnSurface: import("geojson").Geometry;
        readonly findings: ReadonlyArray<{ readonly rule: RuleId; readonly severity: Severity }>;
        readonly limits: { readonly sentence: { readonly zh: string; readonly en: string } } | null;
      };
    }>;
  };
};

export const NoticeOfPlan: Operation<NoticeOfPlanQuery, NoticeOfPlanQueryVariables> =
  `query NoticeOfPlan($id: ID!) {
  plan(id: $id) {
    id
    state
    effectiveFrom
    filingNumber
    notice {
      from
      to
    }
    rules {
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
      name
      code
      polygon
    }
    grids {
      id
      label
      code
      name
      kind
      reduced
      deviation
      households
      buildingCount
      polygon
      pointOnSurface
      findings {
        rule
        severity
      }
      limits {
        sentence {
          zh
          en
        }
      }
    }
  }
}`;

export const NoticeOfRegister: Operation<NoticeOfRegisterQuery, NoticeOfRegisterQueryVariables> =
  `query NoticeOfRegister($communityId: ID!, $at: DateTime, $first: Int!) {
  registeredGrids(filter: {communityId: $communityId, at: $at}, first: $first) {
    nodes {
      code
      households
      validFrom
      polygon
      staff {
        name
        duty
      }
      plan {
        effectiveFrom
        filingNumber
        rules {
          standardBand {
            min
            max
          }
          reducedBand {
            min
            max
          }
        }
      }
      grid {
        label
        name
        kind
        reduced
        deviation
        buildingCount
        pointOnSurface
        findings {
          rule
          severity
        }
        limits {
          sentence {
            zh
            en
          }
        }
      }
    }
  }
}`;
