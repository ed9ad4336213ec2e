/** Another way of making grids whole: not by giving their islands away, but by what lies between. */
import type { CellGraph } from "../partition/cell-graph";
import { componentsOf } from "../partition/components";
import type { Problem } from "../partition/problem";

/**
 * The grids in force with every island joined to the rest of its grid by the way on which fewest
 * people live, where these are fewer than live on the island. Grids whose ground is taken for that may
 * fall apart in turn.
 */
export function bridged({ graph, inForce }: Problem): Int32Array {
  const joined = inForce.slice();
  const pieces = componentsOf(
    graph,
    (atom) => inForce[atom] >= 0,
    (a, b) => inForce[a] === inForce[b],
  );
  const held = (piece: Int32Array) => piece.reduce((sum, atom) => sum + graph.households[atom], 0);
  const largest = new Map<number, Int32Array>();
  for (const piece of pieces) {
    const known = largest.get(inForce[piece[0]]);
    if (!known || held(piece) > held(known)) largest.set(inForce[piece[0]], piece);
  }
  for (const island of pieces) {
    const grid = inForce[island[0]];
    const main = largest.get(grid);
    if (main === undefined || main === island) continue;
    const { way, households } = emptiestWay(graph, island, new Set(main));
    if (households >= held(island)) continue;
    for (const atom of way) joined[atom] = grid;
  }
  return joined;
}

/** Dijkstra's, by the people who live on the way; ground counts a little, so that ways are short. */
function emptiestWay(
  graph: CellGraph,
  from: Int32Array,
  to: ReadonlySet<number>,
): { way: readonly number[]; households: number } {
  const least = new Float64Array(graph.n).fill(Infinity);
  const cameFrom = new Int32Array(graph.n).fill(-1);
  const isDone = new Uint8Array(graph.n);
  for (const atom of from) least[atom] = 0;
  for (;;) {
    let at = -1;
    for (let atom = 0; atom < graph.n; atom++) {
      if (isDone[atom] === 0 && least[atom] < (at < 0 ? Infinity : least[at])) at = atom;
    }
    if (at < 0) return { way: [], households: Infinity };
    if (to.has(at)) return wayTo(graph, cameFrom, at);
    isDone[at] = 1;
    for (let e = graph.offset[at]; e < graph.offset[at + 1]; e++) {
      const next = graph.neighbour[e];
      const cost = least[at] + (to.has(next) ? 0 : graph.households[next] + PER_ATOM);
      if (cost >= least[next]) continue;
      least[next] = cost;
      cameFrom[next] = at;
    }
  }
}

const PER_ATOM = 0.01;

function wayTo(graph: CellGraph, cameFrom: Int32Array, end: number) {
  const way: number[] = [];
  for (let at = cameFrom[end]; cameFrom[at] >= 0; at = cameFrom[at]) way.push(at);
  return { way, households: way.reduce((sum, atom) => sum + graph.households[atom], 0) };
}
