// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** A box in degrees; it cannot cross 180°. */
export type BBoxInput = {
  /** The coordinates that these are in. */
  readonly crs?: Crs;
  /** Eastern longitude, not less than `west`. */
  readonly east: number;
  /** Northern latitude, not less than `south`. */
  readonly north: number;
  /** Southern latitude, -90 to 90. */
  readonly south: number;
  /** Western longitude, -180 to 180. */
  readonly west: number;
};

/** Which communities are wanted; what is left out does not restrict. */
export type CommunityFilter = {
  /** Only communities that meet this box. */
  readonly bbox?: BBoxInput | null | undefined;
  /** Start of the division code, such as 640104 for a county or 640104001 for a street. */
  readonly codePrefix?: string | null | undefined;
  /** Part of the name, in any case. */
  readonly nameContains?: string | null | undefined;
};

/** What the file holds (exactly one of register, planId and crosswalk), and how. */
export type CreateExportLinkInput = {
  /** A crosswalk from the grids of a department. */
  readonly crosswalk?: ExportCrosswalkInput | null | undefined;
  /** The coordinates that GeoJSON is in; a CSV has none. */
  readonly crs?: Crs;
  /** How it is written; a crosswalk as CSV only. */
  readonly format: ExportFormat;
  /** For how many hours the link works, 1 to 168. */
  readonly hours?: number;
  /** The grids of this plan. */
  readonly planId?: string | null | undefined;
  /** The grids in force. */
  readonly register?: ExportRegisterInput | null | undefined;
};

/** Coordinates, as longitude and latitude in degrees: those of the map that draws them. */
export type Crs =
  /** BD-09: Baidu (百度). */
  | "BD09"
  /** EPSG:4490, the national system: what is stored (天地图, surveys). */
  | "CGCS2000"
  /** GCJ-02 (火星坐标): AMap (高德), Tencent (腾讯). */
  | "GCJ02"
  /** EPSG:4326 with longitude first; equals CGCS2000 for maps (GPS, MapLibre, OpenLayers). */
  | "WGS84";

/** Which department's grids, and against what. */
export type ExportCrosswalkInput = {
  /** As it was recorded at that moment; if left out, as it is at each download. */
  readonly at?: string | null | undefined;
  /** The network of the department in one community. */
  readonly networkId: string;
  /** A plan of that community; if left out, the grids in force. */
  readonly planId?: string | null | undefined;
};

/** How a file is written. */
export type ExportFormat =
  /** A table for Excel: UTF-8 with a byte-order mark, Chinese headers; no shapes. */
  | "CSV"
  /** GeoJSON (RFC 7946): a FeatureCollection, one feature for each grid. */
  | "GEOJSON";

/** Which part of the register, and of when. */
export type ExportRegisterInput = {
  /** The moment to look at; if left out, the moment of each download. */
  readonly at?: string | null | undefined;
  /** Start of the codes of the communities, 0 to 12 digits, such as 640104 for a county or all 12 for one community; all that you may read if left out. */
  readonly jurisdiction?: string;
};

/** What happened to a grid code. */
export type GridCodeEventKind =
  /** A grid that keeps its code gave or got something, or one grid alone changed too much. */
  | "ADJUST"
  /** The grid of the next plan kept it. */
  | "CONTINUED"
  /** It began to be. */
  | "ISSUED"
  /** A grid whose code retired went up in a larger one. */
  | "MERGE"
  /** The community got another code, and the same grid with it. */
  | "RECODE"
  /** It ended for ever. */
  | "RETIRED"
  /** Households went to a grid of the other kind. */
  | "RETYPE"
  /** A grid whose code retired became several: this is one of them. */
  | "SPLIT";

/** Whether household limits apply to a grid; both kinds are pieces of the same tiling. */
export type GridKind =
  /** A grid of its own for an office tower, market or large public venue (专属网格). */
  | "MICRO"
  /** A grid of households (网格), with a band to keep. */
  | "STANDARD";

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

export type RegisterCommunitiesQueryVariables = Exact<{
  filter?: CommunityFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type RegisterCommunitiesQuery = {
  readonly communities: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly code: string | null;
      readonly polygon: import("geojson").Geometry;
      readonly planInForce: {
        readonly id: string;
        readonly effectiveFrom: string | null;
        readonly metrics: { readonly grids: number; readonly households: number };
      } | null;
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
};

export type RegisterOfQueryVariables = Exact<{
  communityId: string;
  at?: string | null | undefined;
  first: number;
}>;

export type RegisterOfQuery = {
  readonly community: { readonly registerDates: ReadonlyArray<string> } | null;
  readonly registeredGrids: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly code: string;
      readonly kind: GridKind;
      readonly households: number;
      readonly validFrom: string;
      readonly polygon: import("geojson").Geometry;
      readonly grid: {
        readonly label: string;
        readonly name: string | null;
        readonly kind: GridKind;
        readonly reduced: boolean;
        readonly deviation: number;
        readonly pointOnSurface: import("geojson").Geometry;
        readonly band: { readonly min: number; readonly max: number } | null;
        readonly findings: ReadonlyArray<{ readonly rule: RuleId; readonly severity: Severity }>;
        readonly limits: { readonly sentence: { readonly zh: string; readonly en: string } } | null;
      };
      readonly staff: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly duty: StaffDuty;
      }>;
      readonly plan: {
        readonly id: string;
        readonly name: string | null;
        readonly effectiveFrom: string | null;
        readonly filingNumber: string | null;
      };
    }>;
  };
};

