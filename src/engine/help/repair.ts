/**
 * Repairing: what a plan must not have, or needs a reason for, is mended with as few households moved
 * as possible. Grids that are cut in pieces are first made whole. Then, around each place that is
 * wrong, the grids there and their neighbours are searched under a cost in which a household that
 * leaves its grid counts one, and a grid outside its band more than any number of them. What was moved
 * in vain on the way goes home again (`exchange.ts`).
 */
import type { Ground } from "../ground";
import { anneal, type Found } from "../partition/anneal";
import { separate } from "../partition/apart";
import { isOversize } from "../partition/bands";
import { componentsOf } from "../partition/components";
import { bandCost } from "../partition/cost";
import { Division } from "../partition/division";
import { sumsByGrid } from "../partition/exact/in-band";
import { holdingOf } from "../partition/given";
import { startInForce } from "../partition/in-force";
import { problemOf } from "../partition/partition";
import { fromZero, gridsOf, joined, partOf, priced, ringAround } from "../partition/repair";
import type { Problem } from "../partition/problem";
import { stepBudget } from "../partition/search";
import { DEFAULT_WEIGHTS, type Weights } from "../partition/weights";
import type { Draft } from "../edit-types";
import type { CancelSignal } from "../input-types";
import { bridged } from "./bridge";
import { exchange } from "./exchange";
import { openField, type Field } from "./field";
import type { HelpOptions } from "./help-options";
import { freeMicroIslands, makeMicroGrids } from "./open-draft";
import { redivide } from "./redivide";

/**
 * In households that move. What rule R2 permits is not mended. A household outside the band costs more
 * than moving it, so that the search feels its way to where a warning is gone.
 */
export const MENDING_WEIGHTS: Weights = {
  ...DEFAULT_WEIGHTS,
  outOfBandGrid: 3_000,
  outOfBandHouseholds: 0,
  deviation: 250,
  permittedShare: 0,
  estateSplit: 15,
  churn: 100,
  standing: 0,
  apart: 1_000_000,
};

/** Rings of neighbours around a wrong place that are looked into. */
const MOST_RINGS = 3;

/** From gentle to wild; each starts from the best so far. */
const HEATS = [
  { hot: 40, cold: 1, bandWeight: 1 },
  { hot: 400, cold: 2, bandWeight: 1 },
  { hot: 2_000, cold: 4, bandWeight: 0.3 },
] as const;

/** For drafts of which estates would be split that are whole: an information more for each. */
export const ESTATES_WHOLE: Weights = { ...MENDING_WEIGHTS, estateSplit: 300 };

export function repair(
  ground: Ground,
  draft: Draft,
  weights: Weights,
  options: HelpOptions,
): Draft {
  const { newKey } = options;
  const opened = makeMicroGrids(ground, freeMicroIslands(ground, draft), newKey);
  const field = openField(ground, opened, {
    isFixed: (grid) => opened.grids[grid].locked || opened.grids[grid].kind === "MICRO",
    isWhole: () => false,
  });
  const problemFor = (part: Int32Array) => mendingProblem(ground, field, part, weights);
  return redivide(field, opened, (part) => repairPart(problemFor(part), options), newKey);
}

/** A connected part, from grids made whole in either way; the cheaper result. */
export function repairPart(problem: Problem, options: HelpOptions): Int32Array {
  const { random } = options;
  const joined = { ...problem, inForce: bridged(problem) };
  const starts = [problem, joined].map(
    (asInForce) => startInForce(asInForce, random) ?? new Int32Array(problem.graph.n),
  );
  const different = starts.filter((start, i) => i === 0 || String(start) !== String(starts[0]));
  const mended = different.map((start, i) => {
    const onProgress = (done: number) => options.onProgress((i + done) / different.length);
    return mendFrom(problem, separate(problem, start, random), { ...options, onProgress });
  });
  const found = mended.reduce((best, other) => (other.cost < best.cost ? other : best));
  return separate(problem, found.gridOf, random);
}

