/** The thread in which the grounds of drafts are kept open, so that an edit costs what it changes. */
import type {
  Draft,
  DraftEffect,
  Edit,
  Grid,
  OpenedGrid,
  OutOfBand,
  Plan,
  ProposeInput,
  Suggestion,
} from "../engine";
import type { MultiPolygon, Polygon } from "geojson";

/** A ground: its input is read only where the thread does not have it open. */
export interface EditorGround {
  /** The same for the same input and engine, and for no other. */
  readonly key: string;
  readonly input: () => Promise<ProposeInput>;
}

/** A cell with the buildings that stand on it. */
export interface EditedCell {
  readonly no: number;
  readonly households: number;
  readonly buildingIds: readonly string[];
  readonly polygon: Polygon | MultiPolygon;
}

/** What became of a draft. */
export interface Edited {
  readonly draft: Draft;
  readonly effect: DraftEffect;
  /** The plan that it is now, but for its parts. */
  readonly plan: Omit<Plan, "grids" | "cells" | "blocks">;
  /** Keys of all grids that have a cell, by label. */
  readonly keys: readonly string[];
  /** Grids that are not as before, by key; all of them where there was none. */
  readonly grids: readonly { readonly key: string; readonly grid: Grid }[];
  /** Cells that have a grid and had none. */
  readonly cells: readonly EditedCell[];
  /** Only where there was no draft before. */
  readonly blocks: Plan["blocks"];
}

/** Does what a draft needs in the thread. Everything that an engine function throws is thrown here. */
export interface Editor {
  /** The draft that a division is. */
  open(ground: EditorGround, grids: readonly OpenedGrid[]): Promise<Draft>;
  /** For each cell the ids of its buildings, in the data set. */
  cells(ground: EditorGround): Promise<readonly (readonly string[])[]>;
  /** One edit; throws EditError with what forbids it. */
  edit(ground: EditorGround, before: Draft, edit: Edit): Promise<Edited>;
  /** Another draft in the place of this one; null: in the place of nothing. */
  change(ground: EditorGround, before: Draft | null, after: Draft): Promise<Edited>;
  suggest(ground: EditorGround, draft: Draft, count: number): Promise<readonly Suggestion[]>;
  explain(ground: EditorGround, draft: Draft, key: string): Promise<OutOfBand>;
  /** Ends the thread. */
  close(): Promise<void>;
}
