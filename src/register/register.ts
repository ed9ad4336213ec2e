import type { MultiPolygon, Polygon } from "geojson";
import type { GridKind } from "../engine";

export type { GridKind } from "../engine";

/** A grid that is or was in force, with what stands in it. */
export interface GridInForceRow {
  readonly code: string;
  readonly kind: GridKind;
  /** The plan's grid. */
  readonly gridId: string;
  readonly planId: string;
  /** As they were counted when its plan was put in force. */
  readonly households: number;
  /** Our ids. */
  readonly buildingIds: readonly string[];
  /** Ids of the data set, in the same order. */
  readonly externalBuildingIds: readonly string[];
  /** At full precision. */
  readonly polygon: Polygon | MultiPolygon;
}

/** One time that a code stood for a grid of a plan. */
export interface RegisteredGrid {
  readonly id: string;
  readonly code: string;
  readonly kind: GridKind;
  readonly households: number;
  readonly communityId: string;
  readonly planId: string;
  readonly gridId: string;
  readonly validFrom: Date;
  /** null: in force. */
  readonly validTo: Date | null;
  /** The code's own beginning and end, which may lie before and behind. */
  readonly issuedAt: Date;
  readonly retiredAt: Date | null;
}
