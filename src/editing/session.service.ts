/** Before a draft is changed: whether it may be, on which ground it lies, and what it is now. */
import type { Knex } from "knex";
import type { Actor, Viewer } from "../auth/viewer";
import { authorize } from "../auth/policy";
import type { Draft, OpenedGrid } from "../engine";
import type { Editor, EditorGround } from "../engine-threads/editor";
import { actorFor, checkBasis, checkVersion, refused } from "../plan/check-decision.service";
import { STATE_WORDS } from "../plan/life-cycle-words";
import type { BuildingIds } from "./building-ids";
import {
  findStoredDraft,
  findStoredGrids,
  type StoredDivision,
  type StoredDraft,
  type StoredGrid,
} from "./draft.repository";
import { MissedEdits, type PlanEdit } from "./editing";
import { groundOf } from "./ground.service";
import { findEditsSince } from "./plan-edits.repository";

/** What opening a draft needs. */
export interface Opening {
  readonly db: Knex;
  readonly editor: Editor;
}

/** A draft that may be changed, as it is now. */
export interface EditSession {
  readonly stored: StoredDraft;
  readonly actor: Actor;
  readonly ground: EditorGround;
  readonly draft: Draft;
  readonly ids: BuildingIds;
}

/**
 * Opens a draft for somebody who changes it. Refuses one that is not there, that is no draft or not in
 * the version that was seen, or whose basis has changed; throws FORBIDDEN.
 */
export async function openSession(
  { db, editor }: Opening,
  who: Viewer | Actor | null,
  { planId, expectedVersion }: { readonly planId: string; readonly expectedVersion: number },
): Promise<EditSession> {
  if (who === null) authorize(who, "READ", null);
  const stored = await findStoredDraft(db, planId);
  if (stored === null) throw noPlan();
  const actor = actorFor(who, ["EDIT_PLAN"], stored);
  if (stored.version !== expectedVersion) await refuseVersion(db, stored, expectedVersion);
  checkIsDraft(stored);
  const { ground, ids } = await groundOf(db, stored);
  return { stored, actor, ground, ids, draft: await draftOf({ db, editor }, stored, ground) };
}

/** A draft for somebody who only looks at it; null: it is no draft, or its basis has changed. */
export async function lookAtDraft(
  { db, editor }: Opening,
  planId: string,
): Promise<Omit<EditSession, "actor"> | null> {
  const stored = await findStoredDraft(db, planId);
  if (stored === null) throw noPlan();
  if (stored.state !== "DRAFT") return null;
  const { ground, ids } = await groundOf(db, stored);
  if (stored.division !== null && stored.division.groundKey !== ground.key) return null;
  return { stored, ground, ids, draft: await draftOf({ db, editor }, stored, ground) };
}

async function draftOf(
  { db, editor }: Opening,
  { id, division }: StoredDraft,
  ground: EditorGround,
): Promise<Draft> {
  if (division === null) {
    await checkBasis(db, { id });
    const grids = await findStoredGrids(db, id);
    // Deleted since its division was asked for.
    if (grids.length === 0) throw noPlan();
    return editor.open(ground, openGrids(grids));
  }
  if (division.groundKey !== ground.key) {
    await checkBasis(db, { id });
    throw refused(
      "CONFLICT",
      "STALE_BASIS",
      "程序更新后尚未核验此草案。请先重新核验",
      "The program has changed since this draft was edited last. Revalidate it first",
    );
  }
  return toDraft(division);
}

/** Stored grids as the engine opens them. */
export function openGrids(grids: readonly StoredGrid[]): OpenedGrid[] {
  return grids.map(
    ({ id, kind, buildingIds, polygon, name, locked, reducedNote, reducedReason }) => ({
      key: id,
      kind,
      buildingIds,
      polygon,
      name,
      locked,
      reducedNote,
      reducedByHand: reducedReason === "MANUAL",
    }),
  );
}

/** The draft of a stored division. */
export function toDraft({ grids, gridOf, together, apart }: StoredDivision): Draft {
  return { grids, gridOf, together, apart };
}

/** Tells who was first, and what was missed. */
export async function refuseVersion(
  db: Knex,
  plan: Pick<StoredDraft, "id" | "version" | "state">,
  expectedVersion: number,
): Promise<never> {
  const missed = await findEditsSince(db, plan.id, expectedVersion);
  if (missed.length > 0) throw missedEdits(plan, expectedVersion, missed);
  await checkVersion(db, plan, expectedVersion);
  throw new Error(`Version ${expectedVersion} of plan ${plan.id} was to be refused`);
}

function missedEdits(
  { version }: Pick<StoredDraft, "version">,
  expectedVersion: number,
  missed: readonly PlanEdit[],
): MissedEdits {
  const last = missed[missed.length - 1];
  const names = [...new Set(missed.map(({ actor }) => actor.name))];
  const at = last.at.toISOString();
  return new MissedEdits(
    [
      {
        code: "CONFLICT",
        message: {
          zh:
            `您看到的是第 ${expectedVersion} 版，此后 ${names.join("、")} 又作了 ${missed.length} 次修改` +
            `（最近一次：${at}），现为第 ${version} 版。请查看现状后再修改`,
          en:
            `You have seen version ${expectedVersion}, but ${names.join(", ")} made ${missed.length} ` +
            `${missed.length === 1 ? "edit" : "edits"} since (the last at ${at}): it is version ${version} now. ` +
            "Look at it as it is now, then edit",
        },
        path: ["expectedVersion"],
      },
    ],
    missed,
  );
}

/** Refuses a plan that is no draft any more. */
export function checkIsDraft({ state }: Pick<StoredDraft, "state">): void {
  if (state === "DRAFT") return;
  const { zh, en } = STATE_WORDS[state];
  throw refused(
    "CONFLICT",
    "WRONG_STATE",
    `方案现为“${zh}”，只有草案可以修改：请退回方案，或另存为草案`,
    `The plan is ${en}, and only drafts are edited: return it, or branch a draft off it`,
  );
}

/** There is none. */
export function noPlan() {
  return refused("NOT_FOUND", "NOT_FOUND", "没有这个方案", "There is no such plan", ["planId"]);
}
