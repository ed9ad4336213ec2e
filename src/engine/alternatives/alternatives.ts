import { type Ground, layGround } from "../ground";
import { costOf } from "../partition/cost-of";
import { ALL_FOCUSES, FOCUSES } from "../partition/focus";
import type { PartitionResult } from "../partition/partition";
import { provedTogether } from "../partition/prove-again";
import { prepare } from "../prepare";
import { BEGINS, divideGround, drawPlan, report } from "../propose";
import type { Focus, ProposeHooks, ProposeInput } from "../input-types";
import type { Alternatives, LeftOutFocus } from "../plan-types";
import { choose, type Candidate, type LeftOut } from "./choose";
import { distanceOf } from "./distance";
import { differenceOf, NO_GRIDS_IN_FORCE, reasonOf } from "./wording";

/**
 * Up to `count` plans of one community that really differ, so that people choose rather than accept.
 *
 * 1. The ground is laid once (see `propose`).
 * 2. A division is searched for each focus.
 * 3. Plans that lose households in band, are nearly the same as another, or have nothing to their
 *    advantage are left out, with the reason (see `choose`).
 *
 * The first is the best for the focus of the input. `count` 1 is `propose`. The same input gives the
 * same plans; rejects as `propose` does.
 */
export function proposeAlternatives(
  input: ProposeInput,
  count: number,
  hooks: ProposeHooks = {},
): Promise<Alternatives> {
  return new Promise((resolve) => resolve(alternativesOf(input, count, hooks)));
}

function alternativesOf(input: ProposeInput, count: number, hooks: ProposeHooks): Alternatives {
  const prepared = prepare(input);
  report(hooks, "TESSELLATE", BEGINS.TESSELLATE);
  const ground = layGround(prepared);
  const { households } = ground.given.graph;
  if (count === 1) {
    const [{ plan, focus }] = drawAll(ground, divideForAll(ground, [prepared.focus], hooks), hooks);
    return { plans: [{ plan, bestFor: [focus], difference: null }], leftOut: [] };
  }
  const hasChurn = prepared.inForce.length + prepared.startFrom.length > 0;
  const focuses = ALL_FOCUSES.filter((focus) => focus !== "LEAST_CHURN" || hasChurn);
  const divisions = divideForAll(ground, focuses, hooks);
  const candidates = drawAll(ground, divisions, hooks);
  const { plans, leftOut } = choose(candidates, { focus: prepared.focus, count, households });
  const [first] = plans;
  return {
    plans: plans.map(({ plan, bestFor, gridOf }, i) => {
      const elsewhere = distanceOf(gridOf, first.gridOf, households);
      const difference = i === 0 ? null : differenceOf(plan.metrics, first.plan.metrics, elsewhere);
      return { plan, bestFor, difference };
    }),
    leftOut: [...leftOut.map(told), ...(hasChurn ? [] : [WITHOUT_CHURN])],
  };
}

interface Divided {
  readonly focus: Focus;
  readonly division: PartitionResult;
}

function divideForAll(ground: Ground, focuses: readonly Focus[], hooks: ProposeHooks): Divided[] {
  const share = (BEGINS.OUTLINE - BEGINS.PARTITION) / focuses.length;
  const divided = focuses.map((focus, i): Divided => {
    const onProgress = (done: number) =>
      report(hooks, "PARTITION", BEGINS.PARTITION + (i + done) * share);
    onProgress(0);
    return { focus, division: divideGround(ground, focus, { signal: hooks.signal, onProgress }) };
  });
  // Wider bands may leave other parts to divide; the rest is one question with one proof.
  const strict = divided.filter(({ focus }) => !FOCUSES[focus].countsPermitted);
  const proved = provedTogether(strict.map(({ division }) => division));
  return divided.map((one) => ({ ...one, division: proved[strict.indexOf(one)] ?? one.division }));
}

function drawAll(ground: Ground, divided: readonly Divided[], hooks: ProposeHooks): Candidate[] {
  const share = (1 - BEGINS.OUTLINE) / divided.length;
  return divided.map(({ focus, division }, i) => {
    report(hooks, "OUTLINE", BEGINS.OUTLINE + i * share);
    const plan = drawPlan(ground, focus, division, () =>
      report(hooks, "CHECK", BEGINS.OUTLINE + (i + 0.5) * share),
    );
    const { given, prepared } = ground;
    const cost = costOf({ ...given, rules: prepared.rules }, division);
    return { focus, plan, cost, gridOf: division.gridOf };
  });
}

function told(leftOut: LeftOut): LeftOutFocus {
  const { focus, code, by } = leftOut;
  return { focus, code, by: by.focus, reason: reasonOf(leftOut) };
}

const WITHOUT_CHURN: LeftOutFocus = {
  focus: "LEAST_CHURN",
  code: "NO_GRIDS_IN_FORCE",
  by: null,
  reason: NO_GRIDS_IN_FORCE,
};
