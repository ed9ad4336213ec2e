import type { CellGraph } from "../../src/engine/partition/cell-graph";

/** Something else that divides cells into k groups. */
export interface Peer {
  readonly name: string;
  divide(graph: CellGraph, k: number): Divided | Promise<Divided>;
}

export interface Divided {
  /** Group of each cell. */
  readonly gridOf: ArrayLike<number>;
  /** Wall time of the division itself. */
  readonly seconds: number;
}

/** Peers that are ready to be asked, or why there are none. */
export type Opened = { readonly peers: readonly Peer[]; close(): Promise<void> } | string;
