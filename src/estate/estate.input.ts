import { Field, ID, InputType } from "type-graphql";

@InputType("EstateFilter", {
  description: "Which estates are wanted; what is left out does not restrict.",
})
export class EstateFilterInput {
  @Field(() => ID, { nullable: true, description: "Only estates of this community." })
  communityId?: string | null;

  @Field(() => String, { nullable: true, description: "Part of the name, in any case." })
  nameContains?: string | null;
}
