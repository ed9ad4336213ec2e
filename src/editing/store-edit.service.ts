/** What was computed outside of any transaction is stored in one: rows that changed, history, audit. */
import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import type { PlanMetrics } from "../engine";
import type { Edited } from "../engine-threads/editor";
import type { JobSignals } from "../jobs/job-signals";
import { planById } from "../plan/decide.service";
import { carryReasons } from "../plan/revalidate";
import { deleteParts, updateFigures, writeParts } from "./division.repository";
import type { EditOutcome, PlanEdit, PlanEditKind } from "./editing";
import { lockDraft, recordEdit, type HistoryGrowth, type LockedDraft } from "./record.repository";
import { checkIsDraft, noPlan, refuseVersion, type EditSession } from "./session.service";
import { allParts, changedParts, toEditEffect, toKeptEffect, toOurs } from "./written-parts";

/** What was done to a draft. */
export interface Deed {
  readonly kind: PlanEditKind;
  /** What was asked for, as the engine took it. */
  readonly edit: object | null;
  readonly jobId?: string | null;
  /** The division of the history that the draft goes to; left out: to a new one. */
  readonly toDivision?: number;
  /** For each cell of the ground its buildings, where the history does not know the ground yet. */
  readonly cells: readonly (readonly string[])[] | null;
}

/** Stores what became of a draft, and tells those who follow it. */
export async function storeEdit(
  { db, signals }: { readonly db: Knex; readonly signals: JobSignals },
  session: EditSession,
  edited: Edited,
  deed: Deed,
): Promise<EditOutcome> {
  const { stored, draft, ids } = session;
  const effect = toEditEffect(draft, edited, ids);
  const { plan, edit } = await db.transaction(async (trx) => {
    const locked = await lockDraft(trx, stored);
    if (locked === null) throw noPlan();
    if (locked.version !== stored.version) {
      await refuseVersion(trx, { ...stored, ...locked }, stored.version);
    }
    checkIsDraft(locked);
    const growth = growthOf(session, edited, deed, toKeptEffect(effect));
    const edit = await recordEdit(trx, stored.id, growth);
    if (stored.division === null) {
      // The rows that the search left give way to those of the first division.
      await deleteParts(trx, stored.id);
      await writeParts(trx, stored.id, allParts(edited, ids));
    } else {
      await writeParts(trx, stored.id, changedParts(draft, edited, ids));
    }
    await takeFigures(trx, session, locked, edited, edit.toDivision);
    await auditEdit(trx, session, edit);
    return { plan: await planById(trx, stored.id), edit };
  });
  signals.changed(plan.communityId);
  signals.changed(plan.id);
  return { plan, edit, effect };
}

/** An edited draft that has no division yet opens its history with the one it was proposed with. */
function growthOf(
  { stored, ground, draft, actor }: EditSession,
  edited: Edited,
  { kind, edit, jobId = null, toDivision, cells }: Deed,
  effect: HistoryGrowth["edit"]["effect"],
): HistoryGrowth {
  // As it was read: in the same version its history is the same.
  const { lastDivision, lastEdit, version } = stored;
  const first = { no: 1, parentNo: null, groundNo: 1, draft };
  const from = stored.division ?? first;
  const isFirst = stored.division === null;
  const made = {
    no: isFirst ? 2 : lastDivision + 1,
    parentNo: from.no,
    groundNo: from.groundNo,
    draft: edited.draft,
  };
  return {
    ground: isFirst ? { no: 1, key: ground.key, cells: cells ?? [] } : null,
    divisions: [...(isFirst ? [first] : []), ...(toDivision === undefined ? [made] : [])],
    edit: {
      no: lastEdit + 1,
      planVersion: version + 1,
      kind,
      edit,
      fromDivision: from.no,
      toDivision: toDivision ?? made.no,
      effect,
      jobId,
      actor,
    },
  };
}

async function takeFigures(
  trx: Knex.Transaction,
  { stored, ids }: EditSession,
  { deviationReasons, version }: LockedDraft,
  { plan, labels }: Edited,
  divisionNo: number,
): Promise<void> {
  const findings = plan.findings.map((finding) => toOurs(finding, ids));
  const renamed = new Map(
    [...labels.before].flatMap(([key, label]) => {
      const now = labels.after.get(key);
      return now === undefined ? [] : [[label, now] as const];
    }),
  );
  await updateFigures(trx, stored.id, version, divisionNo, {
    metrics: plan.metrics,
    certificate: plan.certificate,
    regridding: plan.regridding,
    start: plan.start,
    findings,
    engine_version: plan.provenance.engineVersion,
    deviation_reasons: carryReasons(deviationReasons, renamed, findings),
  });
}

async function auditEdit(
  trx: Knex.Transaction,
  { stored, actor }: EditSession,
  edit: PlanEdit,
): Promise<void> {
  const { no, kind, fromDivision, toDivision, planVersion, effect, jobId } = edit;
  await appendAudit(trx, [
    {
      actor,
      action: "EDIT_PLAN",
      subject: `Plan ${stored.id}`,
      communityId: stored.communityId,
      planId: stored.id,
      before: { version: stored.version, division: fromDivision, ...figuresOf(effect.before) },
      after: {
        version: planVersion,
        division: toDivision,
        ...figuresOf(effect.after),
        no,
        kind,
        edit: edit.edit,
        job_id: jobId,
        households_moved: effect.householdsMoved,
      },
    },
  ]);
}

function figuresOf({ grids, households, gridsInBand, householdsInBand }: PlanMetrics) {
  return {
    grids,
    households,
    grids_in_band: gridsInBand,
    households_in_band: householdsInBand,
  };
}
