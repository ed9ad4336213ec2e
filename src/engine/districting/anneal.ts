/** Runs of simulated annealing over moves and swaps of single nodes. */
import type { Random } from "../random";
import type { CancelSignal } from "../types";
import type { Best, DistrictInput } from "./district";
import type { Districting } from "./districting";

/** A run draws its numbers between the two of each range. */
type Range = readonly [number, number];

interface Schedule {
  /** First and last temperature, in cut edges. */
  readonly hot: Range;
  readonly cold: Range;
  /** Cut edges that a whole district's population outside the bounds costs, first and last. */
  readonly cheap: Range;
  readonly dear: Range;
}

/** From hot to cold: finds the shape at once where nodes are light, or few. */
const QUENCH: Schedule = {
  hot: [2.5, 2.5],
  cold: [0.15, 0.15],
  cheap: [10, 40],
  dear: [100, 1500],
};
/** Longer where districts just hold together, with balance dearer: for many heavy nodes. */
const LINGER: Schedule = { hot: [0.9, 2.5], cold: [0.2, 0.5], cheap: [10, 300], dear: [300, 2500] };
/** No schedule is best for every graph, so that they take turns. */
const SCHEDULES = [QUENCH, LINGER, LINGER, LINGER] as const;
/** Share of swaps among the moves that are tried. */
const SWAPS: Range = [0.4, 0.8];
/** How many cut edges are looked at for the other half of a swap. */
const SWAP_TRIES = 6;
/** Temperature and price change, and the signal is asked, after this many steps. */
const STRIDE = 256;

export class Annealer {
  readonly #partition: Districting;
  readonly #random: Random;
  readonly #signal: CancelSignal | undefined;
  readonly #mean: number;
  #runs = 0;
  #temperature = 0;
  /** Cut edges for one person outside the bounds. */
  #price = 0;

  constructor(partition: Districting, { n, k, population, random, signal }: DistrictInput) {
    this.#partition = partition;
    this.#random = random;
    this.#signal = signal;
    let all = 0;
    for (let node = 0; node < n; node++) all += population[node];
    this.#mean = Math.max(all / k, Number.MIN_VALUE);
  }

  /** Tries `steps` moves from the division as it is. */
  run(steps: number, best: Best): void {
    const partition = this.#partition;
    const random = this.#random;
    const schedule = SCHEDULES[this.#runs++ % SCHEDULES.length];
    const hot = between(schedule.hot, random.next());
    const cold = between(schedule.cold, random.next());
    const cheap = between(schedule.cheap, random.next());
    const dear = between(schedule.dear, random.next());
    const swaps = between(SWAPS, random.next());
    best.offer(partition);
    for (let step = 0; step < steps; step++) {
      if (step % STRIDE === 0) {
        if (this.#signal?.aborted === true) return;
        const done = step / steps;
        this.#temperature = between([hot, cold], done);
        this.#price = between([cheap, dear], done) / this.#mean;
      }
      if (partition.cutEdges === 0) return;
      const changed = random.next() < swaps ? this.#trySwap() : this.#tryMove();
      if (changed && partition.violation <= best.violation) best.offer(partition);
    }
  }

  #tryMove(): boolean {
    const partition = this.#partition;
    const [node, district] = this.#anyMove();
    const cost =
      partition.cutGain(node, district) + this.#price * partition.violationGain(node, district);
    if (!this.#isWelcome(cost) || !partition.canLeave(node)) return false;
    partition.move(node, district);
    return true;
  }

  /** One node there, another back: the only way to balance when every node is heavy. */
  #trySwap(): boolean {
    const partition = this.#partition;
    const { districtOf, edgeA, edgeB, cut } = partition;
    const [there, district] = this.#anyMove();
    const own = districtOf[there];
    if (!partition.canLeave(there)) return false;
    const cutBefore = partition.cutEdges;
    const violationBefore = partition.violation;
    partition.move(there, district);
    for (let i = 0; i < SWAP_TRIES && partition.cutEdges > 0; i++) {
      const edge = cut[this.#random.below(partition.cutEdges)];
      const a = districtOf[edgeA[edge]];
      const b = districtOf[edgeB[edge]];
      const back =
        a === district && b === own ? edgeA[edge] : a === own && b === district ? edgeB[edge] : -1;
      if (back < 0 || back === there) continue;
      const cost =
        partition.cutEdges -
        cutBefore +
        partition.cutGain(back, own) +
        this.#price * (partition.violation - violationBefore + partition.violationGain(back, own));
      if (!this.#isWelcome(cost) || !partition.canLeave(back)) continue;
      partition.move(back, own);
      return true;
    }
    partition.move(there, own);
    return false;
  }

  /** Across a random cut edge, one way or the other. */
  #anyMove(): [node: number, district: number] {
    const { cut, cutEdges, edgeA, edgeB, districtOf } = this.#partition;
    const edge = cut[this.#random.below(cutEdges)];
    const [from, to] =
      this.#random.next() < 0.5 ? [edgeA[edge], edgeB[edge]] : [edgeB[edge], edgeA[edge]];
    return [from, districtOf[to]];
  }

  #isWelcome(cost: number): boolean {
    return cost <= 0 || this.#random.next() < Math.exp(-cost / this.#temperature);
  }
}

/** Geometric: equal steps multiply by the same factor. */
function between([from, to]: Range, share: number): number {
  return from * Math.pow(to / from, share);
}
