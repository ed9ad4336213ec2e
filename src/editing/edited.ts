/** Runs a change of a draft for a resolver; whatever came of it, the payload has the plan as it is then. */
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { RefusedError } from "../refusal";
import { toGivenPath } from "./asked-edit";
import type { DraftInput } from "./edit.input";
import { editPlan, stepPlan } from "./edit.service";
import type { EditPlanPayload } from "./edit.type";
import { MissedEdits, type AskedEdit, type EditOutcome, type Step } from "./editing";

/** An edit; `read` refuses what makes no sense already as it is given. */
export function edited(
  context: GraphContext,
  input: DraftInput,
  read: () => AskedEdit,
): Promise<EditPlanPayload> {
  return payloadOf(context, input, (wish) =>
    editPlan(context, context.viewer, { ...wish, edit: read() }),
  );
}

/** A step through the history. */
export function stepped(
  context: GraphContext,
  input: DraftInput,
  step: Step,
): Promise<EditPlanPayload> {
  return payloadOf(context, input, (wish) => stepPlan(context, context.viewer, { ...wish, step }));
}

async function payloadOf(
  { loaders }: GraphContext,
  input: DraftInput,
  useCase: (
    wish: Pick<DraftInput, "planId" | "expectedVersion" | "dryRun">,
  ) => Promise<EditOutcome>,
): Promise<EditPlanPayload> {
  const { expectedVersion, dryRun } = input;
  const planId = uuidOf("Plan", input.planId);
  try {
    const { plan, edit, effect } = await useCase({ planId, expectedVersion, dryRun });
    return { plan, edit, effect, missedEdits: [], userErrors: [] };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return {
      plan: await loaders.plan.clear(planId).load(planId),
      edit: null,
      effect: null,
      missedEdits: error instanceof MissedEdits ? error.missed : [],
      userErrors: error.refusals.map((refusal) => ({
        ...refusal,
        path: toGivenPath(refusal.path, input),
      })),
    };
  } finally {
    // What is asked of the plan further down in the same operation is read anew.
    for (const loader of Object.values(loaders)) loader.clearAll();
  }
}
