import type { Knex } from "knex";
import { appendAudit, type Change } from "../audit/audit.repository";
import type { Actor, Viewer } from "../auth/viewer";
import { dequeueDatedPlan, enqueueDatedPlan } from "../jobs/queue";
import { recordCrosswalk } from "../departmental/departmental.service";
import { changePlan } from "../plan/change-state.repository";
import {
  checkDecision,
  planById,
  planToDecide,
  readComment,
  refused,
  type Decider,
  type PlanUnderDecision,
} from "../plan/decide.service";
import type { Plan } from "../plan/plan";
import { readClock } from "../plan/plan-under-decision.repository";
import { moveStaff } from "../staffing/staffing.service";
import { lineageOf, type LineageEntry } from "./lineage";
import { numberPlanGrids, type Numbering } from "./numbering.service";
import {
  beginRegister,
  endRegister,
  insertLineage,
  issueCodes,
  lastMoment,
  nextMoment,
  retireCodes,
  type BearerOfCode,
  type RegisterChange,
} from "./register-change.repository";
import { findPlanInForce } from "./register.repository";

/** Which plan shall be in force, and from when. */
export interface PutInForceWish {
  readonly planId: string;
  /** The version that he or she has seen. */
  readonly expectedVersion: number;
  /** null: now. */
  readonly effectiveFrom?: Date | null;
  readonly comment?: string | null;
}

/** Puts an approved plan in force, now or on a date, and gives it as it is then. */
export async function putPlanInForce(
  db: Knex,
  viewer: Viewer | null,
  { planId, expectedVersion, effectiveFrom, comment: given }: PutInForceWish,
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await planToDecide(trx, viewer, planId);
    const actor = await checkPutInForce(trx, viewer, plan, expectedVersion);
    const comment = readComment(given, false);
    if (effectiveFrom == null) {
      const at = await nextMoment(trx, plan.communityId);
      await enterIntoForce(trx, { plan, actor, comment, at });
      await dequeueDatedPlan(trx, plan.id);
    } else {
      await schedule(trx, { plan, actor, comment, at: effectiveFrom });
    }
    return planById(trx, planId);
  });
}

/** Who puts a plan in force, when, and with which words. */
export interface EntryIntoForce {
  readonly plan: PlanUnderDecision;
  readonly actor: Actor;
  readonly comment: string | null;
  readonly at: Date;
}

/** Who may put this plan in force; refused where it cannot be. */
export async function checkPutInForce(
  trx: Knex.Transaction,
  who: Decider,
  plan: PlanUnderDecision,
  expectedVersion?: number,
): Promise<Actor> {
  const { actor } = await checkDecision(trx, who, plan, "PUT_IN_FORCE", expectedVersion);
  if (plan.communityCode !== null) return actor;
  throw refused(
    "CONFLICT",
    "NO_COMMUNITY_CODE",
    "社区尚无 12 位代码，无法发放网格编码：请管理员先用 recodeCommunity 登记社区代码，再重新核验方案",
    "The community has no 12-digit code, so that no grid codes can be issued: have an administrator " +
      "record its code (recodeCommunity), then revalidate the plan",
  );
}

