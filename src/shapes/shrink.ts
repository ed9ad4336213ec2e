/** Takes vertices out of arcs, those first that are missed least, so that no two borders ever cross. */
import { orient2d } from "robust-predicates";
import { createHeap } from "../engine/tessellate/heap";
import type { Network } from "./network";

/** A vertex that goes at a weight that is known already. */
export interface Departure {
  readonly vertex: number;
  readonly weight: number;
}

/** Arcs that are made simpler together. */
export interface Shrinking {
  /** First and last vertex of a path stay. */
  readonly paths: readonly Int32Array[];
  /** Vertices between the ends that stay as well. */
  readonly staying: ReadonlySet<number>;
  /** 1: a vertex that must not change sides. Those that go are set to 0. */
  readonly present: Uint8Array;
  /** Others that are present at first and go, by weight. */
  readonly departures: readonly Departure[];
  /** Where the weights of those that go are written, by vertex. */
  readonly weights: Float64Array;
}

/** A vertex between the ends of a path, and the places of the next ones that are still there. */
interface Link {
  readonly vertex: number;
  readonly path: Int32Array;
  readonly place: number;
  previous: number;
  next: number;
  /** How far the path would be off without it, squared. */
  error: number;
  /** Counts its entries in the queue: the last one holds. */
  stamp: number;
}

/** Above all stamps of one vertex; together they stay exact in a double. */
const STAMPS = 2 ** 20;

/**
 * Visvalingam's process with another weight: the next to go is the vertex without which its arc leaves the
 * exact border the least, and its weight is the square of that distance, or the largest so far. So what
 * weighs t or more is what the process has left at the error √t, and no border is off by as much. A vertex
 * does not go while another one lies in the triangle that would change sides; it is looked at again when
 * that one has gone. Thus borders that did not cross never do.
 */
export function shrink(network: Network, shrinking: Shrinking): void {
  const { paths, staying, present, departures, weights } = shrinking;
  const links = linkUp(paths, staying);
  const heap = createHeap();
  /** Vertices that wait until another one has gone. */
  const waiting = new Map<number, Link[]>();
  const enqueue = (link: Link | undefined): void => {
    if (link === undefined) return;
    link.error = errorWithout(network, link);
    heap.push(link.error, link.vertex * STAMPS + ++link.stamp);
  };
  const go = (vertex: number): void => {
    present[vertex] = 0;
    const held = waiting.get(vertex) ?? [];
    waiting.delete(vertex);
    for (const link of held) if (present[link.vertex] === 1) enqueue(link);
  };
  links.forEach(enqueue);

  let largest = 0;
  let departed = 0;
  for (;;) {
    const entry = heap.pop();
    const link = entry === undefined ? undefined : links.get(Math.floor(entry / STAMPS));
    if (link !== undefined && isOver(link, entry, present)) continue;
    const departure = departures[departed];
    if (departure !== undefined && departure.weight <= (link?.error ?? Infinity)) {
      departed++;
      largest = Math.max(largest, departure.weight);
      go(departure.vertex);
      if (entry !== undefined && link !== undefined) heap.push(link.error, entry);
      continue;
    }
    if (link === undefined) return;
    const obstacle = findObstacle(network, present, link);
    if (obstacle >= 0) {
      const held = waiting.get(obstacle);
      if (held) held.push(link);
      else waiting.set(obstacle, [link]);
      continue;
    }
    largest = Math.max(largest, link.error);
    weights[link.vertex] = largest;
    const before = links.get(link.path[link.previous]);
    const after = links.get(link.path[link.next]);
    if (before !== undefined) before.next = link.next;
    if (after !== undefined) after.previous = link.previous;
    go(link.vertex);
    enqueue(before);
    enqueue(after);
  }
}

/** Whether a later entry holds, or the vertex has gone. */
function isOver({ vertex, stamp }: Link, entry: number | undefined, present: Uint8Array): boolean {
  return present[vertex] === 0 || entry === undefined || entry % STAMPS !== stamp;
}

function linkUp(paths: readonly Int32Array[], staying: ReadonlySet<number>): Map<number, Link> {
  const links = new Map<number, Link>();
  for (const path of paths) {
    for (let place = 1; place < path.length - 1; place++) {
      const vertex = path[place];
      if (staying.has(vertex)) continue;
      links.set(vertex, {
        vertex,
        path,
        place,
        previous: place - 1,
        next: place + 1,
        error: 0,
        stamp: 0,
      });
    }
  }
  return links;
}

/** The largest distance, squared, of what the path had between the neighbours to the line between these. */
function errorWithout({ x, y }: Network, { path, previous, next }: Link): number {
  const [a, b] = [path[previous], path[next]];
  const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
  const length2 = dx * dx + dy * dy;
  let most = 0;
  for (let i = previous + 1; i < next; i++) {
    const [px, py] = [x[path[i]] - x[a], y[path[i]] - y[a]];
    const along = length2 > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0;
    const distance2 = (px - along * dx) ** 2 + (py - along * dy) ** 2;
    if (distance2 > most) most = distance2;
  }
  return most;
}

/** A vertex in the triangle of this one and its neighbours, or on its sides; -1: there is none. */
function findObstacle({ x, y, index }: Network, present: Uint8Array, link: Link): number {
  const { vertex, path } = link;
  const [a, b] = [path[link.previous], path[link.next]];
  const found = index.range(
    Math.min(x[a], x[b], x[vertex]),
    Math.min(y[a], y[b], y[vertex]),
    Math.max(x[a], x[b], x[vertex]),
    Math.max(y[a], y[b], y[vertex]),
  );
  const side = (from: number, to: number, v: number): number =>
    orient2d(x[from], y[from], x[to], y[to], x[v], y[v]);
  for (const v of found) {
    if (present[v] === 0 || v === a || v === b || v === vertex) continue;
    const sides = [side(a, vertex, v), side(vertex, b, v), side(b, a, v)];
    if (sides.every((s) => s >= 0) || sides.every((s) => s <= 0)) return v;
  }
  return -1;
}
