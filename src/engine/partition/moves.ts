/**
 * The moves of the search. Each changes the division and leaves it to the caller to commit or to
 * roll back; each keeps every grid connected; each returns false when it found nothing to do.
 */
import type { Random } from "../random";
import { Carver, type CarveOptions } from "./carve";
import { Contiguity } from "./contiguity";
import type { Division } from "./division";

/** How often a move looks for a border at random before it gives up. */
const ATTEMPTS = 12;
const MOST_MERGED = 3;

export class Moves {
  /** Cells that the last move carved anew; 0 for one that only moved some. */
  carved = 0;
  readonly #division: Division;
  readonly #random: Random;
  readonly #contiguity: Contiguity;
  readonly #carver: Carver;
  readonly #cells: Int32Array;
  /** Slots that are recombined, and slots for the pieces. */
  readonly #merged = new Int32Array(MOST_MERGED);
  readonly #slots = new Int32Array(MOST_MERGED + 1);
  readonly #common = new Int32Array(MOST_MERGED * (MOST_MERGED + 1));

  constructor(division: Division, random: Random) {
    const { graph } = division.problem;
    this.#division = division;
    this.#random = random;
    this.#contiguity = new Contiguity(graph);
    this.#carver = new Carver(division.problem, random);
    this.#cells = new Int32Array(graph.n);
  }

  /** A cell at a border goes over to the other side, and takes along what only it connects. */
  flip(): boolean {
    this.carved = 0;
    const edge = this.#borderEdge();
    if (edge < 0) return false;
    const { problem, gridOf } = this.#division;
    return this.take(problem.edgeFrom[edge], gridOf[problem.graph.neighbour[edge]]);
  }

  /** Put `cell` into the neighbouring grid `to`; cells that nobody lives in may follow. */
  take(cell: number, to: number): boolean {
    const division = this.#division;
    const strays = this.#contiguity.leaving(division, cell);
    if (strays < 0) return false;
    division.move(cell, to);
    for (let i = 0; i < strays; i++) division.move(this.#contiguity.strays[i], to);
    return true;
  }

  /** Merge `from` neighbouring grids (1 to 3) and carve them into `to` (1 to from + 1) anew. */
  recombine(from: number, to: number, options: CarveOptions): boolean {
    const division = this.#division;
    this.carved = 0;
    if (!this.#gather(from)) return false;
    let count = 0;
    for (let i = 0; i < from; i++) count = division.cellsOf(this.#merged[i], this.#cells, count);
    this.carved = count;
    const pieces = this.#carver.carve(this.#cells, 0, count, to, options);
    if (!this.#assignSlots(from, pieces, count)) return false;
    const { pieceOf } = this.#carver;
    for (let i = 0; i < count; i++) {
      division.move(this.#cells[i], this.#slots[pieceOf[this.#cells[i]]]);
    }
    return true;
  }

  /** A directed edge between two grids, or -1. */
  #borderEdge(): number {
    const { problem, gridOf } = this.#division;
    const { neighbour } = problem.graph;
    if (neighbour.length === 0) return -1;
    for (let i = 0; i < ATTEMPTS; i++) {
      const edge = this.#random.below(neighbour.length);
      if (gridOf[problem.edgeFrom[edge]] !== gridOf[neighbour[edge]]) return edge;
    }
    return -1;
  }

  /** Choose grids that hang together into `#merged`. */
  #gather(count: number): boolean {
    const { problem, gridOf } = this.#division;
    const { n, neighbour, offset } = problem.graph;
    if (count === 1) {
      this.#merged[0] = gridOf[this.#random.below(n)];
      return true;
    }
    const edge = this.#borderEdge();
    if (edge < 0) return false;
    this.#merged[0] = gridOf[problem.edgeFrom[edge]];
    this.#merged[1] = gridOf[neighbour[edge]];
    if (count === 2) return true;
    let cells = this.#division.cellsOf(this.#merged[0], this.#cells, 0);
    cells = this.#division.cellsOf(this.#merged[1], this.#cells, cells);
    for (let i = 0; i < ATTEMPTS; i++) {
      const cell = this.#cells[this.#random.below(cells)];
      const degree = offset[cell + 1] - offset[cell];
      const grid = gridOf[neighbour[offset[cell] + this.#random.below(degree)]];
      if (grid === this.#merged[0] || grid === this.#merged[1]) continue;
      this.#merged[2] = grid;
      return true;
    }
    return false;
  }

  /** Each piece keeps the slot with which it has most in common, so that few cells move. */
  #assignSlots(from: number, pieces: number, count: number): boolean {
    const { gridOf } = this.#division;
    const { pieceOf } = this.#carver;
    const common = this.#common.fill(0);
    for (let i = 0; i < count; i++) {
      const cell = this.#cells[i];
      for (let m = 0; m < from; m++) {
        if (this.#merged[m] === gridOf[cell]) common[pieceOf[cell] * MOST_MERGED + m]++;
      }
    }
    this.#slots.fill(-1);
    for (let round = 0; round < Math.min(from, pieces); round++) {
      let piece = -1;
      let slot = -1;
      let most = -1;
      for (let p = 0; p < pieces; p++) {
        for (let m = 0; m < from; m++) {
          if (common[p * MOST_MERGED + m] <= most) continue;
          most = common[p * MOST_MERGED + m];
          piece = p;
          slot = m;
        }
      }
      this.#slots[piece] = this.#merged[slot];
      for (let m = 0; m < MOST_MERGED; m++) common[piece * MOST_MERGED + m] = -1;
      for (let p = 0; p < pieces; p++) common[p * MOST_MERGED + slot] = -1;
    }
    for (let p = 0; p < pieces; p++) {
      if (this.#slots[p] >= 0) continue;
      const slot = this.#division.freeSlot(this.#slots, pieces);
      if (slot < 0) return false;
      this.#slots[p] = slot;
    }
    return true;
  }
}
