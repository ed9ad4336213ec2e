/** Exact predicates on segments: no tolerance, the signs are those of the given coordinates. */
import { orient2d } from "robust-predicates";

/** lon, lat. */
export type Point2 = readonly [lon: number, lat: number];

/** Positive where c lies left of a -> b, negative right of it, 0 exactly on the line. */
export function turn(a: Point2, b: Point2, c: Point2): number {
  // The package counts with the y axis pointing down.
  return -orient2d(a[0], a[1], b[0], b[1], c[0], c[1]);
}

export function samePoint(a: Point2, b: Point2): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** How two segments meet: through each other, along each other, or in an end point of one. */
export interface Meeting {
  readonly type: "CROSS" | "OVERLAP" | "TOUCH";
  /** Where; exact for a touch. */
  readonly at: Point2;
}

/** How segments a-b and c-d (none of zero length) meet; null where they do not. */
export function meetingOf(a: Point2, b: Point2, c: Point2, d: Point2): Meeting | null {
  const cSide = turn(a, b, c);
  const dSide = turn(a, b, d);
  if (cSide * dSide > 0) return null;
  const aSide = turn(c, d, a);
  const bSide = turn(c, d, b);
  if (aSide * bSide > 0) return null;
  if (cSide === 0 && dSide === 0) return meetingOnLine(a, b, c, d);
  if (cSide !== 0 && dSide !== 0 && aSide !== 0 && bSide !== 0) {
    return { type: "CROSS", at: crossing(a, b, aSide / (aSide - bSide)) };
  }
  for (const [end, side] of [
    [c, cSide],
    [d, dSide],
  ] as const) {
    if (side === 0 && between(a, b, end)) return { type: "TOUCH", at: end };
  }
  for (const [end, side] of [
    [a, aSide],
    [b, bSide],
  ] as const) {
    if (side === 0 && between(c, d, end)) return { type: "TOUCH", at: end };
  }
  return null;
}

function crossing(a: Point2, b: Point2, share: number): Point2 {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}

function between(a: Point2, b: Point2, p: Point2): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  );
}

/** Both segments lie on one line: compared along its longer axis. */
function meetingOnLine(a: Point2, b: Point2, c: Point2, d: Point2): Meeting | null {
  const axis = Math.abs(a[0] - b[0]) >= Math.abs(a[1] - b[1]) ? 0 : 1;
  const order = (p: Point2, q: Point2): readonly [Point2, Point2] =>
    p[axis] <= q[axis] ? [p, q] : [q, p];
  const [a1, b1] = order(a, b);
  const [c1, d1] = order(c, d);
  const low = a1[axis] >= c1[axis] ? a1 : c1;
  const high = b1[axis] <= d1[axis] ? b1 : d1;
  if (low[axis] > high[axis]) return null;
  return { type: samePoint(low, high) ? "TOUCH" : "OVERLAP", at: low };
}

/** 1 inside the closed ring, 0 on it, -1 outside; the ring without its repeated last point. */
export function placeInRing(p: Point2, ring: readonly Point2[]): -1 | 0 | 1 {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j];
    const b = ring[i];
    if (a[1] === p[1] && b[1] === p[1]) {
      if (between(a, b, p)) return 0;
    } else if (a[1] > p[1] !== b[1] > p[1]) {
      const side = turn(a, b, p);
      if (side === 0) return 0;
      if (side > 0 === b[1] > a[1]) inside = !inside;
    } else if (samePoint(a, p) || samePoint(b, p)) {
      return 0;
    }
  }
  return inside ? 1 : -1;
}

/** 1 inside the polygon (shell first, then holes), 0 on one of its rings, -1 outside. */
export function placeInPolygon(p: Point2, rings: readonly (readonly Point2[])[]): -1 | 0 | 1 {
  const inShell = placeInRing(p, rings[0]);
  if (inShell !== 1) return inShell;
  for (const hole of rings.slice(1)) {
    const inHole = placeInRing(p, hole);
    if (inHole !== -1) return inHole === 1 ? -1 : 0;
  }
  return 1;
}
