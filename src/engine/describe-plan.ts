import { area } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import { previewCodes } from "./code/preview-codes";
import type { Groups } from "./group-cells";
import { type Borders, measureBorders } from "./outline/borders";
import { fourLimits } from "./outline/four-limits";
import { labelPoint } from "./outline/label-point";
import { drawPolygons } from "./outline/rings";
import type { PreparedInput } from "./prepare";
import { bandOf, deviationFrom, isOld } from "./rules/band";
import { ringsOf } from "./tessellate/lines";
import type { Tessellation } from "./tessellate/tessellate";
import type { Building } from "./input-types";
import type { Cell, Grid, Text } from "./plan-types";

/** A plan's grids and cells before they are checked. */
export interface DescribedPlan {
  /** Sorted by label; findings and the reasons of micro-grids are still to come. */
  readonly grids: readonly Grid[];
  /** Per grid: the code in force that it keeps, null for a new one. */
  readonly keeps: readonly (string | null)[];
  readonly cells: readonly Cell[];
  readonly blocks: readonly (Polygon | MultiPolygon)[];
  readonly borders: Borders;
}

const MICRO_REASON: Text = {
  zh: "专属网格，不受户数标准限制。",
  en: "Micro-grid: household limits do not apply.",
};

/** Draws, measures, counts and numbers the grids of a division. */
export function describePlan(
  input: PreparedInput,
  tessellation: Tessellation,
  groups: Groups,
): DescribedPlan {
  const count = groups.kind.length;
  const gridOf = (cell: number) => groups.gridOfCell[cell];
  const polygons = drawPolygons(tessellation, tessellation.arcs, gridOf, count).map(demand);
  const borders = measureBorders(tessellation, tessellation.arcs, gridOf, count, input.barriers);
  const limits = fourLimits(tessellation, gridOf, count, input.buildings, input.barriers);
  const buildings = buildingsByGrid(input, tessellation, groups);
  const drafts = polygons.map((polygon, grid) => ({
    ...figuresOf(buildings[grid], groups.kind[grid], groups.reducedByHand?.[grid] ?? false, input),
    ...shapeOf(polygon, borders.follows[grid]),
    limits: limits[grid],
  }));

  const placed = drafts.map((draft) => ({
    lon: draft.pointOnSurface.coordinates[0],
    lat: draft.pointOnSurface.coordinates[1],
    heightDeg: heightDeg(draft.polygon),
    kind: draft.kind,
    smallestBuildingId: draft.buildingIds[0] ?? "",
    buildingIds: draft.buildingIds,
  }));
  const codes = previewCodes({
    communityCode: input.community.code,
    grids: placed,
    inForce: input.inForce,
    retiredCodes: input.retiredCodes,
    householdsOf: new Map(input.buildings.map((b) => [b.id, b.households])),
    codeKeepShare: input.rules.codeKeepShare,
  });
  const order = codes.map((_, i) => i).sort((p, q) => (codes[p].label < codes[q].label ? -1 : 1));
  const place = new Map(order.map((grid, position) => [grid, position]));
  return {
    grids: order.map((i) => ({
      label: codes[i].label,
      code: codes[i].code,
      ...drafts[i],
      findings: [],
    })),
    keeps: order.map((i) => codes[i].keptFrom),
    cells: cellsOf(input, tessellation, (cell) => place.get(gridOf(cell)) ?? 0),
    blocks: drawPolygons(
      tessellation,
      tessellation.blockArcs,
      (b) => b,
      tessellation.blocks,
    ).filter((block) => block !== null),
    borders,
  };
}

function demand(polygon: Polygon | MultiPolygon | null): Polygon | MultiPolygon {
  if (!polygon) throw new Error("a grid or cell without area");
  return polygon;
}

function buildingsByGrid(
  input: PreparedInput,
  tessellation: Tessellation,
  groups: Groups,
): Building[][] {
  const lists: Building[][] = groups.kind.map(() => []);
  tessellation.buildings.forEach((list, cell) => {
    for (const i of list) lists[groups.gridOfCell[cell]].push(input.buildings[i]);
  });
  for (const list of lists) list.sort((p, q) => (p.id < q.id ? -1 : 1));
  return lists;
}

function figuresOf(
  buildings: readonly Building[],
  kind: Grid["kind"],
  manual: boolean,
  { rules }: PreparedInput,
) {
  const sum = (value: (building: Building) => number) =>
    buildings.reduce((total, building) => total + value(building), 0);
  const population = {
    households: sum((b) => b.households),
    oldHouseholds: sum((b) => (isOld(b, rules) ? b.households : 0)),
    specialHouseholds: sum((b) => b.specialHouseholds ?? 0),
  };
  const decision = kind === "MICRO" ? null : bandOf({ ...population, manual }, rules);
  return {
    kind,
    ...population,
    reduced: decision?.reduced ?? false,
    reducedReason: decision?.reducedReason ?? null,
    band: decision?.band ?? null,
    reason: decision?.reason ?? MICRO_REASON,
    deviation: decision ? deviationFrom(population.households, decision.band) : 0,
    residents: sum((b) => b.residents ?? 0),
    buildingIds: buildings.map((b) => b.id),
    estates: [...new Set(buildings.flatMap((b) => b.estateName ?? b.estate ?? []))].sort(),
  };
}

function shapeOf(polygon: Polygon | MultiPolygon, border: Grid["border"]) {
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

function heightDeg(polygon: Polygon | MultiPolygon): number {
  let [south, north] = [Infinity, -Infinity];
  for (const [, lat] of ringsOf(polygon).flat()) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return north - south;
}

function cellsOf(
  input: PreparedInput,
  tessellation: Tessellation,
  gridOf: (cell: number) => number,
): Cell[] {
  const count = tessellation.buildings.length;
  return drawPolygons(tessellation, tessellation.arcs, (cell) => cell, count).map(
    (polygon, cell) => ({
      buildingIds: tessellation.buildings[cell].map((i) => input.buildings[i].id),
      grid: gridOf(cell),
      households: tessellation.buildings[cell].reduce(
        (sum, i) => sum + input.buildings[i].households,
        0,
      ),
      polygon: demand(polygon),
    }),
  );
}
