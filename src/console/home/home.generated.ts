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

export type CommunitiesQueryVariables = Exact<{
  filter?: CommunityFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type CommunitiesQuery = {
  readonly communities: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly code: string | null;
      readonly households: number;
      readonly buildingCount: number;
      readonly polygon: import("geojson").Geometry;
      readonly planInForce: {
        readonly id: string;
        readonly metrics: {
          readonly grids: number;
          readonly standardGrids: number;
          readonly gridsInBand: number;
        };
      } | null;
      readonly latestPlan: {
        readonly id: string;
        readonly state: PlanState;
        readonly metrics: { readonly standardGrids: number; readonly gridsInBand: number };
      } | null;
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
};

export const Communities: Operation<CommunitiesQuery, CommunitiesQueryVariables> =
  `query Communities($filter: CommunityFilter, $first: Int!, $after: String) {
  communities(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      name
      code
      households
      buildingCount
      polygon(zoom: 13, digits: 6)
      planInForce {
        id
        metrics {
          grids
          standardGrids
          gridsInBand
        }
      }
      latestPlan {
        id
        state
        metrics {
          standardGrids
          gridsInBand
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}`;
