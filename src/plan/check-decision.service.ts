/** What has to hold before anything is decided about a plan; putting it in force asks the same. */
import type { Knex } from "knex";
import { authorize, roleFor, type Action } from "../auth/policy";
import type { Actor, Viewer } from "../auth/viewer";
import { RefusedError, type Refusal } from "../refusal";
import { compareBasis, tellChanges } from "./basis";
import { findBases } from "./basis.repository";
import { TRANSITIONS, transitionOf, type Decision, type Transition } from "./life-cycle";
import { DECISION_WORDS, REVIEW_WORDS, STATE_WORDS, tellPossible } from "./life-cycle-words";
import { findLastChange, lockPlan, type PlanUnderDecision } from "./plan-under-decision.repository";

/** Who decides: somebody with rights to be asked for, or the program itself when a date has come. */
export type Decider = Viewer | Actor | null;

/** Who may decide, in which role, and what becomes of the plan. */
export interface Decided {
  readonly actor: Actor;
  readonly transition: Transition;
}

/** The plan, locked for a decision; refused where there is none. */
export async function planToDecide(
  trx: Knex.Transaction,
  who: Decider,
  planId: string,
): Promise<PlanUnderDecision> {
  if (who === null) authorize(who, "READ", null);
  const plan = await lockPlan(trx, planId);
  if (plan !== null) return plan;
  throw refused("NOT_FOUND", "NOT_FOUND", "没有这个方案", "There is no such plan", ["planId"]);
}

/**
 * Whether a decision can be made now: the right, the version that was seen (left out where nobody
 * has looked: a date has come), the state, four eyes, and a basis that is still that of today.
 * Throws FORBIDDEN, or refuses and says what to do next.
 */
export async function checkDecision(
  trx: Knex.Transaction,
  who: Decider,
  plan: PlanUnderDecision,
  decision: Decision,
  expectedVersion?: number,
): Promise<Decided> {
  const actions = TRANSITIONS.filter((one) => one.decision === decision).map(
    ({ action }) => action,
  );
  // First whether it is his or her business at all, then who was first, then what exactly.
  actorFor(who, actions, plan);
  if (expectedVersion !== undefined) await checkVersion(trx, plan, expectedVersion);
  const transition = transitionOf(decision, plan.state);
  if (transition === null) {
    const [state, word, possible] = [
      STATE_WORDS[plan.state],
      DECISION_WORDS[decision],
      tellPossible(plan.state),
    ];
    throw refused(
      "CONFLICT",
      "WRONG_STATE",
      `方案现为“${state.zh}”，不能${word.zh}；${possible.zh}`,
      `The plan is ${state.en}: one cannot ${word.en} it; ${possible.en}`,
    );
  }
  const actor = actorFor(who, [transition.action], plan);
  if (transition.notBySubmitter && plan.submitterIds.includes(actor.id)) {
    const word = DECISION_WORDS[decision];
    throw refused(
      "CONFLICT",
      "FOUR_EYES",
      `方案由您本人提交，须由另一人${word.zh}`,
      `You submitted this plan yourself: another person has to ${word.en} it`,
    );
  }
  if (transition.needsFreshBasis) await checkBasis(trx, plan);
  return { actor, transition };
}

/** Refuses what was decided about another version than the current one, and tells who was first. */
export async function checkVersion(
  trx: Knex,
  plan: Pick<PlanUnderDecision, "id" | "version" | "state">,
  expectedVersion: number,
): Promise<void> {
  if (plan.version === expectedVersion) return;
  const last = await findLastChange(trx, plan.id);
  const state = STATE_WORDS[plan.state];
  const [zh, en] =
    last === null
      ? ["", ""]
      : [
          `${last.actor.name} 于 ${last.at.toISOString()} ${REVIEW_WORDS[last.kind].zh}；`,
          `it was ${REVIEW_WORDS[last.kind].en} by ${last.actor.name} at ${last.at.toISOString()} and `,
        ];
  throw refused(
    "CONFLICT",
    "CONFLICT",
    `您看到的是第 ${expectedVersion} 版，方案已变：${zh}现为“${state.zh}”第 ${plan.version} 版。请查看现状后再决定`,
    `You decided on version ${expectedVersion}, but the plan has changed: ${en}is now ${state.en} in ` +
      `version ${plan.version}. Look at it as it is now, then decide`,
    ["expectedVersion"],
  );
}

/** The actor in the role that lets him or her do one of these; throws FORBIDDEN otherwise. */
export function actorFor(
  who: Decider,
  actions: readonly Action[],
  { communityCode }: Pick<PlanUnderDecision, "communityCode">,
): Actor {
  if (who !== null && "role" in who) return who;
  const action = actions.find((one) => roleFor(who, one, communityCode) !== null) ?? actions[0];
  return authorize(who, action, communityCode);
}

/** Refuses a plan whose basis has changed, or is not known. */
export async function checkBasis(db: Knex, plan: Pick<PlanUnderDecision, "id">): Promise<void> {
  const bases = (await findBases(db, [plan.id])).get(plan.id);
  // Deleted since it was read, where it was not locked for that.
  if (bases === undefined) {
    throw refused("NOT_FOUND", "NOT_FOUND", "没有这个方案", "There is no such plan", ["planId"]);
  }
  if (bases.then === null) {
    throw refused(
      "CONFLICT",
      "UNKNOWN_BASIS",
      "方案编制较早，未留存依据，无法判断依据是否已变：请先重新核验",
      "The plan is from before bases were kept, so nobody can tell whether its basis has changed: " +
        "revalidate it first",
    );
  }
  const changes = compareBasis(bases.then, bases.now);
  if (changes.length === 0) return;
  const told = tellChanges(changes);
  throw refused(
    "CONFLICT",
    "STALE_BASIS",
    `方案依据已变（${changes.length} 处）：${told.zh}。请先重新核验`,
    `The basis of the plan has changed (${changes.length}): ${told.en}. Revalidate it first`,
  );
}

/** A refusal with one reason. */
export function refused(
  error: ConstructorParameters<typeof RefusedError>[0],
  code: string,
  zh: string,
  en: string,
  path: Refusal["path"] = null,
): RefusedError {
  return new RefusedError(error, [{ code, message: { zh, en }, path }]);
}
