import type { EditableGround } from "../edit/editable";
import type { Movable } from "../edit-types";

/** Cells as an edit names them: buildings by id, ground without buildings by points on it. */
export function movableOf({ ground, memo }: EditableGround, cells: readonly number[]): Movable {
  const { prepared, tessellation } = ground;
  const buildingIds = buildingsOf({ prepared, tessellation }, cells);
  const bare = cells.filter((cell) => tessellation.buildings[cell].length === 0);
  if (bare.length === 0) return { buildingIds };
  const places = bare.map((cell) => memo.sketcher.sketch([cell]).shape.pointOnSurface.coordinates);
  return { buildingIds, places };
}

/** Sorted. */
export function buildingsOf(
  { prepared, tessellation }: Pick<EditableGround["ground"], "prepared" | "tessellation">,
  cells: readonly number[],
): string[] {
  return cells
    .flatMap((cell) => tessellation.buildings[cell].map((i) => prepared.buildings[i].id))
    .sort();
}
