import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { payloadOf as refusable } from "../graphql/user-error.type";
import { canBranch, canDelete } from "./branch";
import { branchPlan, deletePlan, renamePlan } from "./branch.service";
import {
  BranchPlanInput,
  BranchPlanPayload,
  DeletePlanInput,
  DeletePlanPayload,
  RenamePlanInput,
  RenamePlanPayload,
} from "./branch.type";
import { payloadOf } from "./decide.resolver";
import type { PlanPayload } from "./decide.type";
import type { Plan } from "./plan";
import { PlanType } from "./plan.type";

@Resolver()
export class BranchResolver {
  @Mutation(() => BranchPlanPayload, {
    description:
      "Copies a plan of any state as a new draft of the viewer's: the division with its locks, names, " +
      "notes and wishes, and the basis it was made on. Edits of the copy do not touch the original, and " +
      "its history begins anew. The copy of a stale plan, such as one in force, has to be revalidated " +
      "before it is edited.",
  })
  async branchPlan(
    @Ctx() { db, signals, viewer }: GraphContext,
    @Arg("input", () => BranchPlanInput, { description: "Which plan, and the name of the copy." })
    { planId, name }: BranchPlanInput,
  ): Promise<BranchPlanPayload> {
    return refusable({ plan: null }, async () => {
      const plan = await branchPlan(db, viewer, { planId: uuidOf("Plan", planId), name });
      signals.changed(plan.communityId);
      return { plan };
    });
  }

  @Mutation(() => RenamePlanPayload, {
    description: "Gives a draft another name, or takes it away.",
  })
  async renamePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => RenamePlanInput, { description: "Which draft, and its name." })
    input: RenamePlanInput,
  ): Promise<PlanPayload> {
    const planId = uuidOf("Plan", input.planId);
    const { expectedVersion, name = null } = input;
    return payloadOf(context, planId, () =>
      renamePlan(context.db, context.viewer, { planId, expectedVersion, name }),
    );
  }

  @Mutation(() => DeletePlanPayload, {
    description:
      "Deletes a draft that was never submitted, with its history of edits: by its author, or, where it " +
      "has none, by any planner of the jurisdiction. The audit trail keeps what it was. Drafts are never " +
      "deleted by themselves, however long nobody touches them.",
  })
  async deletePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => DeletePlanInput, { description: "Which draft." }) input: DeletePlanInput,
  ): Promise<DeletePlanPayload> {
    const planId = uuidOf("Plan", input.planId);
    const { plan, userErrors } = await payloadOf(context, planId, () =>
      deletePlan(context.db, context.viewer, { ...input, planId }),
    );
    return userErrors.length === 0
      ? { deletedPlanId: toGlobalId("Plan", planId), plan: null, userErrors }
      : { deletedPlanId: null, plan, userErrors };
  }
}

@Resolver(() => PlanType)
export class PlanBranchResolver {
  @FieldResolver(() => String, { nullable: true, description: "What its planner calls it." })
  name(@Root() { name }: Plan): string | null {
    return name;
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan it was copied from; null where it is no copy, or that plan is gone.",
  })
  async branchedFrom(
    @Root() { branchedFromId }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return branchedFromId === null ? null : loaders.plan.load(branchedFromId);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may copy it as a draft of his or her own.",
  })
  async viewerCanBranch(
    @Root() { communityId }: Plan,
    @Ctx() { loaders, viewer }: GraphContext,
  ): Promise<boolean> {
    return canBranch(viewer, (await loaders.community.load(communityId))?.code ?? null);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may delete it: a draft of one's own that was never submitted.",
  })
  async viewerCanDelete(
    @Root() plan: Plan,
    @Ctx() { loaders, viewer }: GraphContext,
  ): Promise<boolean> {
    const community = await loaders.community.load(plan.communityId);
    return canDelete(viewer, community?.code ?? null, plan);
  }
}
