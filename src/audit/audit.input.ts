import { Field, ID, InputType } from "type-graphql";
import { DateTime } from "../graphql/date-time";

@InputType("AuditFilter", {
  description: "Which entries are wanted; what is left out does not restrict.",
})
export class AuditFilterInput {
  @Field(() => String, {
    nullable: true,
    description: "Only of the community that has this 12-digit code, or had it once.",
  })
  communityCode?: string | null;

  @Field(() => ID, { nullable: true, description: "Only of this community." })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only about this plan." })
  planId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only by the person with this `Actor.id`; `system` is the program itself.",
  })
  actorId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only of this action, such as APPROVE_PLAN.",
  })
  action?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Only of this moment and later." })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Only before this moment." })
  to?: Date | null;
}
