/** Whole streets at once: submits the plans that need nobody any more, and says what the others need. */
import type { Knex } from "knex";
import { authorize, scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { findCommunities } from "../community/community.service";
import { decide } from "../plan/decide.service";
import type { ReasonWish } from "../plan/deviation-reasons";
import { keyFindings } from "../plan/finding-key";
import type { Plan } from "../plan/plan";
import { findPlans } from "../plan/plan.service";
import { RefusedError, type Refusal } from "../refusal";
import { findJobIdsInScope, findPlanIdsOfResults } from "./job.repository";

/** A plan to be submitted, as it was seen. */
export interface PlanToSubmit {
  readonly planId: string;
  /** null: as it is now. */
  readonly expectedVersion: number | null;
  readonly deviationReasons: readonly ReasonWish[];
}

/** Which plans are to be submitted together. */
export type SubmitPlansWish = { readonly comment: string | null } & (
  { readonly plans: readonly PlanToSubmit[] } | { readonly jobId: string }
);

/** What came of one of them. */
export interface SubmitOutcome {
  readonly plan: Plan;
  readonly isSubmitted: boolean;
  /** Why not, and what to do; empty where it is submitted. */
  readonly refusals: readonly Refusal[];
}

/** Plans that one call may submit: each takes some ten milliseconds. */
export const MAX_PLANS = 1_000;

/**
 * Submits plans, each in a transaction of its own: those without an error and with a reason for each
 * warning, given now or when the plan was submitted before. The viewer has to have the right for all of
 * them, or none is touched.
 */
export async function submitPlans(
  db: Knex,
  viewer: Viewer | null,
  wish: SubmitPlansWish,
  onSubmitted: (plan: Plan) => void,
): Promise<SubmitOutcome[]> {
  const chosen = await chosenPlans(db, viewer, wish);
  const outcomes: SubmitOutcome[] = [];
  for (const { plan, expectedVersion, deviationReasons } of chosen) {
    const outcome = await submitOne(db, viewer, plan, {
      planId: plan.id,
      expectedVersion: expectedVersion ?? plan.version,
      comment: wish.comment,
      deviationReasons: [...deviationReasons, ...earlierReasons(plan, deviationReasons)],
    });
    if (outcome.isSubmitted) onSubmitted(outcome.plan);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function submitOne(
  db: Knex,
  viewer: Viewer | null,
  plan: Plan,
  wish: Omit<Parameters<typeof decide>[2], "decision">,
): Promise<SubmitOutcome> {
  try {
    const submitted = await decide(db, viewer, { ...wish, decision: "SUBMIT" });
    return { plan: submitted, isSubmitted: true, refusals: [] };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    // Whoever was faster: the plan as it is now, and it is still there or the last that was seen of it.
    const [now = plan] = await findPlans(db, [plan.id]);
    return { plan: now, isSubmitted: false, refusals: error.refusals };
  }
}

/** Reasons of the last time it was submitted, for warnings that are still there. */
function earlierReasons(plan: Plan, given: readonly ReasonWish[]): ReasonWish[] {
  const said = new Set(given.flatMap(({ findings }) => findings));
  return keyFindings(plan.findings, plan.deviationReasons).flatMap((finding) => {
    const { key, severity, deviationReason } = finding;
    if (severity !== "WARNING" || deviationReason === null || said.has(key)) return [];
    return [{ findings: [key], reason: deviationReason }];
  });
}

type Chosen = Pick<PlanToSubmit, "expectedVersion" | "deviationReasons"> & { readonly plan: Plan };

async function chosenPlans(
  db: Knex,
  viewer: Viewer | null,
  wish: SubmitPlansWish,
): Promise<readonly Chosen[]> {
  const wanted = "plans" in wish ? wish.plans : await plansOfJob(db, viewer, wish.jobId);
  const field = "plans" in wish ? "plans" : "jobId";
  if (wanted.length > MAX_PLANS) {
    throw refusedWish(
      "BAD_INPUT",
      [field],
      `一次最多提交 ${MAX_PLANS} 个方案，现为 ${wanted.length} 个：请用 plans 分批提交`,
      `At most ${MAX_PLANS} plans at a time, got ${wanted.length}: name them in parts by plans`,
    );
  }
  const found = await findPlans(
    db,
    wanted.map(({ planId }) => planId),
  );
  const plans = new Map(found.map((plan) => [plan.id, plan]));
  await authorizeAll(db, viewer, found);
  return wanted.map(({ planId, ...rest }, i) => {
    const plan = plans.get(planId);
    if (plan !== undefined) return { plan, ...rest };
    const path = [field, String(i), "planId"];
    throw refusedWish("NOT_FOUND", path, "没有这个方案", "There is no such plan");
  });
}

async function plansOfJob(
  db: Knex,
  viewer: Viewer | null,
  jobId: string,
): Promise<readonly PlanToSubmit[]> {
  const readable = await findJobIdsInScope(db, [jobId], scopeOf(viewer, "READ"));
  if (!readable.has(jobId)) {
    throw refusedWish("NOT_FOUND", ["jobId"], "没有这个任务", "There is no such job");
  }
  const planIds = await findPlanIdsOfResults(db, jobId);
  if (planIds.length === 0) {
    throw refusedWish("NOT_FOUND", ["jobId"], "该任务没有方案", "The job has no plans");
  }
  return planIds.map((planId) => ({ planId, expectedVersion: null, deviationReasons: [] }));
}

async function authorizeAll(
  db: Knex,
  viewer: Viewer | null,
  plans: readonly Plan[],
): Promise<void> {
  const communityIds = [...new Set(plans.map(({ communityId }) => communityId))];
  const communities = await findCommunities(db, communityIds);
  for (const { code } of communities) authorize(viewer, "SUBMIT_PLAN", code);
}

/** A refusal of the wish as a whole. */
export function refusedWish(
  code: "BAD_INPUT" | "NOT_FOUND",
  path: readonly string[],
  zh: string,
  en: string,
): RefusedError {
  return new RefusedError(code, [{ code, message: { zh, en }, path }]);
}
