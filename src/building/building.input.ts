import { Field, ID, InputType } from "type-graphql";
import { BBoxInput } from "../graphql/bbox.input";
import { Category } from "../graphql/enums";
import type { Building } from "./building";

@InputType("BuildingFilter", {
  description: "Which buildings are wanted; what is left out does not restrict.",
})
export class BuildingFilterInput {
  @Field(() => ID, { nullable: true, description: "Only buildings of this community." })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only buildings of this estate." })
  estateId?: string | null;

  @Field(() => BBoxInput, { nullable: true, description: "Only buildings that meet this box." })
  bbox?: BBoxInput | null;

  @Field(() => Category, { nullable: true, description: "Only buildings of this category." })
  category?: Building["category"] | null;
}
