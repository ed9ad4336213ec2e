/**
 * Cuts paths at the sides of a tile with its buffer (Sutherland and Hodgman; lines the same way).
 * Where an edge crosses a side is computed from its ends in one fixed order, so that two neighbours,
 * who walk their common border in opposite directions, get the same vertex.
 */
import { BUFFER, EXTENT } from "./tile-address";
import type { Path } from "./twkb";

const LOW = -BUFFER;
const HIGH = EXTENT + BUFFER;

/** The part of a closed ring inside the tile, closed; null where nothing with an area is left. */
export function clipRing(ring: Path): Path | null {
  const where = whereIs(ring);
  if (where === "OUTSIDE") return null;
  let path = ring;
  if (where === "CROSSING") {
    for (const side of SIDES) {
      path = cutRing(path, side);
      if (path.length === 0) return null;
    }
  }
  return areaOf(path) === 0 ? null : path;
}

/** The parts of a line inside the tile. */
export function clipLine(line: Path): Path[] {
  const where = whereIs(line);
  if (where === "OUTSIDE") return [];
  let paths: Path[] = [line];
  if (where === "CROSSING") {
    for (const side of SIDES) paths = paths.flatMap((path) => cutLine(path, side));
  }
  return paths.filter((path) => path.length >= 4);
}

/** Twice the area that a closed ring goes round; the sign tells the direction. */
export function areaOf(ring: Path): number {
  let area = 0;
  for (let i = 2; i < ring.length; i += 2) {
    area += ring[i - 2] * ring[i + 1] - ring[i] * ring[i - 1];
  }
  return area;
}

/** A side: an axis (0: x, 1: y), a place on it, and which way is inside. */
interface Side {
  readonly axis: 0 | 1;
  readonly at: number;
  readonly inward: 1 | -1;
}

const SIDES: readonly Side[] = [
  { axis: 0, at: LOW, inward: 1 },
  { axis: 0, at: HIGH, inward: -1 },
  { axis: 1, at: LOW, inward: 1 },
  { axis: 1, at: HIGH, inward: -1 },
];

function whereIs(path: Path): "INSIDE" | "OUTSIDE" | "CROSSING" {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < path.length; i += 2) {
    const x = path[i];
    const y = path[i + 1];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  if (east < LOW || west > HIGH || south < LOW || north > HIGH) return "OUTSIDE";
  return west >= LOW && east <= HIGH && north >= LOW && south <= HIGH ? "INSIDE" : "CROSSING";
}

function cutRing(ring: Path, side: Side): Path {
  const kept: number[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const isIn = isInside(ring, i, side);
    if (isIn) keep(kept, ring[i], ring[i + 1]);
    if (isIn !== isInside(ring, i + 2, side)) keep(kept, ...crossing(ring, i, side));
  }
  if (kept.length > 0) keep(kept, kept[0], kept[1]);
  return kept;
}

function cutLine(line: Path, side: Side): Path[] {
  const paths: number[][] = [];
  let path: number[] = [];
  for (let i = 0; i < line.length; i += 2) {
    const isIn = isInside(line, i, side);
    if (isIn) keep(path, line[i], line[i + 1]);
    if (i + 3 < line.length && isIn !== isInside(line, i + 2, side)) {
      keep(path, ...crossing(line, i, side));
      if (isIn) {
        paths.push(path);
        path = [];
      }
    }
  }
  if (path.length > 0) paths.push(path);
  return paths;
}

function isInside(path: Path, i: number, { axis, at, inward }: Side): boolean {
  return (path[i + axis] - at) * inward >= 0;
}

/** Where the edge from position i to the next crosses the side, in whole steps. */
function crossing(path: Path, i: number, { axis, at }: Side): [number, number] {
  const forward = path[i + axis] < path[i + 2 + axis];
  const [a, b] = forward ? [i, i + 2] : [i + 2, i];
  const share = (at - path[a + axis]) / (path[b + axis] - path[a + axis]);
  const other = axis === 0 ? 1 : 0;
  const across = Math.round(path[a + other] + share * (path[b + other] - path[a + other]));
  return axis === 0 ? [at, across] : [across, at];
}

function keep(path: number[], x: number, y: number): void {
  if (path.length >= 2 && path[path.length - 2] === x && path[path.length - 1] === y) return;
  path.push(x, y);
}
