/**
 * What the demo mode shows on its first start: an invented town, planned by the engine, and most of
 * its plans carried into force and staffed by invented people, so that there is a register to look at. The last
 * plans stop on the way: there is something to decide for everybody who tries it.
 */
import type { Knex } from "knex";
import { demoPerson } from "../auth/demo";
import { SYSTEM } from "../auth/viewer";
import { findCommunities, pageCommunities } from "../community/community.service";
import { importDataset } from "../exchange/import.service";
import { followJob, requestPlans } from "../jobs/job.service";
import type { JobSignals } from "../jobs/job-signals";
import { toPlansWish } from "../jobs/plans-wish";
import { decide } from "../plan/decide.service";
import { keyFindings } from "../plan/finding-key";
import type { Plan } from "../plan/plan";
import { findPlansOfJobs } from "../plan/plan.service";
import { putPlanInForce } from "../register/put-in-force.service";
import { findGridsInForce } from "../register/register.service";
import { saveRules } from "../rule-set/rule-set.service";
import { assignStaff } from "../staffing/assign-staff.service";
import { seedDataset } from "../../seeds";
import { findUndecidedJob } from "./first-run.repository";

/** How far the last communities, by code, are carried; all others into force. */
const LAST_STEPS = ["ENDORSE", "SUBMIT", null] as const;

/** Nothing but this town is ever decided on here. */
const TOWN = seedDataset().communities.map(({ id }) => id);

const REASON = "示例数据，仅供演示 (invented data, for demonstration only)";

/** Nobody uses them before somebody chooses them. */
const EXAMPLE_RULES = {
  jurisdiction: "640104",
  name: "示例·小网格",
  rules: { standardBand: { min: 250, max: 450 } },
  note: REASON,
} as const;

/**
 * Loads the invented town into an empty database and begins to plan it. Gives the job on whose plans
 * is to be decided; null where there is none, since people use this database already.
 */
export async function planInventedTown(db: Knex): Promise<string | null> {
  const some = await pageCommunities(db, {}, { first: 1, after: null });
  if (some.items.length > 0) return findUndecidedJob(db, TOWN);
  await importDataset(db, seedDataset(), SYSTEM);
  await saveRules(db, demoPerson("PLANNER"), EXAMPLE_RULES);
  const { items } = await pageCommunities(db, {}, { first: 1000, after: null });
  const communityIds = items.map(({ item }) => item.id);
  const job = await requestPlans(db, demoPerson("PLANNER"), { communityIds }, toPlansWish({}));
  return job.id;
}

/** Waits until the town is planned, then decides about the plans. */
export async function decideOnInventedTown(
  db: Knex,
  signals: JobSignals,
  jobId: string,
): Promise<void> {
  for await (const { state } of await followJob(db, signals, jobId)) {
    if (state === "CANCELLED") return;
  }
  const drafts = (await findPlansOfJobs(db, [jobId])).filter(({ state }) => state === "DRAFT");
  const communities = await findCommunities(
    db,
    drafts.map(({ communityId }) => communityId),
  );
  const codes = new Map(communities.map(({ id, code }) => [id, code]));
  const codeOf = ({ communityId }: Plan): string => codes.get(communityId) ?? "";
  const plans = drafts
    .filter((plan) => codeOf(plan) !== "")
    .filter(({ findings }) => findings.every(({ severity }) => severity !== "ERROR"))
    .sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1));
  for (const [i, plan] of plans.entries()) {
    const last = i - (plans.length - LAST_STEPS.length);
    await carry(db, plan, last < 0 ? "PUT_IN_FORCE" : LAST_STEPS[last]);
  }
}

async function carry(
  db: Knex,
  plan: Plan,
  upTo: "PUT_IN_FORCE" | (typeof LAST_STEPS)[number],
): Promise<void> {
  if (upTo === null) return;
  const warnings = keyFindings(plan.findings, [])
    .filter(({ severity }) => severity === "WARNING")
    .map(({ key }) => key);
  const deviationReasons = warnings.length > 0 ? [{ findings: warnings, reason: REASON }] : [];
  const seen = (now: Plan) => ({ planId: now.id, expectedVersion: now.version });
  const planner = demoPerson("PLANNER");
  let now = await decide(db, planner, { ...seen(plan), decision: "SUBMIT", deviationReasons });
  if (upTo === "SUBMIT") return;
  now = await decide(db, demoPerson("REVIEWER"), { ...seen(now), decision: "ENDORSE" });
  if (upTo === "ENDORSE") return;
  now = await decide(db, demoPerson("APPROVER"), { ...seen(now), decision: "APPROVE" });
  await putPlanInForce(db, demoPerson("APPROVER"), { ...seen(now), comment: REASON });
  for (const { code } of await findGridsInForce(db, plan.communityId)) await staff(db, code);
}

/** One full-time worker and one head for each grid (rule R11); the people are invented. */
async function staff(db: Knex, gridCode: string): Promise<void> {
  const label = gridCode.slice(12);
  await assignStaff(db, demoPerson("PLANNER"), {
    gridCode,
    duty: "GRID_WORKER",
    name: `示例·网格员 ${label}`,
    fullTime: true,
    partyBranchSecretary: false,
    replacesId: null,
  });
  await assignStaff(db, demoPerson("PLANNER"), {
    gridCode,
    duty: "GRID_HEAD",
    name: `示例·网格长 ${label}`,
    fullTime: false,
    partyBranchSecretary: true,
    replacesId: null,
  });
}
