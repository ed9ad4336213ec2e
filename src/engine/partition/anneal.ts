/**
 * The search: simulated annealing over divisions. Border cells flip, neighbouring grids are merged
 * and carved anew (recombination; DeFord, Duchin, Solomon 2021), and the number of grids goes up
 * and down. The weight of the band rises over the first steps, so that the search may cross
 * divisions outside it; the temperature falls over all of them. Budgets are steps, never seconds.
 */
import { EngineError } from "../errors";
import type { Random } from "../random";
import type { CancelSignal } from "../input-types";
import type { CarveOptions } from "./carve";
import { Division } from "./division";
import { Moves } from "./moves";
import type { Problem } from "./problem";

export interface AnnealOptions {
  readonly steps: number;
  /** Costs that are accepted now and then, at the start and at the end. */
  readonly hot: number;
  readonly cold: number;
  /** Weight of goal one at the start. */
  readonly bandWeight: number;
  readonly signal?: CancelSignal;
  readonly onStep?: (steps: number) => void;
}

/** A search from nothing: it may cross divisions far out of band. */
export const ANEW = { hot: 5, cold: 0.08, bandWeight: 0.05 } as const;
/** What is good already is warmed a little only: it is to be mended, not made anew. */
export const MENDING = { hot: 0.3, cold: 0.08, bandWeight: 1 } as const;

export interface Found {
  readonly gridOf: Int32Array;
  readonly cost: number;
}

/** Shares of the moves; the rest changes the number of grids. */
const FLIPS = 0.55;
const RECOMBINATIONS = 0.38;
/** Of the steps, until the band has its full weight. */
const BAND_RISES = 0.6;
/** So many cells carved anew count as a step: the budget bounds the work whatever a grid holds. */
const CELLS_A_STEP = 100;
/** Moves between two looks at the signal. */
const BREATH = 128;

/** The best division met on the way from `start`. */
export function anneal(
  problem: Problem,
  start: Int32Array,
  options: AnnealOptions,
  random: Random,
): Found {
  const division = new Division(problem);
  division.assign(start);
  const moves = new Moves(division, random);
  const best = start.slice();
  let bestCost = division.bandCost + division.otherCost;
  let bandCost = division.bandCost;
  let otherCost = division.otherCost;
  let tried = 0;
  for (let step = 0; step < options.steps; step += Math.max(1, moves.carved / CELLS_A_STEP)) {
    if (tried++ % BREATH === 0) breathe(options, step);
    const done = step / options.steps;
    const heat = options.hot * Math.pow(options.cold / options.hot, done);
    const rise = Math.min(1, done / BAND_RISES);
    const bandWeight = options.bandWeight + (1 - options.bandWeight) * rise;
    if (!tryMove(moves, { bandWeight, heat }, random)) {
      division.rollback();
      continue;
    }
    const newBand = division.bandCost;
    const newOther = division.otherCost;
    const rises = bandWeight * (newBand - bandCost) + (newOther - otherCost);
    if (rises > 0 && random.next() >= Math.exp(-rises / heat)) {
      division.rollback();
      continue;
    }
    division.commit();
    bandCost = newBand;
    otherCost = newOther;
    if (bandCost + otherCost < bestCost - COST_STEP) {
      bestCost = bandCost + otherCost;
      best.set(division.gridOf);
    }
  }
  return { gridOf: best, cost: bestCost };
}

/** Gains below this are rounding. */
const COST_STEP = 1e-9;

/** Stop when asked to, and tell how far it is. */
function breathe(options: AnnealOptions, step: number): void {
  if (options.signal?.aborted === true) {
    throw new EngineError("CANCELLED", "The proposal was cancelled while grids were searched.");
  }
  options.onStep?.(step);
}

function tryMove(
  moves: Moves,
  weights: Pick<CarveOptions, "bandWeight" | "heat">,
  random: Random,
): boolean {
  const kind = random.next();
  if (kind < FLIPS) return moves.flip();
  const options = {
    ...weights,
    bias: { estate: 2 * random.next(), block: random.next(), barrier: random.next() },
  };
  if (kind < FLIPS + RECOMBINATIONS * 0.85) return moves.recombine(2, 2, options);
  if (kind < FLIPS + RECOMBINATIONS) return moves.recombine(3, 3, options);
  switch (random.below(4)) {
    case 0:
      return moves.recombine(2, 1, options);
    case 1:
      return moves.recombine(1, 2, options);
    case 2:
      return moves.recombine(2, 3, options);
    default:
      return moves.recombine(3, 2, options);
  }
}
