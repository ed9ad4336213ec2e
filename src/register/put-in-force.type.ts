import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DateTime } from "../graphql/date-time";
import { UserErrorType } from "../graphql/user-error.type";
import { PlanType } from "../plan/plan.type";
import type { Plan } from "../plan/plan";
import type { Refusal } from "../refusal";

@InputType("PutPlanInForceInput", { description: "Which plan shall be in force, and from when." })
export class PutPlanInForceInput {
  @Field(() => ID, { description: "The plan; it has to be approved." })
  planId!: string;

  @Field(() => Int, { description: "The version of the plan that you have seen." })
  expectedVersion!: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "A moment to come from which it shall be in force; now if left out. Given again, it replaces " +
      "the one before.",
  })
  effectiveFrom?: Date | null;

  @Field(() => String, { nullable: true, description: "Words to go with it." })
  comment?: string | null;
}

@ObjectType("PutPlanInForcePayload", {
  description: "What `putPlanInForce` did, or why it did not.",
  simpleResolvers: true,
})
export class PutPlanInForcePayload {
  @Field(() => PlanType, {
    nullable: true,
    description: "The plan as it is now, also where it was refused; null where there is none.",
  })
  plan!: Plan | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}
