import { Carver } from "../partition/carve";
import { componentsOf, subgraphOf } from "../partition/components";
import { contract } from "../partition/contract";
import { Division } from "../partition/division";
import { problemOf } from "../partition/partition";
import { createRandom } from "../random";
import type { EditableGround } from "./editable";

/** Random trees whose best cuts are compared. */
const TREES = 64;

/** Trees are asked to leave estates and blocks late, and to cross barriers last. */
const OPTIONS = { bandWeight: 1, heat: 0, bias: { estate: 0.4, block: 0.4, barrier: 0.4 } };

/**
 * The smaller half of the best two that some cells can be parted into, by the goals of the search: as
 * many households in band as can be, estates whole, borders on barriers. Both have buildings. Where
 * the cells do not hang together, the piece with most households is one half. null where there are
 * no two halves; buildings that stay together are never parted.
 */
export function bestHalves(
  open: EditableGround,
  cells: readonly number[],
  together: readonly (readonly string[])[],
): number[] | null {
  const { ground, memo } = open;
  const { hasBuildings, cellOf } = memo.terrain;
  const householdsOf = (some: readonly number[]) =>
    some.reduce((sum, cell) => sum + ground.cells.households[cell], 0);
  const inside = new Set(cells);
  const wishes = together
    .map((ids) => ids.map((id) => cellOf.get(id) ?? -1).filter((cell) => inside.has(cell)))
    .filter((list) => list.length > 1);
  const isKept = (half: readonly number[]) => {
    const chosen = new Set(half);
    return wishes.every((list) => new Set(list.map((cell) => chosen.has(cell))).size === 1);
  };
  const isHalf = (half: readonly number[]) => {
    const chosen = new Set(half);
    const sides = new Set(cells.filter(hasBuildings).map((cell) => chosen.has(cell)));
    return sides.size === 2 && isKept(half);
  };
  const pieces = componentsOf(ground.cells, (cell) => inside.has(cell))
    .map((piece) => [...piece])
    .filter((piece) => piece.some(hasBuildings))
    .sort((p, q) => householdsOf(q) - householdsOf(p) || p[0] - q[0]);
  if (pieces.length > 1) {
    const rest = cells.filter((cell) => !pieces[0].includes(cell));
    return isHalf(rest) ? rest : null;
  }
  const halves = pieces
    .flatMap((piece) => cutHalves(open, piece, wishes))
    .filter(({ half }) => isHalf(half));
  const [best] = halves.sort((p, q) => p.cost - q.cost);
  if (best === undefined) return null;
  const chosen = new Set(best.half);
  const other = cells.filter((cell) => !chosen.has(cell));
  return householdsOf(other) < householdsOf(best.half) ? other : best.half;
}

/** The best cut of each tree, with its cost. */
function cutHalves(
  { ground }: EditableGround,
  cells: readonly number[],
  wishes: readonly (readonly number[])[],
): { half: number[]; cost: number }[] {
  const { rules } = ground.prepared;
  const local = new Map(cells.map((cell, i) => [cell, i]));
  const contraction = contract(
    subgraphOf(ground.cells, Int32Array.from(cells)),
    wishes.map((list) => list.map((cell) => local.get(cell) ?? 0)),
  );
  if (!contraction) return [];
  const { graph, into } = contraction;
  const all = Int32Array.from({ length: graph.n }, (_, atom) => atom);
  const inForce = new Int32Array(graph.n).fill(-1);
  const problem = problemOf({ graph, rules, inForce, apart: [] }, all);
  const division = new Division(problem);
  const carver = new Carver(problem, createRandom(1));
  const seen = new Set<string>();
  const halves: { half: number[]; cost: number }[] = [];
  for (let tree = 0; tree < TREES; tree++) {
    if (carver.carve(all.slice(), 0, graph.n, 2, OPTIONS) !== 2) continue;
    const pieceOf = Int32Array.from(carver.pieceOf, (piece) =>
      piece === carver.pieceOf[0] ? 0 : 1,
    );
    if (seen.has(pieceOf.join())) continue;
    seen.add(pieceOf.join());
    division.assign(pieceOf);
    const cost = division.bandCost + division.otherCost;
    halves.push({ half: cells.filter((_, i) => pieceOf[into[i]] === 1), cost });
  }
  return halves;
}
