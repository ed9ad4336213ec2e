/**
 * Where a part has too many districts to be counted, the grids around one that is out of band may
 * still have few: they are divided anew, exactly, and all others stay as they are. Nothing is proved
 * of the part by that, but what it gains is gained.
 */
import { isInBand } from "../bands";
import { subgraphOf } from "../components";
import { createProblem, type Problem } from "../problem";
import { betterChoice } from "./best-choice";
import { exactDivision } from "./exact-division";
import { sumsByGrid } from "./in-band";
import type { MendOptions } from "./mend";

/** Grids of a region, smallest region first. */
const REACHES = [3, 5, 8] as const;
const MOST_SETS = 40_000;
/** At effort 1. */
const MOST_REGIONS = 16;

/** The division, with more households in band where a region could be divided better. */
export function improveRegions(
  problem: Problem,
  gridOf: Int32Array,
  options: MendOptions,
): Int32Array {
  let current = gridOf;
  const tried = new Set<string>();
  for (let left = MOST_REGIONS * options.effort; left > 0; left--) {
    const region = nextRegion(problem, current, tried);
    if (region === null) return current;
    const sub = problemOfRegion(problem, region);
    const own = Int32Array.from(region, (cell) => current[cell]);
    const better = exactDivision(sub, own, {
      ...options,
      mostSets: MOST_SETS,
      choose: betterChoice,
    })?.better;
    if (better) current = replaced(current, region, better);
    if (new Set(current).size > problem.capacity) return gridOf;
  }
  return current;
}

/** The smallest region, around a grid that is out of band, that was not tried before. */
function nextRegion(
  { graph, bands }: Problem,
  gridOf: Int32Array,
  tried: Set<string>,
): Int32Array | null {
  const outside = [...sumsByGrid(graph, gridOf)]
    .filter(([, sums]) => sums.households > 0 && !isInBand(bands, sums))
    .map(([grid]) => grid);
  for (const reach of REACHES) {
    for (const grid of outside) {
      const region = regionAround({ graph }, gridOf, grid, reach);
      const key = region.join();
      if (tried.has(key)) continue;
      tried.add(key);
      return region;
    }
  }
  return null;
}

/** Cells of so many grids, nearest first, ascending. */
function regionAround(
  { graph }: Pick<Problem, "graph">,
  gridOf: Int32Array,
  from: number,
  reach: number,
): Int32Array {
  const grids = new Set([from]);
  for (const grid of grids) {
    const border = new Map<number, number>();
    gridOf.forEach((own, cell) => {
      if (own !== grid) return;
      for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
        const other = gridOf[graph.neighbour[e]];
        if (!grids.has(other)) border.set(other, (border.get(other) ?? 0) + graph.borderM[e]);
      }
    });
    for (const [other] of [...border].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
      if (grids.size < reach) grids.add(other);
    }
  }
  return Int32Array.from(gridOf.keys()).filter((cell) => grids.has(gridOf[cell]));
}

function problemOfRegion(problem: Problem, region: Int32Array): Problem {
  const at = new Map([...region].map((cell, i) => [cell, i]));
  const apart: (readonly [number, number])[] = [];
  region.forEach((cell, i) => {
    for (let a = problem.apartOffset[cell]; a < problem.apartOffset[cell + 1]; a++) {
      const j = at.get(problem.apart[a]);
      if (j !== undefined && i < j) apart.push([i, j]);
    }
  });
  return createProblem({
    graph: subgraphOf(problem.graph, region),
    bands: problem.bands,
    weights: problem.weights,
    apart,
    inForce: Int32Array.from(region, (cell) => problem.inForce[cell]),
  });
}

/** The division with other grids in a region, numbered anew. */
function replaced(gridOf: Int32Array, region: Int32Array, grids: Int32Array): Int32Array {
  const next = gridOf.reduce((most, grid) => Math.max(most, grid), 0) + 1;
  const result = gridOf.slice();
  region.forEach((cell, i) => (result[cell] = next + grids[i]));
  const numbers = new Map<number, number>();
  return result.map((grid) => {
    const number = numbers.get(grid) ?? numbers.size;
    numbers.set(grid, number);
    return number;
  });
}
