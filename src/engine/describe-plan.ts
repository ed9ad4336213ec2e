import type { MultiPolygon, Polygon } from "geojson";
import { previewCodes } from "./code/preview-codes";
import type { Groups } from "./group-cells";
import type { InnerBorders } from "./outline/borders";
import { createSketcher, type Held, type Sketcher } from "./outline/sketch";
import type { PreparedInput } from "./prepare";
import { bandOf, deviationFrom } from "./rules/band";
import type { Tessellation } from "./tessellate/tessellate";
import type { Cell, Grid, Text } from "./plan-types";

/** A plan's grids and cells before they are checked. */
export interface DescribedPlan {
  /** Sorted by label; findings and the reasons of micro-grids are still to come. */
  readonly grids: readonly Grid[];
  /** Per grid: the code in force that it keeps, null for a new one. */
  readonly keeps: readonly (string | null)[];
  /** Per grid: its number in the division. */
  readonly numbers: readonly number[];
  readonly cells: readonly Cell[];
  readonly blocks: readonly (Polygon | MultiPolygon)[];
  readonly borders: InnerBorders;
}

const MICRO_REASON: Text = {
  zh: "专属网格，不受户数标准限制。",
  en: "Micro-grid: household limits do not apply.",
};

/** Draws, measures, counts and numbers the grids of a division, each of which has a cell. */
export function describePlan(
  input: PreparedInput,
  tessellation: Tessellation,
  groups: Groups,
  sketcher: Sketcher = createSketcher(input, tessellation),
): DescribedPlan {
  const gridOf = (cell: number) => groups.gridOfCell[cell];
  const sketches = cellsByGrid(groups).map(sketcher.sketch);
  const drafts = sketches.map((sketch, grid) => ({
    ...figuresOf(sketch.held, groups.kind[grid], groups.reducedByHand?.[grid] ?? false, input),
    ...sketch.shape,
  }));

  const placed = drafts.map((draft, grid) => ({
    lon: draft.pointOnSurface.coordinates[0],
    lat: draft.pointOnSurface.coordinates[1],
    heightDeg: sketches[grid].heightDeg,
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
    numbers: order,
    cells: sketcher.heldCells.map(({ buildingIds, households, polygon }, cell) => ({
      buildingIds,
      grid: place.get(gridOf(cell)) ?? -1,
      households,
      polygon,
    })),
    blocks: sketcher.blocks,
    borders: sketcher.inner(gridOf),
  };
}

/** Ascending. */
function cellsByGrid({ gridOfCell, kind }: Groups): number[][] {
  const lists: number[][] = kind.map(() => []);
  gridOfCell.forEach((grid, cell) => {
    if (grid >= 0) lists[grid].push(cell);
  });
  return lists;
}

function figuresOf(
  { residents, buildingIds, estates, ...population }: Held,
  kind: Grid["kind"],
  manual: boolean,
  { rules }: PreparedInput,
) {
  const decision = kind === "MICRO" ? null : bandOf({ ...population, manual }, rules);
  return {
    kind,
    ...population,
    reduced: decision?.reduced ?? false,
    reducedReason: decision?.reducedReason ?? null,
    band: decision?.band ?? null,
    reason: decision?.reason ?? MICRO_REASON,
    deviation: decision ? deviationFrom(population.households, decision.band) : 0,
    residents,
    buildingIds,
    estates,
  };
}
