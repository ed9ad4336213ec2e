import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";

@InputType("RecodeCommunityInput", { description: "Which community gets which code, and why." })
export class RecodeCommunityInput {
  @Field(() => ID, { description: "The community." })
  communityId!: string;

  @Field(() => Int, { description: "The version of the community that you have seen." })
  expectedVersion!: number;

  @Field(() => String, {
    description: "Its new division code: 12 digits, of which the first 9 name county and street.",
  })
  code!: string;

  @Field(() => String, { description: "Why, such as the order that it follows." })
  reason!: string;
}

@ObjectType("RecodeCommunityPayload", {
  description: "What `recodeCommunity` did, or why it did not.",
  simpleResolvers: true,
})
export class RecodeCommunityPayload {
  @Field(() => CommunityType, {
    nullable: true,
    description: "The community as it is now, also where it was refused; null where there is none.",
  })
  community!: Community | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}
