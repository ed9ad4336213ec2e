/** The best division that can be put together from single districts of a pool. */
import type { DistrictProblem } from "./district";
import type { DistrictPool } from "./pool";
import { cheapest, sum, type Appraisal } from "./prices";

/** What sums of prices may be off by. */
const ROUNDING = 1e-6;

/**
 * Depth first: always a node that is in no district yet, then each district that holds it, the
 * cheapest by reduced cost first, and then only districts apart from that one. The last district is
 * what is left, whether or not the pool has it. Ends are those of cut edges, two each.
 */
export class CoverSearch {
  /** Nodes and districts looked at. */
  work = 0;

  readonly #problem: DistrictProblem;
  readonly #pool: DistrictPool;
  readonly #appraisal: Appraisal;
  readonly #people: number;
  /** Sum of all prices, and the least reduced cost: what the rest of a division costs at least. */
  readonly #priced: number;
  readonly #least: number;
  /** Nodes, those in fewest districts first. */
  readonly #order: Int32Array = new Int32Array();
  readonly #candidates: number[] = [];
  readonly #chosen: number[] = [];
  #effort = 0;
  /** A division has to have fewer. */
  #ends: number;
  #found: Int32Array | undefined;

  /** For a division with fewer than `below` cut edges. */
  constructor(
    problem: DistrictProblem,
    pool: DistrictPool,
    prices: Float64Array,
    appraisal: Appraisal,
    below: number,
  ) {
    const { bound, reduced, first, nodes } = appraisal;
    this.#problem = problem;
    this.#pool = pool;
    this.#appraisal = appraisal;
    this.#people = sum(problem.population);
    this.#priced = sum(prices);
    this.#ends = 2 * below;
    const few = cheapest(reduced, problem.k);
    this.#least = reduced[few[0]];
    // With a dearer one in the place of the k-th, the bound rises to what is too much already.
    const dearest = this.#ends - 2 - bound + reduced[few[few.length - 1]] + ROUNDING;
    reduced.forEach((cost, i) => {
      if (cost <= dearest) this.#candidates.push(i);
    });
    this.#candidates.sort((a, b) => reduced[a] - reduced[b] || a - b);
    const holders = new Int32Array(problem.n);
    for (const i of this.#candidates) {
      for (let at = first[i]; at < first[i + 1]; at++) holders[nodes[at]]++;
    }
    this.#order = Int32Array.from(holders.keys()).sort((a, b) => holders[a] - holders[b] || a - b);
  }

  /** District of each node; undefined where there is none, or none is found with this effort. */
  run(effort: number): Int32Array | undefined {
    this.#effort = effort;
    this.#choose(this.#candidates, new Int32Array(this.#pool.words), 0, 0, 0);
    return this.#found;
  }

  /** One more district, from those apart from all that is covered, which holds `people`. */
  #choose(
    from: readonly number[],
    covered: Int32Array,
    people: number,
    ends: number,
    reducedCost: number,
  ): void {
    const { min, max, k } = this.#problem;
    const { words, bits, cut, population } = this.#pool;
    const { reduced } = this.#appraisal;
    const others = k - this.#chosen.length - 1;
    const node = this.#order.find((v) => !has(covered, 0, v)) ?? -1;
    if (node < 0) return;
    for (const i of from) {
      const spare = this.#spare(reducedCost + reduced[i], others);
      if (spare < 0 || this.work++ > this.#effort) return;
      if (others > 1 && !has(bits, i * words, node)) continue;
      const left = this.#people - people - population[i];
      if (left < others * min || left > others * max) continue;
      const now = covered.slice();
      for (let word = 0; word < words; word++) now[word] |= bits[i * words + word];
      this.#chosen.push(i);
      if (others === 1) this.#finish(now, ends + cut[i]);
      else {
        const apart = this.#apart(from, now, spare + this.#least);
        this.#choose(apart, now, this.#people - left, ends + cut[i], reducedCost + reduced[i]);
      }
      this.#chosen.pop();
    }
  }

  /** Reduced cost that remains to be spent when all other districts cost the least. */
  #spare(reducedCost: number, others: number): number {
    return this.#ends - 2 - this.#priced + ROUNDING - reducedCost - others * this.#least;
  }

  #apart(from: readonly number[], covered: Int32Array, dearest: number): number[] {
    const { words, bits } = this.#pool;
    const { reduced } = this.#appraisal;
    const apart: number[] = [];
    for (const i of from) {
      if (reduced[i] > dearest) break;
      this.work++;
      let word = 0;
      while (word < words && (bits[i * words + word] & covered[word]) === 0) word++;
      if (word === words) apart.push(i);
    }
    return apart;
  }

  #finish(covered: Int32Array, ends: number): void {
    const { n, k } = this.#problem;
    const { first, nodes } = this.#appraisal;
    this.work += n;
    const all = ends + cutAround(this.#problem, covered);
    if (all >= this.#ends) return;
    this.#ends = all;
    const found = new Int32Array(n).fill(k - 1);
    this.#chosen.forEach((i, d) => {
      for (let at = first[i]; at < first[i + 1]; at++) found[nodes[at]] = d;
    });
    this.#found = found;
  }
}

/** Cut edges around the nodes that are not covered; Infinity where they are no connected district. */
function cutAround({ n, offset, neighbour }: DistrictProblem, covered: Int32Array): number {
  const queue: number[] = [];
  const seen = new Uint8Array(n);
  let left = 0;
  for (let node = 0; node < n; node++) {
    if (has(covered, 0, node)) continue;
    if (left++ > 0) continue;
    queue.push(node);
    seen[node] = 1;
  }
  let cut = 0;
  for (const at of queue) {
    for (let e = offset[at]; e < offset[at + 1]; e++) {
      const other = neighbour[e];
      if (has(covered, 0, other)) cut++;
      else if (seen[other] === 0) {
        seen[other] = 1;
        queue.push(other);
      }
    }
  }
  return left > 0 && queue.length === left ? cut : Infinity;
}

function has(bits: Int32Array, from: number, node: number): boolean {
  return ((bits[from + (node >>> 5)] >>> (node & 31)) & 1) === 1;
}
