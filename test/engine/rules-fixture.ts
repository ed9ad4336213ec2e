/**
 * A town drawn by hand: square grids in rows and columns that share their corners, with buildings
 * at fixed places. Rows count from north to south, so labels are in reading order.
 *
 *     +-----+-----+
 *     | 001 | 002 |     a corner is named by its column and row: 0,0 is the north-west one
 *     +-----+-----+
 *     | 003 | 004 |
 *     +-----+-----+
 */
import type { Polygon, Position } from "geojson";
import { DEFAULT_RULES } from "../../src/engine/default-rules";
import type { GridUnderCheck, PlanUnderCheck } from "../../src/engine/rules/check";
import type { Building } from "../../src/engine/input-types";

/** About 87 m east, 111 m north. */
const STEP = 0.001;
const WEST = 106.2;
const NORTH = 38.5;

export function at(column: number, row: number): Position {
  const round = (value: number) => Math.round(value * 1e9) / 1e9;
  return [round(WEST + column * STEP), round(NORTH - row * STEP)];
}

/** A closed polygon through (column, row) pairs. */
export function ring(...corners: readonly (readonly [number, number])[]): Position[] {
  return [...corners, corners[0]].map(([column, row]) => at(column, row));
}

export function polygon(...corners: readonly (readonly [number, number])[]): Polygon {
  return { type: "Polygon", coordinates: [ring(...corners)] };
}

export function box(west: number, north: number, east: number, south: number): Polygon {
  return polygon([west, south], [east, south], [east, north], [west, north]);
}

export function building(
  id: string,
  column: number,
  row: number,
  change: Partial<Building> = {},
): Building {
  return {
    id,
    polygon: box(column - 0.1, row - 0.1, column + 0.1, row + 0.1),
    category: "RESIDENTIAL",
    households: 200,
    ...change,
  };
}

export function square(
  label: string,
  column: number,
  row: number,
  buildingIds: readonly string[],
): GridUnderCheck {
  return {
    label,
    kind: "STANDARD",
    reducedReason: null,
    buildingIds,
    polygon: box(column, row, column + 1, row + 1),
    pointOnSurface: { type: "Point", coordinates: at(column + 0.5, row + 0.5) },
  };
}

/** Two by two squares with two buildings of 200 households each: nothing to be found. */
export function town(): PlanUnderCheck {
  const grids: GridUnderCheck[] = [];
  const buildings: Building[] = [];
  for (const [i, [column, row]] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].entries()) {
    const ids = [`b${i + 1}w`, `b${i + 1}e`];
    buildings.push(building(ids[0], column + 0.3, row + 0.5));
    buildings.push(building(ids[1], column + 0.7, row + 0.5));
    grids.push(square(`00${i + 1}`, column, row, ids));
  }
  return planOf(grids, buildings, box(0, 0, 2, 2));
}

export function planOf(
  grids: readonly GridUnderCheck[],
  buildings: readonly Building[],
  community: PlanUnderCheck["community"]["polygon"],
): PlanUnderCheck {
  return {
    community: { id: "c", name: "Test", code: null, polygon: community },
    buildings,
    rules: DEFAULT_RULES,
    grids,
    cells: buildings.map(({ id }) => ({ buildingIds: [id] })),
    parts: [buildings.map(({ id }) => id)],
  };
}

/** The town with some of its grids changed; null drops one. */
export function withGrids(
  plan: PlanUnderCheck,
  changes: Readonly<Record<string, Partial<GridUnderCheck> | null>>,
): PlanUnderCheck {
  const grids = plan.grids.flatMap((grid) => {
    const change = changes[grid.label];
    return change === null ? [] : [{ ...grid, ...change }];
  });
  return { ...plan, grids };
}

export function withBuildings(
  plan: PlanUnderCheck,
  changes: Readonly<Record<string, Partial<Building>>>,
): PlanUnderCheck {
  const buildings = plan.buildings.map((b) => ({ ...b, ...changes[b.id] }));
  return { ...plan, buildings };
}
