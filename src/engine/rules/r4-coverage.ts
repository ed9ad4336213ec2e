/** R4: grids cover the community without gap or overlap. R5: they never leave it. */
import type { Point } from "geojson";
import type { Finding } from "../plan-types";
import { measureOverlay, type OverlayArea } from "./overlay";
import {
  findingOnGrid,
  findingOnPlan,
  type CheckContext,
  type CheckedGrid,
} from "./plan-under-check";
import { edgesInMetres, locateInShape, toDegrees, toMetres } from "./shape";
import { awayFromBoundary, type BorderEdge, type TwinEdges } from "./twin-edges";
import { listOf, plural, squareMetres } from "./wording";

/** What some edges without a twin leave covered never, twice or outside. */
export interface Coverage {
  readonly gap: OverlayArea;
  readonly overlap: OverlayArea;
  readonly spill: OverlayArea;
  /** Whether all of the edges lie on the community boundary. */
  readonly isAllOnBoundary: boolean;
}

/** COVERAGE_GAP, COVERAGE_OVERLAP, OUTSIDE_COMMUNITY, or else BORDER_WITHOUT_TWIN. */
export function checkCoverage(context: CheckContext, twins: TwinEdges): Finding[] {
  const { memo } = context;
  const { loose } = twins;
  const tolerance = memo.site.coverageToleranceM2;
  const coverage = memo.coverage.get(twins.looseKey, () => coverageOf(context, loose));
  const { gap, overlap, spill } = coverage;
  const findings: Finding[] = [];
  if (gap.areaM2 > tolerance) findings.push(gapFound(gap, context));
  if (overlap.areaM2 > tolerance) findings.push(overlapFound(overlap, context));
  if (spill.areaM2 > tolerance) findings.push(...spillFound(spill, loose, tolerance, context));
  if (findings.length > 0 || coverage.isAllOnBoundary) return findings;
  return [borderWithoutTwin(awayFromBoundary(loose, memo.site), context)];
}

/**
 * Edges that have their twin change nothing in how often a place is covered, so only the loose ones and
 * the boundary enter the measurement; in an order that does not depend on the grids.
 */
function coverageOf(context: CheckContext, loose: readonly BorderEdge[]): Coverage {
  const { site } = context.memo;
  const ordered = [...loose].sort(
    (p, q) => p.a[0] - q.a[0] || p.a[1] - q.a[1] || p.b[0] - q.b[0] || p.b[1] - q.b[1],
  );
  const [gap, overlap, spill] = measureOverlay(
    [looseInMetres(ordered, context), site.boundaryInMetres],
    3,
    ([covered, inside], counts) => {
      counts[0] = inside > 0 && covered <= 0 ? 1 : 0;
      counts[1] = covered > 1 ? covered - 1 : 0;
      counts[2] = inside <= 0 && covered > 0 ? 1 : 0;
    },
  );
  return { gap, overlap, spill, isAllOnBoundary: awayFromBoundary(loose, site).length === 0 };
}

function gapFound(gap: OverlayArea, context: CheckContext): Finding {
  const area = squareMetres(gap.areaM2);
  return findingOnPlan("R4", {
    code: "COVERAGE_GAP",
    severity: "ERROR",
    message: {
      zh: `社区内有 ${area} 平方米未划入任何网格，最大的一处见地图标记。请将其划入相邻网格。`,
      en: `${area} m² of the community lie in no grid; the largest place is marked on the map. Add it to a neighbouring grid.`,
    },
    numbers: { areaM2: gap.areaM2 },
    place: pointOf(gap.place, context),
  });
}

function overlapFound(overlap: OverlayArea, context: CheckContext): Finding {
  const area = squareMetres(overlap.areaM2);
  const place = pointOf(overlap.place, context);
  const labels = listOf(gridsAt(place, context).map(({ grid }) => grid.label));
  return findingOnPlan("R4", {
    code: "COVERAGE_OVERLAP",
    severity: "ERROR",
    message: {
      zh: `网格之间重叠 ${area} 平方米，最大的一处属于网格 ${labels.zh}。请将重叠处只划给其中一个网格。`,
      en: `Grids overlap by ${area} m²; the largest place belongs to grids ${labels.en}. Leave it to one of them.`,
    },
    numbers: { areaM2: overlap.areaM2 },
    place,
  });
}

