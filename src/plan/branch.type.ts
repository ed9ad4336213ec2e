import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { Plan } from "./plan";
import { PlanType } from "./plan.type";

@InputType("BranchPlanInput", { description: "Which plan to copy, and what to call the copy." })
export class BranchPlanInput {
  @Field(() => ID, { description: "The plan." })
  planId!: string;

  @Field(() => String, { description: "Name of the new draft, 1 to 100 characters." })
  name!: string;
}

@InputType("RenamePlanInput", { description: "Which draft to rename, and how." })
export class RenamePlanInput {
  @Field(() => ID, { description: "The draft." })
  planId!: string;

  @Field(() => Int, { description: "`Plan.version` as it was seen." })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: "The name, 1 to 100 characters; null takes it away.",
  })
  name?: string | null;
}

@InputType("DeletePlanInput", { description: "Which draft to delete." })
export class DeletePlanInput {
  @Field(() => ID, { description: "The draft." })
  planId!: string;

  @Field(() => Int, { description: "`Plan.version` as it was seen." })
  expectedVersion!: number;
}

@ObjectType("BranchPlanPayload", { description: "The copy of a plan.", simpleResolvers: true })
export class BranchPlanPayload {
  @Field(() => PlanType, { nullable: true, description: "The new draft; null where refused." })
  plan!: Plan | null;

  @Field(() => [UserErrorType], { description: "Why there is none; empty where there is one." })
  userErrors!: readonly Refusal[];
}

@ObjectType("RenamePlanPayload", { description: "A draft with its name.", simpleResolvers: true })
export class RenamePlanPayload {
  @Field(() => PlanType, {
    nullable: true,
    description: "The draft as it is now, also where this was refused; null where there is none.",
  })
  plan!: Plan | null;

  @Field(() => [UserErrorType], { description: "Why nothing was changed; empty if it was." })
  userErrors!: readonly Refusal[];
}

@ObjectType("DeletePlanPayload", {
  description: "What became of a draft that was to be deleted.",
  simpleResolvers: true,
})
export class DeletePlanPayload {
  @Field(() => ID, { nullable: true, description: "Its id, if it is gone; null where refused." })
  deletedPlanId!: string | null;

  @Field(() => PlanType, {
    nullable: true,
    description: "The plan as it is now, where this was refused; null where it is gone.",
  })
  plan!: Plan | null;

  @Field(() => [UserErrorType], { description: "Why it is still there; empty if it is gone." })
  userErrors!: readonly Refusal[];
}
