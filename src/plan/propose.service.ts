import type { Knex } from "knex";
import { EngineError, type Text } from "../engine";
import type { EnginePool } from "../engine-threads/pool";
import type { Basis } from "./basis";
import { readBasis } from "./basis.repository";
import { insertPlans } from "./new-plan.repository";
import type { ProposalWish } from "./plan";
import { findPlannedCommunityIds } from "./plan.repository";
import { toNewPlans, toProposeInput } from "./proposal";
import { findProposalRows, type ProposalRows } from "./proposal.repository";
import { findRuleSets } from "../rule-set/rule-set.service";

/** What planning needs: the database, and threads to compute in. */
export interface Planning {
  readonly db: Knex;
  readonly pool: EnginePool;
}

/** Communities to be planned for one job. */
export interface PlanCommunities {
  readonly jobId: string;
  readonly communityIds: readonly string[];
  readonly wishOf: (communityId: string) => ProposalWish;
  /** Aborting it ends the work; plans that were stored until then stay. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PlanningProgress) => void;
}

/** How far the planning of several communities is. */
export interface PlanningProgress {
  /** Communities with a stored plan. */
  readonly done: number;
  /** 0 to 1, with the part of those being planned. */
  readonly progress: number;
  /** What the engine was doing last. */
  readonly stage: string | null;
}

/** A community that could not be planned. */
export interface PlanningFailure {
  readonly communityId: string;
  readonly reason: Text;
}

/**
 * Plans communities, as many at a time as there are threads, and stores the plans of each as soon
 * as they are made. Those that the job has planned already, before it was interrupted, are not planned again.
 */
export async function planCommunities(
  planning: Planning,
  { jobId, communityIds, wishOf, signal, onProgress }: PlanCommunities,
): Promise<PlanningFailure[]> {
  const planned = new Set(await findPlannedCommunityIds(planning.db, jobId));
  const waiting = communityIds.filter((id) => !planned.has(id));
  const shares = new Map<string, number>([...planned].map((id) => [id, 1]));
  const failures: PlanningFailure[] = [];

  const tell = (communityId: string, share: number, stage: string): void => {
    shares.set(communityId, share);
    let sum = 0;
    for (const part of shares.values()) sum += part;
    const progress = Math.min(1, sum / communityIds.length);
    onProgress({ done: planned.size, progress, stage });
  };
  // When one lane breaks, the others stop too, and are waited for: nothing works on unseen.
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  const lane = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const communityId = id;
      const ordered = { jobId, communityId, wish: wishOf(communityId) };
      const failure = await planCommunity(planning, ordered, either, (...at) =>
        tell(communityId, ...at),
      );
      if (failure === null) planned.add(communityId);
      else failures.push({ communityId, reason: failure });
      tell(communityId, 1, "STORE");
    }
  };
  const lanes = Array.from({ length: planning.pool.threads }, () =>
    lane().catch((error: unknown) => {
      broken.abort();
      throw error;
    }),
  );
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
  return failures;
}

/** Load, convert, compute, convert, store; gives the reason where the community cannot be planned. */
async function planCommunity(
  { db, pool }: Planning,
  { jobId, communityId, wish }: { jobId: string; communityId: string; wish: ProposalWish },
  signal: AbortSignal,
  tell: (share: number, stage: string) => void,
): Promise<Text | null> {
  signal.throwIfAborted();
  const made = await db.transaction((trx) => readMaterial(trx, communityId, wish), SNAPSHOT);
  if (made === null) return { zh: "社区已不存在", en: "The community no longer exists" };
  const { rows, basis, rules } = made;
  try {
    const input = toProposeInput(rows, { ...wish, rules });
    const proposed = await pool.proposeAlternatives(input, wish.alternatives, {
      signal,
      // The last bit is storing.
      onProgress: ({ done, stage }) => tell(0.98 * done, stage),
    });
    const { ruleSetId } = wish;
    const plans = toNewPlans({ communityId, jobId, ruleSetId }, rows, proposed);
    await db.transaction((trx) => insertPlans(trx, plans, basis));
    return null;
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "INVALID_INPUT") throw error;
    const faults = error.faults.map(({ feature, reason }) => `${feature}: ${reason}`).join("; ");
    return {
      zh: `${rows.community.name}：数据无法划分（${faults || error.message}）`,
      en: `${rows.community.name}: the data cannot be planned (${faults || error.message})`,
    };
  }
}

interface Material {
  readonly rows: ProposalRows;
  readonly basis: Basis;
  readonly rules: ProposalWish["rules"];
}

/** What a plan is made from: for the engine, and to be kept with the plan. */
async function readMaterial(
  trx: Knex.Transaction,
  communityId: string,
  { startVersionId, ruleSetId, rules }: ProposalWish,
): Promise<Material | null> {
  const rows = await findProposalRows(trx, communityId, startVersionId);
  const basis = await readBasis(trx, communityId);
  if (rows === null || basis === null) return null;
  if (ruleSetId == null) return { rows, basis, rules };
  const [ruleSet] = await findRuleSets(trx, [ruleSetId]);
  return { rows, basis, rules: ruleSet.rules };
}

/** All of a community as of one moment, whatever is imported meanwhile. */
const SNAPSHOT = { isolationLevel: "repeatable read", readOnly: true } as const;
