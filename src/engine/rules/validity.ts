/** Whether a shape is a valid one: rings that do not cross or touch themselves, holes inside. */
import Flatbush from "flatbush";
import { orient2d } from "robust-predicates";
import { locate, type Ring, type Rings, type Shape } from "./shape";

export type ShapeFaultKind =
  | "NOT_A_NUMBER"
  | "TOO_FEW_POINTS"
  | "SELF_CROSSING"
  | "SELF_TOUCHING"
  | "HOLE_OUTSIDE"
  | "PARTS_OVERLAP"
  | "INTERIOR_PARTED";

export interface ShapeFault {
  readonly kind: ShapeFaultKind;
  /** Where, lon/lat; null where there is no place. */
  readonly at: readonly [number, number] | null;
}

/**
 * The first fault of a shape, or null. All decisions are exact (robust predicates), and follow the
 * simple features standard: rings of one polygon may touch in single points as long as its
 * interior stays in one piece.
 */
export function faultOfShape(shape: Shape): ShapeFault | null {
  if (shape.length === 0) return { kind: "TOO_FEW_POINTS", at: null };
  for (const ring of shape.flat()) {
    if (ring.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))) {
      return { kind: "NOT_A_NUMBER", at: null };
    }
    if (ring.length < 3) return { kind: "TOO_FEW_POINTS", at: ring[0] ?? null };
  }
  const touches: Touch[] = [];
  return (
    faultOfEdges(shape, touches) ??
    faultOfNesting(shape) ??
    faultOfInterior(shape.flat().length, touches)
  );
}

interface Touch {
  readonly ringA: number;
  readonly ringB: number;
  readonly at: readonly [number, number];
}

interface RingEdge {
  readonly ring: number;
  readonly polygon: number;
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}

function ringEdges(shape: Shape): RingEdge[] {
  const edges: RingEdge[] = [];
  let number = 0;
  shape.forEach((rings, polygon) => {
    for (const ring of rings) {
      ring.forEach((a, i) => {
        edges.push({ ring: number, polygon, a, b: ring[(i + 1) % ring.length] });
      });
      number++;
    }
  });
  return edges;
}

function faultOfEdges(shape: Shape, touches: Touch[]): ShapeFault | null {
  const edges = ringEdges(shape);
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
  for (const [i, e] of edges.entries()) {
    const near = index.search(
      Math.min(e.a[0], e.b[0]),
      Math.min(e.a[1], e.b[1]),
      Math.max(e.a[0], e.b[0]),
      Math.max(e.a[1], e.b[1]),
      (j) => j > i,
    );
    for (const j of near.sort((p, q) => p - q)) {
      const fault = faultOfPair(e, edges[j], touches);
      if (fault !== null) return fault;
    }
  }
  return null;
}

function faultOfPair(e: RingEdge, f: RingEdge, touches: Touch[]): ShapeFault | null {
  const ea = side(f, e.a);
  const eb = side(f, e.b);
  const fa = side(e, f.a);
  const fb = side(e, f.b);
  if (ea * eb < 0 && fa * fb < 0) {
    return {
      kind: e.polygon === f.polygon ? "SELF_CROSSING" : "PARTS_OVERLAP",
      at: crossing(e, f),
    };
  }
  const common = [
    ea === 0 && within(f, e.a) ? e.a : null,
    eb === 0 && within(f, e.b) ? e.b : null,
    fa === 0 && within(e, f.a) ? f.a : null,
    fb === 0 && within(e, f.b) ? f.b : null,
  ].filter((p) => p !== null);
  const distinct = common.filter(
    (p, i) => common.findIndex((q) => q[0] === p[0] && q[1] === p[1]) === i,
  );
  if (distinct.length === 0) return null;
  const at = distinct[0];
  if (distinct.length > 1) {
    return { kind: e.polygon === f.polygon ? "SELF_TOUCHING" : "PARTS_OVERLAP", at };
  }
  if (e.ring === f.ring) {
    const consecutive = e.b === f.a || f.b === e.a;
    return consecutive ? null : { kind: "SELF_TOUCHING", at };
  }
  if (e.polygon === f.polygon) touches.push({ ringA: e.ring, ringB: f.ring, at });
  return null;
}

function side(edge: RingEdge, point: readonly [number, number]): number {
  return orient2d(edge.a[0], edge.a[1], edge.b[0], edge.b[1], point[0], point[1]);
}

function within({ a, b }: RingEdge, [x, y]: readonly [number, number]): boolean {
  return (
    x >= Math.min(a[0], b[0]) &&
    x <= Math.max(a[0], b[0]) &&
    y >= Math.min(a[1], b[1]) &&
    y <= Math.max(a[1], b[1])
  );
}

function crossing(e: RingEdge, f: RingEdge): [number, number] {
  const da = side(f, e.a);
  const t = da / (da - side(f, e.b));
  return [e.a[0] + (e.b[0] - e.a[0]) * t, e.a[1] + (e.b[1] - e.a[1]) * t];
}

/** Edges do not cross here, so where one point of a ring lies, the whole ring lies. */
function faultOfNesting(shape: Shape): ShapeFault | null {
  for (const rings of shape) {
    const [outline, ...holes] = rings;
    for (const hole of holes) {
      if (whereIs(hole, [outline]) !== 1) return { kind: "HOLE_OUTSIDE", at: hole[0] };
      for (const other of holes) {
        if (other !== hole && whereIs(hole, [other]) === 1) {
          return { kind: "HOLE_OUTSIDE", at: hole[0] };
        }
      }
    }
  }
  for (const [i, rings] of shape.entries()) {
    const inside = shape.some((other, j) => j !== i && whereIs(rings[0], other) === 1);
    if (inside) return { kind: "PARTS_OVERLAP", at: rings[0][0] };
  }
  return null;
}

/** Where a ring lies whose edges cross none of `rings`; points on them decide nothing. */
function whereIs(ring: Ring, rings: Rings): 1 | -1 {
  for (const [i, [x, y]] of ring.entries()) {
    const [nx, ny] = ring[(i + 1) % ring.length];
    for (const where of [locate(x, y, rings), locate((x + nx) / 2, (y + ny) / 2, rings)]) {
      if (where !== 0) return where;
    }
  }
  return 1;
}

/**
 * Rings that touch each other in a closed chain part the interior. Rings and touching points are
 * the nodes of a graph, which must be a forest.
 */
function faultOfInterior(ringCount: number, touches: readonly Touch[]): ShapeFault | null {
  const parent = Array.from({ length: ringCount }, (_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : (parent[i] = root(parent[i])));
  const nodeAt = new Map<string, number>();
  const joined = new Set<string>();
  for (const { ringA, ringB, at } of touches) {
    const key = `${at[0]},${at[1]}`;
    const node = nodeAt.get(key) ?? parent.push(parent.length) - 1;
    nodeAt.set(key, node);
    for (const ring of [ringA, ringB]) {
      if (joined.has(`${ring}@${node}`)) continue;
      joined.add(`${ring}@${node}`);
      if (root(ring) === root(node)) return { kind: "INTERIOR_PARTED", at };
      parent[root(ring)] = root(node);
    }
  }
  return null;
}
