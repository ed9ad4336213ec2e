/**
 * The cells of one community as a graph: all that the partition sees. Cells are 0..n-1 in a
 * canonical order that does not depend on the order of the input. Adjacency is symmetric, in
 * compressed rows: the neighbours of i are `neighbour[offset[i]..offset[i+1]-1]`, ascending.
 * Two cells are neighbours when they share border of positive length. The graph may have
 * several components (a community in several parts).
 */
export interface CellGraph {
  readonly n: number;
  readonly households: Int32Array;
  /** Households in old estates, and of special populations. */
  readonly oldHouseholds: Int32Array;
  readonly specialHouseholds: Int32Array;
  /** Index of the cell's main estate, -1 for none. */
  readonly estate: Int32Array;
  /** Households of each estate. */
  readonly estateHouseholds: Int32Array;
  /** Block the cell lies in (the main one, where it lies in several). */
  readonly block: Int32Array;
  readonly areaM2: Float64Array;
  /** Length of the cell's outline on the community boundary. */
  readonly outerM: Float64Array;
  /** Centre, local metres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly offset: Int32Array;
  readonly neighbour: Int32Array;
  /** Length of the shared border, and how much of it lies on barriers. */
  readonly borderM: Float64Array;
  readonly barrierM: Float64Array;
}
