import type { Arc } from "../tessellate/arcs";
import type { Tessellation } from "../tessellate/tessellate";
import { MOST_STEPS_ACROSS } from "../tolerance";
import type { Barrier, Building } from "../input-types";
import type { FourLimits, Text } from "../plan-types";
import { findBarriersBeside, type Metres } from "./barriers-beside";
import { nameLimits, type NamedLimit, OPEN_GROUND } from "./limit-names";

/** Lines along which a grid is looked at from each side. */
const SIGHT_LINES = 360;

/** A second name is told when it takes up this share of a side. */
const SECOND_NAME_SHARE = 0.3;

/** A boundary is asked for the street beside it in pieces no longer than this. */
const PIECE_M = 10;

/** Unit vectors, east and north. */
const SIDES = { east: [1, 0], south: [0, -1], west: [-1, 0], north: [0, 1] } as const;

/** A straight piece of a grid's outline in metres; the grid lies on its left. */
interface Edge {
  readonly from: Metres;
  readonly to: Metres;
  readonly limit: NamedLimit;
}

/** A stretch of an arc, and what it is called from either side. */
interface Stretch {
  readonly from: Metres;
  readonly to: Metres;
  readonly onLeft: NamedLimit;
  readonly onRight: NamedLimit;
}

/** The arcs of a tiling by number, as stretches with their names. */
export type NameStretches = (arc: number) => readonly Stretch[];

/** Names the arcs of a tiling, each when it is first asked for. */
export function createStretches(
  { frame, x, y, arcs, buildings: buildingsOfCell }: Tessellation,
  buildings: readonly Building[],
  barriers: readonly Barrier[],
): NameStretches {
  const nameOf = nameLimits(
    buildingsOfCell.map((list) => list.map((i) => buildings[i])),
    barriers,
  );
  const barrierBeside = findBarriersBeside(frame, barriers);
  const at = (v: number): Metres => [x[v] * frame.metresX, y[v] * frame.metresY];
  const named: (readonly Stretch[] | undefined)[] = arcs.map(() => undefined);
  const nameArc = ({ vertices, left, right, barrier }: Arc): Stretch[] => {
    const isBoundary = (left < 0 || right < 0) && barrier < 0;
    return vertices.slice(1).flatMap((vertex, i) =>
      piecesOf(at(vertices[i]), at(vertex), isBoundary).map(([from, to]) => {
        const line = isBoundary ? barrierBeside(from, to) : barrier;
        // Nobody asks what a side outside the community is called.
        const limitFrom = (own: number, across: number) =>
          own < 0 ? nameOf(across, own, line) : nameOf(own, across, line);
        return { from, to, onLeft: limitFrom(left, right), onRight: limitFrom(right, left) };
      }),
    );
  };
  return (arc) => (named[arc] ??= nameArc(arcs[arc]));
}

/**
 * The four limits (四至) in words of what some arcs enclose; `isOnLeft` says on which side of an arc
 * it lies.
 *
 * A limit is what one sees of the outline from that side, so holes and the far walls of bays do
 * not count. Of what is seen, those edges are asked that face the side, at most 45 degrees off;
 * all of them where none does, as at the tip of a triangle.
 */
export function fourLimits(
  arcs: readonly number[],
  isOnLeft: (arc: number) => boolean,
  stretches: NameStretches,
): FourLimits {
  const edges = arcs.flatMap((arc) => {
    const left = isOnLeft(arc);
    return stretches(arc).map(({ from, to, onLeft, onRight }): Edge =>
      left ? { from, to, limit: onLeft } : { from: to, to: from, limit: onRight },
    );
  });
  const limits = {
    east: limitOn(edges, SIDES.east),
    south: limitOn(edges, SIDES.south),
    west: limitOn(edges, SIDES.west),
    north: limitOn(edges, SIDES.north),
  };
  return { ...limits, sentence: sentenceOf(limits) };
}