/** Everything that putting a plan in force means, in the transaction that has locked the community. */
export async function enterIntoForce(trx: Knex.Transaction, entry: EntryIntoForce): Promise<void> {
  const { plan, actor, comment, at } = entry;
  const last = await lastMoment(trx, plan.communityId);
  if (last !== null && at <= last) {
    throw refused(
      "CONFLICT",
      "LATER_CHANGE",
      `名册在 ${last.toISOString()} 已有变动，方案不能自更早的 ${at.toISOString()} 起实施：请另定日期`,
      `The register has changed at ${last.toISOString()}: a plan cannot be in force from before that, ` +
        `${at.toISOString()}. Choose another date`,
    );
  }
  const { rules } = await planById(trx, plan.id);
  const numbering = await numberPlanGrids(trx, { ...plan, rules });
  const bearers = bearersOf(numbering);
  const before = new Set(numbering.inForce.map(({ code }) => code));
  const after = new Set(bearers.map(({ code }) => code));
  const issued = bearers.filter(({ code }) => !before.has(code));
  const retired = numbering.inForce.filter(({ code }) => !after.has(code));
  const lineage = lineageOf(
    numbering.inForce.map((old) => ({ ...old, buildingIds: old.externalBuildingIds })),
    numbering.grids.map(({ grid }, i) => ({
      ...bearers[i],
      buildingIds: grid.externalBuildingIds,
    })),
    numbering.householdsOf,
  );
  const change: RegisterChange = { communityId: plan.communityId, planId: plan.id, at };

  await supersede(trx, entry);
  await changePlan(trx, plan.id, {
    actor,
    kind: "PUT_IN_FORCE",
    from: "APPROVED",
    to: "IN_FORCE",
    expectedVersion: plan.version,
    set: { effective_from: at },
    comment,
    details: {
      codesIssued: issued.map(({ code }) => code),
      codesKept: bearers.filter(({ code }) => before.has(code)).map(({ code }) => code),
      codesRetired: retired.map(({ code }) => code),
    },
  });
  await endRegister(trx, change);
  await retireCodes(
    trx,
    change,
    retired.map(({ code }) => code),
  );
  await issueCodes(trx, change, issued);
  await beginRegister(trx, change, bearers);
  await insertLineage(trx, change, lineage);
  await recordCrosswalk(trx, { communityId: plan.communityId, planId: plan.id, at });
  await moveStaff(trx, { ...change, lineage, actor });
  await appendAudit(trx, [
    ...retired.map((old) => retiredCode(change, actor, old.code, lineage)),
    ...issued.map((bearer) => issuedCode(change, actor, bearer)),
  ]);
}

/** Refused where the register gives other codes than the plan shows: somebody decided on those. */
function bearersOf({ grids }: Numbering): BearerOfCode[] {
  const bearers = grids.flatMap(({ grid, label, code }) =>
    code === null || code !== grid.code || label !== grid.label
      ? []
      : [{ code, kind: grid.kind, gridId: grid.gridId }],
  );
  if (bearers.length === grids.length) return bearers;
  throw refused(
    "CONFLICT",
    "CODES_CHANGED",
    "按现行名册，方案的网格编码将与所示不同：请先重新核验",
    "By the register of now the grids would get other codes than the plan shows: revalidate it first",
  );
}

async function supersede(
  trx: Knex.Transaction,
  { plan, actor, at }: EntryIntoForce,
): Promise<void> {
  const old = await findPlanInForce(trx, plan.communityId);
  if (old === null) return;
  await changePlan(trx, old.id, {
    actor,
    kind: "SUPERSEDE",
    from: "IN_FORCE",
    to: "SUPERSEDED",
    expectedVersion: old.version,
    set: { superseded_at: at },
    details: { supersededBy: plan.id },
  });
}

async function schedule(
  trx: Knex.Transaction,
  { plan, actor, comment, at }: EntryIntoForce,
): Promise<void> {
  const now = await readClock(trx);
  if (at <= now) {
    throw refused(
      "BAD_INPUT",
      "IN_THE_PAST",
      `实施时间 ${at.toISOString()} 已过（现为 ${now.toISOString()}）：请另定将来的时间，或不填以立即实施`,
      `${at.toISOString()} is over (it is ${now.toISOString()}): choose a moment to come, or leave it ` +
        `out to put the plan in force now`,
      ["effectiveFrom"],
    );
  }
  await changePlan(trx, plan.id, {
    actor,
    kind: "SCHEDULE",
    from: "APPROVED",
    to: "APPROVED",
    expectedVersion: plan.version,
    set: { effective_from: at },
    comment,
    details: { effectiveFrom: at.toISOString() },
  });
  await enqueueDatedPlan(trx, plan.id, at);
}

/** For the audit trail: a code that lives from now on. */
export function issuedCode(
  { communityId, planId, at }: RegisterChange,
  actor: Actor,
  { code, kind, gridId }: BearerOfCode,
): Change {
  return {
    actor,
    action: "ISSUE_CODE",
    subject: `GridCode ${code}`,
    communityId,
    planId,
    before: null,
    after: { code, kind, gridId, issuedAt: at.toISOString() },
  };
}

/** For the audit trail: a code that has ended, and where its households went. */
export function retiredCode(
  { communityId, planId, at }: RegisterChange,
  actor: Actor,
  code: string,
  lineage: readonly LineageEntry[],
): Change {
  const into = lineage
    .filter(({ from }) => from === code)
    .map(({ to, kind, households }) => ({ code: to, kind, households }));
  return {
    actor,
    action: "RETIRE_CODE",
    subject: `GridCode ${code}`,
    communityId,
    planId,
    before: { code, retiredAt: null },
    after: { code, retiredAt: at.toISOString(), into },
  };
}
