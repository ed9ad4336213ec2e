/** Changing a draft: what is asked for, what it did, and what is kept of it. Ids are ours, not the engine's. */
import type { LineString, Position } from "geojson";
import type { Actor } from "../auth/viewer";
import type { PlanEditKind } from "../db/tables";
import type { Draft, Finding, Grid, GridKind, PlanMetrics } from "../engine";
import type { Plan } from "../plan/plan";
import { RefusedError, type Refusal } from "../refusal";

export type { PlanEditKind } from "../db/tables";
export type { Draft } from "../engine";

/** What is to change its grid; at least one thing in all. */
export interface AskedMovable {
  readonly buildingIds: readonly string[];
  /** All buildings of these estates. */
  readonly estateIds: readonly string[];
  /** lon/lat: the cell at each of these places. */
  readonly places: readonly Position[];
}

/** Where something goes: into a grid of the plan, or into a new one. */
export type AskedTarget = { readonly gridId: string } | { readonly newGrid: GridKind };

/** One thing that a planner asks for. */
export type AskedEdit =
  | ({ readonly type: "MOVE"; readonly to: AskedTarget } & AskedMovable)
  | ({ readonly type: "RELEASE" } & AskedMovable)
  | {
      readonly type: "SWAP";
      readonly buildingIds: readonly string[];
      readonly forBuildingIds: readonly string[];
    }
  /** All of these become the first of them. */
  | { readonly type: "MERGE"; readonly gridIds: readonly string[] }
  | { readonly type: "SPLIT"; readonly gridId: string; readonly line: LineString | null }
  | { readonly type: "SET_KIND"; readonly gridId: string; readonly kind: GridKind }
  | { readonly type: "SET_REDUCED"; readonly gridId: string; readonly note: string | null }
  | { readonly type: "NAME"; readonly gridId: string; readonly name: string | null }
  | { readonly type: "LOCK" | "UNLOCK"; readonly gridIds: readonly string[] }
  | {
      readonly type: "KEEP_TOGETHER" | "KEEP_APART" | "LET_GO";
      readonly buildingIds: readonly string[];
    }
  | ({ readonly type: "CARVE"; readonly name: string | null } & AskedMovable)
  | { readonly type: "GIVE_BACK"; readonly gridId: string; readonly intoGridId: string | null };

/** An edit of a draft. */
export interface EditWish {
  readonly planId: string;
  /** The version that he or she has seen. */
  readonly expectedVersion: number;
  /** Only tell what it would do. */
  readonly dryRun: boolean;
  readonly edit: AskedEdit;
}

/** Where to go in what there was. */
export type Step =
  | { readonly type: "UNDO" | "REDO" }
  /** To the state after this edit; null: to the plan as it was before the first. */
  | { readonly type: "JUMP"; readonly editNo: number | null };

/** A step through the history of a draft. */
export interface StepWish {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly dryRun: boolean;
  readonly step: Step;
}

/** Another division for a draft, made by something else than a planner's edit. */
export interface DraftWish {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly kind: PlanEditKind;
  /** What was asked for, to be kept. */
  readonly edit: Readonly<Record<string, unknown>> | null;
  /** The job that made it; it can do so once. */
  readonly jobId?: string | null;
  /** Keys of its grids are our ids of the grids; buildings go by the ids of their data set. */
  readonly make: (before: Draft) => Draft | Promise<Draft>;
}

/** What people have said of a grid, beside what the engine says. */
export interface GridSigns {
  readonly name: string | null;
  readonly locked: boolean;
  readonly reducedNote: string | null;
}

/** A grid as it was or is: what the engine says of it, buildings by our ids, and what people do. */
export type GridState = Grid & GridSigns;

/** A grid that an edit touched: another outline, label, figure, name, lock or note. */
export interface ChangedGrid {
  readonly gridId: string;
  /** null: it is new. */
  readonly before: GridState | null;
  /** null: it is gone, or holds nothing any more. */
  readonly after: GridState | null;
}

/** What an edit changes. */
export interface EditEffect {
  readonly before: PlanMetrics;
  readonly after: PlanMetrics;
  readonly grids: readonly ChangedGrid[];
  /** With the labels of after. */
  readonly findingsNew: readonly Finding[];
  /** With the labels of before. */
  readonly findingsGone: readonly Finding[];
  /** Buildings that are in another grid now. */
  readonly buildingIds: readonly string[];
  readonly householdsMoved: number;
}

/** A grid as the list of edits tells of it. */
export interface GridFigures extends GridSigns {
  readonly label: string;
  readonly kind: GridKind;
  readonly households: number;
}

/** What the list of edits keeps of an effect: all but outlines. */
export interface KeptEffect extends Omit<EditEffect, "grids"> {
  readonly grids: readonly {
    readonly gridId: string;
    readonly before: GridFigures | null;
    readonly after: GridFigures | null;
  }[];
}

/** What is wished of buildings of a plan. */
export interface StoredWish {
  readonly kind: "TOGETHER" | "APART";
  /** Ours, by those of the data set. */
  readonly buildingIds: readonly string[];
}

/** One edit in the history of a draft. */
export interface PlanEdit {
  readonly planId: string;
  /** From 1. */
  readonly no: number;
  /** Of the plan after it. */
  readonly planVersion: number;
  readonly kind: PlanEditKind;
  /** What was asked for, as the engine took it; null for steps through what there was. */
  readonly edit: Readonly<Record<string, unknown>> | null;
  readonly fromDivision: number;
  readonly toDivision: number;
  readonly effect: KeptEffect;
  readonly jobId: string | null;
  readonly actor: Actor;
  readonly at: Date;
}

/** What came of an edit. */
export interface EditOutcome {
  /** As it is now; of a dry run, as it was. */
  readonly plan: Plan;
  /** null: it was a dry run. */
  readonly edit: PlanEdit | null;
  readonly effect: EditEffect;
}

/** Somebody else changed the draft first: what was missed, in its order. */
export class MissedEdits extends RefusedError {
  constructor(
    refusals: readonly Refusal[],
    readonly missed: readonly PlanEdit[],
  ) {
    super("CONFLICT", refusals);
  }
}
