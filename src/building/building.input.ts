import { Field, ID, InputType } from "type-graphql";
import { BBoxInput, toBBox } from "../graphql/bbox.input";
import { Category } from "../graphql/enums";
import { uuidOf } from "../graphql/global-id";
import type { Building } from "./building";
import type { BuildingFilter } from "./building.service";

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

/** The filter without what is left out; throws BAD_INPUT where it makes no sense. */
export function toBuildingFilter(input: BuildingFilterInput | null | undefined): BuildingFilter {
  const { communityId, estateId, category, bbox } = input ?? {};
  return {
    communityId: communityId == null ? undefined : uuidOf("Community", communityId),
    estateId: estateId == null ? undefined : uuidOf("Estate", estateId),
    category: category ?? undefined,
    bbox: bbox == null ? undefined : toBBox(bbox),
  };
}
