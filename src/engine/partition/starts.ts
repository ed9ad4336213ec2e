/** First divisions: carved at once out of the whole part, the best of many. */
import type { Random } from "../random";
import { Carver, type CarveOptions } from "./carve";
import { Division } from "./division";
import type { Problem } from "./problem";

/** The best of `count` divisions; the numbers of grids go round over all worth trying. */
export function bestStart(problem: Problem, count: number, random: Random): Int32Array {
  const { fewestGrids, mostGrids, graph } = problem;
  const carver = new Carver(problem, random);
  const cells = new Int32Array(graph.n);
  let best = new Int32Array(graph.n);
  let bestCost = Infinity;
  for (let i = 0; i < count; i++) {
    for (let cell = 0; cell < graph.n; cell++) cells[cell] = cell;
    const grids = fewestGrids + random.below(mostGrids - fewestGrids + 1);
    carver.carve(cells, 0, graph.n, Math.min(grids, problem.capacity), startOptions(random));
    const division = new Division(problem);
    division.assign(carver.pieceOf);
    const cost = division.bandCost + division.otherCost;
    if (cost >= bestCost) continue;
    bestCost = cost;
    best = carver.pieceOf.slice();
  }
  return best;
}

function startOptions(random: Random): CarveOptions {
  return {
    bandWeight: 1,
    heat: 0.5,
    bias: { estate: 2 * random.next(), block: random.next(), barrier: random.next() },
  };
}
