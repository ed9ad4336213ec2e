import type { EditableGround } from "../edit/editable";
import type { Draft, Edit } from "../edit-types";
import { movableOf } from "./movable";

/**
 * Edits that make one draft of another, where only cells change their grids: grids that go up in one
 * other are merged into it, all else is moved. Ground without buildings may come out otherwise, since
 * it follows buildings.
 */
export function editsBetween(open: EditableGround, from: Draft, to: Draft): Edit[] {
  const was = new Map(from.grids.map(({ key }, grid) => [key, grid]));
  const is = new Set(to.grids.map(({ key }) => key));
  const merged = new Map<string, string>();
  const loose: string[] = [];
  for (const { key } of from.grids) {
    if (is.has(key)) continue;
    const heirs = heirsOf(from, to, key);
    if (heirs.length === 1 && was.has(heirs[0])) merged.set(key, heirs[0]);
    else loose.push(key);
  }
  const moves = to.grids.flatMap(({ key, kind }, grid): Edit[] => {
    const cells = to.gridOf.flatMap((own, cell) => {
      const before = from.grids[from.gridOf[cell]]?.key;
      const comes = own === grid && before !== key;
      return comes && (before === undefined || merged.get(before) !== key) ? [cell] : [];
    });
    if (cells.length === 0) return [];
    const target = was.has(key) ? { key } : { newKey: key, kind };
    return [{ type: "MOVE", ...movableOf(open, cells), to: target }];
  });
  const [left] = to.grids.filter(({ key, locked }) => was.has(key) && !locked);
  return [
    ...[...merged].map(([key, into]): Edit => ({ type: "MERGE", keys: [into, key] })),
    ...moves,
    // What was emptied by moves is taken off the draft.
    ...loose.map((key): Edit => ({ type: "MERGE", keys: [left?.key ?? key, key] })),
  ];
}

/** Keys of the grids that hold what a grid held. */
function heirsOf(from: Draft, to: Draft, key: string): string[] {
  const heirs = new Set<string>();
  from.gridOf.forEach((grid, cell) => {
    if (from.grids[grid]?.key === key) heirs.add(to.grids[to.gridOf[cell]]?.key ?? "");
  });
  return [...heirs];
}
