/**
 * Re-gridding: the grids in force stay as they are where they are good. Around each place where
 * they are not (a grid out of its band, or cells together that must be apart) only they are divided
 * anew, then they and their neighbours, and so on in rings, until the place is good.
 */
import type { Random } from "../random";
import type { CancelSignal } from "../input-types";
import { anneal, ANEW, MENDING, type Found } from "./anneal";
import { componentsOf, subgraphOf } from "./components";
import { bandCost } from "./cost";
import { Division } from "./division";
import { startInForce } from "./in-force";
import { polish } from "./polish";
import { createProblem, type Problem } from "./problem";
import { bestStart } from "./starts";

export interface RepairOptions {
  /** Steps for so many cells at a time, and for all of them together. */
  readonly steps: (cells: number) => number;
  readonly allSteps: number;
  readonly random: Random;
  readonly signal?: CancelSignal;
}

/** Beyond these rings, and this share of all cells, it is a matter of the whole division. */
const MOST_RINGS = 3;
const MOST_FREED = 0.6;
const STARTS = 4;

/** What is in force, and divisions that grew out of it. */
export interface Standing {
  /** The grids in force, made whole. */
  readonly inForce: Int32Array;
  /** The same, mended where something is wrong or new. */
  readonly mended: Found;
}

/** The grids in force with their mending; null when nothing here is in force. */
export function mendInForce(problem: Problem, options: RepairOptions): Standing | null {
  const inForce = startInForce(problem, options.random);
  if (inForce === null) return null;
  let left = options.allSteps;
  const steps = (cells: number): number => {
    const some = Math.min(left, options.steps(cells));
    left -= some;
    return some;
  };
  let mended = priced(problem, inForce);
  for (const place of unsettledPlaces(problem, inForce)) {
    if (left === 0) break;
    mended = mend(problem, { inForce, mended }, place, { ...options, steps });
  }
  return { inForce, mended };
}

/** The cheapest, when every grid in force that does not stay as it is costs something too. */
export function leastDisturbing(
  problem: Problem,
  inForce: Int32Array,
  choices: readonly Found[],
): Found {
  const costs = choices.map(
    ({ gridOf, cost }) => cost + problem.weights.standing * gridsChanged(inForce, gridOf),
  );
  return choices[costs.indexOf(Math.min(...costs))];
}

/** How many grids of one division are not in the other. */
function gridsChanged(from: Int32Array, to: Int32Array): number {
  const size = new Map<number, number>();
  for (const grid of to) size.set(grid, (size.get(grid) ?? 0) + 1);
  const heir = new Map<number, number>();
  const count = new Map<number, number>();
  from.forEach((grid, cell) => {
    count.set(grid, (count.get(grid) ?? 0) + 1);
    heir.set(grid, (heir.get(grid) ?? to[cell]) === to[cell] ? to[cell] : -1);
  });
  return [...heir].filter(([grid, into]) => size.get(into) !== count.get(grid)).length;
}

/** Cells of grids where something is wrong or new, those of neighbouring grids together. */
function unsettledPlaces(problem: Problem, gridOf: Int32Array): Int32Array[] {
  const { graph, inForce } = problem;
  const unsettled = wrongGrids(problem, gridOf);
  gridOf.forEach((grid, cell) => {
    if (inForce[cell] < 0 && graph.households[cell] > 0) unsettled.add(grid);
  });
  return componentsOf(graph, (cell) => unsettled.has(gridOf[cell]));
}

/** Grids outside their band, and those that hold cells that must be apart. */
function wrongGrids(problem: Problem, gridOf: Int32Array): Set<number> {
  const { bands, weights, apartOffset, apart } = problem;
  const division = new Division(problem);
  division.assign(gridOf);
  const { size, households, oldHouseholds, specialHouseholds } = division;
  const wrong = new Set<number>();
  size.forEach((cells, grid) => {
    const holding = [households[grid], oldHouseholds[grid], specialHouseholds[grid]] as const;
    if (cells > 0 && bandCost(bands, weights, ...holding) > 0) wrong.add(grid);
  });
  gridOf.forEach((grid, cell) => {
    for (const other of apart.subarray(apartOffset[cell], apartOffset[cell + 1])) {
      if (gridOf[other] === grid) wrong.add(grid);
    }
  });
  return wrong;
}

