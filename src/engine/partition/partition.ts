/**
 * The door of this room: cells of a community -> its grids.
 *
 *   1. Given grids (micro, locked) are taken out; ground that only they reach is absorbed, and a
 *      micro-grid that strands a few households is given back (`given.ts`).
 *   2. Every connected part that is left is divided on its own (`search.ts`): carved starts
 *      (`starts.ts`, `carve.ts`, `spanning-tree.ts`), annealed (`anneal.ts`, `moves.ts`,
 *      `contiguity.ts`) under one cost (`cost.ts`, kept up to date by `division.ts`); first as homes
 *      alone, then with the ground where nobody lives (`coarsen.ts`). Grids in force are mended in
 *      rings around what is new or wrong (`in-force.ts`, `repair.ts`).
 *   3. How good the result is in the first goal is proved, or a better one found, as far as that is
 *      cheap (`exact/`).
 *   4. Grids are numbered by their first cell.
 *
 * Same input, seed and effort: same result. Nothing of the input is changed.
 */
import type { Random } from "../random";
import type { CancelSignal, GridKind, Rules } from "../input-types";
import { bandNumbers, isFeasibleByTotal, isOversize, type Holding } from "./bands";
import type { CellGraph } from "./cell-graph";
import { componentsOf, subgraphOf } from "./components";
import { holdingOf, settleGiven, type GivenKind, type ReleasedMicro } from "./given";
import { certify, type Certified, type PartProof } from "./exact/certify";
import { createProblem, type Problem } from "./problem";
import { searchDivision, stepBudget } from "./search";
import { DEFAULT_WEIGHTS, type Weights } from "./weights";

export interface PartitionInput {
  readonly graph: CellGraph;
  /**
   * Per cell: id of the grid already given, -1 for none. The cells of one id should be connected.
   */
  readonly fixed: Int32Array;
  /** Per id: MICRO may absorb ground, or be given back where it strands others; LOCKED never. */
  readonly fixedKind: readonly GivenKind[];
  /** Cells that must not share a grid. */
  readonly apart: readonly (readonly [number, number])[];
  /** Per cell: index of the grid in force, -1 for none or unknown. */
  readonly inForce: Int32Array;
  readonly rules: Rules;
  readonly random: Random;
  /** Multiple of the default number of steps. */
  readonly effort: number;
  readonly weights?: Weights;
  readonly signal?: CancelSignal;
  /** 0 to 1, never falling. */
  readonly onProgress?: (done: number) => void;
}

/** One connected part that was divided on its own, and what its totals say. */
export interface PartReport extends Holding {
  /** Its grids, ascending. */
  readonly grids: readonly number[];
  readonly cells: number;
  /** False is a proof: no division of this part is wholly in band. True proves nothing. */
  readonly isFeasibleByTotal: boolean;
  /** Ids of the given grids (micro or locked) that cut it off from other households; may be empty. */
  readonly cutOffBy: readonly number[];
  /** How good its division is in the first goal. */
  readonly proof: PartProof;
}

/** Ground without households that no grid could take: a grid of its own, to be attached to one. */
export interface EmptyGroup {
  readonly grid: number;
  /**
   * Grids it borders on, longest border first: locked ones, or micro-grids it must stay apart from.
   * Empty when it is a detached part of the community, or all of it.
   */
  readonly beside: readonly number[];
}

export interface PartitionResult {
  /** Per cell, 0..k-1, numbered by first cell. */
  readonly gridOf: Int32Array;
  /** Per grid. */
  readonly kind: readonly GridKind[];
  /** Per grid: the given id it came from, or -1. */
  readonly fixedId: Int32Array;
  readonly released: readonly ReleasedMicro[];
  readonly parts: readonly PartReport[];
  readonly emptyGroups: readonly EmptyGroup[];
  /** Cells outside given grids that no grid can hold within its band, whatever it adds. */
  readonly oversizeCells: readonly number[];
}

export function partition(input: PartitionInput): PartitionResult {
  const { graph, rules } = input;
  const bands = bandNumbers(rules);
  const given = settleGiven({ ...input, bands });
  const labels = labelGiven(input, given.fixed);
  const inhabited = given.free.filter((part) => holdingOf(graph, part).households > 0);
  const empty = given.free.filter((part) => holdingOf(graph, part).households === 0);
  const budget = inhabited.reduce((sum, part) => sum + stepBudget(part.length, input.effort), 0);
  const proofs: PartProof[] = [];
  let spent = 0;
  for (const part of inhabited) {
    const steps = stepBudget(part.length, input.effort);
    const onProgress = (done: number) => tell(input, spent + done * steps, budget);
    const { gridOf, proof } = divide(input, part, onProgress);
    labels.add(part, gridOf);
    proofs.push(proof);
    spent += steps;
  }
  for (const part of empty) labels.add(part, new Int32Array(part.length));
  const { gridOf, count } = numberByFirstCell(labels.labelOf);
  input.onProgress?.(1);
  return {
    gridOf,
    ...kindOfGrids(input, given.fixed, gridOf, count),
    released: given.released,
    parts: inhabited.map((part, i) => {
      const holding = holdingOf(graph, part);
      return {
        ...holding,
        grids: gridsOf(part, gridOf),
        cells: part.length,
        isFeasibleByTotal: isFeasibleByTotal(bands, holding),
        cutOffBy: givenAround(graph, part, given.fixed),
        proof: proofs[i],
      };
    }),
    emptyGroups: empty.map((part) => ({
      grid: gridOf[part[0]],
      beside: gridsBeside(graph, part, gridOf),
    })),
    oversizeCells: inhabited
      .flatMap((part) => [...part])
      .filter((cell) => isOversize(bands, holdingOf(graph, Int32Array.of(cell))))
      .sort((a, b) => a - b),
  };
}

