/**
 * All connected sets of inhabited cells that are inside their band, each once: Wernicke's ESU (2006),
 * cut off where nothing that could be added leads back into a band.
 */
import { isInBand, isOversize, type BandNumbers } from "../bands";
import type { Problem } from "../problem";
import type { Inhabited } from "./inhabited";
import { waysToJoin } from "./ways";

/** Inhabited cells, with ground that joins them up, and their households. */
export interface District {
  /** Ascending. */
  readonly cells: Int32Array;
  readonly households: number;
}

/** Where counting stops, at effort 1 and above: the program would cost more than its proof is worth. */
const MOST_DISTRICTS = 500;
const MOST_SETS = 50_000;

/** null where there are too many of them for the effort. */
export function districtsOf(
  problem: Problem,
  inhabited: Inhabited,
  effort: number,
): District[] | null {
  const share = Math.min(1, effort);
  const { cells, neighbours } = inhabited;
  const { graph, bands } = problem;
  const apart = apartOf(problem, inhabited);
  const found: District[] = [];
  const members: number[] = [];
  /** How many members a cell is, or borders on. */
  const touched = new Int32Array(cells.length);
  const held = { households: 0, oldHouseholds: 0, specialHouseholds: 0 };
  let sets = 0;

  const count = (i: number, sign: number) => {
    held.households += sign * graph.households[cells[i]];
    held.oldHouseholds += sign * graph.oldHouseholds[cells[i]];
    held.specialHouseholds += sign * graph.specialHouseholds[cells[i]];
    touched[i] += sign;
    for (const near of neighbours[i]) touched[near] += sign;
  };
  /** Add a cell and all that can come after it; false when there are too many. */
  const grow = (i: number, root: number, rest: readonly number[]): boolean => {
    if (apart[i].some((other) => members.includes(other))) return true;
    const fresh = neighbours[i].filter((near) => near > root && touched[near] === 0);
    count(i, 1);
    members.push(i);
    const goesOn = visit(root, [...rest, ...fresh]);
    members.pop();
    count(i, -1);
    return goesOn;
  };
  const visit = (root: number, candidates: number[]): boolean => {
    if (++sets > MOST_SETS * share) return false;
    if (isOversize(bands, held)) return true;
    if (isWorthwhile(bands, held)) {
      const inside = Int32Array.from(members, (i) => cells[i]).sort();
      for (const way of waysToJoin(graph, inside)) {
        if (found.length >= MOST_DISTRICTS * share) return false;
        const all = Int32Array.from([...inside, ...way]).sort();
        found.push({ cells: all, households: held.households });
      }
    }
    for (let next = candidates.pop(); next !== undefined; next = candidates.pop()) {
      if (!grow(next, root, candidates)) return false;
    }
    return true;
  };
  for (let root = 0; root < cells.length; root++) if (!grow(root, root, [])) return null;
  return found;
}

function isWorthwhile(bands: BandNumbers, held: Parameters<typeof isInBand>[1]): boolean {
  return held.households > 0 && isInBand(bands, held);
}

/** Per inhabited cell: those that must not share a grid with it. */
function apartOf(problem: Problem, { cells }: Inhabited): number[][] {
  const at = new Map([...cells].map((cell, i) => [cell, i]));
  return Array.from(cells, (cell) =>
    [...problem.apart.subarray(problem.apartOffset[cell], problem.apartOffset[cell + 1])].flatMap(
      (other) => at.get(other) ?? [],
    ),
  );
}
