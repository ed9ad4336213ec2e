/**
 * Grids that are given beforehand (micro-grids and locked grids), and what they leave behind. Taking
 * them out can cut off ground that nobody lives in, which the micro-grid then absorbs, or a few
 * households, too few for a grid, for which a micro-grid is given back to the standard grids.
 */
import { isFeasibleByTotal, type BandNumbers, type Holding } from "./bands";
import type { CellGraph } from "./cell-graph";
import { componentsOf } from "./components";

export type GivenKind = "MICRO" | "LOCKED";

/** A micro-grid that is given back to the standard grids, and why. */
export interface ReleasedMicro {
  readonly fixedId: number;
  /**
   * STRANDED: it cut off households that reach the band together with it. APART: it held cells
   * that must not share a grid.
   */
  readonly reason: "STRANDED" | "APART";
  /** The households cut off, and those of the part that they are now in. */
  readonly strandedHouseholds: number;
  readonly joinedHouseholds: number;
}

export interface GivenInput {
  readonly graph: CellGraph;
  readonly bands: BandNumbers;
  /** Given grid of each cell, -1 for none. */
  readonly fixed: Int32Array;
  readonly fixedKind: readonly GivenKind[];
  readonly apart: readonly (readonly [number, number])[];
}

export interface GivenResult {
  /** As the input's, without the released micro-grids and with absorbed ground. */
  readonly fixed: Int32Array;
  readonly released: readonly ReleasedMicro[];
  /** Connected free cells, each ascending: what is to be divided, and ground nobody absorbed. */
  readonly free: readonly Int32Array[];
}

export function settleGiven(input: GivenInput): GivenResult {
  const fixed = input.fixed.slice();
  const released: ReleasedMicro[] = [];
  releaseApart(input, fixed, released);
  while (releaseStranding(input, fixed, released));
  const free: Int32Array[] = [];
  for (const part of freeParts(input.graph, fixed)) {
    const absorbs =
      holdingOf(input.graph, part).households === 0 ? neighbour(input, fixed, part) : -1;
    if (absorbs < 0) free.push(part);
    else for (const cell of part) fixed[cell] = absorbs;
  }
  return { fixed, released, free };
}

export function holdingOf(graph: CellGraph, cells: Int32Array): Holding {
  let households = 0;
  let oldHouseholds = 0;
  let specialHouseholds = 0;
  for (const cell of cells) {
    households += graph.households[cell];
    oldHouseholds += graph.oldHouseholds[cell];
    specialHouseholds += graph.specialHouseholds[cell];
  }
  return { households, oldHouseholds, specialHouseholds };
}

function freeParts(graph: CellGraph, fixed: Int32Array): Int32Array[] {
  return componentsOf(graph, (cell) => fixed[cell] < 0);
}

function releaseApart(input: GivenInput, fixed: Int32Array, released: ReleasedMicro[]): void {
  for (const [a, b] of input.apart) {
    const id = fixed[a];
    if (a === b || id < 0 || id !== fixed[b] || input.fixedKind[id] === "LOCKED") continue;
    release(fixed, id);
    released.push({ fixedId: id, reason: "APART", strandedHouseholds: 0, joinedHouseholds: 0 });
  }
}

/**
 * Give one micro-grid back, or all that touch one part, where a part that is too small for any
 * grid then can reach the band; the smallest that helps. True when something was released.
 */
function releaseStranding(
  input: GivenInput,
  fixed: Int32Array,
  released: ReleasedMicro[],
): boolean {
  const { graph, bands } = input;
  for (const part of freeParts(graph, fixed)) {
    const held = holdingOf(graph, part);
    if (held.households === 0 || held.households >= bands.standardMin) continue;
    if (isFeasibleByTotal(bands, held)) continue;
    const micros = touching(graph, fixed, part).filter((id) => input.fixedKind[id] === "MICRO");
    const choices = micros.map((id) => [id]);
    if (micros.length > 1) choices.push(micros);
    let best: { ids: number[]; cells: number; households: number } | null = null;
    for (const ids of choices) {
      const joined = joinedPart(graph, fixed, part[0], ids);
      const holding = holdingOf(graph, joined);
      if (!isFeasibleByTotal(bands, holding)) continue;
      const cells = fixed.reduce((count, id) => count + (ids.includes(id) ? 1 : 0), 0);
      if (best === null || cells < best.cells) {
        best = { ids, cells, households: holding.households };
      }
    }
    if (best === null) continue;
    for (const fixedId of best.ids) {
      release(fixed, fixedId);
      released.push({
        fixedId,
        reason: "STRANDED",
        strandedHouseholds: held.households,
        joinedHouseholds: best.households,
      });
    }
    return true;
  }
  return false;
}

/** Given grids that border on the cells, ascending. */
function touching(graph: CellGraph, fixed: Int32Array, cells: Int32Array): number[] {
  return [...borderWithGiven(graph, fixed, cells).keys()].sort((a, b) => a - b);
}

function borderWithGiven(
  graph: CellGraph,
  fixed: Int32Array,
  cells: Int32Array,
): Map<number, number> {
  const border = new Map<number, number>();
  for (const cell of cells) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const id = fixed[graph.neighbour[e]];
      if (id >= 0) border.set(id, (border.get(id) ?? 0) + graph.borderM[e]);
    }
  }
  return border;
}

/** The free part around `start` once the micro-grids `ids` are given back. */
function joinedPart(
  graph: CellGraph,
  fixed: Int32Array,
  start: number,
  ids: readonly number[],
): Int32Array {
  const parts = componentsOf(graph, (cell) => fixed[cell] < 0 || ids.includes(fixed[cell]));
  return parts.find((part) => part.includes(start)) ?? Int32Array.of(start);
}

/** The micro-grid with the longest border with these cells that may take them, -1 for none. */
function neighbour(input: GivenInput, fixed: Int32Array, part: Int32Array): number {
  const border = borderWithGiven(input.graph, fixed, part);
  let best = -1;
  for (const id of [...border.keys()].sort((a, b) => a - b)) {
    if (input.fixedKind[id] !== "MICRO" || isForbidden(input, fixed, part, id)) continue;
    if (best < 0 || (border.get(id) ?? 0) > (border.get(best) ?? 0)) best = id;
  }
  return best;
}

function isForbidden(input: GivenInput, fixed: Int32Array, part: Int32Array, id: number): boolean {
  const inPart = new Set(part);
  return input.apart.some(
    ([a, b]) =>
      (inPart.has(a) && (inPart.has(b) || fixed[b] === id)) || (inPart.has(b) && fixed[a] === id),
  );
}

function release(fixed: Int32Array, id: number): void {
  for (let cell = 0; cell < fixed.length; cell++) if (fixed[cell] === id) fixed[cell] = -1;
}
