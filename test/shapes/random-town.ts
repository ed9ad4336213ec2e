/** Invented towns with borders as bad as they come: crooked, in common, and met in the middle of an edge. */
import { createRandom, type Random } from "../../src/engine";
import type { Area, Place } from "../../src/shapes/weigh";

export interface TownOptions {
  readonly seed: number;
  /** Communities from west to east and from south to north. */
  readonly communities: number;
  /** Cells across a community. */
  readonly cells: number;
  /** Vertices between the corners of a cell. */
  readonly vertices: number;
  /** Waves from west to east, so that borders lie in each other's way; nothing is straight then. */
  readonly hasWaves?: boolean;
}

/** Metres across a cell. */
const CELL_M = 200;
const WEST = 11_830_000;
const SOUTH = 4_640_000;

type Line = readonly Place[];

/**
 * Communities in a square, each divided into rows of cells by the grids "before" and into columns by those
 * "now". Without waves every other side of a community is straight, and its boundary has no vertex where its grids part.
 */
export function randomTown(options: TownOptions): {
  before: Area[];
  now: Area[];
  communities: Area[];
} {
  const lines = linesOf(options);
  const town = { before: [] as Area[], now: [] as Area[], communities: [] as Area[] };
  for (let i = 0; i < options.communities ** 2; i++) {
    const id = `c${i}`;
    const west = (i % options.communities) * options.cells;
    const south = Math.floor(i / options.communities) * options.cells;
    const { cells } = options;
    const area = (name: string, x: number, y: number, width: number, height: number): Area => ({
      id: `${id}${name}`,
      communityId: id,
      kind: name === "" ? "COMMUNITY" : "GRID",
      polygons: [[around(lines, x, y, width, height, name === "")]],
    });
    town.communities.push(area("", west, south, cells, cells));
    for (let k = 0; k < cells; k++) {
      town.before.push(area(`/row ${k}`, west, south + k, cells, 1));
      town.now.push(area(`/column ${k}`, west + k, south, 1, cells));
    }
  }
  return town;
}

interface Lines {
  /** From a corner to the next one east of it, or north of it. */
  east(x: number, y: number): Line;
  north(x: number, y: number): Line;
  /** Whether this corner lies on a straight side of a community, and is none of its corners. */
  isOnStraight(x: number, y: number): boolean;
}

function linesOf({ seed, communities, cells, vertices, hasWaves = false }: TownOptions): Lines {
  const random = createRandom(seed);
  const size = communities * cells;
  const jitter = (): number => (random.next() - 0.5) * 0.3 * CELL_M;
  const isCorner = (x: number, y: number): boolean => x % cells === 0 && y % cells === 0;
  const isStraight = (y: number): boolean => !hasWaves && y % (2 * cells) === 0;
  const corners = Array.from({ length: (size + 1) ** 2 }, (_, i): Place => {
    const [x, y] = [i % (size + 1), Math.floor(i / (size + 1))];
    return [WEST + x * CELL_M + jitter(), SOUTH + y * CELL_M + jitter()];
  });
  const at = (x: number, y: number): number => y * (size + 1) + x;
  const isOnStraight = (x: number, y: number): boolean => isStraight(y) && !isCorner(x, y);
  corners.forEach((_, i) => {
    const [x, y] = [i % (size + 1), Math.floor(i / (size + 1))];
    if (!isOnStraight(x, y)) return;
    const start = x - (x % cells);
    const share = (x - start) / cells;
    const [a, b] = [corners[at(start, y)], corners[at(start + cells, y)]];
    // Rounded as the engine rounds, so that it lies beside the line.
    corners[i] = [mix(a[0], b[0], share) + 4e-5, mix(a[1], b[1], share) - 5e-5];
  });
  const known = new Map<string, Line>();
  const line = (name: string, from: Place, to: Place, asStraight: boolean): Line => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const drawn = asStraight
      ? [from, to]
      : crooked(from, to, { vertices, random, share: hasWaves ? 0.06 : 0.5 });
    const made = hasWaves ? drawn.map(waved) : drawn;
    known.set(name, made);
    return made;
  };
  return {
    east: (x, y) => line(`e${x},${y}`, corners[at(x, y)], corners[at(x + 1, y)], isStraight(y)),
    north: (x, y) => line(`n${x},${y}`, corners[at(x, y)], corners[at(x, y + 1)], false),
    isOnStraight,
  };
}

/** Leaves the straight line by half this share of the way to the nearer end, so that no two cross. */
function crooked(
  from: Place,
  to: Place,
  { vertices, random, share }: { vertices: number; random: Random; share: number },
): Line {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const between = Array.from({ length: vertices }, (_, i): Place => {
    const along = (i + 1) / (vertices + 1);
    const beside = (random.next() - 0.5) * share * Math.min(along, 1 - along);
    return [from[0] + along * dx - beside * dy, from[1] + along * dy + beside * dx];
  });
  return [from, ...between, to];
}

function waved([x, y]: Place): Place {
  return [x, y + 1.5 * CELL_M * Math.sin((x - WEST) / 60)];
}

function around(
  lines: Lines,
  x: number,
  y: number,
  width: number,
  height: number,
  skipsStraight: boolean,
): Line {
  const ring: Place[] = [];
  const add = (line: Line, isStart: boolean): void => {
    ring.push(...(isStart ? line.slice(0, -1) : line.slice(1, -1)));
  };
  const starts = (cx: number, cy: number): boolean => !skipsStraight || !lines.isOnStraight(cx, cy);
  for (let k = 0; k < width; k++) add(lines.east(x + k, y), starts(x + k, y));
  for (let k = 0; k < height; k++) add(lines.north(x + width, y + k), true);
  for (let k = width; k > 0; k--) {
    add([...lines.east(x + k - 1, y + height)].reverse(), starts(x + k, y + height));
  }
  for (let k = height; k > 0; k--) add([...lines.north(x, y + k - 1)].reverse(), true);
  return [...ring, ring[0]];
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}
