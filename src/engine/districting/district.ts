/**
 * General districting: k connected districts of a graph, each with a population between two
 * bounds, that cut as few edges as possible. It knows nothing of grids and their rules; it is the
 * plain problem that the literature publishes proven optima for.
 *
 * Simulated annealing over moves and swaps of single nodes (`anneal.ts`) on a partition that stays
 * connected (`districting.ts`). Population outside the bounds costs a price that rises while the
 * temperature falls: early on the search walks through divisions out of balance, which lie between
 * those in balance when bounds are tight and nodes are heavy. Every run starts anew.
 *
 * Tight bounds leave few divisions, and a run ends with most districts right and one or two wrong.
 * So every single district within the bounds that any run meets is kept, and between runs the best
 * division that can be put together from them is looked for (`recombine.ts`): set partitioning over
 * a pool of parts of local optima, as Rochat and Taillard do for vehicle routes ("Probabilistic
 * diversification and intensification in local search for vehicle routing", 1995).
 */
import type { Random } from "../random";
import type { CancelSignal } from "../input-types";
import { Annealer } from "./anneal";
import { Districting } from "./districting";
import { growDistricts } from "./grow";
import { Recombiner } from "./recombine";

export interface DistrictProblem {
  /** Nodes, 0..n-1; the graph has to be connected. */
  readonly n: number;
  readonly population: ArrayLike<number>;
  /** Neighbours of node i are `neighbour[offset[i]..offset[i+1]-1]`; every edge appears twice. */
  readonly offset: Int32Array;
  readonly neighbour: Int32Array;
  /** Districts wanted, at most n. */
  readonly k: number;
  /** Bounds of every district's population. */
  readonly min: number;
  readonly max: number;
}

export interface DistrictInput extends DistrictProblem {
  readonly random: Random;
  /** Moves to try; other work is counted as so many of them as it takes the time of. */
  readonly steps: number;
  readonly signal?: CancelSignal;
  /** Told about every division better than those before, in order. */
  readonly onBetter?: (found: Readonly<Found>) => void;
}

export interface Found {
  readonly cutEdges: number;
  /** Population above or below the bounds, over all districts; 0 when feasible. */
  readonly violation: number;
}

export interface Districts extends Found {
  /** Per node, 0..k-1. */
  readonly districtOf: Int32Array;
  readonly feasible: boolean;
}

/** Steps of the first run for each node, and how much longer the runs become. */
const FIRST_RUN = 2000;
const RUN_GROWTH = 1.05;
/** Runs of this many times the first are long enough: more of them find more than even longer ones. */
const LONGEST_RUN = 20;

/**
 * The same problem, seed and steps give the same districts. Throws RangeError for a number of
 * districts that no division can have.
 */
export function district(input: DistrictInput): Districts {
  const { n, k, random, steps, signal } = input;
  if (!(k >= 1 && k <= n)) throw new RangeError(`got ${k} districts, expected 1 to ${n}`);
  const partition = new Districting(input);
  // Of two districts each gives the other: nothing to put together.
  const recombiner = k > 2 ? new Recombiner(input) : undefined;
  const annealer = new Annealer(partition, input, recombiner?.pool);
  const best = new Best(input);
  let left = steps;
  let length = FIRST_RUN * n;
  while (left > 0 && signal?.aborted !== true) {
    partition.restart(growDistricts(input, random));
    const planned = Math.min(left, Math.floor(length));
    const isWhole = annealer.run(planned, best);
    left -= planned;
    length = Math.min(length * RUN_GROWTH, FIRST_RUN * n * LONGEST_RUN);
    if (recombiner === undefined || !isWhole) continue;
    const found = recombiner.find(best.violation > 0 ? Infinity : best.cutEdges, planned);
    left -= recombiner.takeSteps();
    if (found === undefined) continue;
    partition.restart(found);
    best.offer(partition);
  }
  if (best.violation === Infinity) {
    partition.restart(growDistricts(input, random));
    best.offer(partition);
  }
  const { districtOf, cutEdges, violation } = best;
  return { districtOf, cutEdges, violation, feasible: violation === 0 };
}

/** The best division met: least violation first, then fewest cut edges. */
export class Best implements Found {
  cutEdges = Infinity;
  violation = Infinity;
  readonly districtOf: Int32Array;
  readonly #onBetter: DistrictInput["onBetter"];

  constructor({ n, onBetter }: DistrictInput) {
    this.districtOf = new Int32Array(n);
    this.#onBetter = onBetter;
  }

  offer({ cutEdges, violation, districtOf }: Districting): void {
    if (violation > this.violation) return;
    if (violation === this.violation && cutEdges >= this.cutEdges) return;
    this.cutEdges = cutEdges;
    this.violation = violation;
    this.districtOf.set(districtOf);
    this.#onBetter?.({ cutEdges, violation });
  }
}
