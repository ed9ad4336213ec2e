/** Runs of simulated annealing over moves and swaps of single nodes. */
import type { Random } from "../random";
import type { CancelSignal } from "../input-types";
import type { Best, DistrictInput } from "./district";
import type { Districting } from "./districting";
import type { DistrictPool } from "./pool";

/** A run draws its numbers between the two of each range: none is best for every graph. */
type Range = readonly [number, number];

/** First and last temperature, in cut edges. */
const HOT: Range = [1.5, 3];
const COLD: Range = [0.15, 0.6];
/** Cut edges that a whole district's population outside the bounds costs, first and last. */
const CHEAP: Range = [10, 100];
const DEAR: Range = [100, 2000];
/** Share of swaps among the moves that are tried. */
const SWAPS: Range = [0.2, 0.8];
/** How many cut edges are looked at for the other half of a swap. */
const SWAP_TRIES = 6;
/** Temperature and price change, and the signal is asked, after this many steps. */
const STRIDE = 256;

export class Annealer {
  readonly #partition: Districting;
  readonly #pool: DistrictPool | undefined;
  readonly #random: Random;
  readonly #signal: CancelSignal | undefined;
  readonly #population: Float64Array;
  readonly #mean: number;
  #temperature = 0;
  /** Cut edges for one person outside the bounds. */
  #price = 0;

  /** Every district that is met goes to the pool, where there is one. */
  constructor(partition: Districting, input: DistrictInput, pool: DistrictPool | undefined) {
    this.#partition = partition;
    this.#pool = pool;
    this.#random = input.random;
    this.#signal = input.signal;
    this.#population = Float64Array.from({ length: input.n }, (_, node) => input.population[node]);
    const all = this.#population.reduce((sum, held) => sum + held, 0);
    this.#mean = Math.max(all / input.k, Number.MIN_VALUE);
  }

  /** Tries `steps` moves from the division as it is; false when stopped before the last. */
  run(steps: number, best: Best): boolean {
    const partition = this.#partition;
    const random = this.#random;
    const hot = between(HOT, random.next());
    const cold = between(COLD, random.next());
    const cheap = between(CHEAP, random.next());
    const dear = between(DEAR, random.next());
    const swaps = between(SWAPS, random.next());
    best.offer(partition);
    for (let step = 0; step < steps; step++) {
      if (step % STRIDE === 0) {
        if (this.#signal?.aborted === true) return false;
        const done = step / steps;
        this.#temperature = between([hot, cold], done);
        this.#price = between([cheap, dear], done) / this.#mean;
      }
      if (partition.cutEdges === 0) return false;
      this.#try(random.next() < swaps);
      if (partition.violation <= best.violation) best.offer(partition);
    }
    return true;
  }

  /** Across a random cut edge, one way or the other. */
  #try(swap: boolean): void {
    const { cut, cutEdges, edgeA, edgeB, districtOf } = this.#partition;
    const draw = this.#random.below(2 * cutEdges);
    const edge = cut[draw >>> 1];
    const isForward = (draw & 1) === 0;
    const node = isForward ? edgeA[edge] : edgeB[edge];
    const other = districtOf[isForward ? edgeB[edge] : edgeA[edge]];
    const own = districtOf[node];
    // Metropolis: what a chance of exp(-cost / temperature) comes to for a cost, drawn beforehand.
    const most = -this.#temperature * Math.log(this.#random.next());
    const changed = swap ? this.#swap(node, own, other, most) : this.#move(node, own, other, most);
    if (!changed || this.#pool === undefined) return;
    this.#pool.gather(this.#partition, own);
    this.#pool.gather(this.#partition, other);
  }

  #move(node: number, own: number, other: number, most: number): boolean {
    const partition = this.#partition;
    const outside = partition.violationGain(own, other, this.#population[node]);
    if (this.#price * outside + partition.cutGain(node, other) > most) return false;
    if (!partition.canLeave(node)) return false;
    partition.move(node, other);
    return true;
  }

  /** One node there, another back: the only way to balance when every node is heavy. */
  #swap(node: number, own: number, other: number, most: number): boolean {
    const partition = this.#partition;
    const population = this.#population;
    const { cut, edgeA, edgeB, districtOf } = partition;
    const gain = partition.cutGain(node, other);
    for (let i = 0; i < SWAP_TRIES; i++) {
      const edge = cut[this.#random.below(partition.cutEdges)];
      const isForward = districtOf[edgeA[edge]] === other;
      const back = isForward ? edgeA[edge] : edgeB[edge];
      const beside = isForward ? edgeB[edge] : edgeA[edge];
      if (districtOf[back] !== other || districtOf[beside] !== own || beside === node) continue;
      const outside = partition.violationGain(own, other, population[node] - population[back]);
      const both = gain + partition.cutGain(back, own) + (partition.areBeside(node, back) ? 2 : 0);
      if (this.#price * outside + both > most) continue;
      if (!partition.canLeave(node)) return false;
      partition.move(node, other);
      if (partition.canLeave(back)) {
        partition.move(back, own);
        return true;
      }
      partition.move(node, own);
    }
    return false;
  }
}

/** Geometric: equal steps multiply by the same factor. */
function between([from, to]: Range, share: number): number {
  return from * Math.pow(to / from, share);
}
