/** What is nasty about an input, told from its coordinates and not from how it was made. */
import type { Position } from "geojson";
import type { ProposeInput } from "../../../src/engine";
import { ringsOf } from "./canvas";
import { distanceTo, doCross, isInside, isSame, type Segment, segmentsOf, turnOf } from "./plane";

/** Nearer than this share of the canvas, and not touching, is a sliver. */
const HAIR = 1e-5;
const NEEDLE_ASPECT = 1000;
const FAR_DEGREES = 9;

type Kind =
  | "collinear points"
  | "duplicate points"
  | "needle polygon"
  | "sliver between footprints"
  | "overlapping footprints"
  | "building across the boundary"
  | "barrier through a building"
  | "barriers that touch"
  | "barrier that ends nowhere"
  | "hole"
  | "island"
  | "one building"
  | "no building"
  | "10^6 m";

export function kindsOf({ community, buildings, barriers = [] }: ProposeInput): Set<Kind> {
  const kinds = new Set<Kind>();
  const note = (kind: Kind, present: boolean) => void (present && kinds.add(kind));
  const rings = ringsOf(community.polygon);
  const size = extentOf(rings[0]);
  const footprints = buildings.map(({ polygon }) => ({ polygon, rings: ringsOf(polygon) }));
  const lines = barriers.flatMap(({ line }) =>
    line.type === "LineString" ? [line.coordinates] : line.coordinates,
  );
  const all = [...rings, ...footprints.flatMap((footprint) => footprint.rings), ...lines];

  note("10^6 m", Math.max(...size) >= FAR_DEGREES);
  note("one building", buildings.length === 1);
  note("no building", buildings.length === 0);
  note("hole", community.polygon.type === "Polygon" && rings.length > 1);
  note("island", community.polygon.type === "MultiPolygon");
  note("collinear points", all.some(isCollinear));
  note(
    "duplicate points",
    all.some((line) => segmentsOf(line).some(([p, q]) => isSame(p, q))),
  );
  note("needle polygon", [...rings, ...footprints.flatMap((f) => f.rings)].some(isNeedle));
  const boundary = rings.flatMap(segmentsOf);
  footprints.forEach(({ polygon, rings: own }, i) => {
    const walls = own.flatMap(segmentsOf);
    note(
      "building across the boundary",
      walls.some((wall) => boundary.some((side) => doCross(wall, side))),
    );
    note(
      "barrier through a building",
      lines.some((line) => segmentsOf(line).some((s) => walls.some((wall) => doCross(s, wall)))),
    );
    for (const other of footprints.slice(i + 1)) {
      const otherWalls = other.rings.flatMap(segmentsOf);
      note(
        "overlapping footprints",
        walls.some((wall) => otherWalls.some((w) => doCross(wall, w))) ||
          other.rings.flat().some((p) => isInside(p, polygon)),
      );
      note("sliver between footprints", areHairApart(own.flat(), otherWalls, HAIR * size[0]));
    }
  });
  lines.forEach((line, i) => {
    const others = lines.filter((_, k) => k !== i).flatMap(segmentsOf);
    const ends = [line[0], line[line.length - 1]];
    const touches = ends.map((p) => others.some((s) => distanceTo(s, p) < 1e-12));
    note("barriers that touch", touches.includes(true));
    note(
      "barrier that ends nowhere",
      ends.some((p, e) => !touches[e] && isInside(p, community.polygon)),
    );
  });
  return kinds;
}

function extentOf(ring: readonly Position[]): [number, number] {
  const extent = (axis: 0 | 1) => {
    const values = ring.map((p) => p[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return [extent(0), extent(1)];
}

function isCollinear(line: readonly Position[]): boolean {
  return line
    .slice(2)
    .some((c, i) => !isSame(line[i], line[i + 1]) && turnOf(line[i], line[i + 1], c) === 0);
}

/** Much longer than it is wide on average. */
function isNeedle(ring: readonly Position[]): boolean {
  const lengthM = segmentsOf(ring).reduce((sum, [p, q]) => sum + lengthOf(p, q), 0);
  const area = Math.abs(segmentsOf(ring).reduce((sum, [p, q]) => sum + turnOf(ring[0], p, q), 0));
  return area > 0 && (lengthM / 2) ** 2 > (NEEDLE_ASPECT * area) / 2;
}

function lengthOf(p: Position, q: Position): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1]);
}

function areHairApart(
  corners: readonly Position[],
  walls: readonly Segment[],
  hair: number,
): boolean {
  return corners.some((p) =>
    walls.some((wall) => {
      const away = distanceTo(wall, p);
      return away > hair / 1000 && away < hair;
    }),
  );
}
