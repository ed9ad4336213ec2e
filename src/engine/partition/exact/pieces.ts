/**
 * A bound that is cheap however many districts there are: buildings that no district in band holds
 * are found one by one, and what they part is bounded by the totals of its pieces.
 */
import { isInBand, isOversize } from "../bands";
import { componentsOf, subgraphOf } from "../components";
import { holdingOf } from "../given";
import type { Problem } from "../problem";
import { inhabitedGraph, type Inhabited } from "./inhabited";
import { mostOfHolding } from "./totals";

/** Sets around a cell that are looked at; with more of them, one is taken to be in band. */
const MOST_SETS = 400;

/** No division of the part has more households in band. */
export function mostByPieces({ graph, bands }: Ground): number {
  const isLost = new Uint8Array(graph.n);
  for (let cell = 0; cell < graph.n; cell++) {
    if (isOversize(bands, holdingOf(graph, Int32Array.of(cell)))) isLost[cell] = 1;
  }
  let pieces: Int32Array[];
  let lost: number[];
  do {
    pieces = componentsOf(graph, (cell) => isLost[cell] === 0);
    lost = pieces.flatMap((piece) => cellsInNoBand({ graph, bands }, piece));
    for (const cell of lost) isLost[cell] = 1;
  } while (lost.length > 0);
  return pieces.reduce((sum, piece) => sum + mostOfHolding(bands, holdingOf(graph, piece)), 0);
}

type Ground = Pick<Problem, "graph" | "bands">;

/** Cells of a piece that are part of no connected set in band. */
function cellsInNoBand({ graph, bands }: Ground, piece: Int32Array): number[] {
  const own = subgraphOf(graph, piece);
  const inhabited = inhabitedGraph(own);
  if (inhabited === null) return [];
  const isIn = new Uint8Array(inhabited.cells.length);
  inhabited.cells.forEach((_, i) => {
    if (isIn[i] === 1) return;
    for (const member of setInBand({ graph: own, bands }, inhabited, i)) isIn[member] = 1;
  });
  return Array.from(inhabited.cells)
    .filter((_, i) => isIn[i] === 0)
    .map((cell) => piece[cell]);
}

/** A connected set in band that holds a cell; none if there is none; the cell alone if unknown. */
function setInBand(
  { graph, bands }: Ground,
  { cells, neighbours }: Inhabited,
  from: number,
): readonly number[] {
  const held = { households: 0, oldHouseholds: 0, specialHouseholds: 0 };
  const touched = new Int32Array(cells.length);
  const members: number[] = [];
  let sets = 0;
  const count = (i: number, sign: number) => {
    held.households += sign * graph.households[cells[i]];
    held.oldHouseholds += sign * graph.oldHouseholds[cells[i]];
    held.specialHouseholds += sign * graph.specialHouseholds[cells[i]];
    touched[i] += sign;
    for (const near of neighbours[i]) touched[near] += sign;
  };
  /** The set itself or one with more members; null if none is in band. */
  const grow = (i: number, rest: readonly number[]): readonly number[] | null => {
    if (++sets > MOST_SETS) return [from];
    const fresh = neighbours[i].filter((near) => touched[near] === 0);
    count(i, 1);
    members.push(i);
    const found = isInBand(bands, held) ? [...members] : growOn([...rest, ...fresh]);
    members.pop();
    count(i, -1);
    return found;
  };
  const growOn = (candidates: number[]): readonly number[] | null => {
    if (isOversize(bands, held)) return null;
    for (let next = candidates.pop(); next !== undefined; next = candidates.pop()) {
      const found = grow(next, candidates);
      if (found !== null) return found;
    }
    return null;
  };
  return grow(from, []) ?? [];
}
