import { finishPlan, microGivenBack, partsOf } from "./finish-plan";
import { describePlan } from "./describe-plan";
import { EngineError } from "./errors";
import { type Ground, layGround } from "./ground";
import { groupCells } from "./group-cells";
import { FOCUSES, withPermitted } from "./partition/focus";
import { partition, type PartitionResult } from "./partition/partition";
import { provedUnder } from "./partition/prove-again";
import { prepare } from "./prepare";
import { createRandom } from "./random";
import type { CancelSignal, Focus, Progress, ProposeHooks, ProposeInput } from "./input-types";
import type { Plan } from "./plan-types";

/** Share of the whole proposal that is done when a stage begins. */
export const BEGINS = { TESSELLATE: 0, PARTITION: 0.15, OUTLINE: 0.9, CHECK: 0.95 } as const;

/**
 * Divides one community into grids.
 *
 * 1. The input is put into canonical order, so that its own order never matters.
 * 2. Ground is tiled by cells, one for each building that can be parted from the others.
 * 3. Micro-grids and locked grids are taken out, the rest is partitioned (see partition/).
 * 4. Outlines are drawn from the shared borders of the cells, and grids numbered.
 * 5. The finished plan is checked against every rule from its polygons, as a stranger would.
 *
 * The same input, rules, seed, effort and focus give the same plan. What cannot be reached is a
 * finding of the plan, never an exception. Rejects with EngineError INVALID_INPUT, which names every
 * fault, for input that makes no sense, and with CANCELLED when the signal says so.
 */
export function propose(input: ProposeInput, hooks: ProposeHooks = {}): Promise<Plan> {
  return new Promise((resolve) => resolve(planOf(input, hooks)));
}

function planOf(input: ProposeInput, hooks: ProposeHooks): Plan {
  const prepared = prepare(input);
  report(hooks, "TESSELLATE", BEGINS.TESSELLATE);
  const ground = layGround(prepared);
  report(hooks, "PARTITION", BEGINS.PARTITION);
  const division = divideGround(ground, prepared.focus, {
    signal: hooks.signal,
    onProgress: (done) =>
      report(hooks, "PARTITION", BEGINS.PARTITION + done * (BEGINS.OUTLINE - BEGINS.PARTITION)),
  });
  report(hooks, "OUTLINE", BEGINS.OUTLINE);
  return drawPlan(ground, prepared.focus, division, () => report(hooks, "CHECK", BEGINS.CHECK));
}

/** Tells how far a proposal is, unless it is to stop. */
export function report(hooks: ProposeHooks, stage: Progress["stage"], done: number): void {
  if (hooks.signal?.aborted) throw new EngineError("CANCELLED", "The proposal was cancelled");
  hooks.onProgress?.({ stage, done });
}

interface DivideHooks {
  readonly signal?: CancelSignal;
  readonly onProgress: (done: number) => void;
}

/** The rest of step 3: the best division that the search finds under the weights of a focus. */
export function divideGround(ground: Ground, focus: Focus, hooks: DivideHooks): PartitionResult {
  const { prepared, given } = ground;
  const { rules, seed, effort } = prepared;
  const { weights, countsPermitted } = FOCUSES[focus];
  const division = partition({
    ...given,
    rules: countsPermitted ? withPermitted(rules) : rules,
    weights,
    random: createRandom(seed),
    effort,
    ...hooks,
  });
  return countsPermitted ? provedUnder(rules, given.graph, division) : division;
}

/** Steps 4 and 5. */
export function drawPlan(
  ground: Ground,
  focus: Focus,
  division: PartitionResult,
  beforeCheck: () => void,
): Plan {
  const { prepared, tessellation, given } = ground;
  const groups = groupCells(given.graph, given.into, division);
  const described = describePlan(prepared, tessellation, groups);
  beforeCheck();
  return finishPlan({
    prepared,
    described,
    parts: partsOf(ground, division),
    microGivenBack: microGivenBack(ground, division.released),
    sought: FOCUSES[focus].countsPermitted ? "PERMITTED" : "IN_BAND",
    focus,
  });
}
