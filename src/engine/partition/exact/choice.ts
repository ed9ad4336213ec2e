/**
 * The exact program: which districts, no two of them on the same ground, leave the fewest households
 * outside their band. It is solved piece by piece:
 *
 *   1. In a connected piece of free ground, take the cell that fewest districts can hold. It goes
 *      into one of these, joined up along one of its ways, or it is given up.
 *   2. What is left falls into pieces, which do not depend on each other any more.
 *   3. A piece loses at least what its totals say; where that is more than may be lost, it is not
 *      looked into. What may be lost is nothing at first and is raised step by step (iterative
 *      deepening, Korf 1985), so that the bound grows while the work does.
 *   4. What was found out of a piece is kept, for it comes up again and again.
 *
 * Work is counted in steps, never in seconds: the same part has the same answer on every machine.
 */
import type { Random } from "../../random";
import { add, type Bits, bitsOf, flood, has, keyOf, membersOf, remove, trim } from "./bits";
import type { Program } from "./program";
import { waysToJoin } from "./ways";

/** A district, and the ground it takes to be joined up. */
export interface Chosen {
  readonly district: number;
  readonly way: readonly number[];
}

export interface Choice {
  /** Every choice loses so many households or more. */
  readonly least: number;
  /**
   * The districts of the best one found; null when none loses less than `limit`. Where a district
   * has too many ways, its ground is not chosen yet, and may turn out to be taken by others.
   */
  readonly chosen: readonly Chosen[] | null;
  readonly steps: number;
}

export interface ChoiceOptions {
  /** Nothing loses less: known before. */
  readonly least: number;
  /** What may be lost to begin with. */
  readonly allowed: number;
  /** Choices that lose so many households, or more, are of no interest. */
  readonly limit: number;
  readonly steps: number;
  /** Beyond so many ways, those of a district are not told one by one. */
  readonly mostWays: number;
  /** Districts are tried in random order; without it, those of most households go first. */
  readonly random?: Random;
}

interface Loss {
  /** Nothing loses less. */
  readonly least: number;
  /** What the plan loses; Infinity without one. */
  readonly lost: number;
  readonly plan: Nested;
}

/** Plans of pieces of pieces, put together only when all is done. */
type Nested = readonly (Chosen | Nested)[];

interface Known extends Loss {
  /** What was allowed to be lost when it was found out. */
  readonly allowed: number;
}

const NONE: Loss = { least: 0, lost: Infinity, plan: [] };

/** How much more may be lost when so much was not enough. */
const FIRST_RISE = 10;

