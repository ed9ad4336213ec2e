import { isStored } from "../crs/crs";
import { MAX_DIGITS, type Drawing } from "../crs/draw";

/** How features are drawn. */
export interface MapDrawing extends Drawing {
  /** null: exact. */
  readonly zoom: number | null;
}

/** The decimals that the database prints: what is drawn in other coordinates is rounded after that. */
export function printedDigits({ crs, digits }: Drawing): number {
  return isStored(crs) ? digits : MAX_DIGITS;
}
