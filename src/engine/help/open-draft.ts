/** What has to be settled before a draft is divided: its micro-grids, whole and made. */
import type { Ground } from "../ground";
import { componentsOf } from "../partition/components";
import type { Draft, DraftGrid } from "../edit-types";
import type { NewKey } from "./redivide";

/**
 * Buildings in no grid that ask for a micro-grid (rule R3) get one: that which their group has already
 * beside them, else a new one.
 */
export function makeMicroGrids(ground: Ground, draft: Draft, newKey: NewKey): Draft {
  const { cells, given } = ground;
  const grids = [...draft.grids];
  const gridOf = [...draft.gridOf];
  const groupOf = Int32Array.from(given.into, (atom) => {
    const group = given.fixed[atom];
    return group >= 0 && given.fixedKind[group] === "MICRO" ? group : -1;
  });
  const open = componentsOf(
    cells,
    (cell) => draft.gridOf[cell] < 0 && groupOf[cell] >= 0,
    (a, b) => groupOf[a] === groupOf[b],
  );
  for (const piece of open) {
    const beside = Array.from(piece).flatMap((cell) =>
      Array.from(cells.neighbour.subarray(cells.offset[cell], cells.offset[cell + 1])),
    );
    const own = beside.find((cell) => {
      const grid: DraftGrid | undefined = draft.grids[draft.gridOf[cell]];
      return groupOf[cell] === groupOf[piece[0]] && grid?.kind === "MICRO" && !grid.locked;
    });
    const grid = own === undefined ? grids.push(createMicro(newKey())) - 1 : draft.gridOf[own];
    for (const cell of piece) gridOf[cell] = grid;
  }
  return { ...draft, grids, gridOf };
}

function createMicro(key: string): DraftGrid {
  const none = { reducedNote: null, name: null, locked: false, lastPlace: null };
  return { key, kind: "MICRO", ...none };
}

/** Of a micro-grid in pieces only the largest stays, so that the others can be given to neighbours. */
export function freeMicroIslands(ground: Ground, draft: Draft): Draft {
  const { cells } = ground;
  const gridOf = [...draft.gridOf];
  draft.grids.forEach(({ kind, locked }, grid) => {
    if (kind !== "MICRO" || locked) return;
    const pieces = componentsOf(cells, (cell) => draft.gridOf[cell] === grid);
    const sizes = pieces.map((piece) => piece.reduce((sum, cell) => sum + cells.areaM2[cell], 0));
    const largest = sizes.indexOf(Math.max(...sizes));
    pieces.forEach((piece, p) => {
      if (p === largest) return;
      for (const cell of piece) gridOf[cell] = -1;
    });
  });
  return { ...draft, gridOf };
}
