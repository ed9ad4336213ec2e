import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { toStored } from "../crs/crs";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { RefusedError } from "../refusal";
import { decide, type DecisionWish } from "./decide.service";
import {
  AddRemarkInput,
  AddRemarkPayload,
  ApprovePlanInput,
  ApprovePlanPayload,
  EndorsePlanInput,
  EndorsePlanPayload,
  FilePlanInput,
  FilePlanPayload,
  GivePublicNoticeInput,
  GivePublicNoticePayload,
  RejectPlanInput,
  RejectPlanPayload,
  ReturnPlanInput,
  ReturnPlanPayload,
  RevalidatePlanInput,
  RevalidatePlanPayload,
  SubmitPlanInput,
  SubmitPlanPayload,
  WithdrawPlanInput,
  WithdrawPlanPayload,
  type PlanPayload,
} from "./decide.type";
import { filePlan } from "./file-plan.service";
import { givePublicNotice } from "./notice.service";
import type { Plan } from "./plan";
import { addRemark } from "./remark.service";
import { revalidatePlan } from "./revalidate.service";

const WISH = "Which plan, and what there is to say.";

@Resolver()
export class DecideResolver {
  @Mutation(() => SubmitPlanPayload, {
    description:
      "Submits a DRAFT. It must have no ERROR among its findings, and needs a written reason for " +
      "each WARNING.",
  })
  async submitPlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => SubmitPlanInput, { description: WISH }) input: SubmitPlanInput,
  ): Promise<PlanPayload> {
    return decided(context, "SUBMIT", {
      ...input,
      deviationReasons: input.deviationReasons ?? undefined,
    });
  }

  @Mutation(() => EndorsePlanPayload, {
    description:
      "The street agrees with a SUBMITTED plan. Not for whoever submitted it, and not on a basis " +
      "that has changed.",
  })
  async endorsePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => EndorsePlanInput, { description: WISH }) input: EndorsePlanInput,
  ): Promise<PlanPayload> {
    return decided(context, "ENDORSE", input);
  }

  @Mutation(() => ReturnPlanPayload, {
    description: "Returns a SUBMITTED or ENDORSED plan to its planner, as a DRAFT.",
  })
  async returnPlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => ReturnPlanInput, { description: WISH }) input: ReturnPlanInput,
  ): Promise<PlanPayload> {
    return decided(context, "RETURN", input);
  }

  @Mutation(() => ApprovePlanPayload, {
    description:
      "The county approves an ENDORSED plan, once a public notice has ended. Not for whoever " +
      "submitted it, and not on a basis that has changed.",
  })
  async approvePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => ApprovePlanInput, { description: WISH }) input: ApprovePlanInput,
  ): Promise<PlanPayload> {
    return decided(context, "APPROVE", input);
  }

  @Mutation(() => RejectPlanPayload, {
    description: "Refuses a SUBMITTED or ENDORSED plan for good.",
  })
  async rejectPlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => RejectPlanInput, { description: WISH }) input: RejectPlanInput,
  ): Promise<PlanPayload> {
    return decided(context, "REJECT", input);
  }

  @Mutation(() => WithdrawPlanPayload, {
    description: "Takes a plan back for good, as long as it is not in force.",
  })
  async withdrawPlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => WithdrawPlanInput, { description: WISH }) input: WithdrawPlanInput,
  ): Promise<PlanPayload> {
    return decided(context, "WITHDRAW", input);
  }

  @Mutation(() => RevalidatePlanPayload, {
    description:
      "Brings a stale plan up to date: the same division with the figures, outlines, findings and " +
      "codes that it has on the data of now. A DRAFT takes whatever comes of it; a plan that was " +
      "submitted must still hold, with a reason for each WARNING already, or nothing is changed.",
  })
  async revalidatePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => RevalidatePlanInput, { description: WISH }) input: RevalidatePlanInput,
  ): Promise<PlanPayload> {
    const planId = uuidOf("Plan", input.planId);
    return payloadOf(context, planId, () =>
      revalidatePlan(context, context.viewer, { ...input, planId }),
    );
  }

  @Mutation(() => GivePublicNoticePayload, {
    description:
      "Lays a SUBMITTED or ENDORSED plan open to the public for a time; it cannot be approved before " +
      "that has ended. Given again, the new time stands.",
  })
  async givePublicNotice(
    @Ctx() context: GraphContext,
    @Arg("input", () => GivePublicNoticeInput, { description: WISH }) input: GivePublicNoticeInput,
  ): Promise<PlanPayload> {
    const planId = uuidOf("Plan", input.planId);
    return payloadOf(context, planId, () =>
      givePublicNotice(context.db, context.viewer, { ...input, planId }),
    );
  }

  @Mutation(() => FilePlanPayload, {
    description:
      "Writes down the number under which a plan that is or was in force is filed, once.",
  })
  async filePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => FilePlanInput, { description: WISH }) input: FilePlanInput,
  ): Promise<PlanPayload> {
    const planId = uuidOf("Plan", input.planId);
    return payloadOf(context, planId, () =>
      filePlan(context.db, context.viewer, { ...input, planId }),
    );
  }

  @Mutation(() => AddRemarkPayload, {
    description:
      "Writes a remark in the book of a plan that is not in force and has not ended, about a grid " +
      "or a place if it is about one. The plan's version stays.",
  })
  async addRemark(
    @Ctx() context: GraphContext,
    @Arg("input", () => AddRemarkInput, { description: WISH }) input: AddRemarkInput,
  ): Promise<PlanPayload> {
    const planId = uuidOf("Plan", input.planId);
    const { comment, gridLabel } = input;
    const place =
      input.place == null ? null : toStored(input.place.crs)([input.place.lon, input.place.lat]);
    return payloadOf(context, planId, () =>
      addRemark(context.db, context.viewer, { planId, comment, gridLabel, place }),
    );
  }
}

/** Runs a use case on a plan; whatever came of it, the payload has the plan as it is then. */
export async function payloadOf(
  { loaders, signals }: GraphContext,
  planId: string,
  useCase: () => Promise<Plan>,
): Promise<PlanPayload> {
  try {
    const plan = await useCase();
    signals.changed(plan.communityId);
    return { plan, userErrors: [] };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { plan: await loaders.plan.clear(planId).load(planId), userErrors: error.refusals };
  } finally {
    // What is asked of the plan further down in the same operation is read anew.
    loaders.plan.clear(planId);
    loaders.planIsStale.clear(planId);
    loaders.planBases.clear(planId);
  }
}

function decided(
  context: GraphContext,
  decision: DecisionWish["decision"],
  input: Omit<DecisionWish, "decision">,
): Promise<PlanPayload> {
  const planId = uuidOf("Plan", input.planId);
  return payloadOf(context, planId, () =>
    decide(context.db, context.viewer, { ...input, planId, decision }),
  );
}
