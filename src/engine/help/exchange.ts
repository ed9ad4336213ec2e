/**
 * The last touch of a repair: a few cells that hang together go over to a neighbouring grid, or two
 * cells of neighbouring grids change places, as long as that lowers the cost. Single cells, as the
 * search's own last touch takes them, often cannot go home one by one.
 */
import type { CancelSignal } from "../input-types";
import { EngineError } from "../errors";
import { bandCost } from "../partition/cost";
import type { Division } from "../partition/division";

/** Cells that go over at once, and sets that are tried from one grid to another. */
const MOST_CELLS = 5;
const MOST_SETS = 250;
const MOST_ROUNDS = 40;
/** Gains below this are rounding. */
const LEAST_GAIN = 1e-6;

export function exchange(division: Division, signal?: CancelSignal): void {
  let changed = new Set(division.gridOf);
  for (let round = 0; round < MOST_ROUNDS && changed.size > 0; round++) {
    const unsettled = unsettledGrids(division);
    const before: ReadonlySet<number> = changed;
    changed = new Set();
    for (const [from, to] of neighbours(division)) {
      if (signal?.aborted === true) {
        throw new EngineError("CANCELLED", "The help was cancelled while cells were exchanged.");
      }
      if (!unsettled.has(from) && !unsettled.has(to)) continue;
      if (![from, to].some((grid) => before.has(grid) || changed.has(grid))) continue;
      if (!bestTransfer(division, from, to) && !bestSwap(division, from, to)) continue;
      changed.add(from).add(to);
    }
  }
}

/** Grids out of band, and those that hold cells of several grids in force, or of none. */
function unsettledGrids({
  problem,
  gridOf,
  households,
  oldHouseholds,
  specialHouseholds,
}: Division): Set<number> {
  const { bands, weights, inForce } = problem;
  const first = new Map<number, number>();
  const unsettled = new Set<number>();
  gridOf.forEach((grid, cell) => {
    const known = first.get(grid);
    if (known === undefined) {
      first.set(grid, inForce[cell]);
      const people = [households[grid], oldHouseholds[grid], specialHouseholds[grid]] as const;
      if (inForce[cell] < 0 || bandCost(bands, weights, ...people) > 0) unsettled.add(grid);
    } else if (known !== inForce[cell]) unsettled.add(grid);
  });
  return unsettled;
}

/** Ordered pairs of grids that share a border. */
function neighbours({ problem, gridOf }: Division): [number, number][] {
  const { graph, edgeFrom } = problem;
  const pairs = new Map<string, [number, number]>();
  graph.neighbour.forEach((other, e) => {
    const [from, to] = [gridOf[edgeFrom[e]], gridOf[other]];
    if (from !== to) pairs.set(`${from} ${to}`, [from, to]);
  });
  return [...pairs.values()].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
}

interface Change {
  readonly cells: readonly number[];
  readonly back: readonly number[];
}

function bestTransfer(division: Division, from: number, to: number): boolean {
  const sets = setsBeside(division, from, to);
  return takeBest(
    division,
    from,
    to,
    sets.map((cells) => ({ cells, back: [] })),
  );
}

function bestSwap(division: Division, from: number, to: number): boolean {
  if (from > to) return false;
  const out = beside(division, from, to);
  const back = beside(division, to, from);
  return takeBest(
    division,
    from,
    to,
    out.flatMap((cell) => back.map((other) => ({ cells: [cell], back: [other] }))),
  );
}

function takeBest(
  division: Division,
  from: number,
  to: number,
  changes: readonly Change[],
): boolean {
  let best: Change | null = null;
  let least = division.bandCost + division.otherCost - LEAST_GAIN;
  for (const change of changes) {
    apply(division, change, from, to);
    const cost = division.bandCost + division.otherCost;
    if (cost < least && isWhole(division, from) && isWhole(division, to)) {
      least = cost;
      best = change;
    }
    division.rollback();
  }
  if (best === null) return false;
  apply(division, best, from, to);
  division.commit();
  return true;
}

function apply(division: Division, { cells, back }: Change, from: number, to: number): void {
  for (const cell of cells) division.move(cell, to);
  for (const cell of back) division.move(cell, from);
}

/** Connected sets of a grid's cells that touch another grid, the smallest first. */
function setsBeside(division: Division, from: number, to: number): number[][] {
  const { graph } = division.problem;
  const sets = beside(division, from, to).map((cell) => [cell]);
  const known = new Set(sets.map(String));
  for (let i = 0; i < sets.length && sets.length < MOST_SETS; i++) {
    const set = sets[i];
    if (set.length === MOST_CELLS) break;
    for (const cell of set) {
      for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
        const next = graph.neighbour[e];
        if (division.gridOf[next] !== from || set.includes(next)) continue;
        const wider = [...set, next].sort((a, b) => a - b);
        if (known.has(String(wider))) continue;
        known.add(String(wider));
        sets.push(wider);
      }
    }
  }
  return sets;
}

/** Cells of a grid that touch another, ascending. */
function beside({ problem, gridOf }: Division, from: number, to: number): number[] {
  const { graph } = problem;
  const cells: number[] = [];
  for (let cell = 0; cell < graph.n; cell++) {
    if (gridOf[cell] !== from) continue;
    const row = graph.neighbour.subarray(graph.offset[cell], graph.offset[cell + 1]);
    if (row.some((other) => gridOf[other] === to)) cells.push(cell);
  }
  return cells;
}

/** Whether a grid is in one piece, or in none. */
function isWhole({ problem, gridOf, size }: Division, grid: number): boolean {
  const { graph } = problem;
  const first = gridOf.indexOf(grid);
  if (first < 0) return true;
  const reached = new Set([first]);
  for (const cell of reached) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      if (gridOf[graph.neighbour[e]] === grid) reached.add(graph.neighbour[e]);
    }
  }
  return reached.size === size[grid];
}
