import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import type { Actor, Viewer } from "../auth/viewer";
import { DomainError } from "../errors";
import { deletionBar, MAX_NAME, readName } from "./branch";
import { copyPlan, countEdits, removePlan, setName } from "./branch.repository";
import { actorFor, checkVersion, planToDecide, refused } from "./check-decision.service";
import { planById } from "./decide.service";
import { STATE_WORDS } from "./life-cycle-words";
import type { Plan } from "./plan";
import type { PlanUnderDecision } from "./plan-under-decision.repository";

/** Copies a plan of any state as a draft of the viewer's. */
export async function branchPlan(
  db: Knex,
  viewer: Viewer | null,
  wish: { readonly planId: string; readonly name: string },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const { plan, actor } = await planToEdit(trx, viewer, wish.planId);
    const name = checkName(wish.name);
    return planById(trx, await copyPlan(trx, { planId: plan.id, name, actor }));
  });
}

/** Gives a draft another name, or takes it away. */
export async function renamePlan(
  db: Knex,
  viewer: Viewer | null,
  wish: {
    readonly planId: string;
    readonly expectedVersion: number;
    readonly name: string | null;
  },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const { plan, actor } = await planToEdit(trx, viewer, wish.planId);
    await checkVersion(trx, plan, wish.expectedVersion);
    if (plan.state !== "DRAFT") {
      const { zh, en } = STATE_WORDS[plan.state];
      throw refused(
        "CONFLICT",
        "WRONG_STATE",
        `方案现为“${zh}”，只有草案可以改名；可先复制为新草案再命名`,
        `The plan is ${en}: only a draft can be renamed. Branch it and give the copy a name`,
      );
    }
    const name = wish.name === null ? null : checkName(wish.name);
    const before = await planById(trx, plan.id);
    if (!(await setName(trx, plan, name))) throw gone(plan);
    const after = await planById(trx, plan.id);
    await appendAudit(trx, [
      {
        actor,
        action: "RENAME_PLAN",
        subject: `Plan ${plan.id}`,
        communityId: plan.communityId,
        planId: plan.id,
        before: { state: before.state, version: before.version, name: before.name },
        after: { state: after.state, version: after.version, name: after.name },
      },
    ]);
    return after;
  });
}

/** Deletes a draft that was never submitted, with its history, and gives it as it was. */
export async function deletePlan(
  db: Knex,
  viewer: Viewer | null,
  wish: { readonly planId: string; readonly expectedVersion: number },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const { plan, actor } = await planToEdit(trx, viewer, wish.planId);
    await checkVersion(trx, plan, wish.expectedVersion);
    const before = await planById(trx, plan.id);
    checkDeletion(before, actor);
    const edits = await countEdits(trx, plan.id);
    if (!(await removePlan(trx, plan))) throw gone(plan);
    await appendAudit(trx, [
      {
        actor,
        action: "DELETE_PLAN",
        subject: `Plan ${plan.id}`,
        communityId: plan.communityId,
        planId: plan.id,
        before: whatItWas(before, edits),
        after: null,
      },
    ]);
    return before;
  });
}

async function planToEdit(
  trx: Knex.Transaction,
  viewer: Viewer | null,
  planId: string,
): Promise<{ readonly plan: PlanUnderDecision; readonly actor: Actor }> {
  const plan = await planToDecide(trx, viewer, planId);
  return { plan, actor: actorFor(viewer, ["EDIT_PLAN"], plan) };
}

function checkName(given: string): string {
  const name = readName(given);
  if (name !== null) return name;
  const { length } = given.trim();
  throw refused(
    "BAD_INPUT",
    "NAME_LENGTH",
    `名称应为 1 至 ${MAX_NAME} 个字，现为 ${length} 个字`,
    `A name has 1 to ${MAX_NAME} characters, this one has ${length}`,
    ["name"],
  );
}

function checkDeletion(plan: Plan, actor: Actor): void {
  const bar = deletionBar(plan, actor.id);
  switch (bar) {
    case null:
      return;
    case "SUBMITTED": {
      const { zh, en } = STATE_WORDS[plan.state];
      throw refused(
        "CONFLICT",
        "WAS_SUBMITTED",
        `方案现为“${zh}”，且曾提交审核，须留存备查，不能删除；可撤回的请撤回`,
        `The plan is ${en} and was submitted: it is kept and cannot be deleted. Withdraw it where ` +
          "that is possible",
      );
    }
    case "NOT_YOURS":
      throw refused(
        "CONFLICT",
        "NOT_YOURS",
        `草案属于 ${plan.author?.name ?? ""}，请由本人删除`,
        `The draft is ${plan.author?.name ?? "somebody"}'s: ask him or her to delete it`,
      );
    default: {
      const never: never = bar;
      return never;
    }
  }
}

/** What the audit trail keeps of a draft that is gone. */
function whatItWas(plan: Plan, edits: number): Readonly<Record<string, unknown>> {
  const { metrics } = plan;
  return {
    state: plan.state,
    version: plan.version,
    name: plan.name,
    author: plan.author,
    created_at: plan.createdAt,
    branched_from: plan.branchedFromId,
    job_id: plan.jobId,
    alternative: plan.alternative,
    engine_version: plan.engineVersion,
    input_hash: plan.inputHash,
    grids: metrics.grids,
    grids_in_band: metrics.gridsInBand,
    households: metrics.households,
    findings: plan.findings.length,
    edits,
  };
}

/** The row is locked: nobody can have changed it since it was read. */
function gone({ id, version }: Pick<Plan, "id" | "version">): DomainError {
  return new DomainError("CONFLICT", `Plan ${id} is no longer in version ${version}`);
}
