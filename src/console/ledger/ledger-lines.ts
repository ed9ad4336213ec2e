/** The ledger as lines: which buildings are listed, in which order, and what they come to. */
import type { Building } from "../ground/ground";

export const columns = ["name", "estate", "households", "builtYear", "floors"] as const;
export type Column = (typeof columns)[number];

/** What the planner looks for. */
export interface LedgerWish {
  /** Part of a name, an estate or an id, in any case. */
  readonly search: string;
  /** null: all. */
  readonly category: string | null;
  /** Id of an estate; null: all. */
  readonly estateId: string | null;
  readonly by: Column;
  readonly isDescending: boolean;
}

type Line = Pick<
  Building,
  | "id"
  | "externalId"
  | "name"
  | "category"
  | "households"
  | "residents"
  | "specialHouseholds"
  | "builtYear"
  | "floors"
  | "estate"
>;

/** What buildings come to together. */
export interface LedgerTotals {
  readonly buildings: number;
  readonly households: number;
  /** As far as known. */
  readonly residents: number;
  readonly specialHouseholds: number;
  readonly estates: number;
}

/** An estate of the ledger. */
export interface EstateLine extends LedgerTotals {
  readonly id: string;
  readonly name: string;
  /** The estate's own flag; null: not said. */
  readonly oldEstate: boolean | null;
  /** Of its buildings, where known. */
  readonly builtFrom: number | null;
  readonly builtTo: number | null;
}

/** What people call a building: its name, or the id that it came with. */
export function buildingTitle({ name, externalId }: Pick<Line, "name" | "externalId">): string {
  return name ?? externalId;
}

/** The lines that are looked for, in their order; lines that are alike stay in the order of names. */
export function linesOf<L extends Line>(
  buildings: readonly L[],
  { search, category, estateId, by, isDescending }: LedgerWish,
  locale: string,
): L[] {
  const wanted = search.trim().toLowerCase();
  const inText = (text: string | null): boolean =>
    text !== null && text.toLowerCase().includes(wanted);
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const direction = isDescending ? -1 : 1;
  const byName = (a: L, b: L): number => compare(buildingTitle(a), buildingTitle(b));
  return buildings
    .filter(
      (line) =>
        (category === null || line.category === category) &&
        (estateId === null || line.estate?.id === estateId) &&
        (wanted === "" ||
          inText(line.name) ||
          inText(line.externalId) ||
          inText(line.estate?.name ?? null)),
    )
    .sort((a, b) => {
      const [left, right] = [valueOf(a, by), valueOf(b, by)];
      // What is not known comes last, whichever way it is sorted.
      if (left === null || right === null) {
        if (left === right) return byName(a, b);
        return left === null ? 1 : -1;
      }
      const order =
        typeof left === "number" && typeof right === "number"
          ? left - right
          : compare(String(left), String(right));
      return order === 0 ? byName(a, b) : direction * order;
    });
}

function valueOf(line: Line, by: Column): string | number | null {
  switch (by) {
    case "name":
      return buildingTitle(line);
    case "estate":
      return line.estate?.name ?? null;
    case "households":
      return line.households;
    case "builtYear":
      return line.builtYear;
    case "floors":
      return line.floors;
  }
}

export function totalsOf(buildings: readonly Line[]): LedgerTotals {
  const sum = (value: (line: Line) => number): number =>
    buildings.reduce((total, line) => total + value(line), 0);
  return {
    buildings: buildings.length,
    households: sum(({ households }) => households),
    residents: sum(({ residents }) => residents ?? 0),
    specialHouseholds: sum(({ specialHouseholds }) => specialHouseholds),
    estates: new Set(buildings.flatMap(({ estate }) => (estate === null ? [] : [estate.id]))).size,
  };
}

/** The estates, those with most households first. */
export function estatesOf(buildings: readonly Line[]): EstateLine[] {
  const groups = new Map<string, Line[]>();
  for (const line of buildings) {
    if (line.estate === null) continue;
    const group = groups.get(line.estate.id);
    if (group === undefined) groups.set(line.estate.id, [line]);
    else group.push(line);
  }
  return [...groups.values()].flatMap(estateOf).sort((a, b) => b.households - a.households);
}

function estateOf(lines: readonly Line[]): EstateLine[] {
  const estate = lines[0].estate;
  if (estate === null) return [];
  const years = lines.flatMap(({ builtYear }) => (builtYear === null ? [] : [builtYear]));
  return [
    {
      ...totalsOf(lines),
      id: estate.id,
      name: estate.name,
      oldEstate: estate.oldEstate,
      builtFrom: years.length === 0 ? null : Math.min(...years),
      builtTo: years.length === 0 ? null : Math.max(...years),
    },
  ];
}
