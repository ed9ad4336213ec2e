import KDBush from "kdbush";
import { STRAIGHTEN_M, STRAIGHTEN_SHARE_OF_GAP } from "../tolerance";
import type { Arc } from "./arcs";
import type { Frame } from "./frame";
import { turn } from "./predicates";

/** All that straightening needs to know of a vertex, by its number. */
export interface VertexTable {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Metres between the buildings whose middle the vertex is; 0 where it must stay. */
  readonly gapM: Float64Array;
  /** 1 for points of the input and where its lines cross, 0 for points the engine put between. */
  readonly given: Uint8Array;
}

/** How far a shortcut may reach, in vertices: bounds the work per arc. */
const LONGEST_SHORTCUT = 48;

/** Ways of as many corners whose departures differ by less than this, in square metres, are equal. */
const SAME_STRAIN_M2 = 1e-2;

/**
 * Makes arcs as straight as they may be, each arc once for both its sides.
 *
 * On a barrier or the boundary only points that the engine had put into a straight line go. On
 * open ground the arc becomes the chain with the fewest corners that stays, at every vertex it
 * leaves out, within a share of the gap there. A shortcut is taken only if no living vertex, of
 * any arc or footprint, lies between it and the way it replaces: then nothing can cross it.
 */
export function straightenArcs(
  arcs: readonly Arc[],
  obstacles: readonly number[],
  table: VertexTable,
  frame: Frame,
): Arc[] {
  const field = createField(arcs, obstacles, table);
  const onLine = (arc: Arc) => arc.barrier >= 0 || arc.left < 0 || arc.right < 0;
  const straight = arcs.map((arc) => (onLine(arc) ? keepGiven(arc, table) : arc));
  straight.forEach((arc, i) => field.retire(arcs[i].vertices, arc.vertices));
  for (const arc of straight) field.occupy(arc.vertices);
  return straight.map((arc) => {
    if (onLine(arc) || arc.vertices.length < 3) return arc;
    const vertices = fewestCorners(arc.vertices, table, frame, field);
    field.retire(arc.vertices, vertices);
    field.occupy(vertices);
    return { ...arc, vertices };
  });
}

function keepGiven(arc: Arc, table: VertexTable): Arc {
  const last = arc.vertices.length - 1;
  const vertices = arc.vertices.filter((v, i) => i === 0 || i === last || table.given[v] === 1);
  return vertices.length > (isRing(vertices) ? 3 : 1) ? { ...arc, vertices } : arc;
}

function isRing(vertices: readonly number[]): boolean {
  return vertices[0] === vertices[vertices.length - 1];
}

/** The living vertices, and the straight lines between them that are taken. */
interface Field {
  retire(before: readonly number[], after: readonly number[]): void;
  occupy(vertices: readonly number[]): void;
  isFree(chain: readonly number[], from: number, to: number): boolean;
}

function createField(
  arcs: readonly Arc[],
  obstacles: readonly number[],
  { x, y }: VertexTable,
): Field {
  const members = [...new Set([...arcs.flatMap((arc) => arc.vertices), ...obstacles])];
  const living = new Uint8Array(x.length);
  for (const v of members) living[v] = 1;
  const tree = new KDBush(Math.max(1, members.length));
  if (members.length === 0) tree.add(0, 0);
  for (const v of members) tree.add(x[v], y[v]);
  tree.finish();
  const taken = new Set<number>();
  const line = (p: number, q: number) => Math.min(p, q) * x.length + Math.max(p, q);

  return {
    retire(before, after) {
      const kept = new Set(after);
      for (const v of before) if (!kept.has(v)) living[v] = 0;
    },
    occupy(vertices) {
      for (let i = 1; i < vertices.length; i++) taken.add(line(vertices[i - 1], vertices[i]));
    },
    isFree(chain, from, to) {
      if (taken.has(line(chain[from], chain[to]))) return false;
      const lobe = chain.slice(from, to + 1);
      let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const v of lobe) {
        minX = Math.min(minX, x[v]);
        minY = Math.min(minY, y[v]);
        maxX = Math.max(maxX, x[v]);
        maxY = Math.max(maxY, y[v]);
      }
      return !tree.range(minX, minY, maxX, maxY).some((i) => {
        const v = members[i];
        return living[v] === 1 && !lobe.includes(v) && touches(lobe, v, x, y);
      });
    },
  };
}

