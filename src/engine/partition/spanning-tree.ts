/**
 * A random spanning tree of some cells, and what each of its edges would part if it were cut: after
 * DeFord, Duchin, Solomon, "Recombination: a family of Markov chains for redistricting" (Harvard
 * Data Science Review 3.1, 2021). They draw any balanced cut; here households, outline, border and
 * parted estates of both sides are known exactly for every edge, so that the best can be taken.
 */
import type { Random } from "../random";
import type { Problem } from "./problem";

/** Keys are 0-1; these are added to edges that a good border would follow, so that trees leave
 * estates and blocks late, and a single cut can part them. */
export interface TreeBias {
  readonly estate: number;
  readonly block: number;
  readonly barrier: number;
}

export class SpanningTree {
  /** Cells in the order they joined; a parent's position is always before its children's. */
  readonly cells: Int32Array;
  size = 0;
  readonly parent: Int32Array;
  /** Of the cells at and below each position. */
  readonly households: Float64Array;
  readonly oldHouseholds: Float64Array;
  readonly specialHouseholds: Float64Array;
  readonly areaM2: Float64Array;
  /** Outline towards everything that is not in the tree. */
  readonly outlineM: Float64Array;
  /** Border between the two sides, and how much of it lies on barriers. */
  readonly cutM: Float64Array;
  readonly cutBarrierM: Float64Array;
  /** Estates with households on both sides. */
  readonly estatesCut: Int32Array;

  readonly #problem: Problem;
  readonly #position: Int32Array;
  readonly #heapKey: Float64Array;
  readonly #heapEdge: Int32Array;
  #heapSize = 0;
  /** Positions of each estate's cells, as linked lists; and which estate marked a position last. */
  readonly #estateFirst: Int32Array;
  readonly #estateNext: Int32Array;
  readonly #estateMark: Int32Array;
  readonly #estatesMet: Int32Array;

  constructor(problem: Problem) {
    const { n, neighbour } = problem.graph;
    this.#problem = problem;
    this.cells = new Int32Array(n);
    this.parent = new Int32Array(n);
    this.households = new Float64Array(n);
    this.oldHouseholds = new Float64Array(n);
    this.specialHouseholds = new Float64Array(n);
    this.areaM2 = new Float64Array(n);
    this.outlineM = new Float64Array(n);
    this.cutM = new Float64Array(n);
    this.cutBarrierM = new Float64Array(n);
    this.estatesCut = new Int32Array(n);
    this.#position = new Int32Array(n).fill(-1);
    this.#heapKey = new Float64Array(neighbour.length);
    this.#heapEdge = new Int32Array(neighbour.length);
    this.#estateFirst = new Int32Array(problem.estates).fill(-1);
    this.#estateNext = new Int32Array(n);
    this.#estateMark = new Int32Array(n);
    this.#estatesMet = new Int32Array(problem.estates);
  }

  /** Span `cells[from..to-1]`, which are connected, and measure every cut. */
  grow(cells: Int32Array, from: number, to: number, bias: TreeBias, random: Random): void {
    // -2: asked for, not yet in the tree.
    for (let i = from; i < to; i++) this.#position[cells[i]] = -2;
    this.#span(cells[from + random.below(to - from)], bias, random);
    this.#measure();
    this.#measureEstates();
    for (let i = 0; i < this.size; i++) this.#position[this.cells[i]] = -1;
  }

  /**
   * Write the cells below the cut at `position` to the front of `into[from..]`, the others behind;
   * returns where those begin.
   */
  part(position: number, into: Int32Array, from: number): number {
    const below = this.#estateMark;
    let front = from;
    for (let i = 0; i < this.size; i++) {
      below[i] = i === position || (i > position && below[this.parent[i]] === 1) ? 1 : 0;
      if (below[i] === 1) into[front++] = this.cells[i];
    }
    let back = front;
    for (let i = 0; i < this.size; i++) if (below[i] === 0) into[back++] = this.cells[i];
    return front;
  }

  /** Prim's algorithm with random keys. */
  #span(start: number, bias: TreeBias, random: Random): void {
    const { graph, edgeFrom } = this.#problem;
    this.size = 0;
    this.#heapSize = 0;
    this.#join(start, -1, bias, random);
    while (this.#heapSize > 0) {
      const edge = this.#pop();
      const cell = graph.neighbour[edge];
      if (this.#position[cell] === -2) this.#join(cell, edgeFrom[edge], bias, random);
    }
  }

