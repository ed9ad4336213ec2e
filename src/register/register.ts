import type { MultiPolygon, Polygon } from "geojson";
import type { GridKind } from "../engine";

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