/** Whether v lies in a lobe of the closed chain (even-odd), or on its closing line. */
function touches(lobe: readonly number[], v: number, x: Float64Array, y: Float64Array): boolean {
  let odd = false;
  for (let i = 0, j = lobe.length - 1; i < lobe.length; j = i++) {
    const [p, q] = [lobe[i], lobe[j]];
    const side = turn(x[p], y[p], x[q], y[q], x[v], y[v]);
    if (side === 0 && isBetween(x[p], x[q], x[v]) && isBetween(y[p], y[q], y[v])) return true;
    if (y[p] > y[v] !== y[q] > y[v] && side > 0 === y[q] > y[p]) odd = !odd;
  }
  return odd;
}

function isBetween(a: number, b: number, value: number): boolean {
  return Math.min(a, b) <= value && value <= Math.max(a, b);
}

/** Shortest path over all allowed shortcuts: fewest corners, then least departure (Imai, Iri 1988). */
function fewestCorners(
  chain: readonly number[],
  table: VertexTable,
  frame: Frame,
  field: Field,
): readonly number[] {
  const n = chain.length;
  // A ring without a fixed point keeps its first vertex and the one farthest from it.
  const pinned = isRing(chain) ? farthestFrom(chain, table) : -1;
  const corners = new Float64Array(n).fill(Infinity);
  const strain = new Float64Array(n).fill(Infinity);
  const before = new Int32Array(n).fill(-1);
  corners[0] = 0;
  strain[0] = 0;
  for (let to = 1; to < n; to++) {
    // The longest shortcuts first: once one is found, few of the shorter ones need a look.
    for (let from = Math.max(0, to - LONGEST_SHORTCUT); from < to; from++) {
      if (from < pinned && pinned < to) continue;
      if (corners[from] + 1 > corners[to]) continue;
      const cost = to - from === 1 ? 0 : departure(chain, from, to, table, frame);
      if (cost === Infinity) continue;
      const isAsShort = corners[from] + 1 === corners[to];
      if (isAsShort && strain[from] + cost >= strain[to] - SAME_STRAIN_M2) continue;
      if (to - from > 1 && !field.isFree(chain, from, to)) continue;
      corners[to] = corners[from] + 1;
      strain[to] = strain[from] + cost;
      before[to] = from;
    }
  }
  const kept: number[] = [];
  for (let i = n - 1; i >= 0; i = before[i]) kept.push(chain[i]);
  return kept.reverse();
}

function farthestFrom(chain: readonly number[], { x, y }: VertexTable): number {
  let best = 1;
  const away = (i: number) => Math.hypot(x[chain[i]] - x[chain[0]], y[chain[i]] - y[chain[0]]);
  for (let i = 2; i < chain.length - 1; i++) if (away(i) > away(best) * (1 + 1e-5)) best = i;
  return best;
}

/** Sum of squared distances of the vertices left out, in metres; Infinity when one is too far. */
function departure(
  chain: readonly number[],
  from: number,
  to: number,
  { x, y, gapM }: VertexTable,
  frame: Frame,
): number {
  const [p, q] = [chain[from], chain[to]];
  const dx = (x[q] - x[p]) * frame.metresX;
  const dy = (y[q] - y[p]) * frame.metresY;
  const length2 = dx * dx + dy * dy;
  let sum = 0;
  for (let i = from + 1; i < to; i++) {
    const v = chain[i];
    const vx = (x[v] - x[p]) * frame.metresX;
    const vy = (y[v] - y[p]) * frame.metresY;
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, (vx * dx + vy * dy) / length2));
    const distance = Math.hypot(vx - t * dx, vy - t * dy);
    if (distance > Math.min(STRAIGHTEN_M, STRAIGHTEN_SHARE_OF_GAP * gapM[v])) return Infinity;
    sum += distance * distance;
  }
  return sum;
}
