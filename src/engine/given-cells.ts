import { heaviest, PER_BUILDING } from "./cells-in-force";
import { EngineError, type InputFault } from "./errors";
import type { Ground } from "./ground";
import type { Groups } from "./group-cells";
import { groundOfGrids } from "./given-ground";
import { componentsOf } from "./partition/components";
import type { CellGraph } from "./partition/cell-graph";
import { spread } from "./partition/in-force";
import { ringsOf } from "./tessellate/lines";
import type { Building, GivenGrid } from "./input-types";

/** A building that lies in another grid than it was given to, with those it cannot be parted from. */
export interface PartedBuilding {
  readonly buildingId: string;
  /** What people call the grid it was given to. */
  readonly name: string | null;
  /** Number of that grid; -1 where it vanished. */
  readonly givenTo: number;
  readonly withIds: readonly string[];
}

/** The cells of a division that people gave. */
export interface GivenDivision extends Groups {
  readonly reducedByHand: readonly boolean[];
  /** Per grid: its place in the division. */
  readonly places: readonly number[];
  readonly parted: readonly PartedBuilding[];
  /** Grids that got no cell: what people call them. */
  readonly vanished: readonly (string | null)[];
}

/**
 * The grid of every cell, grids numbered by their first cell. Throws EngineError INVALID_INPUT for a
 * division that makes no sense.
 */
export function givenCells(ground: Ground, division: readonly GivenGrid[]): GivenDivision {
  const { prepared, tessellation, cells } = ground;
  const grids = inOrder(division);
  const givenTo = gridOfBuildings(grids);
  const indexOf = ({ id }: Building) => givenTo.get(id) ?? -1;
  const gridOf = Int32Array.from(tessellation.buildings, (list) =>
    heldBy(
      list.map((i) => prepared.buildings[i]),
      indexOf,
    ),
  );
  groundOfGrids(ground, grids, gridOf);
  if (cells.n > 0 && gridOf.every((grid) => grid < 0)) throw holdsNothing();
  spread(cells, gridOf, (grid) => grids[grid].kind === "STANDARD");
  spread(cells, gridOf);
  joinNearest(cells, gridOf);

  const number = new Map<number, number>();
  const gridOfCell = gridOf.map((grid) => {
    const known = number.get(grid) ?? number.size;
    number.set(grid, known);
    return known;
  });
  const kept = [...number.keys()].map((grid) => grids[grid]);
  return {
    gridOfCell,
    kind: kept.map(({ kind }) => kind),
    places: kept.map(({ place }) => place),
    reducedByHand: kept.map(({ reducedByHand }) => reducedByHand === true),
    parted: tessellation.buildings.flatMap((list, cell) => {
      const own = list.map((i) => prepared.buildings[i]);
      const here = own.filter((building) => indexOf(building) === gridOf[cell]);
      return own
        .filter((building) => indexOf(building) >= 0 && !here.includes(building))
        .map((building) => ({
          buildingId: building.id,
          name: grids[indexOf(building)].name ?? null,
          givenTo: number.get(indexOf(building)) ?? -1,
          withIds: here.map(({ id }) => id),
        }));
    }),
    vanished: grids.filter((_, grid) => !number.has(grid)).map(({ name }) => name ?? null),
  };
}

/** In an order that does not depend on the order of the division. */
function inOrder(division: readonly GivenGrid[]): (GivenGrid & { readonly place: number })[] {
  const keyed = division.map((grid, place) => {
    const buildingIds = [...new Set(grid.buildingIds)].sort();
    const { kind, polygon = null, reducedByHand = false, name = null } = grid;
    const key = JSON.stringify([
      buildingIds,
      polygon?.coordinates ?? null,
      kind,
      reducedByHand,
      name,
    ]);
    return { key, grid: { ...grid, buildingIds, place } };
  });
  return keyed.sort((p, q) => (p.key < q.key ? -1 : p.key > q.key ? 1 : 0)).map(({ grid }) => grid);
}

function gridOfBuildings(grids: readonly GivenGrid[]): Map<string, number> {
  const faults: InputFault[] = [];
  const gridOf = new Map<string, number>();
  grids.forEach(({ buildingIds, polygon, name }, grid) => {
    for (const id of buildingIds) {
      if (gridOf.has(id)) {
        faults.push({ feature: `building ${id}`, reason: "is in two grids of the division" });
      }
      gridOf.set(id, grid);
    }
    const corners = polygon ? ringsOf(polygon).flat() : [];
    if (!corners.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      const feature = `grid ${name ?? buildingIds[0] ?? "without buildings"} of the division`;
      faults.push({ feature, reason: "has a coordinate that is no lon/lat in degrees" });
    }
  });
  if (faults.length > 0) throw refused(faults);
  return gridOf;
}

function refused(faults: readonly InputFault[]): EngineError {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return new EngineError("INVALID_INPUT", `${first.feature}: ${first.reason}${more}`, faults);
}

function holdsNothing(): EngineError {
  return refused([
    {
      feature: "division",
      reason: "none of its grids holds a building or ground of the community",
    },
  ]);
}

/** The grid with most households of a cell's buildings; -1 where none of them is in any. */
function heldBy(buildings: readonly Building[], gridOf: (building: Building) => number): number {
  const share = new Map<number, number>();
  for (const building of buildings) {
    const grid = gridOf(building);
    if (grid < 0) continue;
    share.set(grid, (share.get(grid) ?? 0) + building.households + PER_BUILDING);
  }
  return heaviest(share);
}

/** Detached parts without a grid go to the one with the cell nearest to any of theirs. */
function joinNearest({ x, y, ...graph }: CellGraph, gridOf: Int32Array): void {
  const settled = Array.from(gridOf.keys()).filter((cell) => gridOf[cell] >= 0);
  for (const part of componentsOf({ x, y, ...graph }, (cell) => gridOf[cell] < 0)) {
    let best = settled[0];
    let least = Infinity;
    for (const cell of part) {
      for (const other of settled) {
        const distance = Math.hypot(x[cell] - x[other], y[cell] - y[other]);
        if (distance < least) [best, least] = [other, distance];
      }
    }
    for (const cell of part) gridOf[cell] = gridOf[best];
  }
}
