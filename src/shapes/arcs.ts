/** The network as arcs: runs of vertices between junctions, each of which several areas may share. */
import type { Network, Ring } from "./network";

/** A run of vertices that whoever has one of them has all of. */
export interface Arc {
  /** From the end that is first from the west; one that is closed begins and ends with the same vertex. */
  readonly path: Int32Array;
  /** Communities whose areas have it, each once. */
  readonly communityIds: readonly string[];
  /** Whether no community but one has to do with it: it runs between two of its grids. */
  readonly isInner: boolean;
  /** Whether it is about half of a ring, which would vanish if nothing were kept of it. */
  readonly isHalfOfRing: boolean;
}

/**
 * An arc of half a ring's length or more, and as much less as two sums of the same numbers in another order
 * can never differ by.
 */
const HALF = 0.49;

interface GrowingArc {
  readonly path: Int32Array;
  readonly communityIds: Set<string>;
  ofCommunity: boolean;
  onLeft: boolean;
  onRight: boolean;
  isHalfOfRing: boolean;
}

/** All arcs with a vertex between their ends. Vertices in none of them are junctions. */
export function findArcs(network: Network): Arc[] {
  const isJunction = findJunctions(network);
  const arcs = new Map<number, GrowingArc>();
  for (const { area, polygons } of network.areas) {
    for (const ring of polygons.flat()) {
      if (ring === null) continue;
      const lengthOfRing = lengthOf(network, closed(ring.vertices));
      for (const path of runsOf(ring, isJunction)) {
        const { arc, isForward } = take(arcs, path);
        arc.communityIds.add(area.communityId);
        arc.ofCommunity ||= area.kind === "COMMUNITY";
        if (ring.areaOnLeft === isForward) arc.onLeft = true;
        else arc.onRight = true;
        arc.isHalfOfRing ||= lengthOf(network, arc.path) >= HALF * lengthOfRing;
      }
    }
  }
  return [...arcs.values()].map(({ path, communityIds, isHalfOfRing, ...arc }) => ({
    path,
    communityIds: [...communityIds],
    isInner: communityIds.size === 1 && !arc.ofCommunity && arc.onLeft && arc.onRight,
    isHalfOfRing,
  }));
}

/** A junction has other than two neighbours, over all rings: there borders part, or a ring turns back. */
function findJunctions({ x, areas }: Network): Uint8Array {
  const one = new Int32Array(x.length).fill(-1);
  const other = new Int32Array(x.length).fill(-1);
  const isJunction = new Uint8Array(x.length);
  const meet = (v: number, neighbour: number): void => {
    if (one[v] < 0) one[v] = neighbour;
    else if (one[v] === neighbour || other[v] === neighbour) return;
    else if (other[v] < 0) other[v] = neighbour;
    else isJunction[v] = 1;
  };
  for (const { polygons } of areas) {
    for (const ring of polygons.flat()) {
      ring?.vertices.forEach((v, i, all) => {
        const next = all[(i + 1) % all.length];
        meet(v, next);
        meet(next, v);
      });
    }
  }
  for (let v = 0; v < x.length; v++) if (one[v] >= 0 && other[v] < 0) isJunction[v] = 1;
  return isJunction;
}

/** The parts of a ring from junction to junction that have a vertex between. */
function* runsOf({ vertices }: Ring, isJunction: Uint8Array): Generator<Int32Array> {
  const start = vertices.findIndex((v) => isJunction[v] === 1);
  if (start < 0) {
    yield closed(fromLeast(vertices));
    return;
  }
  const turned = closed(rotate(vertices, start));
  let from = 0;
  for (let i = 1; i < turned.length; i++) {
    if (isJunction[turned[i]] === 0) continue;
    if (i - from > 1) yield turned.subarray(from, i + 1);
    from = i;
  }
}

/** The arc that this run is, in whichever direction. */
function take(
  arcs: Map<number, GrowingArc>,
  run: Int32Array,
): { readonly arc: GrowingArc; readonly isForward: boolean } {
  const path = isCanonical(run) ? run : run.slice().reverse();
  // A vertex between the ends is in one arc only.
  let arc = arcs.get(path[1]);
  if (arc === undefined) {
    arc = {
      path,
      communityIds: new Set(),
      ofCommunity: false,
      onLeft: false,
      onRight: false,
      isHalfOfRing: false,
    };
    arcs.set(path[1], arc);
  }
  return { arc, isForward: path === run };
}

function isCanonical(path: Int32Array): boolean {
  const last = path.length - 1;
  return path[0] === path[last] ? path[1] < path[last - 1] : path[0] < path[last];
}

function fromLeast(vertices: Int32Array): Int32Array {
  return rotate(vertices, vertices.indexOf(vertices.reduce((a, b) => Math.min(a, b))));
}

function rotate(vertices: Int32Array, start: number): Int32Array {
  const turned = new Int32Array(vertices.length);
  turned.set(vertices.subarray(start));
  turned.set(vertices.subarray(0, start), vertices.length - start);
  return turned;
}

function closed(vertices: Int32Array): Int32Array {
  const path = new Int32Array(vertices.length + 1);
  path.set(vertices);
  path[vertices.length] = vertices[0];
  return path;
}

function lengthOf({ x, y }: Pick<Network, "x" | "y">, path: Int32Array): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) {
    sum += Math.hypot(x[path[i]] - x[path[i - 1]], y[path[i]] - y[path[i - 1]]);
  }
  return sum;
}
