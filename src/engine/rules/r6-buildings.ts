/** R6: a building lies in exactly one grid and is never cut. */
import { orient2d } from "robust-predicates";
import { CUT_TOLERANCE_M2, CUT_TOLERANCE_SHARE } from "../tolerance";
import type { Building } from "../input-types";
import type { Finding } from "../plan-types";
import { borderOf, type Border } from "./border";
import { measureOverlay } from "./overlay";
import {
  findingOnGrid,
  findingOnPlan,
  outlineKey,
  type CheckContext,
  type CheckedGrid,
} from "./plan-under-check";
import { edgesInMetres, locate, locateInShape, toDegrees, type Shape } from "./shape";
import { count, listOf, nameOf, plural, squareMetres } from "./wording";

/** BUILDING_MISSING, BUILDING_DOUBLED and BUILDING_UNKNOWN: the lists alone, no geometry. */
export function checkMembership({ plan, grids, buildings, buildingOf }: CheckContext): Finding[] {
  const listedIn = new Map<string, CheckedGrid[]>();
  const findings: Finding[] = [];
  for (const checked of grids) {
    const unknown: string[] = [];
    for (const id of checked.grid.buildingIds) {
      if (!buildingOf.has(id)) unknown.push(id);
      listedIn.set(id, [...(listedIn.get(id) ?? []), checked]);
    }
    if (unknown.length > 0) findings.push(unknownListed(checked, unknown, plan.community.name));
  }
  const open = new Set(plan.unfinished?.open.flatMap(({ buildingIds }) => buildingIds));
  const missing = buildings.filter(({ id }) => !listedIn.has(id) && !open.has(id));
  if (missing.length > 0) findings.push(missingFound(missing));
  for (const building of buildings) {
    const listed = listedIn.get(building.id) ?? [];
    if (listed.length > 1) findings.push(doubled(building, listed));
  }
  return findings;
}

/** A footprint that its grid leaves out, or some of it. */
export interface StrayFootprint {
  readonly building: Building;
  readonly areaM2: number;
  readonly place: [number, number];
  /** None of it is in the grid. */
  readonly wholly: boolean;
}

/** BUILDING_CUT and BUILDING_MISPLACED: footprints against the polygon of their grid. */
export function checkFootprints(context: CheckContext): Finding[] {
  return context.grids.flatMap((checked) => {
    const strays = context.memo.strays.get(outlineKey(checked), () => straysOf(checked, context));
    return strays
      .filter(({ building }) => context.gridOf.get(building.id) === checked)
      .map((stray) => cutFound(stray, checked, context));
  });
}

function straysOf(checked: CheckedGrid, context: CheckContext): StrayFootprint[] {
  const { footprintOf } = context.memo.site;
  const border = borderOf(checked.shape);
  return checked.buildings.flatMap((building) => {
    const footprint = footprintOf.get(building.id) ?? [];
    if (isWhollyInside(footprint, checked.shape, border)) return [];
    return measureOutside(building, footprint, checked, context) ?? [];
  });
}

/**
 * The quick answer for nearly all buildings: no border edge comes near an edge of the footprint,
 * none starts inside it, and one corner is inside. Anything that so much as touches is measured.
 */
function isWhollyInside(footprint: Shape, grid: Shape, border: Border): boolean {
  for (const rings of footprint) {
    for (const ring of rings) {
      for (const [i, a] of ring.entries()) {
        const b = ring[(i + 1) % ring.length];
        const near = border.index.search(
          Math.min(a[0], b[0]),
          Math.min(a[1], b[1]),
          Math.max(a[0], b[0]),
          Math.max(a[1], b[1]),
        );
        if (near.some((j) => meet(a, b, border.edges[j]))) return false;
      }
    }
    const lons = rings[0].map(([x]) => x);
    const lats = rings[0].map(([, y]) => y);
    const around = border.index.search(
      Math.min(...lons),
      Math.min(...lats),
      Math.max(...lons),
      Math.max(...lats),
    );
    if (around.some((j) => locate(border.edges[j][0], border.edges[j][1], rings) >= 0))
      return false;
    if (locateInShape(rings[0][0][0], rings[0][0][1], grid) !== 1) return false;
  }
  return true;
}

/** Whether two edges cross or touch. */
function meet(
  a: readonly [number, number],
  b: readonly [number, number],
  [cx, cy, dx, dy]: readonly [number, number, number, number],
): boolean {
  const c = orient2d(a[0], a[1], b[0], b[1], cx, cy);
  const d = orient2d(a[0], a[1], b[0], b[1], dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return false;
  const sideA = orient2d(cx, cy, dx, dy, a[0], a[1]);
  const sideB = orient2d(cx, cy, dx, dy, b[0], b[1]);
  return !((sideA > 0 && sideB > 0) || (sideA < 0 && sideB < 0));
}

/** The exact area of the footprint, as far as it is in the community, that its grid leaves out. */
function measureOutside(
  building: Building,
  footprint: Shape,
  checked: CheckedGrid,
  context: CheckContext,
): StrayFootprint | null {
  const { plane } = context;
  const own = edgesInMetres(footprint, plane);
  const [low, high] = heightsOf(own);
  const layers = [
    own,
    edgesBetween(checked.shape, low, high, context),
    edgesBetween(context.community, low, high, context),
  ];
  const [inside, outside, whole] = measureOverlay(layers, 3, (covers, counts) => {
    const [built, grid, community] = covers;
    counts[0] = built !== 0 && community > 0 ? 1 : 0;
    counts[1] = built !== 0 && community > 0 && grid <= 0 ? 1 : 0;
    counts[2] = built !== 0 ? 1 : 0;
  });
  const tolerance = Math.max(CUT_TOLERANCE_M2, CUT_TOLERANCE_SHARE * whole.areaM2);
  if (outside.areaM2 <= tolerance || outside.place === null) return null;
  const place = toDegrees(outside.place[0], outside.place[1], plane);
  const wholly = outside.areaM2 >= inside.areaM2 - tolerance;
  return { building, areaM2: outside.areaM2, place, wholly };
}

function heightsOf(edges: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 1; i < edges.length; i += 2) {
    low = Math.min(low, edges[i]);
    high = Math.max(high, edges[i]);
  }
  return [low, high];
}

