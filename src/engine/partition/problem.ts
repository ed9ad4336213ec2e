/** One connected part to be divided: everything the search reads and never changes. */
import type { CellGraph } from "./cell-graph";
import { isReduced, type BandNumbers } from "./bands";
import type { Weights } from "./weights";

export interface Problem {
  /** Connected. */
  readonly graph: CellGraph;
  readonly bands: BandNumbers;
  readonly weights: Weights;
  /** Cell each directed edge starts from, beside `graph.neighbour`. */
  readonly edgeFrom: Int32Array;
  /** Cells that must not share a grid with cell i: `apart[apartOffset[i]..apartOffset[i+1]-1]`. */
  readonly apartOffset: Int32Array;
  readonly apart: Int32Array;
  /** Grid in force of each cell, 0..gridsInForce-1, or -1. */
  readonly inForce: Int32Array;
  readonly gridsInForce: number;
  /** What a cell weighs when it leaves its grid in force: its households, at least a few. */
  readonly stake: Float64Array;
  /** Estates of this part, 0..estates-1, of cells with households; -1 for the other cells. */
  readonly estate: Int32Array;
  readonly estates: number;
  /** Grids an estate needs at least. */
  readonly estateNeeds: Int32Array;
  /** Side of a square of the area that a grid has on average: the unit of border length. */
  readonly sideM: number;
  /** How many grids are worth trying; the search may go one or two beyond. */
  readonly fewestGrids: number;
  readonly mostGrids: number;
  /** Grids a division can hold at once. */
  readonly capacity: number;
}

export interface ProblemInput {
  readonly graph: CellGraph;
  readonly bands: BandNumbers;
  readonly weights: Weights;
  readonly apart: readonly (readonly [number, number])[];
  readonly inForce: Int32Array;
}

/** A building without households still counts for something when it changes its grid. */
const LEAST_STAKE = 5;

export function createProblem(input: ProblemInput): Problem {
  const { graph, bands, weights } = input;
  const edgeFrom = new Int32Array(graph.neighbour.length);
  for (let cell = 0; cell < graph.n; cell++) {
    edgeFrom.fill(cell, graph.offset[cell], graph.offset[cell + 1]);
  }
  const inForce = renumber(input.inForce);
  const stake = Float64Array.from(inForce.ids, (id, cell) =>
    id < 0 ? 0 : Math.max(graph.households[cell], LEAST_STAKE),
  );
  const estate = renumber(graph.estate.map((id, cell) => (graph.households[cell] > 0 ? id : -1)));
  const { fewest, most } = gridRange(graph, bands);
  return {
    graph,
    bands,
    weights,
    edgeFrom,
    ...apartRows(graph.n, input.apart),
    inForce: inForce.ids,
    gridsInForce: inForce.count,
    stake,
    estate: estate.ids,
    estates: estate.count,
    estateNeeds: estateNeeds(graph, bands, estate),
    sideM: Math.sqrt(sum(graph.areaM2) / ((fewest + most) / 2)) || 1,
    fewestGrids: fewest,
    mostGrids: most,
    capacity: Math.min(graph.n, 2 * most + inForce.count + input.apart.length + 8),
  };
}

/**
 * From the largest grids to the smallest, taking cells that are reduced alone at the reduced band.
 * A rough guide: neighbours of another kind may change a grid's band.
 */
function gridRange(graph: CellGraph, bands: BandNumbers): { fewest: number; most: number } {
  let reduced = 0;
  let standard = 0;
  for (let cell = 0; cell < graph.n; cell++) {
    const { households, oldHouseholds, specialHouseholds } = graph;
    const all = households[cell];
    if (isReduced(bands, all, oldHouseholds[cell], specialHouseholds[cell])) reduced += all;
    else standard += all;
  }
  const fewest = reduced / bands.reducedMax + standard / bands.standardMax;
  const most = reduced / Math.max(1, bands.reducedMin) + standard / Math.max(1, bands.standardMin);
  const least = Math.min(graph.n, Math.max(1, Math.ceil(fewest)));
  return { fewest: least, most: Math.min(graph.n, Math.max(least, Math.floor(most))) };
}

/** An estate needs one grid, or as many as the band that it would have alone asks for. */
function estateNeeds(graph: CellGraph, bands: BandNumbers, estate: Renumbered): Int32Array {
  const all = new Float64Array(estate.count);
  const old = new Float64Array(estate.count);
  const special = new Float64Array(estate.count);
  for (let cell = 0; cell < graph.n; cell++) {
    const id = estate.ids[cell];
    if (id < 0) continue;
    all[id] += graph.households[cell];
    old[id] += graph.oldHouseholds[cell];
    special[id] += graph.specialHouseholds[cell];
  }
  return Int32Array.from(all, (households, id) => {
    const reduced = isReduced(bands, households, old[id], special[id]);
    return Math.max(1, Math.ceil(households / (reduced ? bands.reducedMax : bands.standardMax)));
  });
}

interface Renumbered {
  readonly ids: Int32Array;
  readonly count: number;
}

/** Ids >= 0 become 0, 1, 2, ... in order of first appearance. */
function renumber(ids: Int32Array): Renumbered {
  const known = new Map<number, number>();
  const renumbered = ids.map((id) => {
    if (id < 0) return -1;
    const number = known.get(id) ?? known.size;
    known.set(id, number);
    return number;
  });
  return { ids: renumbered, count: known.size };
}

function apartRows(
  n: number,
  pairs: readonly (readonly [number, number])[],
): Pick<Problem, "apartOffset" | "apart"> {
  const rows: number[][] = Array.from({ length: n }, () => []);
  for (const [a, b] of pairs) {
    if (a === b || rows[a].includes(b)) continue;
    rows[a].push(b);
    rows[b].push(a);
  }
  const apartOffset = new Int32Array(n + 1);
  rows.forEach((row, i) => (apartOffset[i + 1] = apartOffset[i] + row.length));
  return { apartOffset, apart: Int32Array.from(rows.flat()) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
