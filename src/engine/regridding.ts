/** What becomes of the grids in force: who moves, which codes live on, where each grid comes from. */
import type { PreparedInput } from "./prepare";
import type { Grid, GridOrigin, Regridding } from "./types";

/** A finished grid, and the code in force that it keeps. */
export interface NumberedGrid extends Pick<Grid, "label" | "code" | "buildingIds"> {
  readonly keeps: string | null;
}

/** null where nothing is in force. */
export function regriddingOf(
  grids: readonly NumberedGrid[],
  { inForce, retiredCodes, buildings }: PreparedInput,
): Regridding | null {
  if (inForce.length === 0) return null;
  const codeOf = new Map(
    inForce.flatMap(({ code, buildingIds }) => buildingIds.map((id) => [id, code] as const)),
  );
  const householdsOf = new Map(buildings.map(({ id, households }) => [id, households]));
  const origins = grids.map((grid) => originsOf(grid.buildingIds, codeOf, householdsOf));
  const registered = (list: readonly GridOrigin[]) => list.filter(({ code }) => code !== null);
  const households = total(origins.flatMap(registered));
  const householdsMoved = households - total(heirs(origins));
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
 * The origins in which a grid in force lives on: each in at most one new grid and the other way
 * round; the pair with most households in common goes first.
 */
function heirs(origins: readonly (readonly GridOrigin[])[]): GridOrigin[] {
  const pairs = origins
    .flatMap((list, grid) => list.map((origin) => ({ grid, origin })))
    .sort(
      (a, b) =>
        b.origin.households - a.origin.households ||
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
    return [origin];
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
