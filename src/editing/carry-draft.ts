/** What becomes of a draft when the ground under it is laid anew. */
import type { Draft } from "../engine";

/** A draft on its ground: for each cell, the ids of its buildings. */
export interface DraftOnGround {
  readonly draft: Draft;
  readonly cells: readonly (readonly string[])[];
}

/**
 * The draft on the new ground. `opened` has the grids with ground on it, and a grid for every cell; what
 * was in no grid still is in none, grids without ground still wait for some, and wishes are kept as far as
 * there are buildings left to wish something of.
 */
export function carryDraft(old: DraftOnGround, opened: DraftOnGround): Draft {
  const released = new Set(old.cells.filter((_, no) => old.draft.gridOf[no] < 0).flat());
  const opens = new Set(opened.draft.grids.map(({ key }) => key));
  const placeOf = new Map(old.draft.grids.map(({ key, lastPlace }) => [key, lastPlace]));
  const there = new Set(opened.cells.flat());
  const kept = (wishes: Draft["together"]) =>
    wishes.map((ids) => ids.filter((id) => there.has(id))).filter(({ length }) => length > 1);
  return {
    grids: [
      ...opened.draft.grids.map((grid) => ({
        ...grid,
        lastPlace: grid.lastPlace ?? placeOf.get(grid.key) ?? null,
      })),
      ...old.draft.grids.filter(({ key }) => !opens.has(key)),
    ],
    gridOf: opened.draft.gridOf.map((place, no) => {
      const own = opened.cells[no];
      return own.length > 0 && own.every((id) => released.has(id)) ? -1 : place;
    }),
    together: kept(old.draft.together),
    apart: kept(old.draft.apart),
  };
}
