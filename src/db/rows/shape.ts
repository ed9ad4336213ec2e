/** Rows of what maps draw. */
export interface ShapeRow {
  /** Of the community or of the entry of the register. */
  id: string;
  community_id: string;
  kind: "COMMUNITY" | "GRID";
  /** EPSG:3857; the M of a vertex is its weight, see src/shapes. */
  shape: string;
}

/** Where borders have changed. */
export interface ShapeChangeRow {
  /** bigint: text in JavaScript. */
  id: string;
  box: string;
}

/** A community whose shapes are to be drawn anew. */
export interface StaleShapeRow {
  community_id: string;
  /** Who is drawing them; null: nobody. */
  claim: string | null;
  claimed_at: Date | null;
}