function mendFrom(problem: Problem, start: Int32Array, options: HelpOptions): Found {
  let current = start;
  let left = Math.ceil(BUDGET * stepBudget(problem.graph.n, options.effort));
  const steps = (cells: number): number => {
    const some = Math.min(left, Math.ceil(stepBudget(cells, options.effort) / 2));
    left -= some;
    return some;
  };
  const places = wrongPlaces(problem, current);
  places.forEach((place, p) => {
    options.onProgress(p / places.length);
    current = mendPlace(problem, current, place, { ...options, steps });
  });
  return exchanged(problem, current, options.signal);
}

/** All steps together, as a multiple of the usual number for the whole part. */
const BUDGET = 1.5;

interface MendOptions extends HelpOptions {
  /** Steps for so many cells, out of what is left. */
  readonly steps: (cells: number) => number;
}

/** With the draft as what is in force. */
export function mendingProblem(
  { prepared }: Pick<Ground, "prepared">,
  { graph, apart, home: inForce }: Pick<Field, "graph" | "apart" | "home">,
  part: Int32Array,
  weights: Weights,
): Problem {
  const { rules } = prepared;
  return problemOf({ graph, apart, inForce, rules, weights }, part);
}

/** Atoms of grids out of band, those of neighbouring grids together. */
function wrongPlaces(problem: Problem, gridOf: Int32Array): Int32Array[] {
  const wrong = wrongGrids(problem, gridOf);
  return componentsOf(problem.graph, (atom) => wrong.has(gridOf[atom]));
}

/** Out of band. One with a building that no grid in band holds is not to be mended. */
function wrongGrids({ graph, bands, weights }: Problem, gridOf: Int32Array): Set<number> {
  const wrong = new Set<number>();
  for (const [grid, held] of sumsByGrid(graph, gridOf)) {
    const { households, oldHouseholds, specialHouseholds } = held;
    if (bandCost(bands, weights, households, oldHouseholds, specialHouseholds) > 0) wrong.add(grid);
  }
  gridOf.forEach((grid, atom) => {
    if (isOversize(bands, holdingOf(graph, Int32Array.of(atom)))) wrong.delete(grid);
  });
  return wrong;
}

/** The cheapest that is found in any ring; further rings only where something is still wrong. */
function mendPlace(
  problem: Problem,
  start: Int32Array,
  place: Int32Array,
  options: MendOptions,
): Int32Array {
  let best = priced(problem, start);
  let cells = gridsOf(best.gridOf, place);
  for (let ring = 0; ring <= MOST_RINGS; ring++) {
    const found = mendRegion(problem, best.gridOf, cells, options);
    if (found.cost < best.cost) best = found;
    const wrong = wrongGrids(problem, best.gridOf);
    if (ring > 0 && !cells.some((atom) => wrong.has(best.gridOf[atom]))) break;
    const wider = ringAround(problem, best, gridsOf(best.gridOf, cells));
    if (wider.length === cells.length) break;
    cells = wider;
  }
  return best.gridOf;
}

/** Whole grids searched on their own; all others stay. */
function mendRegion(
  problem: Problem,
  gridOf: Int32Array,
  cells: Int32Array,
  { random, signal, ...budget }: MendOptions,
): Found {
  const region = partOf(problem, cells);
  const start = fromZero(Int32Array.from(cells, (atom) => gridOf[atom]));
  const steps = Math.ceil(budget.steps(cells.length) / HEATS.length);
  let best = exchanged(region, start, signal);
  for (const heat of HEATS) {
    const { gridOf: warmed } = anneal(region, best.gridOf, { ...heat, steps, signal }, random);
    const found = exchanged(region, warmed, signal);
    if (found.cost < best.cost) best = found;
  }
  return priced(problem, joined(gridOf, cells, best.gridOf));
}

function exchanged(problem: Problem, gridOf: Int32Array, signal?: CancelSignal): Found {
  const division = new Division(problem);
  division.assign(gridOf);
  exchange(division, signal);
  return { gridOf: division.gridOf.slice(), cost: division.bandCost + division.otherCost };
}
