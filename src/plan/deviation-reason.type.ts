import { Field, ObjectType } from "type-graphql";
import type { DeviationReason } from "./plan";

@ObjectType("DeviationReason", {
  description: "Why a plan deviates from a rule, as its planner wrote when submitting it.",
  simpleResolvers: true,
})
export class DeviationReasonType implements DeviationReason {
  @Field(() => String, { description: "The `key` of the warning." })
  finding!: string;

  @Field(() => String, { description: "The reason." })
  reason!: string;
}
