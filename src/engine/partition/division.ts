/**
 * A division of one part into grids while it is being searched: which grid every cell is in, and
 * every figure that its cost needs, kept up to date cell by cell. Changes since `commit` can be
 * taken back. It does not look after connection: the moves do.
 */
import { bandCost, borderCost, compactnessCost, targetCost } from "./cost";
import type { Problem } from "./problem";

export class Division {
  /** Grid of each cell, a slot in 0..capacity-1; -1 only while it is being built. */
  readonly gridOf: Int32Array;
  /** Cells in each slot; 0 for a free slot. */
  readonly size: Int32Array;
  readonly households: Float64Array;
  readonly oldHouseholds: Float64Array;
  readonly specialHouseholds: Float64Array;
  readonly areaM2: Float64Array;
  readonly perimeterM: Float64Array;
  /** Grids in use. */
  grids = 0;
  /** Borders between grids, each counted once, and how much of them lies on barriers. */
  innerM = 0;
  barrierM = 0;

  /** Cells of each grid as a ring-free linked list. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #gridBand: Float64Array;
  readonly #gridShape: Float64Array;
  #bandSum = 0;
  #shapeSum = 0;
  /** Cells with households of estate e in grid g, at g * estates + e; grids that hold e. */
  readonly #estateCells: Int32Array;
  readonly #estateGrids: Int32Array;
  #estateExcess = 0;
  #apartBroken = 0;
  /** Stake of grid in force f in grid g, at g * gridsInForce + f, and the largest of each row
   * and column. */
  readonly #overlap: Float64Array;
  readonly #mostOfGrid: Float64Array;
  readonly #mostInForce: Float64Array;
  #keptByGrid = 0;
  #keptInForce = 0;
  readonly #stakes: number;

  readonly #dirty: Uint8Array;
  readonly #dirtyGrids: Int32Array;
  #dirtyCount = 0;
  #journalCell: number[] = [];
  #journalGrid: number[] = [];

  constructor(readonly problem: Problem) {
    const { graph, capacity, estates, gridsInForce } = problem;
    this.gridOf = new Int32Array(graph.n).fill(-1);
    this.size = new Int32Array(capacity);
    this.households = new Float64Array(capacity);
    this.oldHouseholds = new Float64Array(capacity);
    this.specialHouseholds = new Float64Array(capacity);
    this.areaM2 = new Float64Array(capacity);
    this.perimeterM = new Float64Array(capacity);
    this.#first = new Int32Array(capacity).fill(-1);
    this.#next = new Int32Array(graph.n).fill(-1);
    this.#previous = new Int32Array(graph.n).fill(-1);
    this.#gridBand = new Float64Array(capacity);
    this.#gridShape = new Float64Array(capacity);
    this.#estateCells = new Int32Array(capacity * estates);
    this.#estateGrids = new Int32Array(estates);
    this.#overlap = new Float64Array(capacity * gridsInForce);
    this.#mostOfGrid = new Float64Array(capacity);
    this.#mostInForce = new Float64Array(gridsInForce);
    this.#stakes = problem.stake.reduce((total, stake) => total + stake, 0);
    this.#dirty = new Uint8Array(capacity);
    this.#dirtyGrids = new Int32Array(capacity);
  }

  /** Take this division over, from whatever was before; nothing can be taken back after. */
  assign(gridOf: Int32Array): void {
    for (let cell = 0; cell < gridOf.length; cell++) this.move(cell, gridOf[cell]);
    this.commit();
  }

  /** Cost of households outside their band: goal one. */
  get bandCost(): number {
    this.#settle();
    return this.#bandSum;
  }

