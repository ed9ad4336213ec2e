/**
 * The best choice of districts for a part, and what bounds every choice, in three rounds:
 *
 *   1. Many short tries, each in another order: a choice that loses as little as is possible is
 *      found in the first few hundred steps or only after millions (Gomes, Selman, Kautz 1998).
 *   2. Long goes that leave nothing out: one that takes the first way of each district, which proves
 *      much where there is ample ground; then ones that tell more and more ways apart, so that no
 *      districts cross.
 *   3. Where that is still open, short tries for any choice that is better than what was found.
 */
import type { Random } from "../../random";
import type { BandNumbers } from "../bands";
import { choose, type Choice, type ChoiceOptions } from "./choice";
import type { District } from "./districts";
import { createProgram } from "./program";
import type { Terrain } from "./terrain";

export interface ChoiceTask {
  readonly terrain: Terrain;
  readonly districts: readonly District[];
  readonly bands: BandNumbers;
  /** Every choice loses so many households or more: known before. */
  readonly least: number;
  /** What the division at hand loses. */
  readonly limit: number;
  /** Share of the usual steps. */
  readonly share: number;
  readonly random: Random;
}

/** Besides what it takes to look through all districts a few times. */
const SHORT = { steps: 3_000, mostWays: 0 } as const;
const DISTRICTS_PER_STEP = 4;
const LONG = [
  { steps: 100_000, mostWays: 0 },
  { steps: 900_000, mostWays: 100 },
  { steps: 2_500_000, mostWays: 400 },
] as const;
const TRIES = 40;
const FEW_TRIES = 8;
/** Spots for which a step costs what it usually does. */
const USUAL_SPOTS = 128;

/** In all three rounds. */
export function bestChoice(task: ChoiceTask): Pick<Choice, "least" | "chosen"> {
  const { go, known } = searcher(task);
  for (let i = 0; i < TRIES && known.least < task.limit; i++) {
    if (go({ ...SHORT, allowed: known.least, random: i === 0 ? undefined : task.random })) break;
  }
  for (const long of LONG) {
    if (known.chosen === null && known.least < task.limit) go({ ...long, allowed: known.least });
  }
  for (let i = 0; i < TRIES && known.chosen === null && known.least < task.limit; i++) {
    go({ ...SHORT, allowed: task.limit - 1, random: task.random });
  }
  return known;
}

/** By short tries alone: a choice that is better than what was found, if it is found soon. */
export function betterChoice(task: ChoiceTask): Pick<Choice, "least" | "chosen"> {
  const { go, known } = searcher(task);
  for (let i = 0; i < FEW_TRIES && known.chosen === null && known.least < task.limit; i++) {
    const allowed = i % 2 === 0 ? known.least : task.limit - 1;
    go({ ...SHORT, allowed, random: i === 0 ? undefined : task.random });
  }
  return known;
}

type Go = Pick<ChoiceOptions, "allowed" | "steps" | "mostWays" | "random">;

/** One search after another over one program: each knows what those before it proved. */
function searcher({ terrain, districts, bands, least, limit, share }: ChoiceTask) {
  const program = createProgram(terrain, districts, bands);
  const shareOfSteps = share / Math.max(1, terrain.size / USUAL_SPOTS);
  const known: { least: number; chosen: Choice["chosen"] } = { least, chosen: null };
  const go = (options: Go): boolean => {
    const steps = Math.ceil(options.steps * shareOfSteps + districts.length / DISTRICTS_PER_STEP);
    const choice = choose(program, { ...options, least: known.least, limit, steps });
    known.least = choice.least;
    known.chosen = choice.chosen;
    return choice.chosen !== null;
  };
  return { go, known };
}
