/** What becomes of the grids in force: who moves, which codes live on, where each grid comes from. */
import type { Building, GridInForce } from "./input-types";
import type { Grid, GridOrigin, Regridding } from "./plan-types";

/** A finished grid, and the code in force that it keeps. */
export interface NumberedGrid extends Pick<Grid, "label" | "code" | "buildingIds"> {
  readonly keeps: string | null;
}

/** What is in force, and what stands. */
export interface GroundInForce {
  readonly inForce: readonly Pick<GridInForce, "code" | "buildingIds">[];
  readonly retiredCodes: readonly string[];
  readonly buildings: readonly Pick<Building, "id" | "households">[];
}

/** What a plan means for one building; `householdsMoved` and `householdsRecoded` are sums of these. */
export interface BuildingMove {
  readonly buildingId: string;
  readonly households: number;
  /** The code in force that it had; null where it was in no grid. */
  readonly from: string | null;
  /** The label of its new grid. */
  readonly label: string;
  /** Whether it leaves the grid in which most of its grid in force lives on. */
  readonly moves: boolean;
  /** Whether its code changes. */
  readonly recoded: boolean;
}

/** Building by building, grid by grid. */
export function buildingMoves(
  grids: readonly NumberedGrid[],
  ground: GroundInForce,
): BuildingMove[] {
  const codeOf = codesOf(ground);
  const householdsOf = countsOf(ground);
  const origins = grids.map((grid) => originsOf(grid.buildingIds, codeOf, householdsOf));
  const livesOnIn = new Map(heirs(origins).map(({ grid, origin }) => [origin.code, grid]));
  return grids.flatMap(({ label, keeps, buildingIds }, grid) =>
    buildingIds.map((buildingId) => {
      const from = codeOf.get(buildingId) ?? null;
      return {
        buildingId,
        households: householdsOf.get(buildingId) ?? 0,
        from,
        label,
        moves: from !== null && livesOnIn.get(from) !== grid,
        recoded: from !== null && from !== keeps,
      };
    }),
  );
}

/** null where nothing is in force. */
export function regriddingOf(
  grids: readonly NumberedGrid[],
  ground: GroundInForce,
): Regridding | null {
  const { inForce, retiredCodes } = ground;
  if (inForce.length === 0) return null;
  const codeOf = codesOf(ground);
  const householdsOf = countsOf(ground);
  const origins = grids.map((grid) => originsOf(grid.buildingIds, codeOf, householdsOf));
  const registered = (list: readonly GridOrigin[]) => list.filter(({ code }) => code !== null);
  const households = total(origins.flatMap(registered));
  const householdsMoved = households - total(heirs(origins).map(({ origin }) => origin));
  const kept = new Set(grids.flatMap(({ keeps }) => keeps ?? []));
  const keepTheirs = grids.flatMap(({ keeps }, i) =>
    origins[i].filter(({ code }) => code !== null && code === keeps),
  );
  const codes = inForce.map(({ code }) => code);
  return {
    households,
    householdsMoved,
    churn: households === 0 ? 0 : householdsMoved / households,
    householdsRecoded: households - total(keepTheirs),
    codesKept: codes.filter((code) => kept.has(code)),
    codesRetired: codes.filter((code) => !kept.has(code)),
    codesRetiredBefore: retiredCodes,
    codesNew: grids.filter(({ keeps }) => keeps === null).map(({ code, label }) => code ?? label),
    grids: grids.map(({ label, keeps }, i) => ({ label, keeps, from: origins[i] })),
  };
}

function codesOf({ inForce }: Pick<GroundInForce, "inForce">): Map<string, string> {
  return new Map(
    inForce.flatMap(({ code, buildingIds }) => buildingIds.map((id) => [id, code] as const)),
  );
}

function countsOf({ buildings }: Pick<GroundInForce, "buildings">): Map<string, number> {
  return new Map(buildings.map(({ id, households }) => [id, households]));
}

/** By code in force, most households first; buildings that were in no grid last among equals. */
function originsOf(
  buildingIds: readonly string[],
  codeOf: ReadonlyMap<string, string>,
  householdsOf: ReadonlyMap<string, number>,
): GridOrigin[] {
  const sums = new Map<string | null, { households: number; buildings: number }>();
  for (const id of buildingIds) {
    const code = codeOf.get(id) ?? null;
    const sum = sums.get(code) ?? { households: 0, buildings: 0 };
    sum.households += householdsOf.get(id) ?? 0;
    sum.buildings++;
    sums.set(code, sum);
  }
  return [...sums]
    .map(([code, sum]) => ({ code, ...sum }))
    .sort(
      (a, b) =>
        b.households - a.households || b.buildings - a.buildings || compareCodes(a.code, b.code),
    );
}

/**
 * Which grids of two divisions are the same one, by what they have in common: each grid in force
 * lives on in at most one new grid and the other way round, in the pair with most households in
 * common. `code` is the grid in force, `grid` the place of the new one in the list.
 */
export function livingOn(
  grids: readonly Pick<NumberedGrid, "buildingIds">[],
  ground: Pick<GroundInForce, "inForce" | "buildings">,
): { readonly code: string; readonly grid: number; readonly households: number }[] {
  const codeOf = codesOf(ground);
  const householdsOf = countsOf(ground);
  const origins = grids.map((grid) => originsOf(grid.buildingIds, codeOf, householdsOf));
  return heirs(origins).flatMap(({ grid, origin: { code, households } }) =>
    code === null ? [] : [{ code, grid, households }],
  );
}

/**
 * The origins in which a grid in force lives on; the pair with most households in common goes first,
 * among equals the one with more buildings.
 */
function heirs(
  origins: readonly (readonly GridOrigin[])[],
): { readonly grid: number; readonly origin: GridOrigin }[] {
  const pairs = origins
    .flatMap((list, grid) => list.map((origin) => ({ grid, origin })))
    .sort(
      (a, b) =>
        b.origin.households - a.origin.households ||
        b.origin.buildings - a.origin.buildings ||
        compareCodes(a.origin.code, b.origin.code) ||
        a.grid - b.grid,
    );
  const taken = new Set<string>();
  const filled = new Set<number>();
  return pairs.flatMap(({ grid, origin }) => {
    const { code } = origin;
    if (code === null || taken.has(code) || filled.has(grid)) return [];
    taken.add(code);
    filled.add(grid);
    return [{ grid, origin }];
  });
}

function total(origins: readonly GridOrigin[]): number {
  return origins.reduce((sum, { households }) => sum + households, 0);
}

/** None comes last. */
function compareCodes(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}
