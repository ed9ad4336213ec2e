import { cellsInForce } from "./cells-in-force";
import { EngineError } from "./errors";
import type { MicroGroups } from "./micro-groups";
import type { CellGraph } from "./partition/cell-graph";
import { componentsOf } from "./partition/components";
import { contract, shortestWay } from "./partition/contract";
import type { GivenKind } from "./partition/given";
import type { PreparedInput } from "./prepare";
import type { Tessellation } from "./tessellate/tessellate";

/** What the partition is given beside the graph: which cells already have a grid, and locks. */
export interface GivenGrids {
  readonly graph: CellGraph;
  /** Cell of `graph` that each cell of the tessellation became part of. */
  readonly into: Int32Array;
  /** Given grid of each cell of `graph`, -1 for none. */
  readonly fixed: Int32Array;
  readonly fixedKind: readonly GivenKind[];
  readonly apart: readonly (readonly [number, number])[];
  /** Grid to start from, by position in the input, of each cell of `graph`; -1 for none. */
  readonly inForce: Int32Array;
}

/**
 * Puts locks, micro-grids and the grids in force onto the cells. Locked grids go first: a building
 * in one makes no micro-grid of its own. Throws EngineError INVALID_INPUT for locks that
 * contradict each other or the ground.
 */
export function giveGrids(
  cells: CellGraph,
  tessellation: Tessellation,
  micro: MicroGroups,
  input: PreparedInput,
): GivenGrids {
  const { buildings: buildingsOfCell } = tessellation;
  const cellOf = new Map<string, number>();
  buildingsOfCell.forEach((list, cell) => {
    for (const i of list) cellOf.set(input.buildings[i].id, cell);
  });
  const cellsOf = (ids: readonly string[]) => [
    ...new Set(ids.map((id) => cellOf.get(id)).filter((cell) => cell !== undefined)),
  ];

  const contraction = contract(cells, input.locks.together.map(cellsOf));
  if (!contraction) throw fault("lock together", "its buildings lie in parts that do not touch");
  const { graph, into } = contraction;
  const atomsOf = (ids: readonly string[]) => [...new Set(cellsOf(ids).map((cell) => into[cell]))];

  const fixed = new Int32Array(graph.n).fill(-1);
  const fixedKind: GivenKind[] = [];
  for (const ids of input.locks.grids) lockGrid(graph, atomsOf(ids), fixed, fixedKind);
  for (const atoms of microAtoms(buildingsOfCell, into, micro)) {
    giveMicro(graph, atoms, input.rules.microMaxHouseholds, fixed, fixedKind);
  }
  return {
    graph,
    into,
    fixed,
    fixedKind,
    apart: input.locks.apart.flatMap((ids) => pairsApart(ids, atomsOf)),
    inForce: cellsInForce(tessellation, into, graph.n, input),
  };
}

function fault(feature: string, reason: string): EngineError {
  return new EngineError("INVALID_INPUT", `${feature}: ${reason}`, [{ feature, reason }]);
}

/** A locked grid is its buildings' cells and, where these do not touch, ground between them. */
function lockGrid(
  graph: CellGraph,
  atoms: readonly number[],
  fixed: Int32Array,
  fixedKind: GivenKind[],
): void {
  const id = fixedKind.length;
  const [first, ...others] = atoms;
  const isGround = (cell: number) => graph.households[cell] === 0 && fixed[cell] < 0;
  for (const atom of atoms) {
    if (fixed[atom] >= 0) throw fault("lock grids", "two locked grids share a cell");
    fixed[atom] = id;
  }
  for (const atom of others) {
    const way = shortestWay(graph, first, atom, (c) => fixed[c] === id || isGround(c));
    if (!way) throw fault("lock grids", "the buildings of a locked grid do not hang together");
    for (const cell of way) fixed[cell] = id;
  }
  fixedKind.push("LOCKED");
}

/** The cells of each micro-grid; groups that meet in one cell are one. */
function microAtoms(
  buildingsOfCell: readonly (readonly number[])[],
  into: Int32Array,
  micro: MicroGroups,
): number[][] {
  const groupOf = new Map<number, number>();
  micro.groups.forEach((group, g) => group.forEach((building) => groupOf.set(building, g)));
  const members: number[][] = micro.groups.map(() => []);
  const groupOfAtom = new Map<number, number>();
  buildingsOfCell.forEach((list, cell) => {
    const group = list.map((i) => groupOf.get(i)).find((g) => g !== undefined);
    if (group === undefined || groupOfAtom.has(into[cell])) return;
    groupOfAtom.set(into[cell], group);
    members[group].push(into[cell]);
  });
  return members;
}

/** One micro-grid for each part of a group that hangs together. */
function giveMicro(
  graph: CellGraph,
  atoms: readonly number[],
  mostHouseholds: number,
  fixed: Int32Array,
  fixedKind: GivenKind[],
): void {
  // Homes that cannot be parted from the venue keep the cell in a standard grid.
  const free = new Set(
    atoms.filter((atom) => fixed[atom] < 0 && graph.households[atom] <= mostHouseholds),
  );
  for (const part of componentsOf(graph, (cell) => free.has(cell))) {
    for (const cell of part) fixed[cell] = fixedKind.length;
    fixedKind.push("MICRO");
  }
}

function pairsApart(
  ids: readonly string[],
  atomsOf: (ids: readonly string[]) => number[],
): [number, number][] {
  const atoms = ids.map((id) => atomsOf([id])[0]);
  return atoms.flatMap((p, i) =>
    atoms.slice(0, i).map((q, j): [number, number] => {
      if (p === q) throw fault("lock apart", `${ids[i]} and ${ids[j]} cannot be parted`);
      return [q, p];
    }),
  );
}
