/** A small town with three grids, and what its edits are asked for in tests. */
import {
  applyEdit,
  assessDraft,
  cellsOf,
  draftEffect,
  EditError,
  openDraft,
  openEditable,
  type Draft,
  type Edit,
  type EditableGround,
  type Finding,
  type OpenedGrid,
  type Plan,
  type ProposeInput,
} from "../../src/engine";
import { barrier, community, village } from "./ground";

/** Ten by six houses of 20 households; a street in the middle. */
export function town(more: Partial<ProposeInput> = {}): ProposeInput {
  const input = village(10, 6, 20);
  return {
    ...input,
    community: community(input.community.polygon, "640104001901"),
    barriers: [barrier("street", "ROAD", [200, -5], [200, 245])],
    ...more,
  };
}

export const id = (column: number, row: number) => `h${String(row * 10 + column).padStart(3, "0")}`;

/** Houses of these columns, in all rows or some. */
export function houses(
  from: number,
  to: number,
  rows: readonly number[] = [0, 1, 2, 3, 4, 5],
): string[] {
  return rows.flatMap((row) => Array.from({ length: to - from + 1 }, (_, i) => id(from + i, row)));
}

export function opened(
  key: string,
  buildingIds: readonly string[],
  more: Partial<OpenedGrid> = {},
) {
  return { key, kind: "STANDARD" as const, buildingIds, reducedNote: null, locked: false, ...more };
}

/** Grids of three, four and three columns. */
export const THREE = [
  opened("west", houses(0, 2)),
  opened("middle", houses(3, 6)),
  opened("east", houses(7, 9)),
];

export const open = openEditable(town());
export const draft = openDraft(open, THREE);

/** The buildings of each grid that holds any, by key; null for those in no grid. */
export function division(of: Draft, on: EditableGround = open): Record<string, string[]> {
  const held: Record<string, string[]> = {};
  cellsOf(on).forEach((ids, cell) => {
    const key = of.grids[of.gridOf[cell]]?.key ?? "none";
    if (ids.length > 0) held[key] = [...(held[key] ?? []), ...ids].sort();
  });
  return held;
}

export const edited = (edit: Edit, from: Draft = draft) => applyEdit(open, from, edit);

export function effectOf(edit: Edit, from: Draft = draft) {
  return draftEffect(assessDraft(open, from), assessDraft(open, edited(edit, from)));
}

export const found = ({ findings }: Plan, code: string): Finding[] =>
  findings.filter((finding) => finding.code === code);

/** The codes that an edit is refused with, and the members they are about. */
export function refused(edit: Edit, from: Draft = draft, on: EditableGround = open): unknown[] {
  try {
    applyEdit(on, from, edit);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    for (const { message } of error.refusals) {
      // What to do next is told in both languages.
      expect(message.zh).toMatch(/请/);
      expect(message.en).toMatch(
        /\b(choose|take|unlock|write|move|draw|make|merge|change|load|check)\b.*\.$/i,
      );
    }
    return error.refusals.map(({ code, path }) => [code, ...(path ?? [])].join(" "));
  }
  return [];
}
