import { OVERLAP_M2, OVERLAP_SHARE } from "../tolerance";
import { BOUNDARY, type Sources, barrierOf, buildingOf } from "./lines";
import { type Mesh, nextHalfEdge } from "./mesh";
import { createUnion } from "./union";

/** What every triangle of the mesh lies in. */
export interface Regions {
  /** 1 inside the community. */
  readonly inside: Uint8Array;
  /** Smallest building whose footprint covers the triangle, -1 for open ground or outside. */
  readonly building: Int32Array;
  /** Block, numbered by first triangle; -1 outside. */
  readonly block: Int32Array;
  readonly blocks: number;
  /** Barrier that edge e of the arrangement lies on (the lowest), -1 for none. */
  readonly barrier: Int32Array;
  /** 1 where edge e lies on the boundary of the community. */
  readonly boundary: Uint8Array;
  /** Group of each building: those that overlap cannot be parted and share a group. */
  readonly group: Int32Array;
}

/**
 * Walks the mesh from outside and crosses the lines one by one: every crossing of a polygon's
 * outline changes whether one is in it, so holes, islands and outlines drawn double come out right
 * (even-odd).
 */
export function findRegions(mesh: Mesh, sources: Sources): Regions {
  const triangles = mesh.start.length / 3;
  const toggles = mesh.arrangement.sources.map((list) => oddOnes(list, sources));
  const inside = new Uint8Array(triangles);
  const covers: (readonly number[])[] = new Array<readonly number[]>(triangles).fill(NONE);
  const seen = new Uint8Array(triangles);
  const first = triangleAtFrame(mesh);
  const queue = [first];
  seen[first] = 1;
  for (let t = queue.pop(); t !== undefined; t = queue.pop()) {
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      const other = mesh.twin[h] < 0 ? -1 : Math.floor(mesh.twin[h] / 3);
      if (other < 0 || seen[other]) continue;
      seen[other] = 1;
      const crossed = mesh.edge[h] < 0 ? NONE_CROSSED : toggles[mesh.edge[h]];
      inside[other] = inside[t] ^ (crossed.boundary ? 1 : 0);
      covers[other] = symmetricDifference(covers[t], crossed.buildings);
      queue.push(other);
    }
  }

  const { group, areaM2 } = groupOverlapping(mesh, inside, covers, sources.buildings);
  const building = new Int32Array(triangles).fill(-1);
  for (let t = 0; t < triangles; t++) {
    if (!inside[t] || covers[t].length === 0) continue;
    // What is left of overlaps is noise: the smaller building, to which it is more, has it.
    building[t] = covers[t].reduce((p, q) => (areaM2[q] < areaM2[p] ? q : p));
  }
  const barrier = Int32Array.from(mesh.arrangement.sources, (list) => {
    const source = list.find((s) => barrierOf(sources, s) >= 0);
    return source === undefined ? -1 : barrierOf(sources, source);
  });
  const boundary = Uint8Array.from(toggles, (t) => (t.boundary ? 1 : 0));
  return { inside, building, barrier, boundary, group, ...findBlocks(mesh, inside, barrier) };
}

const NONE: readonly number[] = [];
const NONE_CROSSED: Crossed = { boundary: false, buildings: NONE };

interface Crossed {
  readonly boundary: boolean;
  readonly buildings: readonly number[];
}

/** Sources that run along an edge an odd number of times; a sliver's two sides cancel. */
function oddOnes(list: readonly number[], sources: Sources): Crossed {
  let boundary = false;
  let buildings: number[] | undefined;
  for (let i = 0; i < list.length;) {
    let end = i;
    while (end < list.length && list[end] === list[i]) end++;
    if ((end - i) % 2 === 1) {
      if (list[i] === BOUNDARY) boundary = true;
      else if (buildingOf(sources, list[i]) >= 0)
        (buildings ??= []).push(buildingOf(sources, list[i]));
    }
    i = end;
  }
  if (!boundary && !buildings) return NONE_CROSSED;
  return { boundary, buildings: buildings ?? NONE };
}

function triangleAtFrame(mesh: Mesh): number {
  return Math.floor(mesh.start.indexOf(mesh.x.length - 1) / 3);
}

/** Both lists ascending. */
function symmetricDifference(p: readonly number[], q: readonly number[]): readonly number[] {
  if (q.length === 0) return p;
  if (p.length === 0) return q;
  return [...p.filter((i) => !q.includes(i)), ...q.filter((i) => !p.includes(i))].sort(
    (i, j) => i - j,
  );
}

function groupOverlapping(
  mesh: Mesh,
  inside: Uint8Array,
  covers: readonly (readonly number[])[],
  buildings: number,
): { group: Int32Array; areaM2: Float64Array } {
  const areaM2 = new Float64Array(buildings);
  const shared = new Map<number, number>();
  for (let t = 0; t < covers.length; t++) {
    if (!inside[t] || covers[t].length === 0) continue;
    const m2 = triangleM2(mesh, t);
    const list = covers[t];
    for (let i = 0; i < list.length; i++) {
      areaM2[list[i]] += m2;
      for (let j = 0; j < i; j++) {
        const key = list[j] * buildings + list[i];
        shared.set(key, (shared.get(key) ?? 0) + m2);
      }
    }
  }
  const union = createUnion(buildings);
  for (const [key, m2] of shared) {
    const [p, q] = [Math.floor(key / buildings), key % buildings];
    const [smaller, larger] = [Math.min(areaM2[p], areaM2[q]), Math.max(areaM2[p], areaM2[q])];
    if (m2 > Math.max(OVERLAP_M2, OVERLAP_SHARE * larger) || 2 * m2 > smaller) union.join(p, q);
  }
  return {
    group: Int32Array.from({ length: buildings }, (_, i) => union.find(i)),
    areaM2,
  };
}

export function triangleM2(mesh: Mesh, t: number): number {
  const [p, q, r] = [mesh.start[3 * t], mesh.start[3 * t + 1], mesh.start[3 * t + 2]];
  const { x, y, frame } = mesh;
  const twice = (x[q] - x[p]) * (y[r] - y[p]) - (x[r] - x[p]) * (y[q] - y[p]);
  return 0.5 * twice * frame.metresX * frame.metresY;
}

/** Triangles joined without crossing a barrier. */
function findBlocks(mesh: Mesh, inside: Uint8Array, barrier: Int32Array) {
  const block = new Int32Array(inside.length).fill(-1);
  let blocks = 0;
  for (let seed = 0; seed < inside.length; seed++) {
    if (!inside[seed] || block[seed] >= 0) continue;
    const queue = [seed];
    block[seed] = blocks;
    for (let t = queue.pop(); t !== undefined; t = queue.pop()) {
      for (let h = 3 * t, k = 0; k < 3; k++, h = nextHalfEdge(h)) {
        if (mesh.twin[h] < 0) continue;
        const other = Math.floor(mesh.twin[h] / 3);
        if (!inside[other] || block[other] >= 0) continue;
        if (mesh.edge[h] >= 0 && barrier[mesh.edge[h]] >= 0) continue;
        block[other] = blocks;
        queue.push(other);
      }
    }
    blocks++;
  }
  return { block, blocks };
}
