import Flatbush from "flatbush";
import { type Frame, latticeX, latticeY } from "../tessellate/frame";
import { linesOf } from "../tessellate/lines";
import { BESIDE_M } from "../tolerance";
import type { Barrier } from "../input-types";

/** A place in metres from the origin of a frame. */
export type Metres = readonly [x: number, y: number];

/** Lines count as parallel up to this angle between them: 30 degrees. */
const PARALLEL_COSINE = Math.cos(Math.PI / 6);

/**
 * Finds the barrier with a name that runs beside a short stretch, -1 for none. Boundaries are
 * seldom drawn along the very line of the street that people know them by.
 */
export function findBarriersBeside(
  frame: Frame,
  barriers: readonly Barrier[],
): (from: Metres, to: Metres) => number {
  const segments = barriers.flatMap(({ name, line }, barrier) => {
    if (!name) return [];
    return linesOf(line).flatMap((positions) => {
      const points = positions.map(([lon, lat]): Metres => [
        latticeX(frame, lon) * frame.metresX,
        latticeY(frame, lat) * frame.metresY,
      ]);
      return points.slice(1).map((q, i) => ({ barrier, p: points[i], q }));
    });
  });
  if (segments.length === 0) return () => -1;
  const index = new Flatbush(segments.length);
  for (const { p, q } of segments) {
    index.add(
      Math.min(p[0], q[0]),
      Math.min(p[1], q[1]),
      Math.max(p[0], q[0]),
      Math.max(p[1], q[1]),
    );
  }
  index.finish();
  return (from, to) => {
    const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const near = index.search(x - BESIDE_M, y - BESIDE_M, x + BESIDE_M, y + BESIDE_M);
    let best = -1;
    let least = BESIDE_M;
    for (const { barrier, p, q } of near.map((i) => segments[i])) {
      if (!isParallel(from, to, p, q)) continue;
      const distance = distanceTo(x, y, p, q);
      if (distance > least || (distance === least && best >= 0 && barrier >= best)) continue;
      best = barrier;
      least = distance;
    }
    return best;
  };
}

function isParallel(a: Metres, b: Metres, p: Metres, q: Metres): boolean {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const [vx, vy] = [q[0] - p[0], q[1] - p[1]];
  const lengths = Math.hypot(ux, uy) * Math.hypot(vx, vy);
  return lengths > 0 && Math.abs(ux * vx + uy * vy) >= PARALLEL_COSINE * lengths;
}

function distanceTo(x: number, y: number, p: Metres, q: Metres): number {
  const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
  const t = ((x - p[0]) * dx + (y - p[1]) * dy) / (dx * dx + dy * dy);
  const share = Math.max(0, Math.min(1, t));
  return Math.hypot(x - p[0] - share * dx, y - p[1] - share * dy);
}