function piecesOf(from: Metres, to: Metres, isBoundary: boolean): [Metres, Metres][] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const pieces = Math.min(MOST_STEPS_ACROSS, Math.ceil(Math.hypot(dx, dy) / PIECE_M));
  const count = isBoundary ? Math.max(1, pieces) : 1;
  const at = (i: number): Metres => [from[0] + (dx * i) / count, from[1] + (dy * i) / count];
  return Array.from({ length: count }, (_, i) => [at(i), at(i + 1)]);
}

function limitOn(edges: readonly Edge[], side: readonly [number, number]): Text {
  const seen = seenFrom(edges, side);
  const facing = seen.filter(({ isFacing }) => isFacing);
  return longest((facing.length > 0 ? facing : seen).map(({ limit }) => limit));
}

interface Seen {
  readonly limit: NamedLimit;
  readonly isFacing: boolean;
}

/** What the lines of sight from one side meet first, a line an item. */
function seenFrom(edges: readonly Edge[], [east, north]: readonly [number, number]): Seen[] {
  const out = ([x, y]: Edge["from"]) => x * east + y * north;
  const along = ([x, y]: Edge["from"]) => y * east - x * north;
  const ends = edges.map(({ from }) => along(from));
  const low = ends.reduce((p, q) => Math.min(p, q), Infinity);
  const step = (ends.reduce((p, q) => Math.max(p, q), -Infinity) - low) / SIGHT_LINES;
  const nearest = new Float64Array(SIGHT_LINES).fill(-Infinity);
  const seen = new Array<Seen | undefined>(SIGHT_LINES).fill(undefined);
  for (const { from, to, limit } of edges) {
    const run = along(to) - along(from);
    // The grid is on the left: an edge that runs the other way turns its back to this side.
    if (!(run > 0 && step > 0)) continue;
    const rise = out(to) - out(from);
    const first = Math.max(0, Math.ceil((along(from) - low) / step - 0.5));
    const end = Math.min(SIGHT_LINES, (along(to) - low) / step - 0.5);
    for (let line = first; line < end; line++) {
      const share = (low + (line + 0.5) * step - along(from)) / run;
      const distance = out(from) + share * rise;
      if (distance <= nearest[line]) continue;
      nearest[line] = distance;
      seen[line] = { limit, isFacing: run >= Math.abs(rise) };
    }
  }
  return seen.filter((one) => one !== undefined);
}

/** The name that is met most, and a second one where that takes up a good part of the side. */
function longest(limits: readonly NamedLimit[]): Text {
  if (limits.length === 0) return OPEN_GROUND;
  const groups = [...groupBy(limits, ({ group }) => group)]
    .map(([group, members]) => ({ group, members }))
    .sort((p, q) => q.members.length - p.members.length || (p.group < q.group ? -1 : 1));
  const named = groups
    .slice(0, 2)
    .filter(({ members }, i) => i === 0 || members.length >= SECOND_NAME_SHARE * limits.length)
    .map(({ members }) => commonest(members));
  if (named.length === 1) return named[0].text;
  // Lines before ground: "the ground beside A and B Street" would read as if both had the ground.
  const [first, second] = [...named.filter((n) => !n.isGround), ...named.filter((n) => n.isGround)];
  return {
    zh: `${first.short.zh}、${second.short.zh}`,
    en: `${first.short.en} and ${second.short.en}`,
  };
}

function commonest(members: readonly NamedLimit[]): NamedLimit {
  const [[, most]] = [...groupBy(members, ({ text }) => text.zh)].sort(
    ([p, a], [q, b]) => b.length - a.length || (p < q ? -1 : 1),
  );
  return most[0];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(keyOf(item));
    if (list) list.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function sentenceOf({ east, south, west, north }: Omit<FourLimits, "sentence">): Text {
  return {
    zh: `东至${east.zh}，南至${south.zh}，西至${west.zh}，北至${north.zh}。`,
    en: `East to ${east.en}, south to ${south.en}, west to ${west.en}, north to ${north.en}.`,
  };
}
