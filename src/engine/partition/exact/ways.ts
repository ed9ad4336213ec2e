/**
 * The ground without households that a set of inhabited cells can be joined up by. Streets between
 * two grids are few: a district takes its way with it, so that no two districts cross.
 */
import type { CellGraph } from "../cell-graph";

/** Beyond these a set's ways are not told one by one. */
const MOST_WAYS = 8;
const MOST_BRANCHES = 60;

/**
 * Sets of ground cells such that every connected grid with exactly these inhabited cells holds one
 * of them: all minimal ways, or, where there are many, only the ground that all ways share.
 */
export function waysToJoin(graph: CellGraph, cells: Int32Array): number[][] {
  const status = new Uint8Array(graph.n);
  for (const cell of cells) status[cell] = TAKEN;
  const from = cells[0];
  const goals = cells.length;
  const ways: number[][] = [];
  const taken: number[] = [];
  let branches = 0;

  const branch = (): boolean => {
    if (++branches > MOST_BRANCHES) return false;
    const now = reach(graph, status, from, false);
    if (now.inhabited === goals) {
      if (!isMinimal()) return true;
      ways.push([...taken].sort((a, b) => a - b));
      return ways.length <= MOST_WAYS;
    }
    const next = firstStep(graph, status, now.cells);
    status[next] = TAKEN;
    taken.push(next);
    const goesOn = branch();
    taken.pop();
    status[next] = BARRED;
    const both = goesOn && (reach(graph, status, from, true).inhabited < goals || branch());
    status[next] = OPEN;
    return both;
  };
  const isMinimal = () =>
    taken.every((cell) => {
      status[cell] = BARRED;
      const { inhabited } = reach(graph, status, from, false);
      status[cell] = TAKEN;
      return inhabited < goals;
    });

  if (branch()) return ways;
  const shared: number[] = [];
  for (let cell = 0; cell < graph.n; cell++) {
    if (graph.households[cell] > 0) continue;
    status[cell] = BARRED;
    if (reach(graph, status, from, true).inhabited < goals) shared.push(cell);
    status[cell] = OPEN;
  }
  return [shared];
}

const OPEN = 0;
const TAKEN = 1;
const BARRED = 2;

interface Reached {
  readonly cells: readonly number[];
  readonly inhabited: number;
}

/** What hangs together with a cell over taken cells, and over open ground as well if asked. */
function reach(graph: CellGraph, status: Uint8Array, from: number, overGround: boolean): Reached {
  const seen = new Uint8Array(graph.n);
  seen[from] = 1;
  const cells = [from];
  let inhabited = 0;
  for (const cell of cells) {
    if (graph.households[cell] > 0) inhabited++;
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const next = graph.neighbour[e];
      if (seen[next] === 1) continue;
      const open = overGround && status[next] === OPEN && graph.households[next] === 0;
      if (status[next] !== TAKEN && !open) continue;
      seen[next] = 1;
      cells.push(next);
    }
  }
  return { cells, inhabited };
}

/** The first ground cell of a shortest way from these cells to one that is taken but not reached. */
function firstStep(graph: CellGraph, status: Uint8Array, cells: readonly number[]): number {
  const first = new Int32Array(graph.n).fill(-1);
  const inside = new Uint8Array(graph.n);
  for (const cell of cells) inside[cell] = 1;
  const queue = [...cells];
  for (const cell of queue) {
    for (let e = graph.offset[cell]; e < graph.offset[cell + 1]; e++) {
      const next = graph.neighbour[e];
      if (inside[next] === 1 || first[next] >= 0) continue;
      if (status[next] === TAKEN) return first[cell];
      if (status[next] !== OPEN || graph.households[next] > 0) continue;
      first[next] = inside[cell] === 1 ? next : first[cell];
      queue.push(next);
    }
  }
  return -1;
}
