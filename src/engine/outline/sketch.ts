/** Draws and measures sets of cells, each set once. */
import { area } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import { createCache } from "../cache";
import type { PreparedInput } from "../prepare";
import { ringsOf } from "../tessellate/lines";
import type { Tessellation } from "../tessellate/tessellate";
import type { Building, Rules } from "../input-types";
import type { Cell, Grid } from "../plan-types";
import { isOld } from "../rules/band";
import { arcLengths, followedBy, innerBorders, type InnerBorders } from "./borders";
import { createStretches, fourLimits } from "./four-limits";
import { labelPoint } from "./label-point";
import { drawPolygons } from "./rings";

/** All of a grid that depends on nothing but its cells. */
export interface Sketch {
  readonly shape: Pick<
    Grid,
    "polygon" | "pointOnSurface" | "areaM2" | "perimeterM" | "compactness" | "border" | "limits"
  >;
  /** North-south extent in degrees of latitude. */
  readonly heightDeg: number;
  readonly held: Held;
}

/** Who lives in some cells, and where. */
export type Held = Pick<
  Grid,
  "households" | "oldHouseholds" | "specialHouseholds" | "residents" | "buildingIds" | "estates"
>;

/** The drawing board of one tiling. */
export interface Sketcher {
  /** Of cells in ascending order, at least one. The same object for the same cells, while it is kept. */
  readonly sketch: (cells: readonly number[]) => Sketch;
  readonly inner: (gridOf: (cell: number) => number) => InnerBorders;
  /** Length of each arc. */
  readonly arcM: Float64Array;
  /** By number. */
  readonly cells: readonly (Polygon | MultiPolygon)[];
  /** The same with who lives there. */
  readonly heldCells: readonly Omit<Cell, "grid">[];
  readonly blocks: readonly (Polygon | MultiPolygon)[];
}

/** Sets of cells that are kept: those of some hundred divisions that were changed step by step. */
const MOST_SKETCHES = 500;

/** An empty board for a tiling. */
export function createSketcher(input: PreparedInput, tessellation: Tessellation): Sketcher {
  const { arcs, blockArcs, blocks } = tessellation;
  const count = tessellation.buildings.length;
  const arcM = arcLengths(tessellation, arcs);
  const stretches = createStretches(tessellation, input.buildings, input.barriers);
  const around = arcsOfCells(tessellation);
  const known = createCache<Sketch>(MOST_SKETCHES);
  const buildingsOf = (cells: readonly number[]) =>
    cells.flatMap((cell) => tessellation.buildings[cell].map((i) => input.buildings[i]));
  const polygons = drawPolygons(tessellation, arcs, (cell) => cell, count).map(demand);
  const draw = (cells: readonly number[]): Sketch => {
    const inside = new Set(cells);
    const outline = outlineOf(tessellation, cells, inside, around);
    const polygon = demand(
      drawPolygons(
        tessellation,
        outline.map((arc) => arcs[arc]),
        (cell) => (inside.has(cell) ? 0 : -1),
        1,
      )[0],
    );
    const border = followedBy(outline, arcs, arcM, input.barriers);
    const limits = fourLimits(outline, (arc) => inside.has(arcs[arc].left), stretches);
    return {
      shape: { ...measured(polygon, border), limits },
      heightDeg: heightDeg(polygon),
      held: heldBy(buildingsOf(cells), input.rules),
    };
  };
  return {
    sketch: (cells) => known.get(cells.join(), () => draw(cells)),
    arcM,
    inner: (gridOf) => innerBorders(arcs, arcM, gridOf),
    cells: polygons,
    heldCells: polygons.map((polygon, cell) => {
      const { buildingIds, households } = heldBy(buildingsOf([cell]), input.rules);
      return { buildingIds, households, polygon };
    }),
    blocks: drawPolygons(tessellation, blockArcs, (block) => block, blocks).filter(
      (block) => block !== null,
    ),
  };
}

/** By cell: the arcs around it. */
function arcsOfCells({ arcs, buildings }: Tessellation): number[][] {
  const around: number[][] = buildings.map(() => []);
  arcs.forEach(({ left, right }, arc) => {
    if (left >= 0) around[left].push(arc);
    if (right >= 0 && right !== left) around[right].push(arc);
  });
  return around;
}

/** The arcs with only one side inside, in the order of the tiling. */
function outlineOf(
  { arcs }: Tessellation,
  cells: readonly number[],
  inside: ReadonlySet<number>,
  around: readonly (readonly number[])[],
): number[] {
  const outline = cells.flatMap((cell) =>
    around[cell].filter((arc) => inside.has(arcs[arc].left) !== inside.has(arcs[arc].right)),
  );
  return outline.sort((p, q) => p - q);
}

function demand(polygon: Polygon | MultiPolygon | null): Polygon | MultiPolygon {
  if (!polygon) throw new Error("a grid or cell without area");
  return polygon;
}

function measured(polygon: Polygon | MultiPolygon, border: Grid["border"]) {
  const areaM2 = area(polygon);
  const perimeterM =
    border.boundaryM +
    border.roadM +
    border.riverM +
    border.railwayM +
    border.wallM +
    border.groundM;
  return {
    polygon,
    pointOnSurface: labelPoint(polygon),
    areaM2,
    perimeterM,
    compactness: perimeterM > 0 ? (4 * Math.PI * areaM2) / perimeterM ** 2 : 0,
    border,
  };
}

function heldBy(buildings: readonly Building[], rules: Rules): Held {
  const sorted = [...buildings].sort((p, q) => (p.id < q.id ? -1 : 1));
  const sum = (value: (building: Building) => number) =>
    sorted.reduce((total, building) => total + value(building), 0);
  return {
    households: sum((b) => b.households),
    oldHouseholds: sum((b) => (isOld(b, rules) ? b.households : 0)),
    specialHouseholds: sum((b) => b.specialHouseholds ?? 0),
    residents: sum((b) => b.residents ?? 0),
    buildingIds: sorted.map((b) => b.id),
    estates: [...new Set(sorted.flatMap((b) => b.estateName ?? b.estate ?? []))].sort(),
  };
}

function heightDeg(polygon: Polygon | MultiPolygon): number {
  let [south, north] = [Infinity, -Infinity];
  for (const [, lat] of ringsOf(polygon).flat()) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return north - south;
}