  /** Cost of everything else. */
  get otherCost(): number {
    this.#settle();
    const { weights, sideM } = this.problem;
    const kept = Math.min(this.#keptByGrid, this.#keptInForce);
    return (
      this.#shapeSum +
      borderCost(weights, sideM, this.innerM, this.barrierM) +
      weights.estateSplit * this.#estateExcess +
      weights.grid * this.grids +
      (weights.churn * (this.#stakes - kept)) / 100 +
      weights.apart * this.#apartBroken
    );
  }

  /** Pairs of cells that share a grid although they must not. */
  get apartBroken(): number {
    return this.#apartBroken;
  }

  /** Put a cell into another grid, or into its first. */
  move(cell: number, to: number): void {
    const from = this.gridOf[cell];
    if (from === to) return;
    this.#journalCell.push(cell);
    this.#journalGrid.push(from);
    this.#relocate(cell, from, to);
  }

  /** Keep all changes. */
  commit(): void {
    this.#journalCell.length = 0;
    this.#journalGrid.length = 0;
  }

  /** Take all changes since the last commit back. */
  rollback(): void {
    while (this.#journalCell.length > 0) {
      const cell = this.#journalCell.pop() ?? -1;
      const to = this.#journalGrid.pop() ?? -1;
      this.#relocate(cell, this.gridOf[cell], to);
    }
  }

  /** Write the cells of a grid into `into` from `at` on; the end is returned. */
  cellsOf(grid: number, into: Int32Array, at: number): number {
    for (let cell = this.#first[grid]; cell >= 0; cell = this.#next[cell]) into[at++] = cell;
    return at;
  }

  /** A slot without cells, not among the first `taken` of `slots`; -1 when all are in use. */
  freeSlot(slots: Int32Array, taken: number): number {
    for (let slot = 0; slot < this.size.length; slot++) {
      if (this.size[slot] > 0) continue;
      let free = true;
      for (let i = 0; i < taken; i++) if (slots[i] === slot) free = false;
      if (free) return slot;
    }
    return -1;
  }

  /** A cell that comes from nowhere (-1), or goes there, is just as well. */
  #relocate(cell: number, from: number, to: number): void {
    this.#relink(cell, from, to);
    const { graph, estate, inForce } = this.problem;
    let around = graph.outerM[cell];
    let inFrom = 0;
    let inTo = 0;
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const grid = this.gridOf[graph.neighbour[e]];
      const lengthM = graph.borderM[e];
      around += lengthM;
      if (grid < 0) continue;
      if (grid !== from && from >= 0) {
        this.innerM -= lengthM;
        this.barrierM -= graph.barrierM[e];
      }
      if (grid !== to && to >= 0) {
        this.innerM += lengthM;
        this.barrierM += graph.barrierM[e];
      }
      if (grid === from) inFrom += lengthM;
      else if (grid === to) inTo += lengthM;
    }
    // Its border with its own grid was inside and now is outline, and the other way round.
    if (from >= 0) this.#count(cell, from, -1, around - 2 * inFrom);
    if (to >= 0) this.#count(cell, to, 1, around - 2 * inTo);
    if (estate[cell] >= 0) this.#moveEstate(estate[cell], from, to);
    if (inForce[cell] >= 0) this.#moveOverlap(cell, inForce[cell], from, to);
    this.#moveApart(cell, from, to);
  }

  #relink(cell: number, from: number, to: number): void {
    const next = this.#next[cell];
    const previous = this.#previous[cell];
    if (from >= 0) {
      if (previous >= 0) this.#next[previous] = next;
      else this.#first[from] = next;
      if (next >= 0) this.#previous[next] = previous;
    }
    this.gridOf[cell] = to;
    if (to < 0) return;
    const head = this.#first[to];
    this.#next[cell] = head;
    this.#previous[cell] = -1;
    if (head >= 0) this.#previous[head] = cell;
    this.#first[to] = cell;
  }

  #count(cell: number, grid: number, sign: number, outlineM: number): void {
    const { graph } = this.problem;
    const before = this.size[grid];
    this.size[grid] = before + sign;
    if (before === 0) this.grids++;
    this.households[grid] += sign * graph.households[cell];
    this.oldHouseholds[grid] += sign * graph.oldHouseholds[cell];
    this.specialHouseholds[grid] += sign * graph.specialHouseholds[cell];
    this.areaM2[grid] += sign * graph.areaM2[cell];
    this.perimeterM[grid] += sign * outlineM;
    if (before + sign === 0) {
      this.grids--;
      this.areaM2[grid] = 0;
      this.perimeterM[grid] = 0;
    }
    if (this.#dirty[grid] === 0) {
      this.#dirty[grid] = 1;
      this.#dirtyGrids[this.#dirtyCount++] = grid;
    }
  }

  #moveEstate(estate: number, from: number, to: number): void {
    const { estates, estateNeeds } = this.problem;
    const before = Math.max(0, this.#estateGrids[estate] - estateNeeds[estate]);
    if (from >= 0 && --this.#estateCells[from * estates + estate] === 0) {
      this.#estateGrids[estate]--;
    }
    if (to >= 0 && ++this.#estateCells[to * estates + estate] === 1) this.#estateGrids[estate]++;
    this.#estateExcess += Math.max(0, this.#estateGrids[estate] - estateNeeds[estate]) - before;
  }

  #moveApart(cell: number, from: number, to: number): void {
    const { apartOffset, apart } = this.problem;
    for (let i = apartOffset[cell]; i < apartOffset[cell + 1]; i++) {
      const grid = this.gridOf[apart[i]];
      if (grid < 0) continue;
      if (grid === from) this.#apartBroken--;
      if (grid === to) this.#apartBroken++;
    }
  }

  /**
   * Households that stay are those of the best pairing of grids with grids in force. Bounded here
   * from above by the smaller of two sums: the most that each grid has of one grid in force, which
   * sees merged grids, and the most of each grid in force that is in one grid, which sees split ones.
   */
  #moveOverlap(cell: number, inForce: number, from: number, to: number): void {
    const { gridsInForce, stake, capacity } = this.problem;
    const rows = this.#overlap;
    if (from >= 0) rows[from * gridsInForce + inForce] -= stake[cell];
    if (to >= 0) rows[to * gridsInForce + inForce] += stake[cell];
    for (const grid of from >= 0 && to >= 0 ? [from, to] : [Math.max(from, to)]) {
      let most = 0;
      for (let f = 0; f < gridsInForce; f++) most = Math.max(most, rows[grid * gridsInForce + f]);
      this.#keptByGrid += most - this.#mostOfGrid[grid];
      this.#mostOfGrid[grid] = most;
    }
    let most = 0;
    for (let g = 0; g < capacity; g++) most = Math.max(most, rows[g * gridsInForce + inForce]);
    this.#keptInForce += most - this.#mostInForce[inForce];
    this.#mostInForce[inForce] = most;
  }

  #settle(): void {
    const { bands, weights } = this.problem;
    for (let i = 0; i < this.#dirtyCount; i++) {
      const grid = this.#dirtyGrids[i];
      this.#dirty[grid] = 0;
      const households = this.households[grid];
      const old = this.oldHouseholds[grid];
      const special = this.specialHouseholds[grid];
      const used = this.size[grid] > 0;
      const band = used ? bandCost(bands, weights, households, old, special) : 0;
      const shape = used
        ? targetCost(bands, weights, households, old, special) +
          compactnessCost(weights, this.areaM2[grid], this.perimeterM[grid])
        : 0;
      this.#bandSum += band - this.#gridBand[grid];
      this.#shapeSum += shape - this.#gridShape[grid];
      this.#gridBand[grid] = band;
      this.#gridShape[grid] = shape;
    }
    this.#dirtyCount = 0;
  }
}
