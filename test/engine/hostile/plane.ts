import type { MultiPolygon, Polygon, Position } from "geojson";
import { ringsOf } from "./canvas";

export type Segment = readonly [Position, Position];

/** Segments of a line or ring. */
export function segmentsOf(line: readonly Position[]): Segment[] {
  return line.slice(1).map((p, i) => [line[i], p] as const);
}

/** Whether a point lies inside (even-odd); on the border it may be either. */
export function isInside([lon, lat]: Position, polygon: Polygon | MultiPolygon): boolean {
  let odd = false;
  for (const ring of ringsOf(polygon)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
    }
  }
  return odd;
}

/** Above 0 where c lies left of the way from a to b. */
export function turnOf(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Whether two segments cross in a point that is an end of neither. */
export function doCross([a, b]: Segment, [c, d]: Segment): boolean {
  return turnOf(a, b, c) * turnOf(a, b, d) < 0 && turnOf(c, d, a) * turnOf(c, d, b) < 0;
}

/** Degrees from a point to a segment. */
export function distanceTo([a, b]: Segment, p: Position): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const along = length2 > 0 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 : 0;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(a[0] + t * dx - p[0], a[1] + t * dy - p[1]);
}

export function isSame(p: Position, q: Position): boolean {
  return p[0] === q[0] && p[1] === q[1];
}
