/**
 * What the engine takes. Everything is readonly; coordinates are lon, lat in degrees (CGCS2000, which
 * equals WGS 84 here); lengths are metres, areas square metres.
 */
import type { LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";

/** What a building is mainly used for. */
export type Category = "RESIDENTIAL" | "OFFICE" | "MARKET" | "PUBLIC_VENUE" | "OTHER";

/** What sort of line a barrier (分界线) is. */
export type BarrierKind = "ROAD" | "RIVER" | "RAILWAY" | "WALL";

/** STANDARD (网格) or MICRO (专属网格): both are pieces of the same tiling. */
export type GridKind = "STANDARD" | "MICRO";

export interface Community {
  readonly id: string;
  readonly name: string;
  /** 12-digit division code; null where there is none, and then grids get labels but no codes. */
  readonly code: string | null;
  readonly polygon: Polygon | MultiPolygon;
}

export interface Building {
  readonly id: string;
  readonly name?: string | null;
  readonly polygon: Polygon | MultiPolygon;
  readonly category: Category;
  readonly households: number;
  readonly residents?: number | null;
  /** Identity of its estate (小区) inside the community; null where it stands alone. */
  readonly estate?: string | null;
  readonly estateName?: string | null;
  /** The estate's explicit old-estate flag, which wins over `builtYear`. */
  readonly oldEstate?: boolean | null;
  readonly builtYear?: number | null;
  readonly floors?: number | null;
  /** Households that belong to a special population: a count, never persons. */
  readonly specialHouseholds?: number | null;
  readonly floorAreaM2?: number | null;
  /** Explicit micro-grid flag: true always triggers, false never does. */
  readonly microGrid?: boolean | null;
}

export interface Barrier {
  readonly id: string;
  readonly kind: BarrierKind;
  readonly name?: string | null;
  readonly line: LineString | MultiLineString;
}

/** A grid in force, as far as re-gridding needs it. */
export interface GridInForce {
  /** 15 digits; only the label, its last three, where the community has no code. */
  readonly code: string;
  readonly kind: GridKind;
  readonly buildingIds: readonly string[];
  /** Its ground: where it is told, ground without buildings stays with its grid too. */
  readonly polygon?: Polygon | MultiPolygon | null;
}

/** A grid of another network (of the party, of civil affairs, ...) that the search is to start from. */
export interface StartGrid {
  /** What its network calls it, code or name; no two are called the same. */
  readonly name: string;
  /** Only told: which grids become micro-grids is left to rule R3. */
  readonly kind?: GridKind;
  /** No building in two grids; ids that do not exist are an input fault. */
  readonly buildingIds: readonly string[];
  /** Its ground: where it is told, ground without buildings stays with its grid too. */
  readonly polygon?: Polygon | MultiPolygon | null;
}

/**
 * A grid of a division that people give to `assess`. Cells are not cut: a cell with buildings goes
 * where they are listed, the others where `polygon` is.
 */
export interface GivenGrid {
  readonly kind: GridKind;
  /** No building in two grids. Those that the community does not have (any more) are left out. */
  readonly buildingIds: readonly string[];
  /**
   * Its ground. Where it is told, buildings that are in no list go to the grid that holds most of
   * their footprints, and ground without buildings to the grid that holds most of it. All else goes
   * to the neighbour with the longest border, a standard grid where there is one.
   */
  readonly polygon?: Polygon | MultiPolygon | null;
  /** The planner asks for the reduced band, whatever estates and people say. */
  readonly reducedByHand?: boolean;
  /** What people call it, for findings; the label it gets depends on its place and on what is in force. */
  readonly name?: string | null;
}

/** Hard wishes of a planner. Building ids that do not exist are an input fault. */
export interface Locks {
  /** Each list becomes exactly one grid of the plan. */
  readonly grids?: readonly (readonly string[])[];
  /** The buildings of each list end in one grid. */
  readonly together?: readonly (readonly string[])[];
  /** No two buildings of a list end in one grid. */
  readonly apart?: readonly (readonly string[])[];
}

export type Band = readonly [min: number, max: number];

/** The numbers of the delineation rules. They are stored with every plan. */
export interface Rules {
  readonly standardBand: Band;
  readonly reducedBand: Band;
  /** Buildings built in or before this year are old estates; 0 turns the test by year off. */
  readonly oldEstateCutoffYear: number;
  /** Share of special-population households from which a grid is reduced; null: off. */
  readonly specialPopulationShare: number | null;
  readonly microMinFloorAreaM2: Readonly<Record<"OFFICE" | "MARKET" | "PUBLIC_VENUE", number>>;
  readonly microMergeDistanceM: number;
  readonly microMaxHouseholds: number;
  /** A grid keeps its code when this share of both old and new households is common. */
  readonly codeKeepShare: number;
}

/**
 * What a plan should be best in beside its households in band, which go first in every plan.
 * STAFF_SAVING counts reduced grids of up to the standard maximum as in band, as rule R2 permits.
 */
export type Focus =
  "BALANCED" | "FEWEST_GRIDS" | "MOST_COMPACT" | "LEAST_CHURN" | "ROADS_FIRST" | "STAFF_SAVING";

export interface ProposeInput {
  readonly community: Community;
  readonly buildings: readonly Building[];
  readonly barriers?: readonly Barrier[];
  readonly inForce?: readonly GridInForce[];
  /**
   * A division of another network: the search starts from it rather than from the grids in force, keeps
   * its grids where they are good, and counts who moves against it. Codes follow the grids in force
   * alone. Empty is the same as none.
   */
  readonly startFrom?: readonly StartGrid[];
  /** Codes (labels, where there are no codes) that were retired: none of them is given again. */
  readonly retiredCodes?: readonly string[];
  readonly locks?: Locks;
  readonly rules?: Partial<Rules>;
  /** Whole number; the same seed gives the same plan. Default 1. */
  readonly seed?: number;
  /** Search effort as a multiple of the default number of steps. Default 1. */
  readonly effort?: number;
  /** Default BALANCED. LEAST_CHURN needs grids in force, or others to start from. */
  readonly focus?: Focus;
}

/** Something that can be asked whether to stop: an AbortSignal, or a flag in shared memory. */
export interface CancelSignal {
  readonly aborted: boolean;
}

export interface Progress {
  readonly stage: "TESSELLATE" | "PARTITION" | "OUTLINE" | "CHECK";
  /** 0 to 1 over the whole proposal; never falls. */
  readonly done: number;
}

export interface ProposeHooks {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: Progress) => void;
}
