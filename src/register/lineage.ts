import type { GridKind } from "../engine";
import type { LineageKind } from "../db/tables";

/** A grid with a code, before or after the change. */
export interface CodedGrid {
  readonly code: string;
  readonly kind: GridKind;
  readonly buildingIds: readonly string[];
}

/** What went over from the grid of one code into that of another. */
export interface LineageEntry {
  readonly kind: LineageKind;
  readonly from: string;
  readonly to: string;
  readonly households: number;
  readonly buildings: number;
}

/**
 * The lineage of a re-gridding: an entry for every old and every new grid of different codes that
 * have buildings in common, by code. Buildings that were pulled down, or stood in no grid, are in
 * none. A code that is old and new lives on ("kept"); what stays in it is no entry, so that for each
 * old code what stays and what its entries carry away are all of its households that still stand.
 *
 *     RETYPE  the two grids are of different kinds
 *     ADJUST  one of the two codes lives on, and that grid gave something or got something; or the
 *             old grid went over into this new one alone, and this one has nothing of any other:
 *             one grid, changed so much that it bears another code
 *     SPLIT   neither code lives on, and the old grid is at least as large as the new one: a part
 *             of it was made a grid
 *     MERGE   neither code lives on, and the new grid is larger: the old one went up in it
 *
 * How large a grid is here: the households of its buildings that stand and were in a grid before; the
 * number of these buildings where one of the two has no households.
 */
export function lineageOf(
  before: readonly CodedGrid[],
  after: readonly CodedGrid[],
  householdsOf: ReadonlyMap<string, number>,
): LineageEntry[] {
  const oldOf = new Map(before.flatMap((grid) => grid.buildingIds.map((id) => [id, grid])));
  const pairs = new Map<string, Pair>();
  const sizes = new Map<string, Size>();
  for (const grid of after) {
    for (const id of grid.buildingIds) {
      const old = oldOf.get(id);
      const households = householdsOf.get(id);
      if (old === undefined || households === undefined) continue;
      const name = `${old.code} ${grid.code}`;
      const pair = pairs.get(name) ?? { old, current: grid, households: 0, buildings: 0 };
      pairs.set(name, add(pair, households));
      for (const side of [`old ${old.code}`, `new ${grid.code}`]) {
        sizes.set(side, add(sizes.get(side) ?? { households: 0, buildings: 0 }, households));
      }
    }
  }
  const lasting = new Set(before.map(({ code }) => code));
  const kept = new Set(after.map(({ code }) => code).filter((code) => lasting.has(code)));
  const kindOf = (pair: Pair): LineageKind => {
    const { old, current } = pair;
    if (old.kind !== current.kind) return "RETYPE";
    if (kept.has(old.code) || kept.has(current.code)) return "ADJUST";
    const was = sizes.get(`old ${old.code}`) ?? pair;
    const is = sizes.get(`new ${current.code}`) ?? pair;
    if (was.buildings === pair.buildings && is.buildings === pair.buildings) return "ADJUST";
    const unit = was.households > 0 && is.households > 0 ? "households" : "buildings";
    return was[unit] >= is[unit] ? "SPLIT" : "MERGE";
  };
  return [...pairs.values()]
    .filter(({ old, current }) => old.code !== current.code)
    .map((pair) => ({
      kind: kindOf(pair),
      from: pair.old.code,
      to: pair.current.code,
      households: pair.households,
      buildings: pair.buildings,
    }))
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}

interface Size {
  readonly households: number;
  readonly buildings: number;
}

interface Pair extends Size {
  readonly old: CodedGrid;
  readonly current: CodedGrid;
}

function add<Counted extends Size>(size: Counted, households: number): Counted {
  return { ...size, households: size.households + households, buildings: size.buildings + 1 };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
