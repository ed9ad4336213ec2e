import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { MissedEdits } from "../editing/editing";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { RefusedError } from "../refusal";
import { copyLocks } from "./copy-locks.service";
import { CopyLocksInput, CopyLocksPayloadType, type CopyLocksPayload } from "./copy-locks.type";

@Resolver()
export class CopyLocksResolver {
  @Mutation(() => CopyLocksPayloadType, {
    description:
      "Copies the locks and wishes of a plan to a draft of the same community, as one edit that can be " +
      "undone: each grid of the draft that has the same kind and buildings as a locked one is locked, and " +
      "each wish that the draft fulfils is taken over. What does not fit is told.",
  })
  async copyLocks(
    @Ctx() context: GraphContext,
    @Arg("input", () => CopyLocksInput, { description: "Which plans." }) input: CopyLocksInput,
  ): Promise<CopyLocksPayload> {
    const { loaders, viewer } = context;
    const planId = uuidOf("Plan", input.planId);
    const from = await loaders.plan.load(uuidOf("Plan", input.fromPlanId));
    const { expectedVersion } = input;
    try {
      const wish = { planId, expectedVersion, fromPlanId: from?.id ?? null };
      const copied = await copyLocks(context, viewer, wish);
      return { ...copied, missedEdits: [], userErrors: [] };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return {
        plan: await loaders.plan.clear(planId).load(planId),
        edit: null,
        effect: null,
        notTaken: [],
        missedEdits: error instanceof MissedEdits ? error.missed : [],
        userErrors: error.refusals,
      };
    } finally {
      // What is asked of the plan further down in the same operation is read anew.
      for (const loader of Object.values(loaders)) loader.clearAll();
    }
  }
}
