/** The ground that the draft of a plan lies on, as the editing thread knows it. */
import { createHash } from "node:crypto";
import type { Knex } from "knex";
import { ENGINE_VERSION } from "../engine";
import type { EditorGround } from "../engine-threads/editor";
import { refused } from "../plan/check-decision.service";
import { toProposeInput } from "../plan/proposal";
import { findProposalRows } from "../plan/proposal.repository";
import { buildingIdsAmong, type BuildingIds } from "./building-ids";
import { findCommunityFacts, type StoredDraft } from "./draft.repository";

/** A ground, and the ids of the buildings on it. */
export interface KnownGround {
  readonly ground: EditorGround;
  readonly ids: BuildingIds;
}

/**
 * The ground of now: plans of one community share it where their rules and their start are the same. Its
 * input is read only where the thread does not have it open.
 */
export async function groundOf(db: Knex, stored: StoredDraft): Promise<KnownGround> {
  const { communityId, startVersionId, rules, focus } = stored;
  const { basisDigest, ids } = await readFacts(db, stored);
  const key = keyOf(stored, basisDigest);
  const input = () =>
    db.transaction(async (trx) => {
      const now = await findCommunityFacts(trx, communityId);
      const rows = await findProposalRows(trx, communityId, startVersionId);
      // What lies under a key never changes: an import since it was made is another ground.
      if (rows === null || now?.basisDigest !== basisDigest) throw basisMoved();
      return toProposeInput(rows, { rules, focus, seed: 1, effort: 1, alternatives: 1 });
    }, SNAPSHOT);
  return { ground: { key, input }, ids };
}

/** A digest of all that the engine makes a ground of. Seed and effort have no part in it. */
function keyOf(
  { rules, startVersionId, focus, communityId }: StoredDraft,
  basisDigest: string,
): string {
  return createHash("md5")
    .update(
      JSON.stringify([ENGINE_VERSION, communityId, basisDigest, rules, startVersionId, focus]),
    )
    .digest("hex");
}

interface KnownFacts {
  readonly basisDigest: string;
  readonly ids: BuildingIds;
}

/** So many communities are known at most. */
const REMEMBERED = 200;

/**
 * By database and fingerprint, the one that was used last at the end: an edit reads the fingerprint, and what
 * stands under it only where that is new.
 */
const remembered = new WeakMap<Knex, Map<string, KnownFacts>>();

async function readFacts(db: Knex, { communityId, fingerprint }: StoredDraft): Promise<KnownFacts> {
  const known = remembered.get(db) ?? new Map<string, KnownFacts>();
  remembered.set(db, known);
  const old = known.get(fingerprint);
  if (old !== undefined) {
    known.delete(fingerprint);
    known.set(fingerprint, old);
    return old;
  }
  const found = await findCommunityFacts(db, communityId);
  if (found === null) throw new Error(`Community ${communityId} is gone`);
  const facts = { basisDigest: found.basisDigest, ids: buildingIdsAmong(found.buildings) };
  // Under the fingerprint that was read with it: there may have been an import since the other one was.
  known.set(found.fingerprint, facts);
  for (const oldest of known.keys()) {
    if (known.size <= REMEMBERED) break;
    known.delete(oldest);
  }
  return facts;
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
