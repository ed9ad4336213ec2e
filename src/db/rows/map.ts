/** Rows that maps are drawn from. */

/** What of the tables a map revision tells of. */
export type MapSource = "communities" | "buildings" | "barriers" | "register" | "shapes";

export interface MapRevisionRow {
  layer: MapSource;
  /** The nil uuid for what belongs to no community. */
  community_id: string;
  /** bigint: text in JavaScript. */
  revision: string;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  changed_by: string;
  changed_at: Date;
}

export interface GridColourRow {
  grid_id: string;
  /** 0 to 5. */
  colour: number;
}
