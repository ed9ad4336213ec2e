import type { Point2 } from "./segments";

/** Why an area is not valid. */
export type FlawCode =
  | "TOO_FEW_POINTS"
  | "ZERO_AREA"
  | "SELF_CROSSING"
  | "SELF_TOUCHING"
  | "RINGS_CROSS"
  | "HOLE_OUTSIDE"
  | "HOLES_NESTED"
  | "INTERIOR_DIVIDED"
  | "PARTS_OVERLAP";

/** One thing wrong with an area, and where, lon/lat. */
export interface Flaw {
  readonly code: FlawCode;
  readonly at: Point2;
}
