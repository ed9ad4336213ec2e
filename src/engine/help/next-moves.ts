/** The moves that may be worth making next in a draft: many, to be judged. */
import type { EditableGround } from "../edit/editable";
import { componentsOf } from "../partition/components";
import type { Draft, Edit } from "../edit-types";
import { cellsOfGrid } from "./field";
import { movableOf } from "./movable";

/** A move, told by the cells that it puts elsewhere. */
export interface NextMove {
  /** Made only when it is wanted: most moves never are. */
  readonly edit: () => Edit;
  /** Grid of each cell after it, as far as can be told before it is made. */
  readonly gridOf: readonly number[];
  /** Grids (places in the draft) that it is about, ascending. */
  readonly grids: readonly number[];
  /** Cells that move. */
  readonly cells: readonly number[];
  /** Grids that are gone after it. */
  readonly gone: readonly number[];
}

/** Cells that move at once, and sets of them that are tried from one grid to another. */
const MOST_CELLS = 3;
const MOST_SETS = 40;
const MOST_SWAPS = 60;

export function nextMoves(open: EditableGround, draft: Draft, newKey: string): NextMove[] {
  const scene = { open, draft, newKey };
  const standard = draft.grids.map(({ kind, locked }) => kind === "STANDARD" && !locked);
  const beside = adjacent(scene);
  const pairs = beside.filter(([from, to]) => standard[from] && standard[to]);
  const isMicro = (grid: number) =>
    draft.grids[grid]?.kind === "MICRO" && !draft.grids[grid].locked;
  const outOfMicro = beside.filter(([from, to]) => isMicro(from) && standard[to]);
  return [
    ...unassigned(scene),
    ...islands(scene),
    ...emptied(scene),
    ...pairs.flatMap(([from, to]) => transfers(scene, from, to)),
    ...pairs.flatMap(([from, to]) => (from < to ? swaps(scene, from, to) : [])),
    ...pairs.flatMap(([from, to]) => (from < to ? [merger(scene, from, to)] : [])),
    ...outOfMicro.flatMap(([from, to]) => givenUp(scene, from, to)),
    ...estates(scene, standard),
  ];
}

interface Scene {
  readonly open: EditableGround;
  readonly draft: Draft;
  readonly newKey: string;
}

/** Ordered pairs of grids that share a border; -1 is no grid. */
function adjacent({ open, draft: { gridOf } }: Scene): [number, number][] {
  const { n, offset, neighbour } = open.ground.cells;
  const pairs = new Map<string, [number, number]>();
  for (let cell = 0; cell < n; cell++) {
    for (let e = offset[cell]; e < offset[cell + 1]; e++) {
      const [from, to] = [gridOf[cell], gridOf[neighbour[e]]];
      if (from !== to) pairs.set(`${from} ${to}`, [from, to]);
    }
  }
  return [...pairs.values()].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
}

function moveTo({ open, draft }: Scene, cells: readonly number[], to: number): NextMove {
  const moving = new Set(cells);
  const from = [...new Set(cells.map((cell) => draft.gridOf[cell]))].filter((grid) => grid >= 0);
  return {
    edit: () => ({ type: "MOVE", ...movableOf(open, cells), to: { key: draft.grids[to].key } }),
    gridOf: draft.gridOf.map((grid, cell) => (moving.has(cell) ? to : grid)),
    grids: [...from, to].sort((a, b) => a - b),
    cells,
    gone: [],
  };
}

/** To a new standard grid. */
function moveOut({ open, draft, newKey }: Scene, cells: readonly number[]): NextMove {
  const moving = new Set(cells);
  const to = draft.grids.length;
  return {
    edit: () => ({ type: "MOVE", ...movableOf(open, cells), to: { newKey, kind: "STANDARD" } }),
    gridOf: draft.gridOf.map((grid, cell) => (moving.has(cell) ? to : grid)),
    grids: [...new Set(cells.map((cell) => draft.gridOf[cell]))].filter((grid) => grid >= 0),
    cells,
    gone: [],
  };
}

