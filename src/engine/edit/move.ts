/** Edits that put cells into other grids. */
import type { Draft, DraftGrid, Edit, Movable, Target } from "../edit-types";
import {
  chosenCells,
  demandChange,
  demandNewKey,
  demandUnlocked,
  gridOfKey,
  type Chosen,
} from "./demands";
import { refuse } from "./edit-error";
import type { EditableGround } from "./editable";
import { nameFor } from "./set-grid";
import { settle, withoutGrids } from "./settle";

/** A grid that an edit makes. */
export function newGrid(key: string, kind: DraftGrid["kind"], name: string | null): DraftGrid {
  return { key, kind, reducedNote: null, name, locked: false, lastPlace: null };
}

export function move(
  open: EditableGround,
  draft: Draft,
  { to, ...movable }: Movable & { readonly to: Target },
): Draft {
  const chosen = chosenCells(open, movable);
  if ("newKey" in to) {
    demandNewKey(draft, to.newKey, ["to", "newKey"]);
    return intoNew(open, draft, chosen, newGrid(to.newKey, to.kind, null));
  }
  const place = gridOfKey(draft, to.key, ["to", "key"]);
  demandUnlocked(open, draft, [{ place, path: ["to", "key"] }, ...gridsLeft(draft, chosen)]);
  return into(open, draft, chosen, place);
}

export function carve(
  open: EditableGround,
  draft: Draft,
  { newKey, name, ...movable }: Movable & { readonly newKey: string; readonly name: string | null },
): Draft {
  const chosen = chosenCells(open, movable);
  demandNewKey(draft, newKey, ["newKey"]);
  return intoNew(open, draft, chosen, newGrid(newKey, "MICRO", nameFor(draft, null, name)));
}

export function release(open: EditableGround, draft: Draft, movable: Movable): Draft {
  const chosen = chosenCells(open, movable);
  demandUnlocked(open, draft, gridsLeft(draft, chosen));
  return into(open, draft, chosen, -1);
}

export function swap(
  open: EditableGround,
  draft: Draft,
  { buildingIds, forBuildingIds }: Extract<Edit, { type: "SWAP" }>,
): Draft {
  const there = chosenCells(open, { buildingIds });
  const back = chosenCells(open, { buildingIds: forBuildingIds }, "forBuildingIds");
  const [one, other] = [there, back].map((chosen) => draft.gridOf[chosen[0].cell]);
  const isOf = (grid: number) => (chosen: Chosen) => draft.gridOf[chosen.cell] === grid;
  if (
    one < 0 ||
    other < 0 ||
    one === other ||
    !there.every(isOf(one)) ||
    !back.every(isOf(other))
  ) {
    refuse("NOT_TWO_GRIDS", {
      zh: "互换要求两组楼栋各自同在一个网格，且两个网格不同。请重新选择，或改用移动。",
      en: "To swap, each group has to be in one grid, and the two grids must differ. Choose again, or move the buildings instead.",
    });
  }
  demandUnlocked(open, draft, [...gridsLeft(draft, there), ...gridsLeft(draft, back)]);
  const to = new Map([
    ...there.map(({ cell }) => [cell, other] as const),
    ...back.map(({ cell }) => [cell, one] as const),
  ]);
  return put(open, draft, draft.grids, to);
}

export function merge(open: EditableGround, draft: Draft, keys: readonly string[]): Draft {
  const places = keys.map((key, i) => gridOfKey(draft, key, ["keys", String(i)]));
  const [first, ...others] = new Set(places);
  if (others.length === 0) {
    refuse(
      "TOO_FEW_GRIDS",
      { zh: "请至少选择两个网格合并。", en: "Choose at least two grids to merge." },
      ["keys"],
    );
  }
  demandUnlocked(
    open,
    draft,
    places.map((place, i) => ({ place, path: ["keys", String(i)] })),
  );
  return joined(open, draft, new Set(others), first);
}

export function giveBack(
  open: EditableGround,
  draft: Draft,
  { key, into: intoKey = null }: Extract<Edit, { type: "GIVE_BACK" }>,
): Draft {
  const place = gridOfKey(draft, key, ["key"]);
  if (draft.grids[place].kind !== "MICRO") {
    refuse(
      "NOT_A_MICRO_GRID",
      {
        zh: "只有专属网格可以还回。标准网格请使用合并。",
        en: "Only a micro-grid can be given back. To dissolve a standard grid, merge it into another one.",
      },
      ["key"],
    );
  }
  const to =
    intoKey === null ? neighbourOf(open, draft, place) : gridOfKey(draft, intoKey, ["into"]);
  if (to === place || to < 0) {
    refuse(
      "NO_NEIGHBOUR",
      {
        zh: "没有可以接收它的相邻网格。请指定一个未锁定的其他网格，或先解锁相邻网格。",
        en: "There is no neighbour that can take it. Name another grid that is not locked, or unlock one beside it first.",
      },
      [intoKey === null ? "key" : "into"],
    );
  }
  demandUnlocked(open, draft, [
    { place, path: ["key"] },
    { place: to, path: ["into"] },
  ]);
  return joined(open, draft, new Set([place]), to);
}

function into(open: EditableGround, draft: Draft, chosen: readonly Chosen[], place: number): Draft {
  const isChange = chosen.some(({ cell }) => draft.gridOf[cell] !== place);
  demandChange(isChange, [chosen[0].path[0]]);
  return put(open, draft, draft.grids, new Map(chosen.map(({ cell }) => [cell, place])));
}

function intoNew(
  open: EditableGround,
  draft: Draft,
  chosen: readonly Chosen[],
  grid: DraftGrid,
): Draft {
  demandUnlocked(open, draft, gridsLeft(draft, chosen));
  const place = draft.grids.length;
  return put(open, draft, [...draft.grids, grid], new Map(chosen.map(({ cell }) => [cell, place])));
}

function put(
  open: EditableGround,
  draft: Draft,
  grids: Draft["grids"],
  to: ReadonlyMap<number, number>,
): Draft {
  const gridOf = draft.gridOf.map((grid, cell) => to.get(cell) ?? grid);
  return settle(open, draft, { grids, gridOf, chosen: [...to.keys()] });
}

/** Some grids become part of another. */
function joined(open: EditableGround, draft: Draft, gone: ReadonlySet<number>, to: number): Draft {
  const gridOf = draft.gridOf.map((grid) => (gone.has(grid) ? to : grid));
  const chosen = draft.gridOf.flatMap((grid, cell) => (gone.has(grid) ? [cell] : []));
  return withoutGrids(settle(open, draft, { grids: draft.grids, gridOf, chosen }), gone);
}

function gridsLeft(draft: Draft, chosen: readonly Chosen[]) {
  return chosen.map(({ cell, path }) => ({ place: draft.gridOf[cell], path }));
}

/** The unlocked grid with the longest border, a standard one where there is one; -1 for none. */
function neighbourOf({ memo }: EditableGround, { grids, gridOf }: Draft, place: number): number {
  const borders = new Map<number, number>();
  gridOf.forEach((grid, cell) => {
    if (grid !== place) return;
    for (const { cell: next, borderM } of memo.terrain.beside[cell]) {
      const other = gridOf[next];
      if (other < 0 || other === place || grids[other].locked) continue;
      borders.set(other, (borders.get(other) ?? 0) + borderM);
    }
  });
  const [best] = [...borders].sort(
    ([p, a], [q, b]) =>
      Number(grids[p].kind === "MICRO") - Number(grids[q].kind === "MICRO") || b - a || p - q,
  );
  return best ? best[0] : -1;
}
