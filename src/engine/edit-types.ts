/** Divisions that people change by hand: what they hold, what can be done to them, what it changes. */
import type { LineString, Position } from "geojson";
import type { GivenGrid, GridKind } from "./input-types";
import type { Finding, Grid, Plan, PlanMetrics, Text } from "./plan-types";

/** A grid of a division that is worked on. */
export interface DraftGrid {
  /** Stays the same through all edits, whatever label the grid gets. */
  readonly key: string;
  readonly kind: GridKind;
  /** Why the planner asks for the reduced band; null: nobody does. */
  readonly reducedNote: string | null;
  /** What people call it; null where its label is enough. */
  readonly name: string | null;
  /** Neither edits nor the engine change a locked grid; only its name may change. */
  readonly locked: boolean;
  /** lon/lat of a point inside, from when it last had a cell: where an emptied grid was. */
  readonly lastPlace: Position | null;
}

/** A division that is worked on. Its cells are those of the ground it was opened on. */
export interface Draft {
  readonly grids: readonly DraftGrid[];
  /** For each cell, the place of its grid in `grids`; -1: in no grid yet. */
  readonly gridOf: readonly number[];
  /** Wishes: the buildings of each list stay in one grid. Sorted ids, sorted lists. */
  readonly together: readonly (readonly string[])[];
  /** Wishes: no two buildings of a list share a grid. */
  readonly apart: readonly (readonly string[])[];
}

/** A grid as `openDraft` takes it. */
export interface OpenedGrid extends GivenGrid {
  readonly key: string;
  readonly reducedNote: string | null;
  readonly locked: boolean;
}

/** What is to change its grid: buildings by id, and ground without buildings by points on it. */
export interface Movable {
  readonly buildingIds: readonly string[];
  /** lon/lat: the cell at each of these places goes along. */
  readonly places?: readonly Position[];
}

/** Where something goes: into a grid that is there, or into a new one that gets this key. */
export type Target =
  { readonly key: string } | { readonly newKey: string; readonly kind: GridKind };

/**
 * One thing that a planner does. Cells are not cut: a building takes along those it cannot be parted
 * from, and ground without buildings that would be cut off from its grid goes to the neighbour with
 * the longest border.
 */
export type Edit =
  | ({ readonly type: "MOVE"; readonly to: Target } & Movable)
  /** Takes them out of their grids; `FINISH` or later moves give them another. */
  | ({ readonly type: "RELEASE" } & Movable)
  /** Buildings of two grids change places. */
  | {
      readonly type: "SWAP";
      readonly buildingIds: readonly string[];
      readonly forBuildingIds: readonly string[];
    }
  /** All of these become the first of them. */
  | { readonly type: "MERGE"; readonly keys: readonly string[] }
  /**
   * In two: along a line (a cell goes to the side that most of its footprints, or else of its ground,
   * lie on), or where the engine finds best when it is left out. What is right of the line, or the
   * smaller part, gets the new key.
   */
  | {
      readonly type: "SPLIT";
      readonly key: string;
      readonly newKey: string;
      readonly line?: LineString | null;
    }
  | { readonly type: "SET_KIND"; readonly key: string; readonly kind: GridKind }
  /** A note asks for the reduced band and says why; null takes that back. */
  | { readonly type: "SET_REDUCED"; readonly key: string; readonly note: string | null }
  | { readonly type: "NAME"; readonly key: string; readonly name: string | null }
  | { readonly type: "LOCK" | "UNLOCK"; readonly keys: readonly string[] }
  | { readonly type: "KEEP_TOGETHER" | "KEEP_APART"; readonly buildingIds: readonly string[] }
  /** Takes back every wish that speaks of any of these. */
  | { readonly type: "LET_GO"; readonly buildingIds: readonly string[] }
  /** Makes a micro-grid of these. */
  | ({ readonly type: "CARVE"; readonly newKey: string; readonly name: string | null } & Movable)
  /** A micro-grid becomes part of a neighbour: of `into`, else of the one with the longest border. */
  | { readonly type: "GIVE_BACK"; readonly key: string; readonly into?: string | null };

/** An edit that makes no sense here, or that a lock or a wish forbids: what, and what to do next. */
export interface EditRefusal {
  /** Stable, such as GRID_LOCKED. */
  readonly code: string;
  readonly message: Text;
  /** The member of the edit that it is about, such as ["buildingIds", "3"]; null: all of it. */
  readonly path: readonly string[] | null;
}

/** The plan that a draft is. */
export interface DraftPlan {
  readonly plan: Plan;
  /** For each of `plan.grids`, its key. Grids of the draft without a cell are not among them. */
  readonly keys: readonly string[];
}

/** A grid that an edit touched: another outline, label or figure. */
export interface GridEffect {
  readonly key: string;
  /** null: it is new. */
  readonly before: Grid | null;
  /** null: it is gone, or holds nothing any more. */
  readonly after: Grid | null;
}

/** What an edit changes. */
export interface DraftEffect {
  readonly before: PlanMetrics;
  readonly after: PlanMetrics;
  readonly grids: readonly GridEffect[];
  /** Findings that were not there before, with the labels of after. */
  readonly findingsNew: readonly Finding[];
  /** Findings that are gone, with the labels of before. */
  readonly findingsGone: readonly Finding[];
  /** Buildings that are in another grid now. */
  readonly buildingIds: readonly string[];
  readonly householdsMoved: number;
}

/** How the engine is to help with a draft. It changes no locked grid and heeds the wishes. */
export type Help =
  /** The best division that is found, starting from this one. */
  | "REOPTIMIZE"
  /** As few households moved as the findings need. */
  | "REPAIR"
  /** Only what is in no grid yet gets one: one of those there are, or a new one. */
  | "FINISH";

/** A next move, with what it would change. */
export interface Suggestion {
  readonly edit: Edit;
  readonly effect: DraftEffect;
  /** What is done and what it brings, in a sentence. */
  readonly message: Text;
}

/** Why a grid is out of its band, and whether anything can be done about it. */
export interface OutOfBand {
  /**
   * BUILDING_EXCEEDS_MAX: one building alone has too many households. LOCKED, WISHES: what the planner
   * asked for stands in the way. CUT_OFF: no neighbour to exchange with. TOTAL: no number of grids
   * fits the households of its connected part. PROVED: no division of it and its neighbours has them all
   * in band, as an exact search shows. POSSIBLE: one was found. NOT_FOUND: none was, and none is ruled out.
   */
  readonly reason:
    | "BUILDING_EXCEEDS_MAX"
    | "LOCKED"
    | "WISHES"
    | "CUT_OFF"
    | "TOTAL"
    | "PROVED"
    | "POSSIBLE"
    | "NOT_FOUND";
  readonly message: Text;
  /** The numbers the message speaks of. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Keys of the grids that were looked at together. */
  readonly keys: readonly string[];
  /** Moves that bring it into band, where they are known. */
  readonly edits: readonly Edit[];
}
