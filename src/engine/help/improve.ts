/**
 * The engine's help with a draft:
 *
 *   REOPTIMIZE  the best division that is found, as it grows out of the draft and from nothing
 *               (`reoptimize.ts`); never worse than the draft by the order of goals (`judge.ts`);
 *   REPAIR      errors and warnings mended with as few households moved as possible (`repair.ts`);
 *   FINISH      what is in no grid gets one, and nothing else changes (`finish.ts`).
 *
 * All three leave locked grids to the last bit as they are, heed the wishes and leave micro-grids where
 * planners put them. Atoms (`field.ts`) are what is divided: cells, or several that stay together.
 */
import type { EditableGround } from "../edit/editable";
import { EngineError } from "../errors";
import type { Ground } from "../ground";
import { createRandom } from "../random";
import type { Draft, Help } from "../edit-types";
import type { ProposeHooks } from "../input-types";
import { finish } from "./finish";
import type { HelpOptions } from "./help-options";
import { compareStandings, createJudge } from "./judge";
import type { NewKey } from "./redivide";
import { reoptimize } from "./reoptimize";
import { ESTATES_WHOLE, MENDING_WEIGHTS, repair } from "./repair";
import { isMended, tallyOf } from "./tally";
import { wishesOf } from "./wishes";

export interface ImproveOptions {
  /** Same draft, seed, effort and keys: same result. */
  readonly seed: number;
  /** Multiple of the usual number of steps, above 0. */
  readonly effort: number;
  /** Called for each grid that is tried out as a new one. */
  readonly newKey: NewKey;
}

/**
 * The draft as the help leaves it: the very same object where nothing is to be done, or nothing better
 * was found. Throws EngineError CANCELLED when the signal says so.
 */
export function improve(
  open: EditableGround,
  draft: Draft,
  help: Help,
  { seed, effort, newKey }: ImproveOptions,
  hooks: ProposeHooks = {},
): Draft {
  const { signal } = hooks;
  let told = 0;
  const onProgress = (done: number) => {
    if (signal?.aborted === true) throw new EngineError("CANCELLED", "The help was cancelled");
    told = Math.max(told, Math.min(1, done));
    hooks.onProgress?.({ stage: "PARTITION", done: told });
  };
  onProgress(0);
  const improved = helped(open, draft, help, {
    random: createRandom(seed),
    effort,
    newKey,
    signal,
    onProgress: (done) => onProgress(done * SEARCHED),
  });
  onProgress(1);
  return improved;
}

/** Share of the whole that is done when what was found is to be judged. */
const SEARCHED = 0.95;

function helped(open: EditableGround, draft: Draft, help: Help, options: HelpOptions): Draft {
  const { ground } = open;
  const choose = (choices: readonly Draft[]) =>
    bestOf(ground, draft, choices.filter(heeds(ground, draft)));
  switch (help) {
    case "REOPTIMIZE":
      return choose(reoptimize(ground, draft, options));
    case "REPAIR":
      return repaired(open, draft, options);
    case "FINISH":
      return choose([finish(open, draft, options)]);
    default: {
      const never: never = help;
      return never;
    }
  }
}

/** Whether a draft breaks no more wishes than another one does. */
function heeds(ground: Ground, draft: Draft): (choice: Draft) => boolean {
  const broken = wishesOf(ground, draft);
  return (choice) => broken(choice) <= broken(draft);
}

/** By the order of goals; the draft itself where nothing is better. */
function bestOf(ground: Ground, draft: Draft, choices: readonly Draft[]): Draft {
  const judge = createJudge(ground);
  let [chosen, standing] = [draft, judge(draft)];
  for (const choice of choices) {
    const other = judge(choice);
    if (compareStandings(other, standing) >= 0) continue;
    [chosen, standing] = [choice, other];
  }
  return chosen;
}

/** The first that has fewer errors, or fewer warnings, and no more findings of any kind. */
function repaired(open: EditableGround, draft: Draft, options: HelpOptions): Draft {
  const { ground } = open;
  const before = tallyOf(open, draft);
  if (before.errors + before.warnings === 0) return draft;
  for (const weights of [MENDING_WEIGHTS, ESTATES_WHOLE]) {
    const choice = repair(ground, draft, weights, options);
    if (!heeds(ground, draft)(choice)) continue;
    if (isMended(before, tallyOf(open, choice))) return choice;
  }
  return draft;
}
