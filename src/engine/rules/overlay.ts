/**
 * Areas of what several layers of polygons have in common, or not, without building a polygon.
 *
 * The plane is cut into horizontal slabs at every end point and every crossing of edges. Inside a
 * slab no edges cross, so from left to right they part it into trapezoids, each of which lies in
 * the same layers throughout:
 *
 *     -----/------\-------|----
 *         /  A     \  AB  |
 *     ---/----------\-----|----
 *
 * An error of rounding moves an edge by some nanometres; no input can make the method fail, which
 * a polygon clipper can't promise.
 */
import Flatbush from "flatbush";

/** Where an area of interest is, in the units of the edges. */
export interface OverlayArea {
  readonly areaM2: number;
  /** Middle of its largest trapezoid; null where the area is 0. */
  readonly place: readonly [x: number, y: number] | null;
}

/**
 * Total area of each class. `layers` holds the edges of each layer (x1, y1, x2, y2; interior to
 * the left); `classify` gets how often each layer covers a trapezoid and says how often the
 * trapezoid counts in each class.
 */
export function measureOverlay(
  layers: readonly Float64Array[],
  classes: number,
  classify: (covers: Int32Array, counts: Float64Array) => void,
): OverlayArea[] {
  const edges = collect(layers);
  const levels = levelsOf(edges);
  const area = new Float64Array(classes);
  const largest = new Float64Array(classes);
  const place = new Array<readonly [number, number] | null>(classes).fill(null);
  const covers = new Int32Array(layers.length);
  const counts = new Float64Array(classes);
  let active: Edge[] = [];
  let next = 0;
  for (let level = 0; level + 1 < levels.length; level++) {
    const bottom = levels[level];
    const top = levels[level + 1];
    active = active.filter((edge) => edge.top > bottom);
    while (next < edges.length && edges[next].bottom <= bottom) {
      if (edges[next].top > bottom) active.push(edges[next]);
      next++;
    }
    const middle = (bottom + top) / 2;
    for (const edge of active) edge.x = xAt(edge, middle);
    active.sort((a, b) => a.x - b.x);
    covers.fill(0);
    for (let i = 0; i + 1 < active.length; i++) {
      covers[active[i].layer] += active[i].winding;
      const trapezoid = (active[i + 1].x - active[i].x) * (top - bottom);
      if (trapezoid <= 0) continue;
      counts.fill(0);
      classify(covers, counts);
      for (let c = 0; c < classes; c++) {
        const counted = counts[c] * trapezoid;
        area[c] += counted;
        if (counted > largest[c]) {
          largest[c] = counted;
          place[c] = [(active[i].x + active[i + 1].x) / 2, middle];
        }
      }
    }
  }
  return Array.from(area, (areaM2, c) => ({ areaM2, place: place[c] }));
}

interface Edge {
  readonly layer: number;
  /** What is added to the cover from left to right: +1 for an edge that runs down. */
  readonly winding: number;
  readonly x1: number;
  readonly x2: number;
  readonly bottom: number;
  readonly top: number;
  /** Where it crosses the middle of the present slab. */
  x: number;
}

/** All edges that are not level, lowest first. */
function collect(layers: readonly Float64Array[]): Edge[] {
  const edges: Edge[] = [];
  layers.forEach((layer, index) => {
    for (let i = 0; i < layer.length; i += 4) {
      const [x1, y1, x2, y2] = layer.subarray(i, i + 4);
      if (y1 === y2) continue;
      edges.push(
        y1 < y2
          ? { layer: index, winding: -1, x1, x2, bottom: y1, top: y2, x: 0 }
          : { layer: index, winding: 1, x1: x2, x2: x1, bottom: y2, top: y1, x: 0 },
      );
    }
  });
  return edges.sort((a, b) => a.bottom - b.bottom);
}

/** Heights of all end points and crossings, ascending, each once. */
function levelsOf(edges: readonly Edge[]): number[] {
  if (edges.length === 0) return [];
  const levels: number[] = [];
  const index = new Flatbush(edges.length);
  for (const { x1, x2, bottom, top } of edges) {
    levels.push(bottom, top);
    index.add(Math.min(x1, x2), bottom, Math.max(x1, x2), top);
  }
  index.finish();
  edges.forEach((edge, i) => {
    const { x1, x2, bottom, top } = edge;
    index.search(Math.min(x1, x2), bottom, Math.max(x1, x2), top, (j) => {
      if (j > i) {
        const y = crossingHeight(edge, edges[j]);
        if (y !== null) levels.push(y);
      }
      return false;
    });
  });
  levels.sort((a, b) => a - b);
  return levels.filter((y, i) => i === 0 || y > levels[i - 1]);
}

/** Where two edges change their order from left to right. */
function crossingHeight(a: Edge, b: Edge): number | null {
  const low = Math.max(a.bottom, b.bottom);
  const high = Math.min(a.top, b.top);
  if (low >= high) return null;
  const atLow = xAt(a, low) - xAt(b, low);
  const atHigh = xAt(a, high) - xAt(b, high);
  if (atLow === 0 || atHigh === 0 || atLow > 0 === atHigh > 0) return null;
  return low + (high - low) * (atLow / (atLow - atHigh));
}

function xAt(edge: Edge, y: number): number {
  const { x1, x2, bottom, top } = edge;
  return x1 + (x2 - x1) * ((y - bottom) / (top - bottom));
}