export type RegisterEntryQueryVariables = Exact<{
  code: string;
  at?: string | null | undefined;
}>;

export type RegisterEntryQuery = {
  readonly grid: {
    readonly id: string;
    readonly code: string;
    readonly kind: GridKind;
    readonly households: number;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly issuedAt: string;
    readonly retiredAt: string | null;
    readonly grid: {
      readonly label: string;
      readonly name: string | null;
      readonly kind: GridKind;
      readonly reduced: boolean;
      readonly deviation: number;
      readonly households: number;
      readonly residents: number;
      readonly buildingCount: number;
      readonly areaM2: number;
      readonly estates: ReadonlyArray<string>;
      readonly band: { readonly min: number; readonly max: number } | null;
      readonly reason: { readonly zh: string; readonly en: string };
      readonly findings: ReadonlyArray<{
        readonly key: string;
        readonly rule: RuleId;
        readonly severity: Severity;
        readonly message: { readonly zh: string; readonly en: string };
      }>;
      readonly limits: {
        readonly east: { readonly zh: string; readonly en: string };
        readonly south: { readonly zh: string; readonly en: string };
        readonly west: { readonly zh: string; readonly en: string };
        readonly north: { readonly zh: string; readonly en: string };
      } | null;
    };
    readonly plan: {
      readonly id: string;
      readonly name: string | null;
      readonly filingNumber: string | null;
      readonly effectiveFrom: string | null;
    };
    readonly staff: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly duty: StaffDuty;
      readonly fullTime: boolean;
      readonly validFrom: string;
    }>;
    readonly staffHistory: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly duty: StaffDuty;
      readonly validFrom: string;
      readonly validTo: string | null;
    }>;
  } | null;
  readonly gridCode: {
    readonly retiredAt: string | null;
    readonly events: ReadonlyArray<{
      readonly at: string;
      readonly kind: GridCodeEventKind;
      readonly text: { readonly zh: string; readonly en: string };
    }>;
    readonly replacedBy: ReadonlyArray<{
      readonly code: string;
      readonly households: number;
      readonly share: number;
    }>;
  } | null;
};

export type MakeExportLinkMutationVariables = Exact<{
  input: CreateExportLinkInput;
}>;

export type MakeExportLinkMutation = {
  readonly createExportLink: {
    readonly url: string | null;
    readonly link: { readonly expiresAt: string } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export const RegisterCommunities: Operation<
  RegisterCommunitiesQuery,
  RegisterCommunitiesQueryVariables
> = `query RegisterCommunities($filter: CommunityFilter, $first: Int!, $after: String) {
  communities(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      name
      code
      polygon
      planInForce {
        id
        effectiveFrom
        metrics {
          grids
          households
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}`;

export const RegisterOf: Operation<RegisterOfQuery, RegisterOfQueryVariables> =
  `query RegisterOf($communityId: ID!, $at: DateTime, $first: Int!) {
  community(id: $communityId) {
    registerDates
  }
  registeredGrids(filter: {communityId: $communityId, at: $at}, first: $first) {
    nodes {
      id
      code
      kind
      households
      validFrom
      polygon
      grid {
        label
        name
        kind
        reduced
        deviation
        band {
          min
          max
        }
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
        pointOnSurface
      }
      staff {
        id
        name
        duty
      }
      plan {
        id
        name
        effectiveFrom
        filingNumber
      }
    }
  }
}`;

export const RegisterEntry: Operation<RegisterEntryQuery, RegisterEntryQueryVariables> =
  `query RegisterEntry($code: String!, $at: DateTime) {
  grid(code: $code, at: $at) {
    id
    code
    kind
    households
    validFrom
    validTo
    issuedAt
    retiredAt
    grid {
      label
      name
      kind
      reduced
      deviation
      households
      residents
      buildingCount
      areaM2
      band {
        min
        max
      }
      estates
      reason {
        zh
        en
      }
      findings {
        key
        rule
        severity
        message {
          zh
          en
        }
      }
      limits {
        east {
          zh
          en
        }
        south {
          zh
          en
        }
        west {
          zh
          en
        }
        north {
          zh
          en
        }
      }
    }
    plan {
      id
      name
      filingNumber
      effectiveFrom
    }
    staff {
      id
      name
      duty
      fullTime
      validFrom
    }
    staffHistory {
      id
      name
      duty
      validFrom
      validTo
    }
  }
  gridCode(code: $code) {
    retiredAt
    events {
      at
      kind
      text {
        zh
        en
      }
    }
    replacedBy {
      code
      households
      share
    }
  }
}`;

export const MakeExportLink: Operation<MakeExportLinkMutation, MakeExportLinkMutationVariables> =
  `mutation MakeExportLink($input: CreateExportLinkInput!) {
  createExportLink(input: $input) {
    url
    link {
      expiresAt
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