/** The best of the rings, as far as one is needed. */
function mend(
  problem: Problem,
  { inForce, mended }: Standing,
  place: Int32Array,
  options: RepairOptions,
): Found {
  const { n } = problem.graph;
  let best = mended;
  let freed = gridsOf(mended.gridOf, place);
  for (let ring = 0; ring <= MOST_RINGS; ring++) {
    const found = redivide(problem, mended.gridOf, freed, options);
    best = leastDisturbing(problem, inForce, [best, found]);
    const wrong = wrongGrids(problem, best.gridOf);
    if (ring > 0 && !freed.some((cell) => wrong.has(best.gridOf[cell]))) break;
    const wider = ringAround(problem, mended, freed);
    if (wider.length === freed.length || wider.length > MOST_FREED * n) break;
    freed = wider;
  }
  return best;
}

/** All cells of the grids that these cells are in, ascending. */
export function gridsOf(gridOf: Int32Array, cells: Iterable<number>): Int32Array {
  const grids = new Set(Array.from(cells, (cell) => gridOf[cell]));
  return Int32Array.from(gridOf.keys()).filter((cell) => grids.has(gridOf[cell]));
}

/** These cells, and all of the grids around them. */
export function ringAround(
  { graph }: Pick<Problem, "graph">,
  { gridOf }: Pick<Found, "gridOf">,
  cells: Int32Array,
): Int32Array {
  const around = new Set(cells);
  for (const cell of cells) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++)
      around.add(graph.neighbour[e]);
  }
  return gridsOf(gridOf, around);
}

/** Whole grids divided anew, as they are in force and from nothing; all others stay. */
function redivide(
  problem: Problem,
  gridOf: Int32Array,
  cells: Int32Array,
  options: RepairOptions,
): Found {
  const part = partOf(problem, cells);
  const start = Int32Array.from(cells, (cell) => gridOf[cell]);
  const { random, signal } = options;
  const steps = Math.ceil(options.steps(cells.length) / 2);
  const mended = anneal(part, fromZero(start), { ...MENDING, steps, signal }, random);
  const anew = anneal(part, bestStart(part, STARTS, random), { ...ANEW, steps, signal }, random);
  const [first, second] = [mended, anew].map((found) => {
    const division = new Division(part);
    division.assign(found.gridOf);
    polish(division, random);
    return priced(problem, joined(gridOf, cells, division.gridOf));
  });
  return second.cost < first.cost ? second : first;
}

/** Cells of a part as a problem of its own. */
export function partOf(problem: Problem, cells: Int32Array): Problem {
  const local = new Map([...cells].map((cell, i) => [cell, i]));
  const { apartOffset, apart } = problem;
  const pairs: [number, number][] = [];
  cells.forEach((cell, i) => {
    for (const other of apart.subarray(apartOffset[cell], apartOffset[cell + 1])) {
      const j = local.get(other);
      if (j !== undefined && i < j) pairs.push([i, j]);
    }
  });
  return createProblem({
    graph: subgraphOf(problem.graph, cells),
    bands: problem.bands,
    weights: problem.weights,
    apart: pairs,
    inForce: Int32Array.from(cells, (cell) => problem.inForce[cell]),
  });
}

/** A division with these cells in the grids of another; grids without cells have no number. */
export function joined(gridOf: Int32Array, cells: Int32Array, inside: Int32Array): Int32Array {
  const all = gridOf.slice();
  cells.forEach((cell, i) => (all[cell] = gridOf.length + inside[i]));
  return fromZero(all);
}

/** Grids numbered from 0 by their first cell. */
export function fromZero(gridOf: Int32Array): Int32Array {
  const number = new Map<number, number>();
  return gridOf.map((grid) => {
    const known = number.get(grid) ?? number.size;
    number.set(grid, known);
    return known;
  });
}

/** A division with what it costs. */
export function priced(problem: Problem, gridOf: Int32Array): Found {
  const division = new Division(problem);
  division.assign(gridOf);
  return { gridOf, cost: division.bandCost + division.otherCost };
}