export function choose(program: Program, options: ChoiceOptions): Choice {
  const { terrain, districts, spotsOf, lossByTotals } = program;
  const { size, near, households } = terrain;
  const { limit, mostWays, steps: mostSteps, random } = options;
  const known = new Map<string, Known>();
  let steps = 0;

  /** All pieces of the free ground together. */
  const solve = (free: Bits, candidates: Int32Array, allowed: number): Loss => {
    const pieces = piecesOf(free);
    let least = pieces.reduce((sum, piece) => sum + piece.loss, 0);
    let lost = 0;
    const plan: Nested[] = [];
    for (const { ground, loss } of pieces) {
      if (least > allowed) return { ...NONE, least };
      const found = solvePiece(ground, loss, candidates, allowed - (least - loss));
      least += found.least - loss;
      lost += found.lost;
      plan.push(found.plan);
    }
    return lost === Infinity ? { ...NONE, least } : { least, lost, plan };
  };

  const piecesOf = (free: Bits): { ground: Bits; loss: number }[] => {
    const left = free.slice();
    const pieces: { ground: Bits; spots: number; loss: number }[] = [];
    for (const spot of membersOf(free)) {
      if (households[spot] === 0 || !has(left, spot)) continue;
      const ground = flood(near, left, spot);
      steps++;
      for (let word = 0; word < left.length; word++) left[word] &= ~ground[word];
      trim(near, ground, terrain.ground);
      const spots = membersOf(ground);
      pieces.push({ ground, spots: spots.length, loss: lossByTotals(spots) });
    }
    return pieces.sort((a, b) => a.spots - b.spots);
  };

  const solvePiece = (
    ground: Bits,
    byTotals: number,
    candidates: Int32Array,
    allowed: number,
  ): Loss => {
    const key = keyOf(ground);
    const before = known.get(key);
    if (before && (before.least > allowed || before.least === before.lost)) return before;
    if (before && before.allowed >= allowed) return before;
    if (steps > mostSteps) return before ?? { ...NONE, least: byTotals };
    const loss = branch(ground, byTotals, candidates, allowed);
    if (steps <= mostSteps || loss.least === loss.lost) known.set(key, { ...loss, allowed });
    return loss;
  };

  const branch = (
    ground: Bits,
    byTotals: number,
    candidates: Int32Array,
    allowed: number,
  ): Loss => {
    const inside = program.inside(candidates, ground);
    steps += 1 + (candidates.length >>> 5);
    const holding = new Int32Array(size);
    for (const i of inside) for (const spot of spotsOf[i]) holding[spot]++;
    const inhabited = membersOf(ground).filter((spot) => households[spot] > 0);
    const alone = inhabited.filter((spot) => holding[spot] === 0);
    const free = ground.slice();
    if (alone.length > 0) return giveUp(free, alone, inside, allowed);

    const pick = inhabited.reduce((a, b) => (holding[b] < holding[a] ? b : a));
    let least = Infinity;
    let best = NONE;
    const take = (loss: Loss, chosen?: Chosen) => {
      least = Math.min(least, loss.least);
      if (loss.lost < best.lost) best = chosen ? { ...loss, plan: [chosen, loss.plan] } : loss;
    };
    const mayLose = () => Math.min(allowed, best.lost - 1);
    const unsettled: (readonly number[])[] = [];
    for (const i of inOrder(program.holding(inside, pick))) {
      if (best.lost <= byTotals || steps > mostSteps) break;
      const { ways, shared, steps: taken } = waysToJoin(terrain, spotsOf[i], ground, mostWays);
      steps += taken;
      for (const way of ways) {
        take(without(free, [...spotsOf[i], ...way], inside, mayLose()), { district: i, way });
      }
      if (shared !== null) unsettled.push([...spotsOf[i], ...shared]);
    }
    if (best.lost > byTotals) take(giveUp(free, [pick], inside, mayLose()));
    for (const spots of unsettled) {
      if (Math.min(best.lost, least) <= byTotals || steps > mostSteps) break;
      least = Math.min(least, without(free, spots, inside, mayLose()).least);
    }
    if (steps > mostSteps) least = byTotals;
    return { ...best, least: Math.max(byTotals, Math.min(least, best.lost)) };
  };

  const inOrder = (holders: number[]): number[] => {
    if (random === undefined) {
      return holders.sort((a, b) => districts[b].households - districts[a].households);
    }
    for (let i = holders.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [holders[i], holders[j]] = [holders[j], holders[i]];
    }
    return holders;
  };

  const giveUp = (
    free: Bits,
    spots: readonly number[],
    candidates: Int32Array,
    allowed: number,
  ): Loss => {
    const loss = spots.reduce((sum, spot) => sum + households[spot], 0);
    if (loss > allowed) return { ...NONE, least: loss };
    const rest = without(free, spots, candidates, allowed - loss);
    return { least: loss + rest.least, lost: loss + rest.lost, plan: rest.plan };
  };

  const without = (
    free: Bits,
    spots: readonly number[],
    candidates: Int32Array,
    allowed: number,
  ): Loss => {
    for (const spot of spots) remove(free, spot);
    const rest = solve(free, candidates, allowed);
    for (const spot of spots) add(free, spot);
    return rest;
  };

  const all = bitsOf(size, households.keys());
  const every = Int32Array.from(districts.keys());
  let { least, allowed } = options;
  for (;;) {
    const goal = Math.min(allowed, limit - 1);
    const loss = solve(all, every, goal);
    least = Math.max(least, loss.least);
    if (loss.lost < Infinity) return { least, chosen: flat(loss.plan), steps };
    const isOpen = loss.least <= goal;
    if (isOpen || goal === limit - 1 || steps > mostSteps) return { least, chosen: null, steps };
    allowed = Math.max(loss.least, 2 * goal - options.least + FIRST_RISE);
  }
}

function flat(plan: Nested): Chosen[] {
  return plan.flatMap((one) => ("district" in one ? [one] : flat(one)));
}
