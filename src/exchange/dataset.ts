/**
 * A data set as it is exchanged: communities, buildings and barriers, already read, checked and
 * normalised. Every format ends in one of these; the planner on the command line, the import into
 * the database and the seeds all start from it. Coordinates are lon, lat (CGCS2000 = WGS 84).
 */
import type { LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";
import type { BarrierKind, Category } from "../engine";

export interface DatasetCommunity {
  /** Id in the data set: the key under which it is loaded again. */
  readonly id: string;
  readonly name: string;
  /** 12-digit division code; null where the source has none, or something else. */
  readonly code: string | null;
  readonly geometry: Polygon | MultiPolygon;
}

export interface DatasetBuilding {
  readonly id: string;
  readonly communityId: string;
  readonly name: string | null;
  readonly estateName: string | null;
  /** Explicit flag of its estate. */
  readonly oldEstate: boolean | null;
  readonly category: Category;
  readonly households: number;
  readonly residents: number | null;
  /** Stairwell units (单元). */
  readonly units: number | null;
  readonly floors: number | null;
  readonly builtYear: number | null;
  readonly specialHouseholds: number;
  readonly floorAreaM2: number | null;
  /** Explicit micro-grid flag. */
  readonly microGrid: boolean | null;
  readonly geometry: Polygon | MultiPolygon;
}

export interface DatasetBarrier {
  readonly id: string;
  readonly kind: BarrierKind;
  /** The source's own class, such as an OpenStreetMap highway value. */
  readonly class: string | null;
  readonly name: string | null;
  readonly geometry: LineString | MultiLineString;
}

export interface Dataset {
  readonly communities: readonly DatasetCommunity[];
  readonly buildings: readonly DatasetBuilding[];
  readonly barriers: readonly DatasetBarrier[];
}
