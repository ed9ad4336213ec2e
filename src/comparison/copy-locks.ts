/** Locks and wishes of one plan for another one of the same community. */
import type { Draft, GridKind, Text } from "../engine";
import type { Refusal } from "../refusal";

/** A locked grid of the plan they are taken from. */
export interface LockedGrid {
  readonly label: string;
  readonly name: string | null;
  readonly kind: GridKind;
  /** Ids of the data set, as everywhere in here. */
  readonly buildingIds: readonly string[];
}

/** What there is to be taken. */
export interface Locks extends Pick<Draft, "together" | "apart"> {
  /** By label. */
  readonly grids: readonly LockedGrid[];
}

/** A draft that takes them, with the ids of the buildings on each of its cells. */
export interface Taker {
  readonly draft: Draft;
  readonly cells: readonly (readonly string[])[];
  /** What people call buildings, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** What was taken, and why the rest was not. */
export interface TakenLocks extends Pick<Draft, "together" | "apart"> {
  readonly draft: Draft;
  /** Keys of the grids that are locked now and were not. */
  readonly keys: readonly string[];
  readonly notTaken: readonly Refusal[];
}

/**
 * Locks each grid of the draft that has the same kind and the same buildings as a locked one, and
 * takes over each wish that the draft fulfils and that contradicts none of its own.
 */
export function takeLocks(locks: Locks, taker: Taker): TakenLocks {
  const { draft } = taker;
  const homes = homesOf(taker);
  const notTaken: Refusal[] = [];
  const take = <Item>(items: readonly Item[], barOf: (item: Item) => Refusal | null): Item[] =>
    items.filter((item) => {
      const bar = barOf(item);
      if (bar !== null) notTaken.push(bar);
      return bar === null;
    });

  const byBuildings = new Map(
    membersOf(taker).map((ids, grid) => [nameOfSet(draft.grids[grid].kind, ids), grid]),
  );
  const gridFor = ({ kind, buildingIds }: LockedGrid) =>
    buildingIds.length === 0 ? undefined : byBuildings.get(nameOfSet(kind, buildingIds));
  const found = take(locks.grids, (grid) => (gridFor(grid) === undefined ? noGrid(grid) : null));
  const locked = new Set(found.map(gridFor));
  const fresh = draft.grids.filter((grid, i) => locked.has(i) && !grid.locked);

  const news = (wishes: readonly (readonly string[])[], known: readonly (readonly string[])[]) =>
    wishes.filter((ids) => !known.some((list) => ids.every((id) => list.includes(id))));
  const together = take(news(locks.together, draft.together), (ids) => {
    const grids = new Set(ids.map((id) => homes.get(id)?.grid));
    if (grids.size === 1 && !grids.has(undefined)) return contrary(ids, draft.apart, taker);
    return unmet("TOGETHER", ids, taker);
  });
  const apart = take(news(locks.apart, draft.apart), (ids) => {
    const places = ids.map((id) => placeOf(homes.get(id)));
    const isApart = new Set(places).size === ids.length && !places.includes(null);
    return isApart
      ? contrary(ids, [...draft.together, ...together], taker)
      : unmet("APART", ids, taker);
  });
  return {
    draft: {
      ...draft,
      grids: draft.grids.map((grid, i) => (locked.has(i) ? { ...grid, locked: true } : grid)),
      together: sorted([...draft.together, ...together]),
      apart: sorted([...draft.apart, ...apart]),
    },
    keys: fresh.map(({ key }) => key),
    together,
    apart,
    notTaken,
  };
}

interface Home {
  readonly cell: number;
  /** -1: in no grid. */
  readonly grid: number;
}

function homesOf({ draft, cells }: Taker): Map<string, Home> {
  return new Map(
    cells.flatMap((ids, cell) =>
      ids.map((id) => [id, { cell, grid: draft.gridOf[cell] }] as const),
    ),
  );
}

/** Those in no grid share none, unless they stand on one cell. */
function placeOf(home: Home | undefined): string | null {
  if (home === undefined) return null;
  return home.grid < 0 ? `cell ${home.cell}` : `grid ${home.grid}`;
}

/** The buildings of each grid of the draft. */
function membersOf({ draft, cells }: Taker): string[][] {
  const members: string[][] = draft.grids.map(() => []);
  cells.forEach((ids, cell) => members[draft.gridOf[cell]]?.push(...ids));
  return members;
}

function nameOfSet(kind: GridKind, ids: readonly string[]): string {
  return JSON.stringify([kind, ...[...ids].sort()]);
}

function sorted(lists: readonly (readonly string[])[]): (readonly string[])[] {
  const key = (list: readonly string[]) => JSON.stringify(list);
  return lists
    .map((list) => [...list].sort())
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function noGrid({ label, name }: LockedGrid): Refusal {
  const [zh, en] = name === null ? ["", ""] : [`“${name}”`, ` “${name}”`];
  return notTakenFor("NO_SUCH_GRID", {
    zh: `网格 ${label}${zh}未锁定：本草案没有类型与楼栋都相同的网格。可先移动楼栋使其相同，再复制。`,
    en:
      `Grid ${label}${en} was not locked: the draft has no grid of its kind with the same buildings. ` +
      "Move buildings until there is one, then copy again.",
  });
}

function unmet(
  kind: "TOGETHER" | "APART",
  ids: readonly string[],
  { names }: Pick<Taker, "names">,
): Refusal {
  const who = namesOf(ids, names);
  return notTakenFor(
    "WISH_UNMET",
    kind === "TOGETHER"
      ? {
          zh: `${who.zh}同在一个网格的要求未采用：它们在本草案中不在同一网格。可先移到一个网格，再复制。`,
          en:
            `The wish that ${who.en} stay in one grid was not taken: in the draft they are not. ` +
            "Move them into one, then copy again.",
        }
      : {
          zh: `${who.zh}分属不同网格的要求未采用：本草案中有的同在一个网格。可先移开，再复制。`,
          en:
            `The wish that ${who.en} are in different grids was not taken: in the draft some share one. ` +
            "Move them apart, then copy again.",
        },
  );
}

/** Two of these buildings are among those of a wish to the contrary. */
function contrary(
  ids: readonly string[],
  wishes: readonly (readonly string[])[],
  { names }: Pick<Taker, "names">,
): Refusal | null {
  const other = wishes.find((list) => ids.filter((id) => list.includes(id)).length > 1);
  if (other === undefined) return null;
  const who = namesOf(
    ids.filter((id) => other.includes(id)),
    names,
  );
  return notTakenFor("WISHES_CONTRADICT", {
    zh: `${who.zh}的要求未采用：本草案已有相反的要求。可先取消，再复制。`,
    en: `A wish about ${who.en} was not taken: the draft has one to the contrary. Take that back first.`,
  });
}

function notTakenFor(code: string, message: Text): Refusal {
  return { code, message, path: ["fromPlanId"] };
}

function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>): Text {
  const called = ids.map((id) => names.get(id) ?? id);
  return { zh: called.join("、"), en: called.join(", ") };
}
