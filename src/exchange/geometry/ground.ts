import Flatbush from "flatbush";
import { bboxOf, pointOnSurface, type BBox, type Parts } from "./rings";
import { meetingOf, placeInPolygon, type Point2 } from "./segments";

/** The area of a community, ready to be asked about many points and footprints. */
export interface Ground {
  readonly parts: Parts;
  readonly bbox: BBox;
  readonly edges: readonly (readonly [Point2, Point2])[];
  readonly edgeIndex: Flatbush;
}

/** Prepares a valid area. */
export function groundOf(parts: Parts): Ground {
  const edges = edgesOf(parts);
  const edgeIndex = new Flatbush(edges.length);
  for (const edge of edges) edgeIndex.add(...bboxOf([edge]));
  edgeIndex.finish();
  return { parts, bbox: bboxOf(parts.flat()), edges, edgeIndex };
}

/** Whether a point lies inside, and not only on the border. */
export function containsPoint({ parts, bbox }: Ground, p: Point2): boolean {
  const [west, south, east, north] = bbox;
  if (p[0] < west || p[0] > east || p[1] < south || p[1] > north) return false;
  return parts.some((rings) => placeInPolygon(p, rings) === 1);
}

/** Whether an area shares ground with it; one that only touches its border does not. */
export function sharesGround(ground: Ground, area: Parts): boolean {
  if (containsPoint(ground, pointOnSurface(area))) return true;
  if (area.some(([shell]) => shell.some((p) => containsPoint(ground, p)))) return true;
  if (edgesOf(area).some((edge) => crossesBorder(ground, edge))) return true;
  const within = pointOnSurface(ground.parts);
  return area.some((rings) => placeInPolygon(within, rings) === 1);
}

function crossesBorder({ edges, edgeIndex }: Ground, edge: readonly [Point2, Point2]): boolean {
  return edgeIndex
    .search(...bboxOf([edge]))
    .some((i) => meetingOf(...edge, ...edges[i])?.type === "CROSS");
}

function edgesOf(parts: Parts): (readonly [Point2, Point2])[] {
  return parts.flatMap((rings) =>
    rings.flatMap((ring) => ring.map((p, i) => [p, ring[(i + 1) % ring.length]] as const)),
  );
}
