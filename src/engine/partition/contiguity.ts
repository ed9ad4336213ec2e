/**
 * Whether a grid stays connected when a cell leaves it. Most answers come from the cell's own
 * neighbourhood, after King, Jacobson, Sewell and Cho, "Geo-graphs: an efficient model for enforcing
 * contiguity and hole constraints in planar graph partitioning" (Operations Research 60, 2012). Our
 * graphs need not be planar, so a local "no" is checked by a walk through the grid.
 */
import type { CellGraph } from "./cell-graph";
import type { Division } from "./division";

export class Contiguity {
  readonly #graph: CellGraph;
  /** Stamps: `#mark` of the neighbours asked about, `#seen` of the cells walked through. */
  readonly #mark: Int32Array;
  readonly #seen: Int32Array;
  #stamp = 0;
  readonly #queue: Int32Array;
  readonly #near: Int32Array;
  /** Cells that would be cut off; valid after `leaving` returned their number. */
  readonly strays: Int32Array;

  constructor(graph: CellGraph) {
    this.#graph = graph;
    this.#mark = new Int32Array(graph.n);
    this.#seen = new Int32Array(graph.n);
    this.#queue = new Int32Array(graph.n);
    this.#near = new Int32Array(graph.n);
    this.strays = new Int32Array(graph.n);
  }

  /**
   * What leaves its grid together with `cell`: 0 when the rest stays connected; else the cells
   * without households that must go along, listed in `strays`; -1 when that would take households
   * along.
   */
  leaving(division: Division, cell: number): number {
    const { offset, neighbour } = this.#graph;
    const grid = division.gridOf[cell];
    const stamp = ++this.#stamp;
    let near = 0;
    for (let e = offset[cell]; e < offset[cell + 1]; e++) {
      const other = neighbour[e];
      if (division.gridOf[other] !== grid) continue;
      this.#near[near++] = other;
      this.#mark[other] = stamp;
    }
    if (near <= 1 || this.#isRingClosed(near, stamp)) return 0;
    return this.#looseEnds(division, cell, near);
  }

  /** Whether the neighbours are connected among themselves. */
  #isRingClosed(near: number, stamp: number): boolean {
    const { offset, neighbour } = this.#graph;
    this.#queue[0] = this.#near[0];
    this.#mark[this.#near[0]] = -stamp;
    let reached = 1;
    for (let i = 0; i < reached; i++) {
      const at = this.#queue[i];
      for (let e = offset[at]; e < offset[at + 1]; e++) {
        const other = neighbour[e];
        if (this.#mark[other] !== stamp) continue;
        this.#mark[other] = -stamp;
        this.#queue[reached++] = other;
      }
    }
    return reached === near;
  }

  /** Walk the pieces that are left, one after another; keep the one with most households. */
  #looseEnds(division: Division, cell: number, near: number): number {
    const { offset, neighbour, households } = this.#graph;
    const queue = this.#queue;
    const grid = division.gridOf[cell];
    const stamp = ++this.#stamp;
    this.#seen[cell] = stamp;
    let count = 0;
    let inhabited = 0;
    let keptFrom = 0;
    let keptTo = 0;
    let kept = -1;
    for (let i = 0; i < near; i++) {
      if (this.#seen[this.#near[i]] === stamp) continue;
      const from = count;
      let held = 0;
      this.#seen[this.#near[i]] = stamp;
      queue[count++] = this.#near[i];
      for (let k = from; k < count; k++) {
        const at = queue[k];
        held += households[at];
        for (let e = offset[at]; e < offset[at + 1]; e++) {
          const other = neighbour[e];
          if (this.#seen[other] === stamp || division.gridOf[other] !== grid) continue;
          this.#seen[other] = stamp;
          queue[count++] = other;
        }
      }
      if (held > 0 && ++inhabited > 1) return -1;
      if (held < kept || (held === kept && count - from <= keptTo - keptFrom)) continue;
      kept = held;
      keptFrom = from;
      keptTo = count;
    }
    let strays = 0;
    for (let k = 0; k < count; k++) {
      if (k < keptFrom || k >= keptTo) this.strays[strays++] = queue[k];
    }
    return strays;
  }
}
