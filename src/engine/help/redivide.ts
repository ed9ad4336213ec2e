/** Dividing the open ground of a draft anew: what becomes of its grids, and of ground nobody lives on. */
import type { CellGraph } from "../partition/cell-graph";
import { componentsOf } from "../partition/components";
import { holdingOf } from "../partition/given";
import type { Draft, DraftGrid } from "../edit-types";
import type { Field } from "./field";

/** Gives a key to a grid that was not there before. */
export type NewKey = () => string;

/** The grid of each atom of a connected part (ascending), from 0, in no order. */
export type Divide = (part: Int32Array) => Int32Array;

/**
 * Divides every part with people or grids that may only grow. Each grid lives on in the one with most of its households, one in one;
 * the others that come out of it are new. Ground that is cut off from all of them goes to the grid
 * beside it that takes ground. Grids that end with nothing are gone.
 */
export function redivide(field: Field, draft: Draft, divide: Divide, newKey: NewKey): Draft {
  const { graph, home, isFixed, isWhole } = field;
  const gridOf = home.map((grid, atom) => (isFixed[atom] ? grid : -1));
  const grids = [...draft.grids];
  const parts = componentsOf(graph, (atom) => !isFixed[atom]);
  const inhabited = parts.filter(
    (part) => holdingOf(graph, part).households > 0 || part.some((atom) => isWhole[atom]),
  );
  const pieceOf = new Int32Array(graph.n).fill(-1);
  let pieces = 0;
  for (const part of inhabited) {
    const divided = divide(part);
    part.forEach((atom, i) => (pieceOf[atom] = pieces + divided[i]));
    pieces += divided.reduce((most, piece) => Math.max(most, piece + 1), 0);
  }
  const heirs = heirsOf(graph, home, pieceOf);
  pieceOf.forEach((piece, atom) => {
    if (piece < 0) return;
    const grid = heirs.get(piece) ?? grids.push(createGrid(newKey())) - 1;
    heirs.set(piece, grid);
    gridOf[atom] = grid;
  });
  for (const part of parts) {
    if (inhabited.includes(part)) continue;
    const to = groundTo(field, draft, gridOf, part);
    const grid = to >= 0 ? to : grids.push(createGrid(newKey())) - 1;
    for (const atom of part) gridOf[atom] = grid;
  }
  return withoutEmptied(
    draft,
    grids,
    Array.from(field.into, (atom) => gridOf[atom]),
  );
}

function createGrid(key: string): DraftGrid {
  const none = { reducedNote: null, name: null, locked: false, lastPlace: null };
  return { key, kind: "STANDARD", ...none };
}

/** A locked grid stays even where it holds nothing. */
export function withoutEmptied(
  draft: Draft,
  grids: readonly DraftGrid[],
  gridOf: readonly number[],
): Draft {
  const held = new Set(gridOf);
  const kept = [...grids.keys()].filter((grid) => held.has(grid) || grids[grid].locked);
  const number = new Map(kept.map((grid, i) => [grid, i]));
  return {
    ...draft,
    grids: kept.map((grid) => grids[grid]),
    gridOf: gridOf.map((grid) => number.get(grid) ?? -1),
  };
}

/** So that ground counts, but never against a household. */
const PER_ATOM = 1e-6;

/** Piece -> grid of the draft that lives on in it. */
function heirsOf(graph: CellGraph, home: Int32Array, pieceOf: Int32Array): Map<number, number> {
  const common = new Map<string, { grid: number; piece: number; held: number }>();
  pieceOf.forEach((piece, atom) => {
    const grid = home[atom];
    if (piece < 0 || grid < 0) return;
    const pair = common.get(`${grid} ${piece}`) ?? { grid, piece, held: 0 };
    pair.held += graph.households[atom] + PER_ATOM;
    common.set(`${grid} ${piece}`, pair);
  });
  const heirs = new Map<number, number>();
  const taken = new Set<number>();
  const inOrder = [...common.values()].sort(
    (p, q) => q.held - p.held || p.grid - q.grid || p.piece - q.piece,
  );
  for (const { grid, piece } of inOrder) {
    if (taken.has(grid) || heirs.has(piece)) continue;
    taken.add(grid);
    heirs.set(piece, grid);
  }
  return heirs;
}

/**
 * Where ground goes that only fixed grids are beside: to the one with the longest border that is not
 * locked. A detached part stays with its grid, or joins the nearest. -1: it has to be a grid.
 */
function groundTo(
  { graph, home }: Field,
  { grids }: Draft,
  gridOf: Int32Array,
  part: Int32Array,
): number {
  const border = new Map<number, number>();
  let isDetached = true;
  for (const atom of part) {
    for (let e = graph.offset[atom]; e < graph.offset[atom + 1]; e++) {
      const other = graph.neighbour[e];
      if (gridOf[other] < 0) continue;
      isDetached = false;
      const to = gridOf[other];
      if (!grids[to].locked) border.set(to, (border.get(to) ?? 0) + graph.borderM[e]);
    }
  }
  const [longest] = [...border].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (longest !== undefined) return longest[0];
  const own = home[part[0]];
  const isAlive = own >= 0 && gridOf.includes(own);
  if (isDetached) return isAlive ? own : nearest(graph, grids, gridOf, part);
  // Among locked grids alone: a grid of this ground stays one.
  return own >= 0 && !isAlive ? own : -1;
}

function nearest(
  { x, y }: CellGraph,
  grids: readonly DraftGrid[],
  gridOf: Int32Array,
  part: Int32Array,
): number {
  let best = -1;
  let least = Infinity;
  gridOf.forEach((grid, other) => {
    if (grid < 0 || grids[grid]?.locked === true) return;
    for (const atom of part) {
      const distance = Math.hypot(x[atom] - x[other], y[atom] - y[other]);
      if (distance < least) [best, least] = [grid, distance];
    }
  });
  return best;
}
