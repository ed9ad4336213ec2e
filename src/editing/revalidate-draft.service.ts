/** Plans that were edited, made anew on the basis of now: their history goes on. */
import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import type { ProposeInput } from "../engine";
import type { Edited, Editor, EditorGround } from "../engine-threads/editor";
import { DomainError } from "../errors";
import { keyFindings } from "../plan/finding-key";
import type { Finding } from "../plan/plan";
import type { GridChange } from "../plan/revalidate";
import { updateFigures } from "../plan/revalidate.repository";
import { findPlans } from "../plan/plan.repository";
import type { BuildingIds } from "./building-ids";
import { carryDraft, type DraftOnGround } from "./carry-draft";
import { deleteParts, writeParts } from "./division.repository";
import {
  findCells,
  findStoredDraft,
  findStoredGrids,
  type StoredDivision,
  type StoredDraft,
  type StoredGrid,
} from "./draft.repository";
import type { KeptEffect } from "./editing";
import { groundOf } from "./ground.service";
import { findGroundNo, lockDraft, recordEdit } from "./record.repository";
import { openGrids, toDraft } from "./session.service";
import { allParts, toOurs } from "./written-parts";

/** A plan that was edited, as of one moment: its division, and what the ground of now is called. */
export interface EditedMaterial {
  readonly stored: StoredDraft;
  readonly division: StoredDivision;
  /** Of the ground that the division speaks of. */
  readonly cells: readonly (readonly string[])[];
  readonly grids: readonly StoredGrid[];
  readonly ids: BuildingIds;
  /** That of now. */
  readonly ground: EditorGround;
}

/** null: nobody has edited it. */
export async function readEditedMaterial(
  trx: Knex.Transaction,
  planId: string,
): Promise<EditedMaterial | null> {
  const stored = await findStoredDraft(trx, planId);
  if (stored?.division == null) return null;
  return {
    stored,
    division: stored.division,
    cells: await findCells(trx, planId, stored.division.groundNo),
    grids: await findStoredGrids(trx, planId),
    ...(await groundOf(trx, stored)),
  };
}

/** Whether the ground under an edited plan is that of now; null: nobody has edited it. */
export async function isOnGroundOfNow(db: Knex, planId: string): Promise<boolean | null> {
  const stored = await findStoredDraft(db, planId);
  if (stored?.division == null) return null;
  return stored.division.groundKey === (await groundOf(db, stored)).ground.key;
}

/** An edited plan that was made anew, ready to be written. */
export interface EditedAnew {
  /** By our ids of buildings. */
  readonly findings: readonly Finding[];
  readonly engineVersion: string;
  readonly inputHash: string;
  /** New labels by old ones. */
  readonly labels: ReadonlyMap<string, string>;
  /** Grids whose label or households are others now. */
  readonly changes: readonly GridChange[];
  /** Writes all but the state, version and book of the plan. */
  write(trx: Knex.Transaction, planId: string, actor: Actor): Promise<void>;
}

/** The same division, names, locks, notes and wishes on the ground of now. */
export async function makeEditedAnew(
  editor: Editor,
  material: EditedMaterial,
  input: ProposeInput,
): Promise<EditedAnew> {
  const { division, grids, ids } = material;
  const ground = { key: material.ground.key, input: () => Promise.resolve(input) };
  const opened = await editor.open(ground, openGrids(grids));
  const cells = await editor.cells(ground);
  const draft = carryDraft(
    { draft: toDraft(division), cells: material.cells },
    { draft: opened, cells },
  );
  const edited = await editor.change(ground, draft, draft, "ALL");
  const findings = edited.plan.findings.map((finding) => toOurs(finding, ids));
  const changes = changesOf(grids, edited);
  const { engineVersion, inputHash } = edited.plan.provenance;
  return {
    findings,
    engineVersion,
    inputHash,
    labels: new Map(
      grids.flatMap(({ id, label }) => {
        const now = edited.labels.after.get(id);
        return now === undefined ? [] : [[label, now] as const];
      }),
    ),
    changes: changes.map(({ before, after }) => ({ before, after })),
    write: async (trx, planId, actor) => {
      const { metrics, certificate, regridding, start } = edited.plan;
      const [before] = await findPlans(trx, [planId]);
      const divisionNo = await growHistory(trx, material, { ground, cells, draft }, actor, {
        before: before.metrics,
        after: metrics,
        grids: changes.map((change) => toKeptGrid(change, grids)),
        findingsNew: findingsLeft(findings, before.findings),
        findingsGone: findingsLeft(before.findings, findings),
        buildingIds: [],
        householdsMoved: 0,
      });
      await deleteParts(trx, planId);
      await writeParts(trx, planId, allParts(edited, ids));
      const blocks = {
        type: "GeometryCollection" as const,
        geometries: [...(edited.blocks ?? [])],
      };
      await updateFigures(trx, planId, {
        metrics,
        certificate,
        regridding,
        start,
        findings,
        blocks,
      });
      await trx("plans").where({ id: planId }).update({ division_no: divisionNo });
    },
  };
}

/** A grid whose label or households are others now. */
type ChangedFigures = GridChange & { readonly gridId: string };

function changesOf(grids: readonly StoredGrid[], edited: Edited): ChangedFigures[] {
  const now = new Map(edited.grids.map(({ key, grid }) => [key, grid]));
  return grids.flatMap(({ id, label, households }): ChangedFigures[] => {
    const grid = now.get(id);
    if (grid?.label === label && grid.households === households) return [];
    const after = grid === undefined ? null : { label: grid.label, households: grid.households };
    return [{ gridId: id, before: { label, households }, after }];
  });
}

function toKeptGrid(
  { gridId, before, after }: ChangedFigures,
  grids: readonly StoredGrid[],
): KeptEffect["grids"][number] {
  const signs = grids
    .filter(({ id }) => id === gridId)
    .map(({ kind, name, locked, reducedNote }) => ({ kind, name, locked, reducedNote }));
  const [signed] = signs;
  return {
    gridId,
    before: before && { ...before, ...signed },
    after: after && { ...after, ...signed },
  };
}

/** The division on its new ground and the entry of it; gives the division's number. */
async function growHistory(
  trx: Knex.Transaction,
  { stored, division }: EditedMaterial,
  on: DraftOnGround & { readonly ground: EditorGround },
  actor: Actor,
  effect: KeptEffect,
): Promise<number> {
  const locked = await lockDraft(trx, stored);
  if (locked?.version !== stored.version) throw gone(stored);
  const known = await findGroundNo(trx, stored.id, on.ground.key);
  const groundNo = known ?? stored.lastGround + 1;
  const no = stored.lastDivision + 1;
  await recordEdit(trx, stored.id, {
    ground: known === null ? { no: groundNo, key: on.ground.key, cells: on.cells } : null,
    divisions: [{ no, parentNo: division.no, groundNo, draft: on.draft }],
    edit: {
      no: stored.lastEdit + 1,
      planVersion: stored.version + 1,
      kind: "REVALIDATE",
      edit: null,
      fromDivision: division.no,
      toDivision: no,
      effect,
      jobId: null,
      actor,
    },
  });
  return no;
}

function gone({ id, version }: StoredDraft): DomainError {
  return new DomainError("CONFLICT", `Plan ${id} is no longer in version ${version}`);
}

/** Findings that the other list does not have, by their keys. */
function findingsLeft(of: readonly Finding[], other: readonly Finding[]): Finding[] {
  const known = new Set(keyFindings(other, []).map(({ key }) => key));
  const keys = keyFindings(of, []).map(({ key }) => key);
  return of.filter((_, i) => !known.has(keys[i]));
}
