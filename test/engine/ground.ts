/** Small communities drawn in metres, east and north of a corner in Yinchuan. */
import type { LineString, Polygon, Position } from "geojson";
import type { Barrier, Building, Community, Plan, ProposeInput } from "../../src/engine";

const WEST = 106.28;
const SOUTH = 38.47;
const DEGREE_M = 111319.49079327358;
const EAST_M = DEGREE_M * Math.cos((SOUTH * Math.PI) / 180);

/** Lon/lat of a point so many metres east and north, to seven digits. */
export function at(x: number, y: number): Position {
  return [Number((WEST + x / EAST_M).toFixed(7)), Number((SOUTH + y / DEGREE_M).toFixed(7))];
}

/** Metres of a lon/lat position. */
export function metres([lon, lat]: Position): [number, number] {
  return [(lon - WEST) * EAST_M, (lat - SOUTH) * DEGREE_M];
}

export function box(x0: number, y0: number, x1: number, y1: number): Polygon {
  return {
    type: "Polygon",
    coordinates: [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]],
  };
}

export function line(...points: [number, number][]): LineString {
  return { type: "LineString", coordinates: points.map(([x, y]) => at(x, y)) };
}

export function community(polygon: Community["polygon"], code: string | null = null): Community {
  return { id: "c", name: "Test", code, polygon };
}

/** A house of 20 x 10 metres whose south-west corner is at x, y. */
export function house(
  id: string,
  x: number,
  y: number,
  households: number,
  more: Partial<Building> = {},
): Building {
  return { id, polygon: box(x, y, x + 20, y + 10), category: "RESIDENTIAL", households, ...more };
}

export function barrier(id: string, kind: Barrier["kind"], ...points: [number, number][]): Barrier {
  return { id, kind, name: id, line: line(...points) };
}

/** Rows of houses, 40 metres apart: `households` for each, west to east and south to north. */
export function village(columns: number, rows: number, households: number): ProposeInput {
  const buildings: Building[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const id = `h${String(row * columns + column).padStart(3, "0")}`;
      buildings.push(house(id, 10 + 40 * column, 10 + 40 * row, households));
    }
  }
  return { community: community(box(0, 0, 40 * columns, 40 * rows)), buildings };
}

export function errorsOf(plan: Plan): string[] {
  return plan.findings
    .filter((f) => f.severity === "ERROR")
    .map((f) => `${f.code}: ${f.message.en}`);
}

/** Positions of all rings. */
export function cornersOf({ polygon }: { polygon: Plan["grids"][number]["polygon"] }): Position[] {
  return polygon.type === "Polygon" ? polygon.coordinates.flat() : polygon.coordinates.flat(2);
}

/** The cell that holds a building. */
export function cellWith(plan: Plan, id: string): Plan["cells"][number] {
  const cell = plan.cells.find(({ buildingIds }) => buildingIds.includes(id));
  if (!cell) throw new Error(`no cell holds ${id}`);
  return cell;
}

/** Corners that two cells share. */
export function sharedCorners(
  a: { polygon: Plan["grids"][number]["polygon"] },
  b: { polygon: Plan["grids"][number]["polygon"] },
): Position[] {
  const known = new Set(cornersOf(b).map(String));
  return cornersOf(a).filter((p) => known.has(String(p)));
}
