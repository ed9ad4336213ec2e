/**
 * The best choice of districts for a part, and what bounds every choice, in three rounds:
 *
 *   1. Many short tries, each in another order: a choice that loses as little as is possible is
 *      found in the first few hundred steps or only after millions (Gomes, Selman, Kautz 1998).
 *   2. Two long goes that leave nothing out: one that takes the first way of each district, which
 *      proves much where there is ample ground; one that tells the ways apart, so that none cross.
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

const SHORT = { steps: 3_000, mostWays: 0 } as const;
const LONG = [
  { steps: 100_000, mostWays: 0 },
  { steps: 900_000, mostWays: 100 },
] as const;
const TRIES = 24;
/** Spots for which a step costs what it usually does. */
const USUAL_SPOTS = 128;

export function bestChoice(task: ChoiceTask): Pick<Choice, "least" | "chosen"> {
  const { terrain, districts, bands, limit, random } = task;
  const program = createProgram(terrain, districts, bands);
  const share = task.share / Math.max(1, terrain.size / USUAL_SPOTS);
  let { least } = task;
  const go = (options: Pick<ChoiceOptions, "allowed" | "steps" | "mostWays" | "random">) => {
    const steps = Math.ceil(options.steps * share);
    const choice = choose(program, { ...options, least, limit, steps });
    least = choice.least;
    return choice.chosen;
  };
  for (let i = 0; i < TRIES && least < limit; i++) {
    const chosen = go({ ...SHORT, allowed: least, random: i === 0 ? undefined : random });
    if (chosen !== null) return { least, chosen };
  }
  for (let i = 0; i < LONG.length && least < limit; i++) {
    const chosen = go({ ...LONG[i], allowed: least });
    if (chosen !== null) return { least, chosen };
  }
  for (let i = 0; i < TRIES && least < limit; i++) {
    const chosen = go({ ...SHORT, allowed: limit - 1, random });
    if (chosen !== null) return { least, chosen };
  }
  return { least, chosen: null };
}