/** Unlocked grids beside some cells, other than their own. */
function gridsBeside({ open, draft }: Scene, cells: readonly number[]): number[] {
  const { offset, neighbour } = open.ground.cells;
  const own = draft.gridOf[cells[0]];
  const grids = new Set<number>();
  for (const cell of cells) {
    for (let e = offset[cell]; e < offset[cell + 1]; e++) {
      const grid = draft.gridOf[neighbour[e]];
      if (grid >= 0 && grid !== own && !draft.grids[grid].locked) grids.add(grid);
    }
  }
  return [...grids].sort((a, b) => a - b);
}

/** What is in no grid: whole pieces, and single cells of them. */
function unassigned(scene: Scene): NextMove[] {
  const { open, draft } = scene;
  const pieces = componentsOf(open.ground.cells, (cell) => draft.gridOf[cell] < 0);
  return pieces.flatMap((piece) => {
    const sets = [[...piece], ...(piece.length > 1 ? Array.from(piece, (cell) => [cell]) : [])];
    return [
      ...sets.flatMap((cells) =>
        gridsBeside(scene, cells).map((grid) => moveTo(scene, cells, grid)),
      ),
      moveOut(scene, [...piece]),
    ];
  });
}

/** The lesser pieces of a grid: to a neighbour, or as a grid of their own. */
function islands(scene: Scene): NextMove[] {
  const { open, draft } = scene;
  const { cells } = open.ground;
  return draft.grids.flatMap(({ locked }, grid) => {
    if (locked) return [];
    const pieces = componentsOf(cells, (cell) => draft.gridOf[cell] === grid);
    const held = pieces.map((piece) =>
      piece.reduce((sum, cell) => sum + cells.households[cell] + cells.areaM2[cell] * PER_M2, 0),
    );
    const main = held.indexOf(Math.max(...held));
    return pieces.flatMap((piece, p) =>
      p === main
        ? []
        : [
            ...gridsBeside(scene, [...piece]).map((to) => moveTo(scene, [...piece], to)),
            ...between(scene, piece, pieces[main]).map((cell) => moveTo(scene, [cell], grid)),
            moveOut(scene, [...piece]),
          ],
    );
  });
}

/** So that ground counts, but never against a household. */
const PER_M2 = 1e-9;

/** Cells of other grids that touch both an island and the rest of its grid. */
function between({ open, draft }: Scene, island: Int32Array, rest: Int32Array): number[] {
  const { offset, neighbour } = open.ground.cells;
  const around = (piece: Int32Array) =>
    new Set(
      Array.from(piece).flatMap((cell) =>
        Array.from(neighbour.subarray(offset[cell], offset[cell + 1])),
      ),
    );
  const other = around(rest);
  const own = draft.gridOf[island[0]];
  return [...around(island)].filter((cell) => {
    const grid = draft.gridOf[cell];
    return other.has(cell) && grid !== own && draft.grids[grid]?.locked !== true;
  });
}

/** A grid that holds nothing is taken up by another one. */
function emptied({ draft }: Scene): NextMove[] {
  const { grids, gridOf } = draft;
  const held = new Set(gridOf);
  const into = grids.findIndex(({ locked }, grid) => !locked && held.has(grid));
  if (into < 0) return [];
  return grids.flatMap(({ key, locked }, grid) =>
    held.has(grid) || locked
      ? []
      : [
          {
            edit: () => ({ type: "MERGE" as const, keys: [grids[into].key, key] }),
            gridOf,
            grids: [grid],
            cells: [],
            gone: [grid],
          },
        ],
  );
}

/** A few cells that hang together go over. */
function transfers(scene: Scene, from: number, to: number): NextMove[] {
  return setsBeside(scene, from, to).map((cells) => moveTo(scene, cells, to));
}

