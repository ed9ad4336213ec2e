import type { Mesh } from "./mesh";
import type { Owners } from "./ownership";
import { forEachSegment, pieceVertices } from "./pieces";
import type { Regions } from "./regions";

/** Metres that components share with each other in the open and on barriers, and have in all. */
export interface ComponentBorders {
  readonly open: readonly Map<number, number>[];
  readonly barrier: readonly Map<number, number>[];
  readonly outlineM: Float64Array;
}

export function measureBorders(
  mesh: Mesh,
  regions: Regions,
  owners: Owners,
  component: Int32Array,
  count: number,
): ComponentBorders {
  const at = pieceVertices(mesh, regions, owners);
  const open = Array.from({ length: count }, () => new Map<number, number>());
  const barrier = Array.from({ length: count }, () => new Map<number, number>());
  const outlineM = new Float64Array(count);
  forEachSegment(mesh, regions, owners, at, (from, to, left, right, h) => {
    if (right >= 0 && component[left] === component[right]) return;
    const length = Math.hypot(
      (at.x(from) - at.x(to)) * mesh.frame.metresX,
      (at.y(from) - at.y(to)) * mesh.frame.metresY,
    );
    outlineM[component[left]] += length;
    if (right < 0) return;
    outlineM[component[right]] += length;
    const onBarrier = h >= 0 && mesh.edge[h] >= 0 && regions.barrier[mesh.edge[h]] >= 0;
    const rows = onBarrier ? barrier : open;
    for (const [p, q] of [
      [component[left], component[right]],
      [component[right], component[left]],
    ]) {
      rows[p].set(q, (rows[p].get(q) ?? 0) + length);
    }
  });
  return { open, barrier, outlineM };
}