/** One finding per grid that spills; the total where it takes all of them to pass the tolerance. */
function spillFound(
  spill: OverlayArea,
  loose: readonly BorderEdge[],
  tolerance: number,
  context: CheckContext,
): Finding[] {
  const { grids, plane } = context;
  const boundary = context.memo.site.boundaryInMetres;
  const suspects = [...new Set(loose.map((edge) => edge.grid))].sort((a, b) => a - b);
  const findings: Finding[] = [];
  for (const checked of suspects.map((index) => grids[index])) {
    const own = edgesInMetres(checked.shape, plane);
    const [outside] = measureOverlay([own, boundary], 1, ([covered, inside], counts) => {
      counts[0] = covered > 0 && inside <= 0 ? 1 : 0;
    });
    if (outside.areaM2 <= tolerance) continue;
    const area = squareMetres(outside.areaM2);
    findings.push({
      ...findingOnGrid("R5", checked, {
        code: "OUTSIDE_COMMUNITY",
        severity: "ERROR",
        message: {
          zh: `网格 ${checked.grid.label} 有 ${area} 平方米超出社区边界。请将其边界收回到社区边界线上。`,
          en: `${area} m² of grid ${checked.grid.label} lie outside the community. Move its border back onto the community boundary.`,
        },
        numbers: { areaM2: outside.areaM2 },
      }),
      place: pointOf(outside.place, context),
    });
  }
  if (findings.length > 0) return findings;
  const area = squareMetres(spill.areaM2);
  return [
    findingOnPlan("R5", {
      code: "OUTSIDE_COMMUNITY",
      severity: "ERROR",
      message: {
        zh: `各网格合计有 ${area} 平方米超出社区边界。请将网格边界收回到社区边界线上。`,
        en: `${area} m² of the grids together lie outside the community. Move their borders back onto the community boundary.`,
      },
      numbers: { areaM2: spill.areaM2 },
      place: pointOf(spill.place, context),
    }),
  ];
}

/** The areas are right, but neighbours do not share their border point by point. */
function borderWithoutTwin(stray: readonly BorderEdge[], context: CheckContext): Finding {
  const { grids } = context;
  const labels = [...new Set(stray.map((edge) => grids[edge.grid].grid.label))].sort();
  const list = listOf(labels);
  const { a, b } = stray[0];
  return findingOnPlan("R4", {
    code: "BORDER_WITHOUT_TWIN",
    severity: "ERROR",
    message: {
      zh: `网格 ${list.zh} 的边界有 ${stray.length} 段与相邻网格的边界点不一致。请让相邻网格使用同一组边界点，以免缩放或化简后出现缝隙。`,
      en: `${plural(stray.length, "border edge")} of grids ${list.en} do not match the neighbour's border point by point. Let neighbours share the same points, or gaps will open when the map is simplified.`,
    },
    numbers: { edges: stray.length },
    place: { type: "Point", coordinates: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] },
  });
}

function looseInMetres(loose: readonly BorderEdge[], { plane }: CheckContext): Float64Array {
  return Float64Array.from(
    loose.flatMap(({ a, b }) => [...toMetres(a, plane), ...toMetres(b, plane)]),
  );
}

function pointOf(place: OverlayArea["place"], { plane }: CheckContext): Point | null {
  if (place === null) return null;
  return { type: "Point", coordinates: toDegrees(place[0], place[1], plane) };
}

function gridsAt(place: Point | null, { grids }: CheckContext): CheckedGrid[] {
  if (place === null) return [];
  const [x, y] = place.coordinates;
  return grids.filter(({ shape }) => locateInShape(x, y, shape) === 1);
}
