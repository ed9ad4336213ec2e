import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import type { Actor, Viewer } from "../auth/viewer";
import {
  isOnGroundOfNow,
  makeEditedAnew,
  readEditedMaterial,
  type EditedMaterial,
} from "../editing/revalidate-draft.service";
import { EngineError, type ProposeInput } from "../engine";
import type { Editor } from "../engine-threads/editor";
import { RefusedError, type Refusal } from "../refusal";
import { compareBasis, type Basis } from "./basis";
import { findBases, readBasis, storeBasis } from "./basis.repository";
import { changePlan } from "./change-state.repository";
import { actorFor, checkVersion, planToDecide, refused } from "./check-decision.service";
import { planById, readComment } from "./decide.service";
import { refuseErrors } from "./deviation-reasons";
import { keyFindings } from "./finding-key";
import { DECISION_WORDS, STATE_WORDS } from "./life-cycle-words";
import { transitionOf } from "./life-cycle";
import type { DeviationReason, Finding, NewPlan, Plan, PlanState } from "./plan";
import type { PlanUnderDecision } from "./plan-under-decision.repository";
import { toNewPlans, toProposeInput } from "./proposal";
import { findProposalRows, type ProposalRows } from "./proposal.repository";
import type { Planning } from "./propose.service";
import { carryReasons, succession, type GridChange } from "./revalidate";
import { findDivision, replacePlan, type Division } from "./revalidate.repository";

/** Which plan is to be brought up to date. */
export interface RevalidateWish {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly comment?: string | null;
}

/** States in which a plan still has to be up to date. */
const OPEN: ReadonlySet<PlanState> = new Set(["DRAFT", "SUBMITTED", "ENDORSED", "APPROVED"]);

/** How often it is begun anew where the basis changes while it is computed. */
const ATTEMPTS = 3;

/** What revalidating needs: the database, and threads to compute in. */
export interface Revalidating extends Pick<Planning, "db" | "pool"> {
  readonly editor: Editor;
}

/**
 * Makes a plan anew on the basis of now: the same division, with the figures, outlines, findings and
 * codes that it has today. A draft takes whatever comes of it. A plan that was submitted must still
 * hold, or nothing is changed: no errors, and a reason for each warning already.
 */
export async function revalidatePlan(
  planning: Revalidating,
  viewer: Viewer | null,
  wish: RevalidateWish,
): Promise<Plan> {
  const { db } = planning;
  await db.transaction((trx) => planToRevalidate(trx, viewer, wish));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const material = await db.transaction((trx) => readMaterial(trx, wish.planId), SNAPSHOT);
    const made = await makeAnew(planning, material);
    const done = await db.transaction(async (trx) => {
      const checked = await planToRevalidate(trx, viewer, wish);
      const now = await readBasis(trx, checked.plan.communityId);
      const isSame = now !== null && compareBasis(material.basis, now).length === 0;
      return isSame ? store(trx, checked, material, made, wish) : null;
    });
    if (done !== null) return done;
  }
  throw refused(
    "CONFLICT",
    "BASIS_CHANGING",
    "核验期间依据又有变化，请稍后再试",
    "The basis kept changing while the plan was revalidated: try again later",
  );
}

type Checked = Awaited<ReturnType<typeof planToRevalidate>>;

async function planToRevalidate(
  trx: Knex.Transaction,
  viewer: Viewer | null,
  { planId, expectedVersion }: RevalidateWish,
) {
  const plan = await planToDecide(trx, viewer, planId);
  const actor = actorFor(viewer, ["REVALIDATE_PLAN"], plan);
  await checkVersion(trx, plan, expectedVersion);
  if (!OPEN.has(plan.state)) {
    const { zh, en } = STATE_WORDS[plan.state];
    throw refused(
      "CONFLICT",
      "WRONG_STATE",
      `方案现为“${zh}”，不再变动；如依据已变，请编制新方案`,
      `The plan is ${en} and stays as it is; propose a new one where its basis has changed`,
    );
  }
  const bases = (await findBases(trx, [planId])).get(planId);
  const changes = bases?.then == null ? null : compareBasis(bases.then, bases.now);
  // Another version of the engine lays another ground, on which an edited plan has to be put.
  if (changes?.length === 0 && (await isOnGroundOfNow(trx, planId)) !== false) {
    throw refused(
      "CONFLICT",
      "NOT_STALE",
      "方案依据未变，无需重新核验",
      "The basis of the plan has not changed: there is nothing to revalidate",
    );
  }
  return { plan, actor, changes };
}

interface Material {
  readonly division: Division;
  /** null: nobody has edited it. */
  readonly edited: EditedMaterial | null;
  readonly rows: ProposalRows;
  readonly basis: Basis;
}

async function readMaterial(trx: Knex.Transaction, planId: string): Promise<Material> {
  const division = await findDivision(trx, planId);
  const rows =
    division && (await findProposalRows(trx, division.communityId, division.startVersionId));
  const basis = division && (await readBasis(trx, division.communityId));
  if (division === null || rows === null || basis === null) {
    throw refused("NOT_FOUND", "NOT_FOUND", "没有这个方案", "There is no such plan", ["planId"]);
  }
  return { division, edited: await readEditedMaterial(trx, planId), rows, basis };
}