/** Only edges that reach the heights of a footprint bear on how often it is covered. */
function edgesBetween(
  shape: Shape,
  low: number,
  high: number,
  { plane }: CheckContext,
): Float64Array {
  const all = edgesInMetres(shape, plane);
  const kept: number[] = [];
  for (let i = 0; i < all.length; i += 4) {
    if (Math.max(all[i + 1], all[i + 3]) < low || Math.min(all[i + 1], all[i + 3]) > high) continue;
    kept.push(all[i], all[i + 1], all[i + 2], all[i + 3]);
  }
  return Float64Array.from(kept);
}

function cutFound(
  { building, areaM2, place, wholly }: StrayFootprint,
  checked: CheckedGrid,
  { grids }: CheckContext,
): Finding {
  const label = checked.grid.label;
  const name = nameOf(building);
  const area = squareMetres(areaM2);
  const others = grids.filter(
    (other) => other !== checked && locateInShape(place[0], place[1], other.shape) === 1,
  );
  const into = listOf(others.map((other) => other.grid.label));
  const zhInto = others.length > 0 ? `在网格 ${into.zh} 内` : "不在任何网格内";
  const enInto = others.length > 0 ? `in grid ${into.en}` : "in no grid";
  return {
    ...findingOnGrid("R6", checked, {
      code: wholly ? "BUILDING_MISPLACED" : "BUILDING_CUT",
      severity: "ERROR",
      message: wholly
        ? {
            zh: `楼栋“${name}”列在网格 ${label}，实际位置却${zhInto}。请改列到所在的网格，或调整边界。`,
            en: `Building ${name} is listed in grid ${label} but stands ${enInto}. List it where it stands, or move the border.`,
          }
        : {
            zh: `网格 ${label} 的边界切过楼栋“${name}”，有 ${area} 平方米${zhInto}。请将边界移到楼栋之外。`,
            en: `The border of grid ${label} cuts building ${name}: ${area} m² of it lie ${enInto}. Move the border off the building.`,
          },
      numbers: { areaM2 },
      buildingIds: [building.id],
    }),
    place: { type: "Point", coordinates: place },
  };
}

function missingFound(missing: readonly Building[]): Finding {
  const names = listOf(missing.map(nameOf));
  const people = missing.reduce((sum, building) => sum + building.households, 0);
  return findingOnPlan("R6", {
    code: "BUILDING_MISSING",
    severity: "ERROR",
    message: {
      zh: `有 ${missing.length} 栋楼（${count(people)} 户）未列入任何网格：${names.zh}。请将其划入所在的网格。`,
      en: `${plural(missing.length, "building")} (${plural(people, "household")}) in no grid: ${names.en}. List each in the grid where it stands.`,
    },
    numbers: { buildings: missing.length, households: people },
    buildingIds: missing.map((building) => building.id),
  });
}

function doubled(building: Building, listed: readonly CheckedGrid[]): Finding {
  const labels = listOf(listed.map((checked) => checked.grid.label));
  return findingOnPlan("R6", {
    code: "BUILDING_DOUBLED",
    severity: "ERROR",
    message: {
      zh: `楼栋“${nameOf(building)}”列入了 ${listed.length} 次（网格 ${labels.zh}）。请只保留在一个网格中。`,
      en: `Building ${nameOf(building)} is listed ${listed.length} times (grids ${labels.en}). Keep it in one grid only.`,
    },
    numbers: { times: listed.length },
    buildingIds: [building.id],
    gridLabel: listed[0].grid.label,
    place: listed[0].grid.pointOnSurface,
  });
}

function unknownListed(checked: CheckedGrid, ids: readonly string[], community: string): Finding {
  const list = listOf(ids);
  return findingOnGrid("R6", checked, {
    code: "BUILDING_UNKNOWN",
    severity: "ERROR",
    message: {
      zh: `网格 ${checked.grid.label} 列有社区“${community}”中不存在的楼栋：${list.zh}。请删除，或先补录楼栋。`,
      en: `Grid ${checked.grid.label} lists ${plural(ids.length, "building")} that ${community} does not have: ${list.en}. Remove them, or enter the buildings first.`,
    },
    numbers: { buildings: ids.length },
    buildingIds: [...ids],
  });
}
