import { Field, ObjectType } from "type-graphql";
import type { LeftOutFocus } from "../engine";
import { LeftOutCode, PlanFocus } from "../graphql/enums";
import { LocalizedTextType } from "../graphql/text.type";

@ObjectType("LeftOutFocus", {
  description:
    "Something that a plan could be best in, and why there is no alternative of its own.",
  simpleResolvers: true,
})
export class LeftOutFocusType implements LeftOutFocus {
  @Field(() => PlanFocus, { description: "What the plan should have been best in." })
  focus!: LeftOutFocus["focus"];

  @Field(() => LeftOutCode, { description: "Why there is none." })
  code!: LeftOutFocus["code"];

  @Field(() => PlanFocus, {
    nullable: true,
    description: "The focus whose plan stands for it or is better; null where there is none.",
  })
  by!: LeftOutFocus["by"];

  @Field(() => LocalizedTextType, { description: "Why, in a sentence." })
  reason!: LocalizedTextType;
}
