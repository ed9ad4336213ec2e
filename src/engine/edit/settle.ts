/** What follows from moving cells: ground that is cut off goes along, emptied grids remember their place. */
import type { Draft } from "../edit-types";
import type { EditableGround } from "./editable";
import { piecesOf, type Terrain } from "./terrain";
import { demandWishes } from "./wishes";

/** A division after an edit has put cells elsewhere. */
export interface Moved {
  /** New grids come behind those that were there. */
  readonly grids: Draft["grids"];
  readonly gridOf: readonly number[];
  /** Cells that were chosen: they stay where they were put. */
  readonly chosen: readonly number[];
}

/**
 * The draft that a move makes of another one. Ground without buildings that the move cuts off from the
 * buildings of its grid goes to the unlocked neighbour with the longest border; so does what is left
 * of a grid without its last building. Refuses what breaks a wish.
 */
export function settle(
  open: EditableGround,
  before: Draft,
  { grids, gridOf: moved, chosen }: Moved,
): Draft {
  const gridOf = [...moved];
  followOff(open.memo.terrain, before.gridOf, gridOf, grids, new Set(chosen));
  const held = new Set(gridOf);
  const after = {
    ...before,
    gridOf,
    grids: grids.map((grid, place) =>
      held.has(place)
        ? { ...grid, lastPlace: null }
        : { ...grid, lastPlace: grid.lastPlace ?? placeOf(open, before, place) },
    ),
  };
  demandWishes(open, after);
  return after;
}

/** The draft without some grids, none of which holds a cell. */
export function withoutGrids(draft: Draft, places: ReadonlySet<number>): Draft {
  const kept = draft.grids.flatMap((_, place) => (places.has(place) ? [] : [place]));
  const now = new Map(kept.map((place, i) => [place, i]));
  return {
    ...draft,
    grids: kept.map((place) => draft.grids[place]),
    gridOf: draft.gridOf.map((place) => now.get(place) ?? -1),
  };
}

/** A point inside a grid; null where it has no cell. */
function placeOf({ memo }: EditableGround, { gridOf }: Draft, place: number) {
  const cells = gridOf.flatMap((grid, cell) => (grid === place ? [cell] : []));
  return cells.length === 0 ? null : memo.sketcher.sketch(cells).shape.pointOnSurface.coordinates;
}

function followOff(
  terrain: Terrain,
  before: readonly number[],
  gridOf: number[],
  grids: Draft["grids"],
  chosen: ReadonlySet<number>,
): void {
  const loose = looseCells(terrain, before, gridOf, chosen);
  const inGrid = (grid: number) => grid >= 0 && !grids[grid].locked;
  let pieces = piecesOf(terrain, loose, (a, b) => gridOf[a] === gridOf[b]);
  while (pieces.length > 0) {
    const left = pieces.filter((piece) => {
      const to = longestBorder(terrain, piece, gridOf, loose, inGrid);
      if (to === null) return true;
      for (const cell of piece) {
        gridOf[cell] = to;
        loose.delete(cell);
      }
      return false;
    });
    if (left.length === pieces.length) break;
    pieces = left;
  }
  // Between buildings that were released, ground is in no grid either.
  for (const piece of pieces) {
    const to = longestBorder(terrain, piece, gridOf, loose, (grid) => grid < 0);
    if (to !== null) for (const cell of piece) gridOf[cell] = to;
  }
}

/** Ground that hung together with a building of its grid, and does so no more. */
function looseCells(
  terrain: Terrain,
  before: readonly number[],
  gridOf: readonly number[],
  chosen: ReadonlySet<number>,
): Set<number> {
  const changed = before.flatMap((grid, cell) => (grid === gridOf[cell] ? [] : [cell]));
  const touched = new Set(changed.flatMap((cell) => [before[cell], gridOf[cell]]));
  touched.delete(-1);
  const held = cutOff(terrain, before, new Set(changed.map((cell) => before[cell])));
  const emptied = [...touched].filter(
    (grid) =>
      gridOf.every((other, cell) => other !== grid || !terrain.hasBuildings(cell)) &&
      before.some((other, cell) => other === grid && terrain.hasBuildings(cell)),
  );
  const isEmptied = new Set(emptied);
  const off = cutOff(terrain, gridOf, touched);
  return new Set(
    [...off].filter(
      (cell) => !chosen.has(cell) && (!held.has(cell) || isEmptied.has(gridOf[cell])),
    ),
  );
}

/** Cells in pieces without a building, of some grids. */
function cutOff(
  terrain: Terrain,
  gridOf: readonly number[],
  grids: ReadonlySet<number>,
): Set<number> {
  const cells = gridOf.flatMap((grid, cell) => (grids.has(grid) ? [cell] : []));
  const pieces = piecesOf(terrain, cells, (a, b) => gridOf[a] === gridOf[b]);
  return new Set(pieces.filter((piece) => !piece.some(terrain.hasBuildings)).flat());
}

/** The grid around a piece that has the longest border with it, the first of equals; null for none. */
function longestBorder(
  { beside }: Terrain,
  piece: readonly number[],
  gridOf: readonly number[],
  loose: ReadonlySet<number>,
  admits: (grid: number) => boolean,
): number | null {
  const own = gridOf[piece[0]];
  const borders = new Map<number, number>();
  for (const { cell, borderM } of piece.flatMap((of) => beside[of])) {
    const grid = gridOf[cell];
    if (grid === own || loose.has(cell) || !admits(grid)) continue;
    borders.set(grid, (borders.get(grid) ?? 0) + borderM);
  }
  let best: number | null = null;
  for (const [grid, metres] of [...borders].sort(([p], [q]) => p - q)) {
    if (best === null || metres > (borders.get(best) ?? 0)) best = grid;
  }
  return best;
}
