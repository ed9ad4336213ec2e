import type { MultiPolygon, Polygon } from "geojson";
import type { Fault } from "../exchange/fault";
import type { DepartmentalStaff, NetworkSource } from "./departmental";

/** A network as a file gives it, before it meets the buildings that are known. */
export interface NetworkGiven {
  readonly source: NetworkSource;
  /** What the file calls its column of buildings. */
  readonly buildingField: string;
  /** Rows or features in the file. */
  readonly rowsRead: number;
  readonly grids: readonly GridGiven[];
  /** With any of these nothing is imported. */
  readonly faults: readonly Fault[];
  /** What was read differently from what the file says. */
  readonly notes: readonly Fault[];
}

/** One grid of it. */
export interface GridGiven {
  readonly code: string;
  readonly name: string | null;
  readonly staff: readonly DepartmentalStaff[];
  /** null in a list of buildings. */
  readonly geometry: Polygon | MultiPolygon | null;
  /** Empty where there is a geometry. */
  readonly buildings: readonly BuildingGiven[];
  /** Where the file names it first, such as `#12 "D-12"`. */
  readonly place: string;
}

/** A building that a list names. */
export interface BuildingGiven {
  readonly externalId: string;
  /** The row that names it first. */
  readonly place: string;
  /** How many rows name it, with one person each. */
  readonly rows: number;
}

/** The names that faults give to the two files. */
export const POLYGONS_FILE = "grids.geojson";
export const BUILDINGS_FILE = "buildings.csv";

/** Characters of a code or a name at most: more is another column, or a whole file. */
export const MAX_LENGTH = 200;
