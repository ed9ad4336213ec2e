import Flatbush from "flatbush";
import { ringsCrossAt } from "./ring-place";
import type { Parts, Ring } from "./rings";
import { meetingOf, type Point2 } from "./segments";
import type { Flaw } from "./flaw";

/** Two rings of one part that touch in a point, by their numbers over all parts. */
export interface RingTouch {
  readonly rings: readonly [number, number];
  readonly at: Point2;
}

interface NumberedRing {
  readonly part: number;
  readonly ring: number;
  readonly points: Ring;
}

interface Edge {
  readonly on: NumberedRing;
  readonly no: number;
  readonly a: Point2;
  readonly b: Point2;
}

/** Below this number of edges comparing all pairs is faster than building an index. */
const INDEX_FROM_EDGES = 48;

/** Where edges of an area meet: what no valid area may have, and the touches that it may have. */
export function meetingsOf(parts: Parts): { flaws: Flaw[]; touches: RingTouch[] } {
  const edges = edgesOf(parts);
  const flaws = new Map<string, Flaw>();
  const touches: RingTouch[] = [];
  const take = (code: Flaw["code"], at: Point2): void => {
    const key = `${code} ${at.join(" ")}`;
    if (!flaws.has(key)) flaws.set(key, { code, at });
  };
  for (const [one, two] of closePairs(edges)) {
    const meeting = meetingOf(one.a, one.b, two.a, two.b);
    if (meeting === null) continue;
    const { type, at } = meeting;
    if (one.on === two.on) {
      if (type !== "TOUCH") take("SELF_CROSSING", at);
      else if (!areConsecutive(one, two)) take("SELF_TOUCHING", at);
    } else {
      const crosses = type !== "TOUCH" || ringsCrossAt(at, one.on.points, two.on.points);
      if (one.on.part !== two.on.part) {
        if (crosses) take("PARTS_OVERLAP", at);
      } else if (crosses) take("RINGS_CROSS", at);
      else touches.push({ rings: [one.on.ring, two.on.ring], at });
    }
  }
  return { flaws: [...flaws.values()], touches };
}

function edgesOf(parts: Parts): Edge[] {
  let ring = 0;
  return parts.flatMap((rings, part) =>
    rings.flatMap((points) => {
      const on: NumberedRing = { part, ring: ring++, points };
      return points.map((a, no) => ({ on, no, a, b: points[(no + 1) % points.length] }));
    }),
  );
}

function areConsecutive(one: Edge, two: Edge): boolean {
  const n = one.on.points.length;
  return (one.no + 1) % n === two.no || (two.no + 1) % n === one.no;
}

/** Pairs of edges whose boxes meet, each once, in the order of the first edge. */
function* closePairs(edges: readonly Edge[]): Generator<readonly [Edge, Edge]> {
  if (edges.length < INDEX_FROM_EDGES) {
    for (let i = 0; i < edges.length; i++) {
      for (let j = i + 1; j < edges.length; j++) {
        if (boxesMeet(edges[i], edges[j])) yield [edges[i], edges[j]];
      }
    }
    return;
  }
  const index = new Flatbush(edges.length);
  for (const { a, b } of edges) {
    index.add(
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[0], b[0]),
      Math.max(a[1], b[1]),
    );
  }
  index.finish();
  for (let i = 0; i < edges.length; i++) {
    const { a, b } = edges[i];
    const near = index.search(
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[0], b[0]),
      Math.max(a[1], b[1]),
      (j) => j > i,
    );
    for (const j of near.sort((p, q) => p - q)) yield [edges[i], edges[j]];
  }
}

function boxesMeet({ a, b }: Edge, { a: c, b: d }: Edge): boolean {
  return (
    Math.max(a[0], b[0]) >= Math.min(c[0], d[0]) &&
    Math.max(c[0], d[0]) >= Math.min(a[0], b[0]) &&
    Math.max(a[1], b[1]) >= Math.min(c[1], d[1]) &&
    Math.max(c[1], d[1]) >= Math.min(a[1], b[1])
  );
}
