/** The ground that the draft of a plan lies on, as the editing thread knows it. */
import { createHash } from "node:crypto";
import type { Knex } from "knex";
import { ENGINE_VERSION } from "../engine";
import type { EditorGround } from "../engine-threads/editor";
import { refused } from "../plan/check-decision.service";
import { toProposeInput } from "../plan/proposal";
import { findProposalRows } from "../plan/proposal.repository";
import { findStoredDraft, type StoredDraft } from "./draft.repository";

/**
 * The ground of now: plans of one community share it where their rules and their start are the same. Its
 * input is read only where the thread does not have it open.
 */
export function groundOf(db: Knex, stored: StoredDraft): EditorGround {
  const key = keyOf(stored);
  return {
    key,
    input: () =>
      db.transaction(async (trx) => {
        const now = await findStoredDraft(trx, stored.id);
        const { communityId, startVersionId, rules, focus } = stored;
        const rows = await findProposalRows(trx, communityId, startVersionId);
        // What lies under a key never changes: an import since it was made is another ground.
        if (now === null || rows === null || keyOf(now) !== key) throw basisMoved();
        return toProposeInput(rows, { rules, focus, seed: 1, effort: 1, alternatives: 1 });
      }, SNAPSHOT),
  };
}

/** The key of the ground of now: a digest of all that the engine makes a ground of. Seed and effort have no part in it. */
export function keyOf({
  basisDigest,
  rules,
  startVersionId,
  focus,
  communityId,
}: StoredDraft): string {
  return createHash("md5")
    .update(
      JSON.stringify([ENGINE_VERSION, communityId, basisDigest, rules, startVersionId, focus]),
    )
    .digest("hex");
}

function basisMoved() {
  return refused(
    "CONFLICT",
    "STALE_BASIS",
    "方案依据刚刚有变。请先重新核验",
    "The basis of the plan has changed just now. Revalidate it first",
  );
}

/** All of a community as of one moment, whatever is imported meanwhile. */
const SNAPSHOT = { isolationLevel: "repeatable read", readOnly: true } as const;
