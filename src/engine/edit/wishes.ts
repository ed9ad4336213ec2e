/** Wishes: buildings that stay in one grid, and buildings that never share one. */
import type { Draft } from "../edit-types";
import type { Text } from "../plan-types";
import { nameOf, listOf } from "../rules/wording";
import { createUnion } from "../tessellate/union";
import { capital, chosenBuildings, demandChange } from "./demands";
import { refuse } from "./edit-error";
import type { EditableGround } from "./editable";

/** Refuses a division that a wish forbids. */
export function demandWishes(open: EditableGround, draft: Draft): void {
  const { together, apart } = draft;
  for (const ids of together) {
    if (new Set(gridsOf(open, draft, ids)).size <= 1) continue;
    const names = namesOf(open, ids);
    refuse("WISH_BROKEN", {
      zh: `已设定${names.zh}同在一个网格。请将它们一起移动，或先取消这项设定。`,
      en: `${capital(names.en)} are to stay together. Move all of them, or take that wish back first.`,
    });
  }
  for (const ids of apart) {
    const shared = sharing(open, draft, ids);
    if (shared === null) continue;
    const names = namesOf(open, shared);
    refuse("WISH_BROKEN", {
      zh: `已设定${names.zh}不在同一网格。请移到其他网格，或先取消这项设定。`,
      en: `${capital(names.en)} are to stay apart. Choose another grid, or take that wish back first.`,
    });
  }
}

/** Adds a wish that the division fulfils as it is. */
export function keepBuildings(
  open: EditableGround,
  draft: Draft,
  type: "KEEP_TOGETHER" | "KEEP_APART",
  buildingIds: readonly string[],
): Draft {
  const ids = [...new Set(buildingIds)].sort();
  chosenBuildings(open, buildingIds, "buildingIds");
  if (ids.length < 2) {
    refuse(
      "TOO_FEW_BUILDINGS",
      { zh: "请至少选择两栋楼。", en: "Choose at least two buildings." },
      ["buildingIds"],
    );
  }
  const wishes = type === "KEEP_TOGETHER" ? draft.together : draft.apart;
  demandChange(!wishes.some((list) => ids.every((id) => list.includes(id))), ["buildingIds"]);
  const added = sortLists([...wishes, ids]);
  const after =
    type === "KEEP_TOGETHER" ? { ...draft, together: added } : { ...draft, apart: added };
  if (type === "KEEP_TOGETHER") demandTogether(open, draft, ids);
  else demandApart(open, draft, ids);
  demandNoContradiction(open, after);
  return after;
}

/** Takes back every wish that speaks of any of these buildings. */
export function letGo(draft: Draft, buildingIds: readonly string[]): Draft {
  const ids = new Set(buildingIds);
  const speaksOf = (list: readonly string[]) => list.some((id) => ids.has(id));
  demandChange([...draft.together, ...draft.apart].some(speaksOf), ["buildingIds"]);
  return {
    ...draft,
    together: draft.together.filter((list) => !speaksOf(list)),
    apart: draft.apart.filter((list) => !speaksOf(list)),
  };
}

function demandTogether(open: EditableGround, draft: Draft, ids: readonly string[]): void {
  if (new Set(gridsOf(open, draft, ids)).size === 1) return;
  refuse(
    "WISH_UNMET",
    {
      zh: "这些楼栋现在不在同一网格。请先将它们移到一个网格，再设定同在一个网格。",
      en: "These buildings are not in one grid now. Move them into one first, then keep them together.",
    },
    ["buildingIds"],
  );
}

function demandApart(open: EditableGround, draft: Draft, ids: readonly string[]): void {
  const shared = sharing(open, draft, ids);
  if (shared === null) return;
  const names = namesOf(open, shared);
  const [one, other] = shared.map((id) => open.memo.terrain.cellOf.get(id));
  if (one === other) {
    refuse(
      "INSEPARABLE",
      {
        zh: `${names.zh}轮廓重叠，无法分开。请核对楼栋轮廓，或选择其他楼栋。`,
        en: `The footprints of ${names.en} overlap: they cannot be parted. Check the footprints, or choose other buildings.`,
      },
      ["buildingIds"],
    );
  }
  refuse(
    "WISH_UNMET",
    {
      zh: `${names.zh}现在同在一个网格。请先将其中一栋移到其他网格，再设定分开。`,
      en: `${capital(names.en)} share a grid now. Move one of them to another grid first, then keep them apart.`,
    },
    ["buildingIds"],
  );
}

/**
 * Only buildings that are in no grid yet can have wishes to the contrary fulfilled: some that are to
 * stay apart, and to stay with others that are to stay together.
 */
function demandNoContradiction(open: EditableGround, { together, apart, gridOf }: Draft): void {
  const { cellOf } = open.memo.terrain;
  const bound = createUnion(gridOf.length);
  for (const ids of together) {
    const [first, ...others] = ids.flatMap((id) => cellOf.get(id) ?? []);
    for (const other of others) bound.join(first, other);
  }
  for (const ids of apart) {
    const firstOf = new Map<number, string>();
    for (const id of ids) {
      const cell = cellOf.get(id);
      if (cell === undefined) continue;
      const first = firstOf.get(bound.find(cell));
      if (first !== undefined) refuseContradiction(open, [first, id]);
      firstOf.set(bound.find(cell), id);
    }
  }
}

function refuseContradiction(open: EditableGround, ids: readonly string[]): never {
  const names = namesOf(open, ids);
  return refuse(
    "WISHES_CONTRADICT",
    {
      zh: `${names.zh}已有相反的设定。请先取消原来的设定。`,
      en: `There is a wish to the contrary about ${names.en}. Take that back first.`,
    },
    ["buildingIds"],
  );
}

/** Two of these buildings that are in one grid, or cannot be parted; null where none are. */
function sharing(
  open: EditableGround,
  draft: Draft,
  ids: readonly string[],
): [string, string] | null {
  const firstIn = new Map<string, string>();
  for (const id of ids) {
    const cell = open.memo.terrain.cellOf.get(id);
    if (cell === undefined) continue;
    const grid = draft.gridOf[cell];
    // In no grid they share none, unless they are one cell.
    const where = grid < 0 ? `cell ${cell}` : `grid ${grid}`;
    const first = firstIn.get(where);
    if (first !== undefined) return [first, id];
    firstIn.set(where, id);
  }
  return null;
}

/** Of the buildings that there are; -1: in no grid. */
function gridsOf({ memo }: EditableGround, { gridOf }: Draft, ids: readonly string[]): number[] {
  return ids.flatMap((id) => {
    const cell = memo.terrain.cellOf.get(id);
    return cell === undefined ? [] : [gridOf[cell]];
  });
}

function namesOf({ ground }: EditableGround, ids: readonly string[]): Text {
  const { buildings } = ground.prepared;
  const { zh, en } = listOf(
    ids.map((id) => nameOf(buildings.find((building) => building.id === id) ?? { id })),
  );
  return { zh: `楼栋“${zh}”`, en: `buildings ${en}` };
}

function sortLists(lists: readonly (readonly string[])[]): (readonly string[])[] {
  const key = (list: readonly string[]) => list.join("\n");
  return [...lists].sort((p, q) => (key(p) < key(q) ? -1 : key(p) > key(q) ? 1 : 0));
}
