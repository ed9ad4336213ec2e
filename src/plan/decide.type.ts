import { Field, ID, InputType, Int, ObjectType, type ClassType } from "type-graphql";
import { DateTime } from "../graphql/date-time";
import { UserErrorType } from "../graphql/user-error.type";
import { PlaceInput } from "../maps/place.input";
import type { Refusal } from "../refusal";
import type { Plan } from "./plan";
import { PlanType } from "./plan.type";

@InputType()
class PlanVersionInput {
  @Field(() => ID, { description: "The plan." })
  planId!: string;

  @Field(() => Int, {
    description:
      "`Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan " +
      "as it is now comes back.",
  })
  expectedVersion!: number;
}

@InputType()
class PlanDecisionInput extends PlanVersionInput {
  @Field(() => String, { nullable: true, description: "What there is to say about it." })
  comment?: string | null;
}

@InputType()
class ExplainedDecisionInput extends PlanVersionInput {
  @Field(() => String, { description: "Why: those whose plan it is have to be told." })
  comment!: string;
}

@InputType("DeviationReasonInput", { description: "One reason for one or more warnings." })
export class DeviationReasonInput {
  @Field(() => [String], { description: "The `key` of each of these warnings." })
  findings!: string[];

  @Field(() => String, { description: "The reason." })
  reason!: string;
}

@InputType("SubmitPlanInput", { description: "Which plan to submit, and why it deviates." })
export class SubmitPlanInput extends PlanDecisionInput {
  @Field(() => [DeviationReasonInput], {
    nullable: true,
    description: "A reason for each WARNING among the findings; left out if there is none.",
  })
  deviationReasons?: DeviationReasonInput[] | null;
}

@InputType("EndorsePlanInput", { description: "Which plan to endorse." })
export class EndorsePlanInput extends PlanDecisionInput {}

@InputType("ReturnPlanInput", { description: "Which plan to return to its planner, and why." })
export class ReturnPlanInput extends ExplainedDecisionInput {}

@InputType("ApprovePlanInput", { description: "Which plan to approve." })
export class ApprovePlanInput extends PlanDecisionInput {}

@InputType("RejectPlanInput", { description: "Which plan to reject, and why." })
export class RejectPlanInput extends ExplainedDecisionInput {}

@InputType("WithdrawPlanInput", { description: "Which plan to withdraw, and why." })
export class WithdrawPlanInput extends ExplainedDecisionInput {}

@InputType("RevalidatePlanInput", { description: "Which plan to bring up to date." })
export class RevalidatePlanInput extends PlanDecisionInput {}

@InputType("GivePublicNoticeInput", { description: "Which plan to lay open, and for how long." })
export class GivePublicNoticeInput extends PlanDecisionInput {
  @Field(() => DateTime, { nullable: true, description: "Beginning; now if left out." })
  from?: Date | null;

  @Field(() => DateTime, { description: "End: the plan can be approved after it." })
  to!: Date;
}

@InputType("FilePlanInput", { description: "Which plan is filed, and under which number." })
export class FilePlanInput extends PlanDecisionInput {
  @Field(() => String, {
    description:
      "The number (备案编号), up to 100 characters; several plans of one filing may share it.",
  })
  filingNumber!: string;
}

@InputType("AddRemarkInput", { description: "What to remark on which plan." })
export class AddRemarkInput {
  @Field(() => ID, { description: "The plan." })
  planId!: string;

  @Field(() => String, { description: "The remark." })
  comment!: string;

  @Field(() => String, {
    nullable: true,
    description: "Label of the grid that it is about; the whole plan if left out.",
  })
  gridLabel?: string | null;

  @Field(() => PlaceInput, {
    nullable: true,
    description: "Where to pin it to the map, in the community.",
  })
  place?: PlaceInput | null;
}

/** What each of the mutations on a plan gives. */
export interface PlanPayload {
  readonly plan: Plan | null;
  readonly userErrors: readonly Refusal[];
}

function payloadType(mutation: string): ClassType<PlanPayload> {
  @ObjectType(`${mutation[0].toUpperCase()}${mutation.slice(1)}Payload`, {
    description: `What \`${mutation}\` did, or why it did not.`,
    simpleResolvers: true,
  })
  class PlanMutationPayload implements PlanPayload {
    @Field(() => PlanType, {
      nullable: true,
      description:
        "The plan as it is now, also where nothing was done; null where there is none to be seen.",
    })
    plan!: Plan | null;

    @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
    userErrors!: readonly Refusal[];
  }
  return PlanMutationPayload;
}

export const SubmitPlanPayload = payloadType("submitPlan");
export const EndorsePlanPayload = payloadType("endorsePlan");
export const ReturnPlanPayload = payloadType("returnPlan");
export const ApprovePlanPayload = payloadType("approvePlan");
export const RejectPlanPayload = payloadType("rejectPlan");
export const WithdrawPlanPayload = payloadType("withdrawPlan");
export const RevalidatePlanPayload = payloadType("revalidatePlan");
export const GivePublicNoticePayload = payloadType("givePublicNotice");
export const FilePlanPayload = payloadType("filePlan");
export const AddRemarkPayload = payloadType("addRemark");
