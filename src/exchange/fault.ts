/** What is wrong with files that came in: every fault, with the place and a reason in both languages. */
import type { Text } from "../engine";

/** Permanent; never renamed. */
export type FaultCode =
  | "MISSING_FILE"
  | "UNREADABLE"
  | "BROKEN_JSON"
  | "BROKEN_CSV"
  | "MISSING_COLUMN"
  | "DUPLICATE_COLUMN"
  | "COLUMN_LEFT_OUT"
  | "EXTRA_CELLS"
  | "NOT_A_FEATURE_COLLECTION"
  | "NOT_A_FEATURE"
  | "UNSUPPORTED_CRS"
  | "EMPTY_SET"
  | "MISSING_ID"
  | "DUPLICATE_ID"
  | "MISSING_VALUE"
  | "INVALID_TEXT"
  | "INVALID_NUMBER"
  | "INVALID_FLAG"
  | "INVALID_CODE"
  | "DUPLICATE_CODE"
  | "CODE_IGNORED"
  | "UNKNOWN_CATEGORY"
  | "UNKNOWN_COMMUNITY"
  | "NO_COMMUNITY"
  | "OUTSIDE_COMMUNITY"
  | "COMMUNITIES_OVERLAP"
  | "ESTATE_FLAGS_DIFFER"
  | "MISSING_GEOMETRY"
  | "WRONG_GEOMETRY_TYPE"
  | "INVALID_COORDINATES"
  | "COORDINATES_OUT_OF_RANGE"
  | "TOO_FEW_POINTS"
  | "RING_NOT_CLOSED"
  | "ZERO_AREA"
  | "ZERO_LENGTH"
  | "SELF_CROSSING"
  | "SELF_TOUCHING"
  | "RINGS_CROSS"
  | "HOLE_OUTSIDE"
  | "HOLES_NESTED"
  | "INTERIOR_DIVIDED"
  | "PARTS_OVERLAP"
  | "UNKNOWN_RULE"
  | "INVALID_RULE"
  | "INVALID_REGISTER"
  | "UNKNOWN_BUILDING"
  | "OTHER_COMMUNITY"
  | "DUPLICATE_ROW"
  | "GRID_NAMES_DIFFER"
  | "GRID_WITHOUT_BUILDINGS"
  | "BUILDING_IN_NO_GRID"
  | "BUILDING_IN_SEVERAL_GRIDS"
  | "INVALID_STAFF"
  | "INVALID_GEOMETRY"
  | "REFUSED_BY_ENGINE";

export interface Fault {
  readonly code: FaultCode;
  /** Name of the file, such as `buildings.geojson`. */
  readonly file: string;
  /** Place in the file counted from 1, and the id where there is one: `#12 "osm-way-1"`. */
  readonly feature: string | null;
  /** The property concerned, or `geometry`. */
  readonly field: string | null;
  readonly reason: Text;
}

/** Takes one fault of a known place. */
export type Report = (code: FaultCode, field: string | null, reason: Text) => void;

/** A report whose faults all concern one file, or one feature in it. */
export function reportInto(faults: Fault[], file: string, feature: string | null = null): Report {
  return (code, field, reason) => faults.push({ code, file, feature, field, reason });
}

/** `#12 "osm-way-1"`, or `#12` where the feature has no usable id. */
export function featureName(index: number, id: string | null): string {
  return id === null ? `#${index + 1}` : `#${index + 1} ${JSON.stringify(id)}`;
}

/** A value as a message shows it: short, and with its type still visible. */
export function shown(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
