/** A place in metres of EPSG:3857. */
export type Place = readonly [x: number, y: number];

/** A place with the weight of its vertex. */
export type WeighedPlace = readonly [x: number, y: number, weight: number];

/** Rings of polygons, as in the coordinates of a GeoJSON MultiPolygon; first and last place are one. */
export type Polygons<P> = readonly (readonly (readonly P[])[])[];

/** An area whose border is to be weighed: a community, or a grid of one at any time. */
export interface Area {
  /** Known by this to the caller: the id of its row. */
  readonly id: string;
  readonly communityId: string;
  readonly kind: "COMMUNITY" | "GRID";
  readonly polygons: Polygons<Place>;
}

/** An area with the weight of each vertex of its border. */
export interface WeighedArea {
  readonly id: string;
  readonly communityId: string;
  readonly kind: Area["kind"];
  readonly polygons: Polygons<WeighedPlace>;
}