  #join(cell: number, parent: number, bias: TreeBias, random: Random): void {
    const { graph, estate } = this.#problem;
    const { offset, neighbour, block, borderM, barrierM } = graph;
    const at = this.size++;
    this.#position[cell] = at;
    this.cells[at] = cell;
    this.parent[at] = parent < 0 ? -1 : this.#position[parent];
    for (let e = offset[cell]; e < offset[cell + 1]; e++) {
      const other = neighbour[e];
      if (this.#position[other] !== -2) continue;
      let key = random.next();
      if (estate[cell] !== estate[other]) key += bias.estate;
      if (block[cell] !== block[other]) key += bias.block;
      if (borderM[e] > 0) key += (bias.barrier * barrierM[e]) / borderM[e];
      this.#push(key, e);
    }
  }

  /**
   * Sums below each position. A border between two cells of the tree is cut by exactly the tree
   * edges on the path between them: add it at both ends, take it off twice where the paths to the
   * root meet, and the sums below count it right.
   */
  #measure(): void {
    const { graph } = this.#problem;
    const { offset, neighbour, borderM, barrierM } = graph;
    const position = this.#position;
    const { size, parent, cutM, cutBarrierM } = this;
    cutM.fill(0, 0, size);
    cutBarrierM.fill(0, 0, size);
    for (let i = 0; i < size; i++) {
      const cell = this.cells[i];
      this.households[i] = graph.households[cell];
      this.oldHouseholds[i] = graph.oldHouseholds[cell];
      this.specialHouseholds[i] = graph.specialHouseholds[cell];
      this.areaM2[i] = graph.areaM2[cell];
      let outlineM = graph.outerM[cell];
      for (let e = offset[cell]; e < offset[cell + 1]; e++) {
        const j = position[neighbour[e]];
        if (j < 0) outlineM += borderM[e];
        if (j <= i) continue;
        let a = i;
        let b = j;
        while (a !== b) {
          if (a > b) a = parent[a];
          else b = parent[b];
        }
        cutM[i] += borderM[e];
        cutM[j] += borderM[e];
        cutM[a] -= 2 * borderM[e];
        cutBarrierM[i] += barrierM[e];
        cutBarrierM[j] += barrierM[e];
        cutBarrierM[a] -= 2 * barrierM[e];
      }
      this.outlineM[i] = outlineM;
    }
    for (let i = size - 1; i > 0; i--) {
      const p = parent[i];
      this.households[p] += this.households[i];
      this.oldHouseholds[p] += this.oldHouseholds[i];
      this.specialHouseholds[p] += this.specialHouseholds[i];
      this.areaM2[p] += this.areaM2[i];
      this.outlineM[p] += this.outlineM[i];
      cutM[p] += cutM[i];
      cutBarrierM[p] += cutBarrierM[i];
    }
  }

  /** An estate is parted by the edges of the smallest subtree that holds all its cells. */
  #measureEstates(): void {
    const { estate } = this.#problem;
    const { size, parent, estatesCut } = this;
    const mark = this.#estateMark;
    estatesCut.fill(0, 0, size);
    mark.fill(-1, 0, size);
    let met = 0;
    for (let i = 0; i < size; i++) {
      const id = estate[this.cells[i]];
      if (id < 0) continue;
      if (this.#estateFirst[id] < 0) this.#estatesMet[met++] = id;
      this.#estateNext[i] = this.#estateFirst[id];
      this.#estateFirst[id] = i;
    }
    for (let k = 0; k < met; k++) {
      const id = this.#estatesMet[k];
      let top = this.#estateFirst[id];
      for (let i = this.#estateNext[top]; i >= 0; i = this.#estateNext[i]) {
        let b = i;
        while (top !== b) {
          if (top > b) top = parent[top];
          else b = parent[b];
        }
      }
      for (let i = this.#estateFirst[id]; i >= 0; i = this.#estateNext[i]) {
        for (let at = i; at !== top && mark[at] !== id; at = parent[at]) {
          mark[at] = id;
          estatesCut[at]++;
        }
      }
      this.#estateFirst[id] = -1;
    }
  }

  #push(key: number, edge: number): void {
    const keys = this.#heapKey;
    const edges = this.#heapEdge;
    let at = this.#heapSize++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up] <= key) break;
      keys[at] = keys[up];
      edges[at] = edges[up];
      at = up;
    }
    keys[at] = key;
    edges[at] = edge;
  }

  #pop(): number {
    const keys = this.#heapKey;
    const edges = this.#heapEdge;
    const top = edges[0];
    const size = --this.#heapSize;
    const key = keys[size];
    const edge = edges[size];
    let at = 0;
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && keys[down + 1] < keys[down]) down++;
      if (keys[down] >= key) break;
      keys[at] = keys[down];
      edges[at] = edges[down];
      at = down;
    }
    keys[at] = key;
    edges[at] = edge;
    return top;
  }
}
