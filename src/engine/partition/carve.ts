/**
 * Carving connected cells into a number of grids by cutting random spanning trees, one cut after
 * the other. Of every tree the best cut is taken, or, with heat, a good one.
 */
import type { Random } from "../random";
import { bandCost, borderCost, compactnessCost, targetCost } from "./cost";
import type { Problem } from "./problem";
import { SpanningTree, type TreeBias } from "./spanning-tree";

export interface CarveOptions {
  /** How much goal one counts, 0 to 1. */
  readonly bandWeight: number;
  /** Costs are blurred by about so much. */
  readonly heat: number;
  readonly bias: TreeBias;
}

export class Carver {
  /** After `carve`: the piece, 0..pieces-1, that each of the cells went to. */
  readonly pieceOf: Int32Array;
  readonly #problem: Problem;
  readonly #tree: SpanningTree;
  readonly #random: Random;
  #pieces = 0;
  /** The best cut found, and how many grids the cells below it make. */
  #bestCut = -1;
  #bestBelow = 0;

  constructor(problem: Problem, random: Random) {
    this.pieceOf = new Int32Array(problem.graph.n);
    this.#problem = problem;
    this.#tree = new SpanningTree(problem);
    this.#random = random;
  }

  /**
   * Carve `cells[from..to-1]`, connected, into at most `pieces` pieces and return how many they
   * became. The order of the cells in the array changes.
   */
  carve(
    cells: Int32Array,
    from: number,
    to: number,
    pieces: number,
    options: CarveOptions,
  ): number {
    this.#pieces = 0;
    this.#split(cells, from, to, pieces, options);
    return this.#pieces;
  }

  #split(cells: Int32Array, from: number, to: number, pieces: number, options: CarveOptions): void {
    const wanted = Math.min(pieces, to - from);
    if (wanted <= 1) {
      for (let i = from; i < to; i++) this.pieceOf[cells[i]] = this.#pieces;
      this.#pieces++;
      return;
    }
    this.#tree.grow(cells, from, to, options.bias, this.#random);
    this.#choose(wanted, options);
    const below = this.#bestBelow;
    const middle = this.#tree.part(this.#bestCut, cells, from);
    this.#split(cells, from, middle, below, options);
    this.#split(cells, middle, to, wanted - below, options);
  }

  /** Blurring each cost by heat times Gumbel noise draws cuts with Boltzmann's probabilities. */
  #choose(pieces: number, options: CarveOptions): void {
    const tree = this.#tree;
    let best = Infinity;
    for (let i = 1; i < tree.size; i++) {
      const share = (tree.households[i] / Math.max(1, tree.households[0])) * pieces;
      const low = Math.min(pieces - 1, Math.max(1, Math.floor(share)));
      const high = Math.min(pieces - 1, low + 1);
      const noise =
        options.heat > 0 ? options.heat * Math.log(-Math.log(1 - this.#random.next())) : 0;
      for (let below = low; below <= high; below++) {
        const cost = this.#cutCost(i, below, pieces - below, options.bandWeight) + noise;
        if (cost >= best) continue;
        best = cost;
        this.#bestCut = i;
        this.#bestBelow = below;
      }
    }
  }

  #cutCost(cut: number, below: number, above: number, bandWeight: number): number {
    const tree = this.#tree;
    const { weights, sideM } = this.#problem;
    const cutM = tree.cutM[cut];
    return (
      this.#sideCost(
        below,
        tree.households[cut],
        tree.oldHouseholds[cut],
        tree.specialHouseholds[cut],
        tree.areaM2[cut],
        tree.outlineM[cut] + cutM,
        bandWeight,
      ) +
      this.#sideCost(
        above,
        tree.households[0] - tree.households[cut],
        tree.oldHouseholds[0] - tree.oldHouseholds[cut],
        tree.specialHouseholds[0] - tree.specialHouseholds[cut],
        tree.areaM2[0] - tree.areaM2[cut],
        tree.outlineM[0] - tree.outlineM[cut] + cutM,
        bandWeight,
      ) +
      borderCost(weights, sideM, cutM, tree.cutBarrierM[cut]) +
      weights.estateSplit * tree.estatesCut[cut]
    );
  }

  /** A side that is still to be divided counts as so many equal grids, its shape not at all. */
  #sideCost(
    grids: number,
    households: number,
    old: number,
    special: number,
    areaM2: number,
    perimeterM: number,
    bandWeight: number,
  ): number {
    const { bands, weights } = this.#problem;
    const each = households / grids;
    const oldEach = old / grids;
    const specialEach = special / grids;
    const cost =
      grids *
      (bandWeight * bandCost(bands, weights, each, oldEach, specialEach) +
        targetCost(bands, weights, each, oldEach, specialEach));
    return grids > 1 ? cost : cost + compactnessCost(weights, areaM2, perimeterM);
  }
}
