/**
 * Prices of nodes, such that a district's reduced cost, the cut edges around it less the prices of
 * its nodes, says how well it fits into a division with few cut edges: the Lagrangian relaxation of
 * set partitioning, climbed by subgradients (Held, Wolfe and Crowder, "Validation of subgradient
 * optimization", 1974).
 */
import type { DistrictPool } from "./pool";

const ROUNDS = 60;
/** Rounds without a better bound after which steps are halved. */
const PATIENCE = 5;
const LEAST_RISE = 1e-3;

export interface Appraisal {
  /**
   * The districts of a division into k from the pool have at least that many cut edges around them,
   * each edge counted on both sides.
   */
  readonly bound: number;
  /** Reduced cost of each district of the pool. */
  readonly reduced: Float64Array;
  /** As `listNodes` gives them. */
  readonly first: Int32Array;
  readonly nodes: Int32Array;
  /** Nodes looked at. */
  readonly work: number;
}

/** Improves `prices` until they tell what a division with fewer than `goal` is made of. */
export function appraise(
  pool: DistrictPool,
  k: number,
  prices: Float64Array,
  goal: number,
): Appraisal {
  const { first, nodes } = pool.listNodes();
  const reduced = new Float64Array(pool.count);
  const reduce = (): void => {
    for (let i = 0; i < reduced.length; i++) {
      let cost = pool.cut[i];
      for (let at = first[i]; at < first[i + 1]; at++) cost -= prices[nodes[at]];
      reduced[i] = cost;
    }
  };
  /** How many districts each node still wants: 1 less those that hold it. */
  const wanted = new Float64Array(prices.length);
  const best = prices.slice();
  let bound = -Infinity;
  let stretch = 1;
  let stale = 0;
  let round = 0;
  for (; round < ROUNDS; round++) {
    reduce();
    let value = sum(prices);
    wanted.fill(1);
    for (const i of cheapest(reduced, k)) {
      value += reduced[i];
      for (let at = first[i]; at < first[i + 1]; at++) wanted[nodes[at]]--;
    }
    if (value > bound + LEAST_RISE) {
      bound = value;
      best.set(prices);
      stale = 0;
    } else if (++stale === PATIENCE) {
      stretch /= 2;
      stale = 0;
    }
    const norm = wanted.reduce((all, want) => all + want * want, 0);
    if (norm === 0) break;
    const aim = Number.isFinite(goal) ? goal : 1.1 * Math.abs(bound) + 10;
    const step = (stretch * Math.max(aim - value, 1)) / norm;
    for (let node = 0; node < prices.length; node++) prices[node] += step * wanted[node];
  }
  prices.set(best);
  reduce();
  return { bound, reduced, first, nodes, work: round * nodes.length };
}

/** Places of the least values, in rising order. */
export function cheapest(values: Float64Array, howMany: number): Int32Array {
  const places = new Int32Array(Math.min(howMany, values.length));
  let have = 0;
  for (let i = 0; i < values.length; i++) {
    if (have === places.length && values[i] >= values[places[have - 1]]) continue;
    let at = have < places.length ? have++ : have - 1;
    for (; at > 0 && values[places[at - 1]] > values[i]; at--) places[at] = places[at - 1];
    places[at] = i;
  }
  return places;
}

export function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i];
  return all;
}
