import type { Ring } from "./rings";
import { placeInRing, samePoint, turn, type Point2 } from "./segments";

/** The ring's points before and after a point that lies on it. */
interface Passage {
  readonly before: Point2;
  readonly after: Point2;
}

/**
 * 1 where a simple ring lies inside another one, -1 where outside. The rings may touch in points,
 * but neither cross nor overlap.
 */
export function placeOfRing(ring: Ring, other: Ring): -1 | 1 {
  for (const p of ring) {
    const place = placeInRing(p, other);
    if (place !== 0) return place;
  }
  // Every point of it lies on the other ring, as a diamond in a square: look along its first edge.
  const [p, next] = ring;
  return isLeftOf(next, p, passageThrough(p, other)) === isCounterClockwise(other) ? 1 : -1;
}

/** Whether two rings that touch in p, and do not overlap, pass through each other there. */
export function ringsCrossAt(p: Point2, ring: Ring, other: Ring): boolean {
  const passage = passageThrough(p, ring);
  const { before, after } = passageThrough(p, other);
  return isLeftOf(before, p, passage) !== isLeftOf(after, p, passage);
}

/** p lies on the ring, as a point of it or inside an edge. */
function passageThrough(p: Point2, ring: Ring): Passage {
  const n = ring.length;
  const i = ring.findIndex((q) => samePoint(p, q));
  if (i >= 0) return { before: ring[(i + n - 1) % n], after: ring[(i + 1) % n] };
  const edge = ring.findIndex((q, k) => isInside(q, ring[(k + 1) % n], p));
  return { before: ring[edge], after: ring[(edge + 1) % n] };
}

function isInside(a: Point2, b: Point2, p: Point2): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1]) &&
    turn(a, b, p) === 0
  );
}

/** Whether q lies left of the way before -> p -> after. */
function isLeftOf(q: Point2, p: Point2, { before, after }: Passage): boolean {
  const leftOfIn = turn(before, p, q) > 0;
  const leftOfOut = turn(p, after, q) > 0;
  return turn(before, p, after) >= 0 ? leftOfIn && leftOfOut : leftOfIn || leftOfOut;
}

/** Exact: the turn at the westernmost, southernmost point, which no simple ring takes straight. */
function isCounterClockwise(ring: Ring): boolean {
  let lowest = 0;
  ring.forEach(([lon, lat], i) => {
    const [west, south] = ring[lowest];
    if (lon < west || (lon === west && lat < south)) lowest = i;
  });
  const n = ring.length;
  return turn(ring[(lowest + n - 1) % n], ring[lowest], ring[(lowest + 1) % n]) > 0;
}
