import { Field, InputType } from "type-graphql";
import { BBoxInput, toBBox } from "../graphql/bbox.input";
import type { CommunityFilter } from "./community.service";

@InputType("CommunityFilter", {
  description: "Which communities are wanted; what is left out does not restrict.",
})
export class CommunityFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      "Start of the division code, such as 640104 for a county or 640104001 for a street.",
  })
  codePrefix?: string | null;

  @Field(() => String, { nullable: true, description: "Part of the name, in any case." })
  nameContains?: string | null;

  @Field(() => BBoxInput, { nullable: true, description: "Only communities that meet this box." })
  bbox?: BBoxInput | null;
}

/** The filter without what is left out; throws BAD_INPUT where it makes no sense. */
export function toCommunityFilter(input: CommunityFilterInput | null | undefined): CommunityFilter {
  return {
    codePrefix: input?.codePrefix ?? undefined,
    nameContains: input?.nameContains ?? undefined,
    bbox: input?.bbox == null ? undefined : toBBox(input.bbox),
  };
}
