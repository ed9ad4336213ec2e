/** What the engine would do next with a draft, and why its grids are out of band. Nothing is stored. */
import { toEditEffect } from "../editing/written-parts";
import type { EditEffect } from "../editing/editing";
import { lookAtDraft, type EditSession } from "../editing/session.service";
import { EngineError, type Edit, type OutOfBand, type Text } from "../engine";
import { RefusedError } from "../refusal";
import type { Helping } from "./improve.service";

/** Which version of a plan was looked at, and how our ids follow from those of the data set. */
export interface LookedAt {
  readonly planId: string;
  readonly version: number;
  /** Our id of a building. */
  readonly buildingId: (externalId: string) => string;
}

/** A next move, with what it would change. */
export interface SuggestedMove {
  readonly seen: LookedAt;
  readonly edit: Edit;
  readonly effect: EditEffect;
  readonly message: Text;
}

/** Why a grid is out of its band; its edits one after another. */
export interface Explanation extends OutOfBand {
  readonly seen: LookedAt;
}

/** The best next moves, so many at most; null: nothing can be moved in this plan now. */
export async function suggestMoves(
  helping: Helping,
  planId: string,
  count: number,
): Promise<SuggestedMove[] | null> {
  const look = await lookAt(helping, planId);
  if (look === null) return null;
  const { ground, draft, ids } = look;
  const suggestions = await helping.pool.suggest(await ground.input(), draft, count);
  const moves: SuggestedMove[] = [];
  for (const { edit, message } of suggestions) {
    // As the planner would try it: the same ids, and what people have said of the grids.
    const edited = await helping.editor.edit(ground, draft, edit);
    const effect = toEditEffect(draft, edited, ids);
    moves.push({ seen: seenOf(look), edit, effect, message });
  }
  return moves;
}

/** Why a grid is out of its band; null: the plan is no draft, or its basis has changed. */
export async function explainGrid(
  helping: Helping,
  planId: string,
  gridId: string,
): Promise<Explanation | null> {
  const look = await lookAt(helping, planId);
  if (look?.draft.grids.some(({ key }) => key === gridId) !== true) return null;
  try {
    const reason = await helping.pool.explain(await look.ground.input(), look.draft, gridId);
    return { ...reason, seen: seenOf(look) };
  } catch (error) {
    // Somebody has brought it into band since the asker read it.
    if (error instanceof EngineError && error.code === "INVALID_INPUT") return null;
    throw error;
  }
}

type Look = Omit<EditSession, "actor">;

function seenOf({ stored, ids }: Look): LookedAt {
  return { planId: stored.id, version: stored.version, buildingId: ids.toOurs };
}

/** Whoever only looks is not told to revalidate: there is nothing to be shown until then. */
async function lookAt(helping: Helping, planId: string): Promise<Look | null> {
  try {
    return await lookAtDraft(helping, planId);
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}
