import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../graphql/user-error.type";
import { DeviationReasonInput } from "../plan/decide.type";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Refusal } from "../refusal";

@InputType("PlanToSubmitInput", { description: "One of several plans to be submitted." })
export class PlanToSubmitInput {
  @Field(() => ID, { description: "The plan." })
  planId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "`Plan.version` as it was seen; a plan that has changed since is not submitted. Left out: the " +
      "plan as it is now.",
  })
  expectedVersion?: number | null;

  @Field(() => [DeviationReasonInput], {
    nullable: true,
    description:
      "Reasons for its warnings; those that were written when it was submitted before need not be " +
      "repeated.",
  })
  deviationReasons?: DeviationReasonInput[] | null;
}

@InputType("SubmitPlansInput", {
  description: "Which plans to submit together: `plans`, `planIds` or `jobId`, one of the three.",
})
export class SubmitPlansInput {
  @Field(() => [PlanToSubmitInput], {
    nullable: true,
    description: "These plans, as they were seen and with reasons for their warnings.",
  })
  plans?: PlanToSubmitInput[] | null;

  @Field(() => [ID], { nullable: true, description: "These plans, as they are now." })
  planIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The plans of this job as they are now: of each community the best, as in `Job.results`.",
  })
  jobId?: string | null;

  @Field(() => String, { nullable: true, description: "What there is to say about all of them." })
  comment?: string | null;
}

@ObjectType("SubmitPlanOutcome", {
  description: "What came of one of several plans that were to be submitted together.",
  simpleResolvers: true,
})
export class SubmitPlanOutcomeType {
  @Field(() => PlanType, { description: "The plan as it is now." })
  plan!: Plan;

  @Field(() => Boolean, { description: "Whether it is submitted now." })
  isSubmitted!: boolean;

  @Field(() => [UserErrorType], {
    description: "Why it is not, and what to do about it; empty where it is.",
  })
  refusals!: readonly Refusal[];
}

@ObjectType("SubmitPlansPayload", {
  description: "What `submitPlans` did with each plan, or why it did nothing.",
  simpleResolvers: true,
})
export class SubmitPlansPayload {
  @Field(() => [SubmitPlanOutcomeType], {
    description: "One for each plan, in the order that was asked for; empty if all was refused.",
  })
  outcomes!: readonly SubmitPlanOutcomeType[];

  @Field(() => Int, { description: "How many of them are submitted." })
  submitted!: number;

  @Field(() => Int, { description: "How many of them are not: each says why." })
  notSubmitted!: number;

  @Field(() => [UserErrorType], {
    description: "Why all of it was refused; empty if it was not, whatever came of single plans.",
  })
  userErrors!: readonly Refusal[];
}
