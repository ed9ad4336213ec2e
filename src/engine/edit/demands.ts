/** What every edit asks before it changes anything: that what it speaks of is there and not locked. */
import type { Position } from "geojson";
import type { Draft, EditRefusal, Movable } from "../edit-types";
import { callGrid } from "./call-grid";
import { refuse, refuseAll } from "./edit-error";
import type { EditableGround } from "./editable";

type Path = readonly string[];

/** The place of a grid in the draft. */
export function gridOfKey(draft: Draft, key: string, path: Path): number {
  const place = draft.grids.findIndex((grid) => grid.key === key);
  if (place >= 0) return place;
  return refuse(
    "UNKNOWN_GRID",
    {
      zh: `本方案没有网格 ${key}，可能已被合并。请刷新后重新选择。`,
      en: `The draft has no grid ${key}; it may have been merged. Load the draft again and choose another.`,
    },
    path,
  );
}

/** Refuses a key for a new grid that another one has. */
export function demandNewKey(draft: Draft, key: string, path: Path): void {
  if (!draft.grids.some((grid) => grid.key === key)) return;
  refuse(
    "KEY_IN_USE",
    {
      zh: `新网格的标识 ${key} 已被使用，请换一个。`,
      en: `The key ${key} belongs to another grid: take a new one for the new grid.`,
    },
    path,
  );
}

/** Refuses what would change a locked grid; `path` is that of the member that names the grid. */
export function demandUnlocked(
  open: EditableGround,
  draft: Draft,
  places: readonly { readonly place: number; readonly path: Path | null }[],
): void {
  const seen = new Set<number>();
  const refusals = places.flatMap(({ place, path }): EditRefusal[] => {
    if (place < 0 || seen.has(place) || !draft.grids[place].locked) return [];
    seen.add(place);
    const { zh, en } = callGrid(open, draft, place);
    return [
      {
        code: "GRID_LOCKED",
        message: {
          zh: `${zh}已锁定，不能改动。请先解锁，或选择其他楼栋或网格。`,
          en: `${capital(en)} is locked. Unlock it first, or choose other buildings or another grid.`,
        },
        path,
      },
    ];
  });
  refuseAll(refusals);
}

/** Refuses an edit after which everything would be as before. */
export function demandChange(isChange: boolean, path: Path | null = null): void {
  if (isChange) return;
  refuse(
    "NOTHING_CHANGES",
    {
      zh: "这样修改后方案没有任何变化。请选择其他楼栋、网格或取值。",
      en: "This would change nothing: it is so already. Choose other buildings, another grid or another value.",
    },
    path,
  );
}

/** A cell that is chosen, and the member that chose it first. */
export interface Chosen {
  readonly cell: number;
  readonly path: Path;
}

/** The cells of buildings and places, ascending; at least one. */
export function chosenCells(
  open: EditableGround,
  { buildingIds, places = [] }: Movable,
  member = "buildingIds",
): Chosen[] {
  const { cellAt } = open.memo.terrain;
  const buildings = chosenBuildings(open, buildingIds, member);
  const strays: EditRefusal[] = [];
  const grounds = places.flatMap((place, i) => {
    const path = ["places", String(i)];
    const cell = isPosition(place) ? cellAt(place) : -1;
    if (cell < 0) strays.push(outside(path));
    return cell < 0 ? [] : [{ cell, path }];
  });
  refuseAll(strays);
  const first = new Map<number, Chosen>();
  for (const chosen of [...buildings, ...grounds]) {
    if (!first.has(chosen.cell)) first.set(chosen.cell, chosen);
  }
  if (first.size === 0) nothingChosen(member);
  return [...first.values()].sort((p, q) => p.cell - q.cell);
}

/** The cells of buildings, in their order; a cell comes once for each of them. */
export function chosenBuildings(
  { memo }: EditableGround,
  buildingIds: readonly string[],
  member: string,
): Chosen[] {
  const refusals: EditRefusal[] = [];
  const chosen = buildingIds.flatMap((id, i) => {
    const path = [member, String(i)];
    const cell = memo.terrain.cellOf.get(id);
    if (cell === undefined) refusals.push(unknownBuilding(id, path));
    return cell === undefined ? [] : [{ cell, path }];
  });
  refuseAll(refusals);
  return chosen;
}

export function nothingChosen(member: string): never {
  return refuse(
    "NOTHING_CHOSEN",
    {
      zh: "没有选择任何楼栋或地块。请至少选择一处。",
      en: "No building or ground is chosen. Choose at least one.",
    },
    [member],
  );
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unknownBuilding(id: string, path: Path): EditRefusal {
  return {
    code: "UNKNOWN_BUILDING",
    message: {
      zh: `社区没有楼栋 ${id}。请刷新后重新选择。`,
      en: `The community has no building ${id}. Load the draft again and choose another.`,
    },
    path,
  };
}

function outside(path: Path): EditRefusal {
  return {
    code: "PLACE_OUTSIDE",
    message: {
      zh: "这个位置不在社区范围内。请在社区边界内选择。",
      en: "This place is not in the community. Choose one inside its boundary.",
    },
    path,
  };
}

function isPosition([lon, lat]: Position): boolean {
  return Number.isFinite(lon) && Number.isFinite(lat);
}