/** A plan that was made anew, ready to take the place of the old one. */
interface MadeAnew {
  readonly findings: readonly Finding[];
  readonly engineVersion: string;
  readonly inputHash: string;
  /** New labels by old ones. */
  readonly labels: ReadonlyMap<string, string>;
  /** Grids whose label or households are others now. */
  readonly changes: readonly GridChange[];
  /** Writes all but state, version and book. */
  write(trx: Knex.Transaction, planId: string, actor: Actor): Promise<void>;
}

async function makeAnew({ pool, editor }: Revalidating, material: Material): Promise<MadeAnew> {
  const { division, edited, rows } = material;
  const { rules, seed, effort, focus } = division;
  const input = toProposeInput(rows, { rules, seed, effort, focus, alternatives: 1 });
  try {
    if (edited !== null) return await makeEditedAnew(editor, edited, input);
    const made = await assessAnew(pool, division, rows, input);
    const { ids, labels, changes } = succession(division.grids, made);
    return {
      ...made,
      labels,
      changes,
      write: (trx, planId) =>
        replacePlan(
          trx,
          planId,
          ids.map((id) => id ?? randomUUID()),
          made,
        ),
    };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "INVALID_INPUT") throw error;
    const faults = error.faults.map(({ feature, reason }) => `${feature}: ${reason}`).join("; ");
    throw refused(
      "CONFLICT",
      "NOT_PLANNABLE",
      `按现有数据，原划分已无法成立（${faults || error.message}），请更正数据或编制新方案`,
      `The division makes no sense any more on the data of now (${faults || error.message}): ` +
        "mend the data, or propose a new plan",
    );
  }
}

async function assessAnew(
  pool: Planning["pool"],
  { communityId, focus, grids }: Division,
  rows: ProposalRows,
  input: ProposeInput,
): Promise<NewPlan> {
  const given = grids.map((grid) => ({
    kind: grid.kind,
    buildingIds: grid.externalBuildingIds,
    polygon: grid.polygon,
    reducedByHand: grid.reducedReason === "MANUAL",
    name: grid.label,
  }));
  const plan = await pool.assess(input, given);
  const [made] = toNewPlans({ communityId, jobId: null }, rows, {
    plans: [{ plan, bestFor: [focus], difference: null }],
    leftOut: [],
  });
  return made;
}

async function store(
  trx: Knex.Transaction,
  { plan, actor, changes }: Checked,
  { basis }: Material,
  made: MadeAnew,
  { expectedVersion, comment }: RevalidateWish,
): Promise<Plan> {
  const reasons = carryReasons(plan.deviationReasons, made.labels, made.findings);
  if (plan.state !== "DRAFT") checkStillHolds(plan, made, reasons);
  await made.write(trx, plan.id, actor);
  await storeBasis(trx, plan.id, basis);
  await changePlan(trx, plan.id, {
    actor,
    kind: "REVALIDATE",
    from: plan.state,
    to: plan.state,
    expectedVersion,
    set: {
      engine_version: made.engineVersion,
      input_hash: made.inputHash,
      deviation_reasons: reasons,
    },
    comment: readComment(comment, false),
    details: {
      // null: it is not known what the plan was made from.
      basisChanges: changes === null ? null : changes.slice(0, TOLD),
      basisChangesInAll: changes?.length ?? null,
      grids: made.changes,
    },
  });
  return planById(trx, plan.id);
}

/** Changes of the basis that a review tells one by one; the basis itself is kept with the plan. */
const TOLD = 500;

/** Refuses where a plan that was submitted does not hold any more. */
function checkStillHolds(
  plan: PlanUnderDecision,
  made: Pick<MadeAnew, "findings">,
  reasons: readonly DeviationReason[],
): void {
  const next = transitionOf("RETURN", plan.state) === null ? "WITHDRAW" : "RETURN";
  const [verb, after] = [
    DECISION_WORDS[next],
    next === "RETURN"
      ? { zh: "修改后重新提交", en: "then mend it and submit it again" }
      : { zh: "另编新方案", en: "then propose a new one" },
  ];
  const wanting = keyFindings(made.findings, reasons)
    .filter(({ severity, deviationReason }) => severity === "WARNING" && deviationReason === null)
    .map(({ key, message }) => ({
      code: "REASON_MISSING",
      message: {
        zh: `${key}：${message.zh}提交时未说明理由；请${verb.zh}方案，${after.zh}。`,
        en:
          `${key}: ${message.en} No reason was given for it when the plan was submitted: ` +
          `${verb.en} the plan, ${after.en}.`,
      },
      path: null,
    }));
  const refusals: Refusal[] = [
    ...refuseErrors(made.findings).map(({ code, message, path }) => ({
      code,
      message: {
        zh: `${message.zh}请${verb.zh}方案，${after.zh}。`,
        en: `${message.en} To do so, ${verb.en} the plan, ${after.en}.`,
      },
      path,
    })),
    ...wanting,
  ];
  if (refusals.length > 0) throw new RefusedError("CONFLICT", refusals);
}

/** All of a community as of one moment, whatever is imported meanwhile. */
const SNAPSHOT = { isolationLevel: "repeatable read", readOnly: true } as const;