/** Cells that have no reason to be in a micro-grid go over. */
function givenUp(scene: Scene, from: number, to: number): NextMove[] {
  const { given } = scene.open.ground;
  const hasReason = (cell: number) => given.fixed[given.into[cell]] >= 0;
  return setsBeside(scene, from, to)
    .filter((cells) => !cells.some(hasReason))
    .map((cells) => moveTo(scene, cells, to));
}

/** Connected sets of a grid's cells that touch another grid, the smallest first. */
function setsBeside({ open, draft: { gridOf } }: Scene, from: number, to: number): number[][] {
  const { offset, neighbour } = open.ground.cells;
  const sets = beside({ open, gridOf }, from, to).map((cell) => [cell]);
  const known = new Set(sets.map(String));
  const singles = sets.length;
  for (let i = 0; i < sets.length && sets.length < singles + MOST_SETS; i++) {
    if (sets[i].length === MOST_CELLS) break;
    for (const cell of sets[i]) {
      for (let e = offset[cell]; e < offset[cell + 1]; e++) {
        const next = neighbour[e];
        if (gridOf[next] !== from || sets[i].includes(next)) continue;
        const wider = [...sets[i], next].sort((a, b) => a - b);
        if (known.has(String(wider))) continue;
        known.add(String(wider));
        sets.push(wider);
      }
    }
  }
  return sets;
}

/** Cells of a grid that touch another, ascending. */
function beside(
  { open, gridOf }: Pick<Scene, "open"> & Pick<Draft, "gridOf">,
  from: number,
  to: number,
): number[] {
  const { n, offset, neighbour } = open.ground.cells;
  const cells: number[] = [];
  for (let cell = 0; cell < n; cell++) {
    if (gridOf[cell] !== from) continue;
    const row = neighbour.subarray(offset[cell], offset[cell + 1]);
    if (row.some((other) => gridOf[other] === to)) cells.push(cell);
  }
  return cells;
}

function swaps({ open, draft }: Scene, one: number, other: number): NextMove[] {
  const { buildings } = open.ground.tessellation;
  const inhabited = (cell: number) => buildings[cell].length > 0;
  const there = beside({ open, gridOf: draft.gridOf }, one, other).filter(inhabited);
  const back = beside({ open, gridOf: draft.gridOf }, other, one).filter(inhabited);
  return there
    .flatMap((a) => back.map((b) => [a, b] as const))
    .slice(0, MOST_SWAPS)
    .map(([a, b]) => ({
      edit: () => ({
        type: "SWAP",
        buildingIds: movableOf(open, [a]).buildingIds,
        forBuildingIds: movableOf(open, [b]).buildingIds,
      }),
      gridOf: draft.gridOf.map((grid, cell) => (cell === a ? other : cell === b ? one : grid)),
      grids: [one, other],
      cells: [a, b],
      gone: [],
    }));
}

function merger({ draft }: Scene, one: number, other: number): NextMove {
  const { grids, gridOf } = draft;
  return {
    edit: () => ({ type: "MERGE", keys: [grids[one].key, grids[other].key] }),
    gridOf: gridOf.map((grid) => (grid === other ? one : grid)),
    grids: [one, other],
    cells: cellsOfGrid(draft, other),
    gone: [other],
  };
}

/** All of an estate in one grid follows what is of it in another. */
function estates(scene: Scene, standard: readonly boolean[]): NextMove[] {
  const { open, draft } = scene;
  const { estate, households } = open.ground.cells;
  const shares = new Map<number, Map<number, number[]>>();
  estate.forEach((id, cell) => {
    const grid = draft.gridOf[cell];
    if (id < 0 || households[cell] === 0 || grid < 0 || !standard[grid]) return;
    const own = shares.get(id) ?? new Map<number, number[]>();
    own.set(grid, [...(own.get(grid) ?? []), cell]);
    shares.set(id, own);
  });
  return [...shares.values()].flatMap((own) =>
    [...own].flatMap(([from, cells]) =>
      [...own.keys()].filter((to) => to !== from).map((to) => moveTo(scene, cells, to)),
    ),
  );
}
