import type { Area } from "./area";

/** An area as the database gives it. */
export interface StoredArea extends Pick<Area, "id" | "communityId" | "kind"> {
  /** EWKB in hex, in EPSG:3857. */
  readonly geom: string;
}

/** What the drawing thread is given. */
export interface DrawTask {
  /** Those of the communities, and all that meet the box around one of them. */
  readonly areas: readonly StoredArea[];
  readonly communityIds: readonly string[];
}

/** The shape of an area, for the database. */
export interface DrawnShape extends Pick<Area, "id" | "communityId" | "kind"> {
  /** EWKB in hex, in EPSG:3857 with weights. */
  readonly shape: string;
}
