import type { MultiPolygon, Polygon, Position } from "geojson";
import type { Arc } from "../tessellate/arcs";
import { type Frame, toDegrees } from "../tessellate/frame";

/** What outlines are drawn from: arcs, their vertices and the frame these are counted in. */
export interface Drawing {
  readonly frame: Frame;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Polygons of labelled areas. `labelOf` names the label of what lies beside an arc (a cell, a
 * block); arcs with one label on both sides vanish. Returns one geometry per label 0..count-1:
 * exterior rings counter-clockwise, holes clockwise, no ring touching itself; null for a label
 * without area. Neighbours share every vertex, since both are drawn from the same arcs.
 */
export function drawPolygons(
  drawing: Drawing,
  arcs: readonly Arc[],
  labelOf: (side: number) => number,
  count: number,
): (Polygon | MultiPolygon | null)[] {
  const borders: number[][][] = Array.from({ length: count }, () => []);
  for (const arc of arcs) {
    const left = arc.left < 0 ? -1 : labelOf(arc.left);
    const right = arc.right < 0 ? -1 : labelOf(arc.right);
    if (left === right) continue;
    if (left >= 0) borders[left].push([...arc.vertices]);
    if (right >= 0) borders[right].push([...arc.vertices].reverse());
  }
  return borders.map((lines) => toPolygon(drawing, closeRings(drawing, lines)));
}

/**
 * Joins directed lines, which have their area on the left, into rings. Where several leave a
 * vertex the sharpest left turn is taken: that way a ring keeps to one piece of the inside. Pieces that
 * touch at two points, with a hole between them, are so two polygons, as the OGC wants it; a hole that
 * touches the exterior at one point is split off it below.
 */
function closeRings({ x, y }: Drawing, lines: readonly number[][]): number[][] {
  const leaving = new Map<number, number[]>();
  lines.forEach((line, i) => {
    const list = leaving.get(line[0]);
    if (list) list.push(i);
    else leaving.set(line[0], [i]);
  });
  const used = new Uint8Array(lines.length);
  const rings: number[][] = [];
  for (let first = 0; first < lines.length; first++) {
    if (used[first]) continue;
    const ring: number[] = [];
    for (let i = first; !used[i];) {
      used[i] = 1;
      const line = lines[i];
      for (let k = 0; k < line.length - 1; k++) ring.push(line[k]);
      const end = line[line.length - 1];
      const back = Math.atan2(y[line[line.length - 2]] - y[end], x[line[line.length - 2]] - x[end]);
      const onward = (leaving.get(end) ?? []).filter((next) => !used[next] || next === first);
      i = sharpestLeft(onward, lines, back, x, y);
    }
    rings.push(ring);
  }
  return rings.flatMap(splitAtRepeats);
}

function sharpestLeft(
  candidates: readonly number[],
  lines: readonly number[][],
  back: number,
  x: Float64Array,
  y: Float64Array,
): number {
  let best = candidates[0];
  let least = Infinity;
  for (const i of candidates) {
    const [from, to] = lines[i];
    let angle = back - Math.atan2(y[to] - y[from], x[to] - x[from]);
    while (angle <= 0) angle += 2 * Math.PI;
    if (angle < least) {
      least = angle;
      best = i;
    }
  }
  return best;
}

/** A walk that passes a vertex twice is two rings that touch there. */
function splitAtRepeats(walk: number[]): number[][] {
  const rings: number[][] = [];
  const stack: number[] = [];
  const place = new Map<number, number>();
  for (const v of walk) {
    const start = place.get(v);
    if (start !== undefined) {
      const ring = stack.splice(start);
      for (const w of ring) place.delete(w);
      rings.push(ring);
    }
    place.set(v, stack.length);
    stack.push(v);
  }
  rings.push(stack);
  return rings.filter((ring) => ring.length >= 3);
}

function toPolygon(drawing: Drawing, rings: readonly number[][]): Polygon | MultiPolygon | null {
  const exteriors = rings.filter((ring) => signedArea(drawing, ring) > 0);
  if (exteriors.length === 0) return null;
  const polygons = exteriors.map((ring) => [ring]);
  for (const hole of rings) {
    if (signedArea(drawing, hole) > 0) continue;
    const home = exteriors.length === 1 ? 0 : smallestAround(drawing, exteriors, hole);
    polygons[home].push(hole);
  }
  const coordinates = polygons.map((polygon) => polygon.map((ring) => toPositions(drawing, ring)));
  return coordinates.length === 1
    ? { type: "Polygon", coordinates: coordinates[0] }
    : { type: "MultiPolygon", coordinates };
}

/** Square lattice steps, above 0 for a counter-clockwise ring. */
function signedArea({ x, y }: Drawing, ring: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (x[ring[j]] - x[ring[0]]) * (y[ring[i]] - y[ring[0]]);
    sum -= (x[ring[i]] - x[ring[0]]) * (y[ring[j]] - y[ring[0]]);
  }
  return sum / 2;
}

function smallestAround(
  drawing: Drawing,
  exteriors: readonly number[][],
  hole: readonly number[],
): number {
  const { x, y } = drawing;
  // The middle of an edge of the hole lies on no other ring.
  const px = (x[hole[0]] + x[hole[1]]) / 2;
  const py = (y[hole[0]] + y[hole[1]]) / 2;
  let best = 0;
  let least = Infinity;
  exteriors.forEach((ring, i) => {
    let odd = false;
    for (let k = 0, j = ring.length - 1; k < ring.length; j = k++) {
      const [p, q] = [ring[k], ring[j]];
      if (y[p] > py === y[q] > py) continue;
      if (px < ((x[q] - x[p]) * (py - y[p])) / (y[q] - y[p]) + x[p]) odd = !odd;
    }
    const area = signedArea(drawing, ring);
    if (odd && area < least) [best, least] = [i, area];
  });
  return best;
}

function toPositions({ frame, x, y }: Drawing, ring: readonly number[]): Position[] {
  const positions = ring.map((v) => [
    toDegrees(frame.originX, x[v]),
    toDegrees(frame.originY, y[v]),
  ]);
  return [...positions, positions[0]];
}
