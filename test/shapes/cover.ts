/** Looks at areas that should cover the ground: an oracle that knows nothing of how they were drawn. */
import Flatbush from "flatbush";
import { orient2d } from "robust-predicates";
import type { Place, Polygons } from "../../src/shapes/weigh";

/** What is found where areas are to share their borders. */
export interface Cover {
  /** Pairs of edges that cross or overlap, or where one ends on the other. */
  readonly meetings: number;
  /** Edges that two areas have on the same side. */
  readonly doubled: number;
  /** Rings without ground, or turned over. */
  readonly flat: number;
  /** Vertices of edges that one area alone has. */
  readonly rim: ReadonlySet<string>;
}

export function lookAtCover(areas: readonly Polygons<Place>[]): Cover {
  const edges = new Map<string, { readonly from: Place; readonly to: Place; uses: number[] }>();
  let flat = 0;
  for (const polygon of areas.flat()) {
    polygon.forEach((ring, i) => {
      const area = signedArea(ring);
      if (area === 0 || ring.length < 4) flat += 1;
      const areaOnLeft = area > 0 === (i === 0);
      for (let k = 1; k < ring.length; k++) {
        const isForward = keyOf(ring[k - 1]) < keyOf(ring[k]);
        const [from, to] = isForward ? [ring[k - 1], ring[k]] : [ring[k], ring[k - 1]];
        const key = `${keyOf(from)} ${keyOf(to)}`;
        const edge = edges.get(key) ?? { from, to, uses: [] };
        edge.uses.push(areaOnLeft === isForward ? 1 : -1);
        edges.set(key, edge);
      }
    });
  }
  const all = [...edges.values()];
  const rim = all.filter(({ uses }) => uses.length === 1);
  return {
    meetings: countMeetings(all),
    doubled: all.filter(({ uses }) => uses.length > 2 || uses[0] === uses[1]).length,
    flat,
    rim: new Set(rim.flatMap(({ from, to }) => [keyOf(from), keyOf(to)])),
  };
}

export function keyOf([x, y]: Place): string {
  return `${x},${y}`;
}

interface Edge {
  readonly from: Place;
  readonly to: Place;
}

function countMeetings(edges: readonly Edge[]): number {
  if (edges.length === 0) return 0;
  const index = new Flatbush(edges.length);
  const boxOf = ({ from: [ax, ay], to: [bx, by] }: Edge) =>
    [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
  for (const edge of edges) index.add(...boxOf(edge));
  index.finish();
  let count = 0;
  edges.forEach((edge, i) => {
    for (const j of index.search(...boxOf(edge))) if (j < i && doMeet(edge, edges[j])) count += 1;
  });
  return count;
}

/** Whether two edges have more in common than an end of both. */
function doMeet(one: Edge, other: Edge): boolean {
  const isOn = (place: Place, { from, to }: Edge): boolean =>
    keyOf(place) !== keyOf(from) &&
    keyOf(place) !== keyOf(to) &&
    turn(from, to, place) === 0 &&
    place[0] >= Math.min(from[0], to[0]) &&
    place[0] <= Math.max(from[0], to[0]) &&
    place[1] >= Math.min(from[1], to[1]) &&
    place[1] <= Math.max(from[1], to[1]);
  if (isOn(one.from, other) || isOn(one.to, other)) return true;
  if (isOn(other.from, one) || isOn(other.to, one)) return true;
  const a = turn(one.from, one.to, other.from) * turn(one.from, one.to, other.to);
  const b = turn(other.from, other.to, one.from) * turn(other.from, other.to, one.to);
  return a < 0 && b < 0;
}

function turn(a: Place, b: Place, c: Place): number {
  return Math.sign(orient2d(a[0], a[1], b[0], b[1], c[0], c[1]));
}

function signedArea(ring: readonly Place[]): number {
  const [x0, y0] = ring[0];
  return ring.slice(1).reduce((sum, [x, y], i) => {
    const [px, py] = ring[i];
    return sum + (px - x0) * (y - y0) - (x - x0) * (py - y0);
  }, 0);
}

/** How far the vertices of an exact border are from a drawn one, at most; in metres of the map. */
export function distanceBetween(exact: readonly Place[], drawn: readonly Place[]): number {
  return exact.reduce((most, place) => {
    let least = Infinity;
    for (let i = 1; i < drawn.length; i++) {
      least = Math.min(least, distanceTo(place, drawn[i - 1], drawn[i]));
    }
    return Math.max(most, least);
  }, 0);
}

function distanceTo([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(
    1,
    Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)),
  );
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
