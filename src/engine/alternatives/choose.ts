/** Which of the plans that were found are worth a choice. */
import { ALL_FOCUSES, FOCUSES } from "../partition/focus";
import type { Focus } from "../input-types";
import type { LeftOutCode, Plan } from "../plan-types";
import { distanceOf } from "./distance";
import { ASKED, dominates, figuresOf, gainOf, strengthsOf, type Figures } from "./figures";

/** A plan that the search for one focus found. */
export interface Candidate {
  readonly focus: Focus;
  readonly plan: Plan;
  /** Its grid of each cell. */
  readonly gridOf: Int32Array;
  /** Under the usual weights: the lower, the better by the usual order of goals. */
  readonly cost: number;
}

export interface Choice {
  readonly plans: readonly Chosen[];
  readonly leftOut: readonly LeftOut[];
}

export interface Chosen extends Candidate {
  readonly bestFor: readonly Focus[];
}

export interface LeftOut extends Candidate {
  readonly code: LeftOutCode;
  readonly by: Candidate;
}

export interface ChoiceWish {
  /** The plan that is best for it goes first. */
  readonly focus: Focus;
  readonly count: number;
  /** Of each cell. */
  readonly households: Int32Array;
}

/** Plans nearer than this are one: in general, and where grids in force keep all of them close. */
const NEARLY_SAME = 0.05;
const NEARLY_SAME_IN_FORCE = 0.01;

/**
 * Candidates that keep the first goal, are not nearly the same, have each something notable in their
 * favour against each other, and are each the best in what some focus asks for. Among more than are
 * wanted, those that differ most. Of two that are nearly the same the usual one stays, or the one with
 * the lower cost.
 */
export function choose(candidates: readonly Candidate[], wish: ChoiceWish): Choice {
  const leftOut: LeftOut[] = [];
  const drop = (candidate: Candidate, code: LeftOutCode, by: Candidate) =>
    leftOut.push({ ...candidate, code, by });
  const byCost = [...candidates].sort((a, b) => a.cost - b.cost);
  const usual = usualBest(byCost);

  const front: Candidate[] = [];
  for (const candidate of [usual, ...byCost.filter((other) => other !== usual)]) {
    const near = front.find((kept) => isNearlySame(candidate, kept, wish));
    const better = front.find((kept) => strengths(candidate, kept).length === 0);
    if (!keepsFirstGoal(candidate, usual)) drop(candidate, "FIRST_GOAL", usual);
    else if (near) drop(candidate, "SAME", near);
    else if (better) drop(candidate, "DOMINATED", better);
    else front.push(candidate);
  }
  for (const candidate of [...front]) {
    // The usual plan needs nothing notable in its favour, only not to be dominated outright.
    const better = front.find((kept) =>
      candidate === usual
        ? dominates(figures(kept), figures(usual))
        : kept !== candidate && strengths(candidate, kept).length === 0,
    );
    if (!better) continue;
    front.splice(front.indexOf(candidate), 1);
    drop(candidate, "DOMINATED", better);
  }

  const best = bestOf(front);
  const named = front
    .map((candidate): Chosen => {
      const bestFor = [...best].filter(([, one]) => one === candidate).map(([focus]) => focus);
      return { ...candidate, bestFor };
    })
    .filter((chosen) => {
      if (chosen.bestFor.length === 0) {
        drop(chosen, "SURPASSED", best.get(chosen.focus) ?? front[0]);
      }
      return chosen.bestFor.length > 0;
    });
  const plans = mostDifferent(named, wish);
  for (const chosen of named) if (!plans.includes(chosen)) drop(chosen, "NOT_ASKED", plans[0]);
  return { plans, leftOut };
}

/**
 * The best by the usual order of goals: most households in band or in grids that rule R2 permits, then
 * the least cost. With grids in force it is what the usual search makes of them, so that the first
 * plan leaves unchanged what need not change.
 */
function usualBest(byCost: readonly Candidate[]): Candidate {
  const own = byCost.find(({ focus }) => focus === "BALANCED");
  if (own && own.plan.metrics.householdsMoved !== null) return own;
  const strict = byCost.filter(({ focus }) => !FOCUSES[focus].countsPermitted);
  return (strict.length > 0 ? strict : byCost).reduce((best, other) =>
    other.plan.metrics.householdsPermitted > best.plan.metrics.householdsPermitted ? other : best,
  );
}

/** Households in band are only traded for such as rule R2 permits, where the focus does that. */
function keepsFirstGoal({ focus, plan }: Candidate, usual: Candidate): boolean {
  const { householdsInBand, householdsPermitted } = usual.plan.metrics;
  const { weights, countsPermitted } = FOCUSES[focus];
  const trades = countsPermitted || weights.permittedShare < 1;
  return (
    plan.metrics.householdsInBand >= householdsInBand ||
    (trades && plan.metrics.householdsPermitted >= householdsPermitted)
  );
}

function isNearlySame(a: Candidate, b: Candidate, { households }: ChoiceWish): boolean {
  const inForce = a.plan.metrics.householdsMoved !== null;
  const limit = inForce ? NEARLY_SAME_IN_FORCE : NEARLY_SAME;
  return distanceOf(a.gridOf, b.gridOf, households) < limit;
}

function strengths(a: Candidate, b: Candidate) {
  return strengthsOf(figures(a), figures(b), a.plan.metrics.households);
}

function figures({ plan }: Candidate): Figures {
  return figuresOf(plan.metrics);
}

/**
 * The best plan for each focus; where two are equally good, the earlier. The first goal goes first:
 * only those that keep it are compared, unless the focus counts permitted households.
 */
function bestOf(front: readonly Candidate[]): Map<Focus, Candidate> {
  const [first] = front;
  const most = Math.max(...front.map(({ plan }) => plan.metrics.householdsInBand));
  const strict = front.filter(({ plan }) => plan.metrics.householdsInBand === most);
  const best = new Map<Focus, Candidate>();
  for (const focus of ALL_FOCUSES) {
    const asked = ASKED[focus];
    if (focus === "LEAST_CHURN" && first.plan.metrics.householdsMoved === null) continue;
    const able = asked === null || FOCUSES[focus].countsPermitted ? front : strict;
    best.set(
      focus,
      able.reduce((one, other) =>
        asked !== null && gainOf(asked, figures(other), figures(one)) > 0 ? other : one,
      ),
    );
  }
  return best;
}

/** The first, then one after the other that which differs most from all that are there. */
function mostDifferent(named: readonly Chosen[], wish: ChoiceWish): Chosen[] {
  const rest = [...named];
  const first = rest.findIndex(({ bestFor }) => bestFor.includes(wish.focus));
  const chosen = rest.splice(Math.max(0, first), 1);
  while (rest.length > 0 && chosen.length < wish.count) {
    const apart = rest.map((one) =>
      Math.min(...chosen.map((other) => distanceOf(one.gridOf, other.gridOf, wish.households))),
    );
    chosen.push(...rest.splice(apart.indexOf(Math.max(...apart)), 1));
  }
  return chosen;
}
