import { GROUND_M2 } from "../tolerance";
import { TIE_M } from "./compass";
import { createHeap } from "./heap";
import { type Mesh, nextHalfEdge, previousHalfEdge } from "./mesh";
import type { Regions } from "./regions";
import { createUnion } from "./union";

/**
 * Ground that barriers cut off from every building (parks, the strips between carriageways) can be
 * long: as one cell it would tie grids together that lie far apart. It is divided, first among the
 * groups across its barriers, corner by corner, then put together again into compact pieces.
 *
 * Gives each unowned corner inside the community the label -2 - group: ground near that group. What
 * no building is near to at all keeps -1.
 */
export function labelGround(mesh: Mesh, regions: Regions, owner: Int32Array, awayM: Float64Array) {
  const isGround = (h: number) => owner[h] === -1 && regions.inside[Math.floor(h / 3)] === 1;
  const nearest = nearestAtVertices(mesh, owner, awayM, isGround);
  for (let h = 0; h < owner.length; h++) {
    if (isGround(h) && nearest[mesh.start[h]] >= 0) owner[h] = -2 - nearest[mesh.start[h]];
  }
}

/** The group nearest to each vertex of the ground: across its barriers, then on along the mesh. */
function nearestAtVertices(
  mesh: Mesh,
  owner: Int32Array,
  awayM: Float64Array,
  isGround: (h: number) => boolean,
): Int32Array {
  const best = new Float64Array(mesh.x.length).fill(Infinity);
  const group = new Int32Array(mesh.x.length).fill(-1);
  const cornersAt = new Map<number, number[]>();
  for (let h = 0; h < owner.length; h++) {
    const v = mesh.start[h];
    if (isGround(h)) cornersAt.set(v, [...(cornersAt.get(v) ?? []), h]);
    if (owner[h] >= 0) best[v] = Math.min(best[v], awayM[h]);
  }
  for (let h = 0; h < owner.length; h++) {
    const v = mesh.start[h];
    if (owner[h] < 0 || awayM[h] > best[v] + TIE_M) continue;
    if (group[v] < 0 || owner[h] < group[v]) group[v] = owner[h];
  }
  const queue = createHeap();
  for (const v of cornersAt.keys()) if (group[v] >= 0) queue.push(best[v], v);
  for (let v = queue.pop(); v !== undefined; v = queue.pop()) {
    for (const h of cornersAt.get(v) ?? []) {
      for (const w of [mesh.start[nextHalfEdge(h)], mesh.start[previousHalfEdge(h)]]) {
        const way =
          best[v] +
          Math.hypot(
            (mesh.x[v] - mesh.x[w]) * mesh.frame.metresX,
            (mesh.y[v] - mesh.y[w]) * mesh.frame.metresY,
          );
        const isEqual = Math.abs(way - best[w]) <= TIE_M;
        if (isEqual ? group[v] >= group[w] : way > best[w]) continue;
        best[w] = Math.min(way, best[w]);
        group[w] = group[v];
        queue.push(way, w);
      }
    }
  }
  return group;
}

/** What merging needs to know of a piece of ground. */
export interface GroundPieces {
  readonly isGround: (component: number) => boolean;
  readonly areaM2: Float64Array;
  readonly outlineM: Float64Array;
  /** Metres of open border with each neighbour (none across barriers). */
  readonly openM: (component: number) => ReadonlyMap<number, number>;
}

/** Compactness is compared in steps: within one, the pieces that come first go first. */
const COMPACTNESS_STEPS = 1024;
const COMPACTNESS_SLACK = 1e-5;

/**
 * Puts pieces of ground together: the two whose union is the most compact (Polsby-Popper) first, as
 * long as one of them is small or the union is at least as compact as both. Returns the component
 * each component became part of; those that are no ground stay.
 */
export function mergeGround(count: number, pieces: GroundPieces): Int32Array {
  const union = createUnion(count);
  const areaM2 = pieces.areaM2.slice();
  const outlineM = pieces.outlineM.slice();
  const compactness = (area: number, outline: number) =>
    outline > 0 ? (4 * Math.PI * area) / (outline * outline) : 1;
  const rows = new Map<number, Map<number, number>>();
  for (let c = 0; c < count; c++) {
    if (!pieces.isGround(c)) continue;
    rows.set(c, new Map([...pieces.openM(c)].filter(([other]) => pieces.isGround(other))));
  }

  const queue = createHeap();
  const offers: { p: number; q: number; sharedM: number }[] = [];
  const offer = (p: number, q: number, sharedM: number) => {
    const together = compactness(areaM2[p] + areaM2[q], outlineM[p] + outlineM[q] - 2 * sharedM);
    const apart = Math.max(
      compactness(areaM2[p], outlineM[p]),
      compactness(areaM2[q], outlineM[q]),
    );
    if (Math.min(areaM2[p], areaM2[q]) > GROUND_M2 && together < apart - COMPACTNESS_SLACK) return;
    const steps = Math.round(together * COMPACTNESS_STEPS);
    queue.push(count * (p - count * steps) + q, offers.length);
    offers.push({ p, q, sharedM });
  };
  for (const [p, row] of rows) for (const [q, sharedM] of row) if (p < q) offer(p, q, sharedM);

  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { p, q, sharedM } = offers[next];
    // An offer is stale when either piece has grown since.
    if (union.find(p) !== p || union.find(q) !== q || rows.get(p)?.get(q) !== sharedM) continue;
    union.join(p, q);
    const [into, gone] = [union.find(p), union.find(p) === p ? q : p];
    areaM2[into] += areaM2[gone];
    outlineM[into] += outlineM[gone] - 2 * sharedM;
    const row = rows.get(into) ?? new Map<number, number>();
    for (const [other, metres] of rows.get(gone) ?? []) {
      rows.get(other)?.delete(gone);
      if (other === into) continue;
      row.set(other, (row.get(other) ?? 0) + metres);
    }
    rows.delete(gone);
    row.delete(gone);
    for (const [other, metres] of row) {
      rows.get(other)?.set(into, metres);
      offer(Math.min(into, other), Math.max(into, other), metres);
    }
  }
  return Int32Array.from({ length: count }, (_, c) => union.find(c));
}
