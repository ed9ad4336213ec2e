/** The last touch: single cells go over to a neighbouring grid as long as that lowers the cost. */
import type { Random } from "../random";
import type { Division } from "./division";
import { Moves } from "./moves";

/** Gains below this are rounding. */
const LEAST_GAIN = 1e-9;
const MOST_ROUNDS = 10;

export function polish(
  division: Division,
  random: Random,
  admits: (cell: number) => boolean = () => true,
): void {
  const moves = new Moves(division, random);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let gained = false;
    for (let cell = 0; cell < division.gridOf.length; cell++) {
      if (admits(cell) && improve(division, moves, cell)) gained = true;
    }
    if (!gained) return;
  }
}

/** Move one cell to the first neighbouring grid that is a gain. */
function improve(division: Division, moves: Moves, cell: number): boolean {
  const { offset, neighbour } = division.problem.graph;
  const cost = division.bandCost + division.otherCost;
  for (let e = offset[cell]; e < offset[cell + 1]; e++) {
    const to = division.gridOf[neighbour[e]];
    if (to === division.gridOf[cell]) continue;
    const moved = moves.take(cell, to);
    if (moved && division.bandCost + division.otherCost < cost - LEAST_GAIN) {
      division.commit();
      return true;
    }
    division.rollback();
  }
  return false;
}
