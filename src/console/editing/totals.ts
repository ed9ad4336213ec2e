/** What a move would do to the households of grids, counted at once on the page. */

export interface Band {
  readonly min: number;
  readonly max: number;
}

/** A grid as far as moving buildings concerns it. */
export interface CountedGrid {
  readonly id: string;
  readonly label: string;
  readonly households: number;
  readonly band: Band | null;
}

/** Where the buildings are to go: a grid by its id, a new grid, or out of all grids. */
export type Destination = { readonly gridId: string } | "NEW" | "NONE" | null;

/** A grid's households before and after; `grid` is null for one that is to be made. */
export interface Total {
  readonly grid: CountedGrid | null;
  readonly before: number;
  readonly after: number;
}

/** What there is to count with. */
export interface Counting {
  readonly grids: readonly CountedGrid[];
  /** Grid ids by building; buildings in no grid have none. */
  readonly gridOf: ReadonlyMap<string, string>;
  readonly households: ReadonlyMap<string, number>;
}

/**
 * The grids that a move concerns, those that lose first, by label. Without a destination what is
 * chosen is only counted, and stays where it is.
 */
export function totalsOf(
  { grids, gridOf, households }: Counting,
  chosen: ReadonlySet<string>,
  to: Destination,
): readonly Total[] {
  const toId = to !== null && typeof to === "object" ? to.gridId : null;
  const leaving = new Map<string, number>();
  let arriving = 0;
  for (const building of chosen) {
    const from = gridOf.get(building);
    if (from !== undefined && from === toId) continue;
    const count = households.get(building) ?? 0;
    arriving += count;
    if (from !== undefined) leaving.set(from, (leaving.get(from) ?? 0) + count);
  }
  const stays = to === null;
  const losing = grids
    .filter(({ id }) => leaving.has(id))
    .map((grid) => ({
      grid,
      before: grid.households,
      after: grid.households - (stays ? 0 : (leaving.get(grid.id) ?? 0)),
    }));
  const target = grids.find(({ id }) => id === toId);
  if (target !== undefined) {
    const after = target.households + arriving;
    return [...losing, { grid: target, before: target.households, after }];
  }
  return to === "NEW" ? [...losing, { grid: null, before: 0, after: arriving }] : losing;
}

/** Households below the band (negative) or above it (positive); 0 inside it, or without one. */
export function deviationFrom(band: Band | null, households: number): number {
  if (band === null) return 0;
  return Math.min(0, households - band.min) + Math.max(0, households - band.max);
}

/** All households of what is chosen. */
export function householdsOf(
  { households }: Pick<Counting, "households">,
  chosen: ReadonlySet<string>,
): number {
  let sum = 0;
  for (const building of chosen) sum += households.get(building) ?? 0;
  return sum;
}
