import { booleanPointInPolygon } from "@turf/turf";
import { labelPoint } from "./outline/label-point";
import { drawPolygons } from "./outline/rings";
import type { PreparedInput } from "./prepare";
import type { Tessellation } from "./tessellate/tessellate";
import type { StartGrid } from "./input-types";

/**
 * The grid in force, or of the division to start from where there is one, by position in the input, of
 * each of `count` atoms (cells of the tessellation as `into` puts them together); -1 for none. It is
 * the grid with most of an atom's households, or buildings where nobody lives; for ground without
 * buildings the one on whose ground it lies.
 */
export function cellsInForce(
  tessellation: Tessellation,
  into: Int32Array,
  count: number,
  { buildings, inForce, startFrom }: PreparedInput,
): Int32Array {
  const grids = startFrom.length > 0 ? startFrom : inForce;
  const gridOf = new Map<string, number>();
  grids.forEach((grid, g) => grid.buildingIds.forEach((id) => gridOf.set(id, g)));
  const isGround = new Uint8Array(count).fill(1);
  const shares = Array.from({ length: count }, () => new Map<number, number>());
  tessellation.buildings.forEach((list, cell) => {
    const share = shares[into[cell]];
    for (const i of list) {
      isGround[into[cell]] = 0;
      const grid = gridOf.get(buildings[i].id);
      if (grid !== undefined) {
        share.set(grid, (share.get(grid) ?? 0) + buildings[i].households + PER_BUILDING);
      }
    }
  });
  const grounds = groundsOf(tessellation, grids);
  if (grounds) into.forEach((atom, cell) => isGround[atom] && shares[atom].set(grounds(cell), 1));
  return Int32Array.from(shares, heaviest);
}

/** So that a building without households counts, but never against a household. */
export const PER_BUILDING = 1e-3;

/** The grid with the largest share, the first of equals; -1 where there is none. */
export function heaviest(share: ReadonlyMap<number, number>): number {
  let best = -1;
  for (const [grid, weight] of share) {
    const most = share.get(best) ?? -1;
    if (weight > most || (weight === most && grid < best)) best = grid;
  }
  return best;
}

/** Finds the grid on whose ground most room of a cell is; undefined when no grid tells its ground. */
function groundsOf(
  tessellation: Tessellation,
  grids: readonly Pick<StartGrid, "polygon">[],
): ((cell: number) => number) | undefined {
  if (grids.every(({ polygon }) => !polygon)) return undefined;
  const count = tessellation.buildings.length;
  const polygons = drawPolygons(tessellation, tessellation.arcs, (cell) => cell, count);
  return (cell) => {
    const ground = polygons[cell];
    if (!ground) return -1;
    const middle = labelPoint(ground);
    return grids.findIndex(({ polygon }) => polygon && booleanPointInPolygon(middle, polygon));
  };
}
