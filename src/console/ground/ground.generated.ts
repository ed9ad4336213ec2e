// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** What sort of line a barrier (分界线) is. */
export type BarrierKind =
  /** A railway. */
  | "RAILWAY"
  /** A river or canal. */
  | "RIVER"
  /** A road. */
  | "ROAD"
  /** A wall or fence. */
  | "WALL";

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

export type CommunityHeadFragment = {
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

export type CommunityByCodeQueryVariables = Exact<{
  key: string;
}>;

export type CommunityByCodeQuery = { readonly community: CommunityHeadFragment | null };

export type CommunityByIdQueryVariables = Exact<{
  key: string;
}>;

export type CommunityByIdQuery = { readonly community: CommunityHeadFragment | null };

export type GroundBuildingsQueryVariables = Exact<{
  communityId: string;
  first: number;
  after?: string | null | undefined;
}>;

export type GroundBuildingsQuery = {
  readonly community: {
    readonly buildings: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly externalId: string;
        readonly name: string | null;
        readonly category: Category;
        readonly households: number;
        readonly residents: number | null;
        readonly units: number | null;
        readonly floors: number | null;
        readonly builtYear: number | null;
        readonly specialHouseholds: number;
        readonly floorAreaM2: number | null;
        readonly polygon: import("geojson").Geometry;
        readonly estate: {
          readonly id: string;
          readonly name: string;
          readonly oldEstate: boolean | null;
        } | null;
      }>;
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  } | null;
};

export type GroundBarriersQueryVariables = Exact<{
  communityId: string;
  first: number;
  after?: string | null | undefined;
}>;

export type GroundBarriersQuery = {
  readonly community: {
    readonly barriers: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly kind: BarrierKind;
        readonly class: string | null;
        readonly name: string | null;
        readonly line: import("geojson").Geometry;
      }>;
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  } | null;
};

const CommunityHeadText = `fragment CommunityHead on Community {
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
}`;

export const CommunityByCode: Operation<CommunityByCodeQuery, CommunityByCodeQueryVariables> =
  `query CommunityByCode($key: String!) {
  community(code: $key) {
    ...CommunityHead
  }
}
${CommunityHeadText}`;

export const CommunityById: Operation<CommunityByIdQuery, CommunityByIdQueryVariables> =
  `query CommunityById($key: ID!) {
  community(id: $key) {
    ...CommunityHead
  }
}
${CommunityHeadText}`;

export const GroundBuildings: Operation<GroundBuildingsQuery, GroundBuildingsQueryVariables> =
  `query GroundBuildings($communityId: ID!, $first: Int!, $after: String) {
  community(id: $communityId) {
    buildings(first: $first, after: $after) {
      nodes {
        id
        externalId
        name
        category
        households
        residents
        units
        floors
        builtYear
        specialHouseholds
        floorAreaM2
        estate {
          id
          name
          oldEstate
        }
        polygon
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}`;

export const GroundBarriers: Operation<GroundBarriersQuery, GroundBarriersQueryVariables> =
  `query GroundBarriers($communityId: ID!, $first: Int!, $after: String) {
  community(id: $communityId) {
    barriers(first: $first, after: $after) {
      nodes {
        id
        kind
        class
        name
        line
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}`;
