import { Field, ID, InputType } from "type-graphql";
import { PlanState } from "../graphql/enums";
import type { Plan } from "./plan";

@InputType("PlanFilter", {
  description: "Which plans are wanted; what is left out does not restrict.",
})
export class PlanFilterInput {
  @Field(() => ID, { nullable: true, description: "Only plans of this community." })
  communityId?: string | null;

  @Field(() => PlanState, { nullable: true, description: "Only plans in this state." })
  state?: Plan["state"] | null;

  @Field(() => [PlanState], {
    nullable: true,
    description: "Only plans in one of these states; not together with `state`.",
  })
  states?: Plan["state"][] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "true: only plans that wait for a decision of the viewer: to endorse, approve or put in force, " +
      "or to mend what was returned. What the viewer submitted waits for somebody else.",
  })
  waitsForMe?: boolean | null;
}
