/** Numbers the grids of a plan as one reads a page: rows from north to south, west to east. */
import { EngineError } from "../errors";
import type { GridKind } from "../input-types";
import { SEQUENCE_RANGE } from "./grid-code";

/** All that numbering looks at. */
export interface PlacedGrid {
  /** Point on surface. */
  readonly lon: number;
  readonly lat: number;
  /** North-south extent in degrees of latitude. */
  readonly heightDeg: number;
  readonly kind: GridKind;
  /** Breaks the last tie; empty for a grid without buildings. */
  readonly smallestBuildingId: string;
}

const KINDS: readonly GridKind[] = ["STANDARD", "MICRO"];

/**
 * The sequence of each grid, in the order of `grids`. Standard and micro-grids are numbered apart,
 * so that an office tower more does not renumber the neighbourhood.
 */
export function numberGrids(grids: readonly PlacedGrid[]): number[] {
  const sequences = new Array<number>(grids.length);
  for (const kind of KINDS) {
    const ofKind = grids.map((_, i) => i).filter((i) => grids[i].kind === kind);
    const [first, last] = SEQUENCE_RANGE[kind];
    refuseOverflow(kind, first - 1 + ofKind.length, last);
    inReadingOrder(grids, ofKind).forEach((i, position) => (sequences[i] = first + position));
  }
  return sequences;
}

/**
 * Sorts indices of grids into reading order. A row starts at the northernmost grid that has none
 * yet and gathers all whose latitude differs from that grid's by less than half the median height.
 */
export function inReadingOrder(
  grids: readonly PlacedGrid[],
  indices: readonly number[],
): readonly number[] {
  const reach = median(indices.map((i) => grids[i].heightDeg)) / 2;
  const southward = [...indices].sort(
    (a, b) => grids[b].lat - grids[a].lat || eastward(grids[a], grids[b]),
  );
  const rows: number[][] = [];
  for (const i of southward) {
    const row = rows.at(-1);
    const sameRow =
      row !== undefined &&
      (grids[row[0]].lat === grids[i].lat || grids[row[0]].lat - grids[i].lat < reach);
    if (sameRow) row.push(i);
    else rows.push([i]);
  }
  return rows.flatMap((row) => row.sort((a, b) => eastward(grids[a], grids[b])));
}

/** Refuses a sequence number beyond the end of its kind's range. */
export function refuseOverflow(kind: GridKind, highest: number, last: number): void {
  if (highest <= last) return;
  throw new EngineError(
    "INVALID_INPUT",
    `Codes of ${kind} grids are used up: sequence ${highest} is needed, the range ends at ${last}; divide the community first`,
  );
}

function eastward(a: PlacedGrid, b: PlacedGrid): number {
  if (a.lon !== b.lon) return a.lon - b.lon;
  if (a.smallestBuildingId !== b.smallestBuildingId) {
    return a.smallestBuildingId < b.smallestBuildingId ? -1 : 1;
  }
  return b.lat - a.lat;
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
