/**
 * All connected sets of inhabited cells that are inside their band, each once: Wernicke's ESU (2006),
 * cut off where nothing that could be added leads back into a band.
 */
import { isInBand, isOversize } from "../bands";
import type { Problem } from "../problem";
import type { Inhabited } from "./inhabited";

/** Inhabited cells that some ground joins up, and their households. */
export interface District {
  readonly cells: readonly number[];
  readonly households: number;
}

/** Where counting stops: the choice would cost more than its proof is worth. */
const MOST_DISTRICTS = 60_000;

/** null where there are too many sets, or too many of them inside their band. */
export function districtsOf(
  problem: Problem,
  inhabited: Inhabited,
  mostSets: number,
): readonly District[] | null {
  const { cells, neighbours } = inhabited;
  const { graph, bands } = problem;
  const apart = apartOf(problem, inhabited);
  const districts: District[] = [];
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
    if (++sets > mostSets) return false;
    if (isOversize(bands, held)) return true;
    if (isInBand(bands, held)) {
      if (districts.length >= MOST_DISTRICTS) return false;
      districts.push({ cells: members.map((m) => cells[m]), households: held.households });
    }
    for (let next = candidates.pop(); next !== undefined; next = candidates.pop()) {
      if (!grow(next, root, candidates)) return false;
    }
    return true;
  };
  for (let root = 0; root < cells.length; root++) if (!grow(root, root, [])) return null;
  return districts;
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
