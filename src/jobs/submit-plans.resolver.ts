import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { payloadOf } from "../graphql/user-error.type";
import {
  refusedWish,
  submitPlans,
  type PlanToSubmit,
  type SubmitPlansWish,
} from "./submit-plans.service";
import { SubmitPlansInput, SubmitPlansPayload } from "./submit-plans.type";

@Resolver()
export class SubmitPlansResolver {
  @Mutation(() => SubmitPlansPayload, {
    description:
      "Submits many DRAFTs together, such as those of a street that need nobody any more: each that has " +
      "no ERROR among its findings and a reason for each WARNING. The others stay as they are, and say " +
      "what they need. The right is needed for all of them.",
  })
  async submitPlans(
    @Ctx() context: GraphContext,
    @Arg("input", () => SubmitPlansInput, { description: "Which plans." })
    input: SubmitPlansInput,
  ): Promise<SubmitPlansPayload> {
    const { db, viewer, signals, loaders } = context;
    const nothing = { outcomes: [], submitted: 0, notSubmitted: 0 };
    return payloadOf(nothing, async () => {
      const outcomes = await submitPlans(db, viewer, toWish(input), ({ communityId }) =>
        signals.changed(communityId),
      );
      // What is asked of the plans further down in the same operation is read anew.
      loaders.plan.clearAll();
      const submitted = outcomes.filter(({ isSubmitted }) => isSubmitted).length;
      return { outcomes, submitted, notSubmitted: outcomes.length - submitted };
    });
  }
}

function toWish({ plans, planIds, jobId, comment = null }: SubmitPlansInput): SubmitPlansWish {
  const given = [plans, planIds, jobId].filter((choice) => choice != null);
  if (given.length !== 1) {
    throw refusedWish(
      "BAD_INPUT",
      ["plans"],
      "plans、planIds 与 jobId 只能且必须填写一个",
      `Expected one of plans, planIds and jobId, got ${given.length}`,
    );
  }
  if (jobId != null) return { comment, jobId: uuidOf("Job", jobId) };
  const wanted = plans ?? (planIds ?? []).map((planId) => ({ planId }));
  return { comment, plans: once(wanted.map(toPlan)) };
}

function toPlan({
  planId,
  expectedVersion = null,
  deviationReasons,
}: NonNullable<SubmitPlansInput["plans"]>[number]): PlanToSubmit {
  return {
    planId: uuidOf("Plan", planId),
    expectedVersion,
    deviationReasons: deviationReasons ?? [],
  };
}

/** Named twice, a plan is submitted once. */
function once(plans: readonly PlanToSubmit[]): readonly PlanToSubmit[] {
  return [...new Map(plans.map((plan) => [plan.planId, plan])).values()];
}