/** One part through the search and the exact stage. */
function divide(
  input: PartitionInput,
  part: Int32Array,
  onProgress: (done: number) => void,
): Certified {
  const problem = problemOf(input, part);
  const { effort, random, signal } = input;
  const found = searchDivision(problem, effort, random, { signal, onProgress });
  return certify(problem, found, { effort, random, signal });
}

/** One connected part (ascending cells) as a problem of its own. */
export function problemOf(
  input: Pick<PartitionInput, "graph" | "apart" | "inForce" | "rules" | "weights">,
  part: Int32Array,
): Problem {
  const local = new Map([...part].map((cell, i) => [cell, i]));
  const apart: (readonly [number, number])[] = [];
  for (const [a, b] of input.apart) {
    const i = local.get(a);
    const j = local.get(b);
    if (i !== undefined && j !== undefined) apart.push([i, j]);
  }
  return createProblem({
    graph: subgraphOf(input.graph, part),
    bands: bandNumbers(input.rules),
    weights: input.weights ?? DEFAULT_WEIGHTS,
    apart,
    inForce: Int32Array.from(part, (cell) => input.inForce[cell]),
  });
}

function tell(input: PartitionInput, spent: number, budget: number): void {
  input.onProgress?.(Math.min(1, budget > 0 ? spent / budget : 1));
}

/** Labels of all grids, collected part by part; no two parts share one. */
interface Labels {
  readonly labelOf: Int32Array;
  add(part: Int32Array, gridOf: Int32Array): void;
}

/**
 * A given grid has one label, or, where a micro-grid is not connected, one for each piece of it:
 * grids are connected whatever was given. A locked grid is exactly what was locked.
 */
function labelGiven(input: PartitionInput, fixed: Int32Array): Labels {
  const labelOf = new Int32Array(input.graph.n).fill(-1);
  let next = 0;
  const add = (part: Int32Array, gridOf: Int32Array) => {
    let used = 0;
    part.forEach((cell, i) => {
      labelOf[cell] = next + gridOf[i];
      used = Math.max(used, gridOf[i] + 1);
    });
    next += used;
  };
  input.fixedKind.forEach((kind, id) => {
    const cells = Int32Array.from(fixed.keys()).filter((cell) => fixed[cell] === id);
    const pieces = kind === "LOCKED" ? [cells] : componentsOf(input.graph, (c) => fixed[c] === id);
    for (const piece of pieces) add(piece, new Int32Array(piece.length));
  });
  return { labelOf, add };
}

function numberByFirstCell(labelOf: Int32Array): { gridOf: Int32Array; count: number } {
  const number = new Map<number, number>();
  const gridOf = labelOf.map((label) => {
    const known = number.get(label) ?? number.size;
    number.set(label, known);
    return known;
  });
  return { gridOf, count: number.size };
}

function kindOfGrids(
  input: PartitionInput,
  fixed: Int32Array,
  gridOf: Int32Array,
  count: number,
): Pick<PartitionResult, "kind" | "fixedId"> {
  const fixedId = new Int32Array(count).fill(-1);
  gridOf.forEach((grid, cell) => (fixedId[grid] = fixed[cell]));
  const kind = Array.from(fixedId, (id): GridKind =>
    id >= 0 && input.fixedKind[id] === "MICRO" ? "MICRO" : "STANDARD",
  );
  return { kind, fixedId };
}

function gridsOf(part: Int32Array, gridOf: Int32Array): number[] {
  return [...new Set(Array.from(part, (cell) => gridOf[cell]))].sort((a, b) => a - b);
}

/** Given grids around a part behind which there is more of the community. */
function givenAround(graph: CellGraph, part: Int32Array, fixed: Int32Array): number[] {
  const inPart = new Set(part);
  const around = new Set<number>();
  for (const cell of part) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const id = fixed[graph.neighbour[e]];
      if (id >= 0 && !inPart.has(graph.neighbour[e])) around.add(id);
    }
  }
  return [...around].sort((a, b) => a - b);
}

function gridsBeside(graph: CellGraph, part: Int32Array, gridOf: Int32Array): number[] {
  const own = gridOf[part[0]];
  const border = new Map<number, number>();
  for (const cell of part) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const grid = gridOf[graph.neighbour[e]];
      if (grid !== own) border.set(grid, (border.get(grid) ?? 0) + graph.borderM[e]);
    }
  }
  return [...border].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([grid]) => grid);
}
