import { Field, ObjectType } from "type-graphql";
import type { Text } from "../engine";

@ObjectType("LocalizedText", {
  description: "A text in both languages of the product.",
  simpleResolvers: true,
})
export class LocalizedTextType implements Text {
  @Field(() => String, { description: "Simplified Chinese." })
  zh!: string;

  @Field(() => String, { description: "English." })
  en!: string;
}
