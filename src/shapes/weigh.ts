import type { Area, WeighedArea, WeighedPlace } from "./area";
import { findArcs, type Arc } from "./arcs";
import { meshAreas, type MeshedArea, type Network } from "./network";
import { shrink } from "./shrink";
import { KEPT } from "./threshold";

export type { Area, Place, Polygons, WeighedArea, WeighedPlace } from "./area";
export { thresholdOf } from "./threshold";

/**
 * Weighs the vertices of areas so that at every zoom those that weigh `thresholdOf(zoom)` or more make borders
 * that neighbours share vertex by vertex, do not cross, and leave the exact ones by less than half a pixel.
 * Give all dates at once: the weights then fit for each of them.
 *
 * A border that two communities share is weighed by itself, whatever the rest looks like. So it weighs the
 * same from either side, as long as each time all areas are given that meet the box around a community.
 *
 * @param communityIds whose areas are wanted; left out: all. Others are there as neighbours
 */
export function weighBorders(
  areas: readonly Area[],
  communityIds: ReadonlySet<string> = new Set(areas.map(({ communityId }) => communityId)),
): WeighedArea[] {
  const network = meshAreas(areas);
  const weights = new Float64Array(network.x.length).fill(KEPT);
  const arcs = findArcs(network).filter((arc) =>
    arc.communityIds.some((id) => communityIds.has(id)),
  );
  const staying = new Set(arcs.flatMap((arc) => anchorsOf(network, arc)));
  const outer = arcs.filter(({ isInner }) => !isInner);
  weighOuter(network, { arcs: outer, staying, weights });
  for (const communityId of communityIds) {
    const inner = arcs.filter((arc) => arc.isInner && arc.communityIds[0] === communityId);
    weighInner(network, { arcs: inner, staying, weights, communityId });
  }
  return network.areas
    .filter(({ area }) => communityIds.has(area.communityId))
    .map((meshed) => toWeighedArea(network, meshed, weights));
}

interface Weighing {
  readonly arcs: readonly Arc[];
  readonly staying: ReadonlySet<number>;
  readonly weights: Float64Array;
}

/** Each by itself: nothing else goes meanwhile, so that it need not be known what becomes of the rest. */
function weighOuter(network: Network, { arcs, staying, weights }: Weighing): void {
  const present = new Uint8Array(network.x.length).fill(1);
  for (const { path } of arcs) {
    shrink(network, { paths: [path], staying, present, departures: [], weights });
    for (const v of path) present[v] = 1;
  }
}

/** Together: what has gone, here or on the outer border, is in nobody's way any more. */
function weighInner(
  network: Network,
  { arcs, staying, weights, communityId }: Weighing & { readonly communityId: string },
): void {
  if (arcs.length === 0) return;
  const present = new Uint8Array(network.x.length);
  for (const { area, polygons } of network.areas) {
    if (area.communityId !== communityId) continue;
    for (const ring of polygons.flat()) ring?.vertices.forEach((v) => (present[v] = 1));
  }
  const departures = [...present.keys()]
    .filter((v) => present[v] === 1 && weights[v] < KEPT)
    .map((vertex) => ({ vertex, weight: weights[vertex] }))
    .sort((one, other) => one.weight - other.weight);
  shrink(network, { paths: arcs.map(({ path }) => path), staying, present, departures, weights });
}

/** What stays between the ends of an arc, so that a ring is a triangle at least. */
function anchorsOf({ x, y }: Network, { path, isHalfOfRing }: Arc): number[] {
  const [first, last] = [path[0], path[path.length - 1]];
  if (first !== last) return isHalfOfRing ? [farthest(x, y, path, first, last)] : [];
  const opposite = farthest(x, y, path, first, first);
  return [opposite, farthest(x, y, path, first, opposite)];
}

/** The vertex between the ends that is farthest from the line from a to b, or from a if they are one. */
function farthest(
  x: Float64Array,
  y: Float64Array,
  path: Int32Array,
  a: number,
  b: number,
): number {
  const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
  let most = -1;
  let best = path[1];
  for (let i = 1; i < path.length - 1; i++) {
    const [px, py] = [x[path[i]] - x[a], y[path[i]] - y[a]];
    const distance = a === b ? px * px + py * py : Math.abs(px * dy - py * dx);
    if (distance > most) [most, best] = [distance, path[i]];
  }
  return best;
}

function toWeighedArea(
  { x, y }: Network,
  { area, polygons }: MeshedArea,
  weights: Float64Array,
): WeighedArea {
  const { id, communityId, kind } = area;
  return {
    id,
    communityId,
    kind,
    polygons: polygons.map((polygon, p) =>
      polygon.map((ring, r) => {
        if (ring === null) return area.polygons[p][r].map(([px, py]) => [px, py, KEPT] as const);
        const { vertices } = ring;
        // Begins where nothing is left out, since the last place has to stay the first.
        const start = vertices.findIndex((v) => weights[v] === KEPT);
        return Array.from({ length: vertices.length + 1 }, (_, i): WeighedPlace => {
          const v = vertices[(start + i) % vertices.length];
          return [x[v], y[v], weights[v]];
        });
      }),
    ),
  };
}
