/**
 * The ground of one part, as far as it matters for what districts can lie side by side: inhabited
 * cells, and the ground without households that can join them up. Two rules make it small, and
 * change nothing that is possible:
 *
 *   - ground whose neighbours all border on each other joins up nothing: it is left out;
 *   - ground of which that is true but for one neighbour is of use only together with that one, and
 *     becomes part of it.
 */
import type { CellGraph } from "../cell-graph";
import { type Bits, bitsOf } from "./bits";

/** Spots are numbered 0..size-1. */
export interface Terrain {
  readonly size: number;
  /** Cells of each spot: one that is inhabited or none, and ground. */
  readonly cells: readonly (readonly number[])[];
  /** Spot of each inhabited cell, -1 for the others. */
  readonly spotOf: Int32Array;
  readonly households: Int32Array;
  readonly oldHouseholds: Int32Array;
  readonly specialHouseholds: Int32Array;
  /** Neighbours of each spot. */
  readonly near: readonly Bits[];
  /** Spots that nobody lives on. */
  readonly ground: Bits;
}

export function terrainOf(graph: CellGraph): Terrain {
  const cells: (number[] | null)[] = Array.from({ length: graph.n }, (_, cell) => [cell]);
  const near = Array.from(
    { length: graph.n },
    (_, cell) => new Set(graph.neighbour.subarray(graph.offset[cell], graph.offset[cell + 1])),
  );
  const leaveOut = (cell: number) => {
    for (const other of near[cell]) near[other].delete(cell);
    near[cell].clear();
    cells[cell] = null;
  };
  const ground = Array.from(near.keys()).filter((cell) => graph.households[cell] === 0);
  for (let changed = true; changed;) {
    changed = false;
    for (const cell of ground) {
      const own = cells[cell];
      if (own === null) continue;
      const partner = onlyTogetherWith(near, cell);
      if (partner === undefined) continue;
      const around = [...near[cell]];
      leaveOut(cell);
      changed = true;
      if (partner < 0) continue;
      cells[partner]?.push(...own);
      for (const other of around) {
        if (other === partner) continue;
        near[partner].add(other);
        near[other].add(partner);
      }
    }
  }
  return numbered(graph, cells, near);
}

/** -1 where the neighbours of ground all border on each other, else the one without which they do. */
function onlyTogetherWith(near: readonly Set<number>[], cell: number): number | undefined {
  const around = [...near[cell]].sort((a, b) => a - b);
  if (isClique(near, around)) return -1;
  return around.find((one) =>
    isClique(
      near,
      around.filter((other) => other !== one),
    ),
  );
}

function isClique(near: readonly Set<number>[], cells: readonly number[]): boolean {
  return cells.every((a, i) => cells.slice(i + 1).every((b) => near[a].has(b)));
}

function numbered(
  graph: CellGraph,
  cells: readonly (readonly number[] | null)[],
  near: readonly Set<number>[],
): Terrain {
  const kept: (readonly number[])[] = [];
  const spot = new Int32Array(graph.n).fill(-1);
  cells.forEach((own, cell) => {
    if (own === null) return;
    spot[cell] = kept.length;
    kept.push(own);
  });
  return {
    size: kept.length,
    cells: kept,
    spotOf: spot.map((s, cell) => (graph.households[cell] > 0 ? s : -1)),
    households: Int32Array.from(kept, ([cell]) => graph.households[cell]),
    oldHouseholds: Int32Array.from(kept, ([cell]) => graph.oldHouseholds[cell]),
    specialHouseholds: Int32Array.from(kept, ([cell]) => graph.specialHouseholds[cell]),
    near: kept.map(([cell]) =>
      bitsOf(
        kept.length,
        [...near[cell]].map((other) => spot[other]),
      ),
    ),
    ground: bitsOf(
      kept.length,
      Array.from(kept.keys()).filter((s) => graph.households[kept[s][0]] === 0),
    ),
  };
}
