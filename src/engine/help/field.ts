import type { Ground } from "../ground";
import type { CellGraph } from "../partition/cell-graph";
import { componentsOf } from "../partition/components";
import { contractInto, shortestWay } from "../partition/contract";
import { createUnion } from "../tessellate/union";
import type { Draft } from "../edit-types";

/** What may be divided anew in a draft, and what stays as it is. */
export interface Field {
  /**
   * Cells that have to stay in one grid are one atom of this graph. People in grids with a reduced
   * note count as people of old estates, so that the search sees the band that their grid has.
   */
  readonly graph: CellGraph;
  /** Atom of each cell of the ground. */
  readonly into: Int32Array;
  /** Per atom: its grid in the draft, -1 for none. */
  readonly home: Int32Array;
  /** Per atom: whether it stays in that grid. */
  readonly isFixed: readonly boolean[];
  /** Per atom: whether it is a grid that may only grow. */
  readonly isWhole: readonly boolean[];
  /** Atoms that must not share a grid. */
  readonly apart: readonly (readonly [number, number])[];
}

/** How the grids of a draft take part. */
export interface FieldOptions {
  /** Grids that stay as they are. */
  readonly isFixed: (grid: number) => boolean;
  /** Whether a cell of no grid stays without; none does where it is left out. */
  readonly staysOpen?: (cell: number) => boolean;
  /** Grids that lose nothing and are not joined to each other, but may grow. */
  readonly isWhole: (grid: number) => boolean;
}

export function openField(ground: Ground, draft: Draft, options: FieldOptions): Field {
  const { gridOf } = draft;
  const parts = componentsOf(ground.cells, () => true);
  const whole = draft.grids.flatMap((_, grid) => {
    if (options.isFixed(grid) || !options.isWhole(grid)) return [];
    return mainPart(ground.cells, parts, cellsOfGrid(draft, grid));
  });
  const grows = new Set(whole.flat());
  const isFixed = (cell: number) => {
    if (gridOf[cell] < 0) return options.staysOpen?.(cell) === true;
    if (options.isFixed(gridOf[cell])) return true;
    return options.isWhole(gridOf[cell]) && !grows.has(cell);
  };
  const roots = createUnion(gridOf.length);
  for (const [first, ...others] of whole) for (const cell of others) roots.join(first, cell);
  const cellOf = cellByBuilding(ground);
  for (const ids of draft.together)
    joinWish(ground.cells, draft, cellsIn(cellOf, ids), isFixed, roots);

  const noted = withNotes(ground.cells, draft);
  const rootOf = Int32Array.from(gridOf.keys(), (cell) => roots.find(cell));
  const { graph, into } = contractInto(noted, rootOf);
  const home = new Int32Array(graph.n).fill(-1);
  const fixed = Array.from(home, () => false);
  into.forEach((atom, cell) => {
    if (gridOf[cell] >= 0) home[atom] = gridOf[cell];
    fixed[atom] = isFixed(cell);
  });
  const wholeAtoms = new Set(whole.map(([first]) => into[first]));
  return {
    graph,
    into,
    home,
    isFixed: fixed,
    isWhole: Array.from(home, (_, atom) => wholeAtoms.has(atom)),
    apart: [
      ...draft.apart.flatMap((ids) => pairsOf(cellsIn(cellOf, ids).map((cell) => into[cell]))),
      ...pairsOf(whole.map(([first]) => into[first])),
    ],
  };
}

/** The cell that each building stands in. */
export function cellByBuilding({ prepared, tessellation }: Ground): ReadonlyMap<string, number> {
  return new Map(
    tessellation.buildings.flatMap((list, cell) =>
      list.map((i) => [prepared.buildings[i].id, cell] as const),
    ),
  );
}

/** Cells of some buildings, each once. */
export function cellsIn(
  cellOf: ReadonlyMap<string, number>,
  ids: readonly string[],
): readonly number[] {
  return [...new Set(ids.flatMap((id) => cellOf.get(id) ?? []))];
}

/** Ascending. */
export function cellsOfGrid({ gridOf }: Pick<Draft, "gridOf">, grid: number): number[] {
  return gridOf.flatMap((own, cell) => (own === grid ? [cell] : []));
}

/** The cells of the part of the ground where most people of a grid live: there alone it may grow. */
function mainPart(
  cells: CellGraph,
  parts: readonly Int32Array[],
  own: readonly number[],
): number[][] {
  const inside = new Set(own);
  const held = (part: readonly number[]) =>
    part.reduce((sum, cell) => sum + cells.households[cell] + PER_CELL, 0);
  const there = parts
    .map((part) => [...part].filter((cell) => inside.has(cell)))
    .filter((part) => part.length > 0);
  return there.sort((p, q) => held(q) - held(p) || p[0] - q[0]).slice(0, 1);
}

/** So that ground counts, but never against a household. */
const PER_CELL = 1e-6;

/** Each two that differ. */
export function pairsOf(atoms: readonly number[]): [number, number][] {
  const unique = [...new Set(atoms)];
  return unique.flatMap((p, i) => unique.slice(0, i).map((q): [number, number] => [q, p]));
}

/**
 * Joins the cells of a wish, with what lies between them: ground of their own grid or of none where
 * there is a way, else any that may be divided.
 */
function joinWish(
  cells: CellGraph,
  { gridOf }: Draft,
  wished: readonly number[],
  isFixed: (cell: number) => boolean,
  roots: ReturnType<typeof createUnion>,
): void {
  const [first, ...others] = wished.filter((cell) => !isFixed(cell));
  for (const cell of others) {
    const isNear = (c: number) =>
      !isFixed(c) && (gridOf[c] < 0 || gridOf[c] === gridOf[first] || gridOf[c] === gridOf[cell]);
    const way =
      shortestWay(cells, first, cell, isNear) ??
      shortestWay(cells, first, cell, (c) => !isFixed(c)) ??
      [];
    for (const between of way) roots.join(first, between);
  }
}

function withNotes(cells: CellGraph, { grids, gridOf }: Draft): CellGraph {
  const isNoted = (cell: number) => gridOf[cell] >= 0 && grids[gridOf[cell]].reducedNote !== null;
  if (grids.every(({ reducedNote }) => reducedNote === null)) return cells;
  const oldHouseholds = cells.oldHouseholds.map((old, cell) =>
    isNoted(cell) ? cells.households[cell] : old,
  );
  return { ...cells, oldHouseholds };
}
