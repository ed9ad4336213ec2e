/** The ground without households that a set of inhabited spots can be joined up by. */
import {
  add,
  type Bits,
  bitsOf,
  flood,
  isJoined,
  isWithin,
  lowestOf,
  remove,
  widened,
} from "./bits";
import type { Terrain } from "./terrain";

export interface Ways {
  /** Minimal ways: sets of ground that join up the spots. None where nothing does. */
  readonly ways: readonly (readonly number[])[];
  /**
   * Null where these are all there are: every connected grid with exactly these inhabited spots
   * holds one of them. Else, the ground that every way shares.
   */
  readonly shared: readonly number[] | null;
  /** Floods that were needed: what the work is counted in. */
  readonly steps: number;
}

/** Steps for each way that may be told. */
const STEPS_PER_WAY = 12;

/** Ways inside `free`, which holds the spots. */
export function waysToJoin(
  terrain: Terrain,
  spots: readonly number[],
  free: Bits,
  mostWays: number,
): Ways {
  const { near, size, ground } = terrain;
  const goals = bitsOf(size, spots);
  /** The spots with the ground that is taken, and with all ground that is not barred. */
  const taken = goals.slice();
  const open = goals.map((word, i) => word | (free[i] & ground[i]));
  const minimal: number[][] = [];
  const way: number[] = [];
  let steps = 0;

  const joins = (within: Bits) => {
    steps++;
    return isJoined(near, within, goals);
  };
  const isMinimal = () =>
    way.every((spot) => {
      remove(taken, spot);
      const isNeedless = joins(taken);
      add(taken, spot);
      return !isNeedless;
    });
  /** False when there are too many. */
  const branch = (): boolean => {
    steps++;
    const reached = flood(near, taken, spots[0]);
    if (isWithin(goals, reached)) {
      if (!isMinimal()) return true;
      if (minimal.length >= mostWays) return false;
      minimal.push([...way]);
      return true;
    }
    if (steps > mostWays * STEPS_PER_WAY) return false;
    const next = nextStep(near, reached, taken, open);
    add(taken, next);
    way.push(next);
    const goesOn = branch();
    way.pop();
    remove(taken, next);
    if (!goesOn) return false;
    remove(open, next);
    const both = !joins(open) || branch();
    add(open, next);
    return both;
  };
  const anyWay = () => {
    const within = taken.slice();
    const some: number[] = [];
    for (;;) {
      steps++;
      const reached = flood(near, within, spots[0]);
      if (isWithin(goals, reached)) return some;
      const next = nextStep(near, reached, within, open);
      add(within, next);
      some.push(next);
    }
  };

  if (joins(taken)) return { ways: [[]], shared: null, steps };
  if (!joins(open)) return { ways: [], shared: null, steps };
  if (branch()) return { ways: minimal, shared: null, steps };
  if (minimal.length === 0) minimal.push(anyWay());
  // What all ways share is part of any one of them.
  const shared = minimal[0].filter((spot) => {
    remove(open, spot);
    const isNeeded = !joins(open);
    add(open, spot);
    return isNeeded;
  });
  return { ways: minimal, shared, steps };
}

/** Of the ground beside what is reached, the first that is nearest to what is taken but not. */
function nextStep(near: readonly Bits[], reached: Bits, taken: Bits, open: Bits): number {
  const beside = widened(near, reached).map((word, i) => word & open[i] & ~taken[i]);
  let seen = taken.map((word, i) => word & ~reached[i]);
  for (;;) {
    const wider = widened(near, seen).map((word, i) => (word & open[i]) | seen[i]);
    const met = wider.map((word, i) => word & beside[i]);
    const step = lowestOf(met);
    if (step >= 0) return step;
    if (wider.every((word, i) => word === seen[i])) {
      throw new Error("no way over open ground between spots that hang together");
    }
    seen = wider;
  }
}
