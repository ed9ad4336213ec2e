import type { Random } from "../../src/engine";
import type { Metre } from "./plane";

/**
 * A street plan is a lattice of avenues that bends a little, as in a planned city. Between two
 * avenues lie STEPS lattice steps (about 35 m each); streets, walls, lots and community boundaries
 * all run along lattice lines and pass through the same lattice points, so that whatever adjoins
 * shares its vertices exactly.
 */
export interface StreetPlan {
  /** Number of superblocks from west to east and from south to north. */
  readonly columns: number;
  readonly rows: number;
  /** The place of a lattice position; fractions lie between the lattice lines. */
  at(i: number, j: number): Metre;
}

/** A rectangle of lattice positions: [west, south, east, north]. */
export type Lot = readonly [west: number, south: number, east: number, north: number];

/** A lattice position. */
export type Position = readonly [i: number, j: number];

/** Lattice steps between two avenues. */
export const STEPS = 12;

const TURN = (4 * Math.PI) / 180;

/** Draws the plan for so many superblocks, 440-500 m wide and 400-450 m high. */
export function createStreetPlan(columns: number, rows: number, random: Random): StreetPlan {
  const avenues = runningSum(columns, () => 440 + random.below(61));
  const streets = runningSum(rows, () => 400 + random.below(51));
  const phase = random.next() * Math.PI * 2;

  const at = (i: number, j: number): Metre => {
    const x = along(avenues, i);
    const y = along(streets, j);
    // Two slow waves bend the lattice; their slope stays far below 1, so that it never folds.
    const bentX = x + 16 * Math.sin(y / 310 + phase) + 5 * Math.sin(x / 170);
    const bentY = y + 14 * Math.sin(x / 360 + phase) + 5 * Math.sin(y / 190 + 1);
    return [
      bentX * Math.cos(TURN) - bentY * Math.sin(TURN),
      bentX * Math.sin(TURN) + bentY * Math.cos(TURN),
    ];
  };
  return { columns, rows, at };
}

/** Every lattice position on the way along lattice lines through the given ones. */
export function stepsAlong(path: readonly Position[]): Position[] {
  const steps: Position[] = [path[0]];
  for (let k = 1; k < path.length; k++) {
    const [i0, j0] = path[k - 1];
    const [i1, j1] = path[k];
    const count = Math.max(1, Math.ceil(Math.max(Math.abs(i1 - i0), Math.abs(j1 - j0))));
    for (let s = 1; s <= count; s++) {
      const t = s / count;
      steps.push(s === count ? [i1, j1] : [i0 + (i1 - i0) * t, j0 + (j1 - j0) * t]);
    }
  }
  return steps;
}

/** The line of a path on the ground. */
export function lineAlong(plan: StreetPlan, path: readonly Position[]): Metre[] {
  return stepsAlong(path).map(([i, j]) => plan.at(i, j));
}

/** The closed path round a lot, counter-clockwise, drawn in by `inset` lattice steps. */
export function roundLot([west, south, east, north]: Lot, inset = 0): Position[] {
  const [w, s, e, n] = [west + inset, south + inset, east - inset, north - inset];
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
}

/** The lot of one whole superblock. */
export function superblock(column: number, row: number): Lot {
  return [column * STEPS, row * STEPS, (column + 1) * STEPS, (row + 1) * STEPS];
}

function runningSum(count: number, next: () => number): number[] {
  const sums = [0];
  for (let k = 0; k < count; k++) sums.push(sums[k] + next());
  return sums;
}

function along(sums: readonly number[], position: number): number {
  const k = Math.max(0, Math.min(sums.length - 2, Math.floor(position / STEPS)));
  return sums[k] + (position / STEPS - k) * (sums[k + 1] - sums[k]);
}
