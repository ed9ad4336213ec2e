import { area } from "@turf/turf";
import type { Position } from "geojson";
import { type MicroTrigger, microTrigger } from "./rules/micro";
import { TIE_M } from "./tessellate/compass";
import { createFrame, type Frame, latticeX, latticeY } from "./tessellate/frame";
import { linesOf, ringsOf } from "./tessellate/lines";
import { turn } from "./tessellate/predicates";
import { createUnion } from "./tessellate/union";
import type { Barrier, Building, Rules } from "./input-types";

export interface MicroGroups {
  /** Every building that asks for a micro-grid, also those that stay in a standard grid. */
  readonly triggers: readonly MicroTrigger[];
  /** Buildings (by index) that form one micro-grid, ascending. */
  readonly groups: readonly (readonly number[])[];
}

/**
 * Buildings that form micro-grids (rule R3): triggering buildings that touch, or stand within
 * `microMergeDistanceM` of each other with no barrier between them, belong together.
 */
export function findMicroGroups(
  buildings: readonly Building[],
  barriers: readonly Barrier[],
  rules: Rules,
): MicroGroups {
  const triggers: MicroTrigger[] = [];
  const members: number[] = [];
  buildings.forEach((building, i) => {
    const trigger = microTrigger(building, area(building.polygon), rules);
    if (!trigger) return;
    triggers.push(trigger);
    if (!trigger.keptInStandard) members.push(i);
  });
  if (members.length === 0) return { triggers, groups: [] };

  const plane = planeAround(members.map((i) => buildings[i]));
  const outlines = members.map((i) => ringsOf(buildings[i].polygon).map(plane));
  const walls = barriers.flatMap((barrier) => linesOf(barrier.line).map(plane));
  const union = createUnion(members.length);
  for (let i = 0; i < members.length; i++) {
    for (let j = 0; j < i; j++) {
      const links = shortestLinks(outlines[i], outlines[j], rules.microMergeDistanceM);
      if (links.some((link) => link.lengthM <= TIE_M || !walls.some((w) => crosses(w, link)))) {
        union.join(i, j);
      }
    }
  }
  const groups = new Map<number, number[]>();
  members.forEach((building, i) => {
    const root = union.find(i);
    groups.set(root, [...(groups.get(root) ?? []), building]);
  });
  return { triggers, groups: [...groups.values()] };
}

type Line = readonly (readonly [x: number, y: number])[];

/** Metres on a plane through the buildings. */
function planeAround(buildings: readonly Building[]): (line: readonly Position[]) => Line {
  const positions = buildings.flatMap((b) => ringsOf(b.polygon).flat());
  const [lon, lat] = positions[0];
  const frame: Frame = createFrame(lon, lat, lon, lat);
  return (line) =>
    line.map(([x, y]) => [latticeX(frame, x) * frame.metresX, latticeY(frame, y) * frame.metresY]);
}

interface Link {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly lengthM: number;
}

/**
 * The shortest lines between two outlines, if they are no longer than `most`: parallel walls have
 * many, all as good.
 */
function shortestLinks(p: readonly Line[], q: readonly Line[], most: number): Link[] {
  if (boxDistance(p, q) > most + TIE_M) return [];
  if (p.some((a) => q.some((b) => linesCross(a, b) || ringHolds(a, b[0]) || ringHolds(b, a[0])))) {
    return [{ from: p[0][0], to: p[0][0], lengthM: 0 }];
  }
  let shortest = most;
  const links: Link[] = [];
  const offer = (points: readonly Line[], outline: readonly Line[]) => {
    for (const point of points.flat()) {
      for (const ring of outline) {
        for (let i = 1; i < ring.length; i++) {
          const to = nearestOn(ring[i - 1], ring[i], point);
          const lengthM = Math.hypot(to[0] - point[0], to[1] - point[1]);
          if (lengthM > shortest + TIE_M) continue;
          links.push({ from: point, to, lengthM });
          shortest = Math.min(shortest, lengthM);
        }
      }
    }
  };
  offer(p, q);
  offer(q, p);
  return links.filter(({ lengthM }) => lengthM <= shortest + TIE_M);
}

function boxDistance(p: readonly Line[], q: readonly Line[]): number {
  const range = (lines: readonly Line[], axis: 0 | 1) => {
    const values = lines.flat().map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  const gap = (axis: 0 | 1) => {
    const [pMin, pMax] = range(p, axis);
    const [qMin, qMax] = range(q, axis);
    return Math.max(0, qMin - pMax, pMin - qMax);
  };
  return Math.hypot(gap(0), gap(1));
}

function nearestOn(
  a: readonly [number, number],
  b: readonly [number, number],
  p: readonly [number, number],
): [number, number] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2;
  const clamped = Math.max(0, Math.min(1, t));
  return [a[0] + clamped * dx, a[1] + clamped * dy];
}

/** A wall that runs along one of the outlines lies between them, too. */
function crosses(wall: Line, { from, to, lengthM }: Link): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const more = TIE_M / Math.max(lengthM, TIE_M);
  return linesCross(wall, [
    [from[0] - more * dx, from[1] - more * dy],
    [to[0] + more * dx, to[1] + more * dy],
  ]);
}

function linesCross(p: Line, q: Line): boolean {
  for (let i = 1; i < p.length; i++) {
    for (let j = 1; j < q.length; j++) {
      if (segmentsCross(p[i - 1], p[i], q[j - 1], q[j])) return true;
    }
  }
  return false;
}

type Point = readonly [number, number];

function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => turn(p[0], p[1], q[0], q[1], r[0], r[1]);
  if (side(a, b, c) * side(a, b, d) > 0 || side(c, d, a) * side(c, d, b) > 0) return false;
  const apart = (axis: 0 | 1) =>
    Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis]) ||
    Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis]);
  return !apart(0) && !apart(1);
}

function ringHolds(ring: Line, [px, py]: Point): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
    if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
