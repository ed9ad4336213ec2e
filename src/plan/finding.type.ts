import { Field, Float, ID, ObjectType } from "type-graphql";
import { RuleId, Severity } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { LocalizedTextType } from "../graphql/text.type";
import type { KeyedFinding } from "./finding-key";
import type { Finding } from "./plan";

@ObjectType("NamedNumber", {
  description: "A number with the name under which a finding speaks of it.",
  simpleResolvers: true,
})
export class NamedNumberType {
  @Field(() => String, { description: "Such as `households` or `max`." })
  name!: string;

  @Field(() => Float, { description: "The number." })
  value!: number;
}

@ObjectType("Finding", {
  description: "One result of checking a plan (核查问题): a rule, a place and a reason.",
  simpleResolvers: true,
})
export class FindingType implements Omit<KeyedFinding, "numbers" | "place"> {
  @Field(() => String, {
    description:
      "Its name inside the plan, for `deviationReasons`; the same as long as its rule finds the same " +
      "about the same grid.",
  })
  key!: string;

  @Field(() => RuleId, { description: "The delineation rule it is about." })
  rule!: Finding["rule"];

  @Field(() => String, {
    description: "What exactly was found, such as SIZE_INFEASIBLE. Never renamed.",
  })
  code!: string;

  @Field(() => Severity, { description: "How much it weighs." })
  severity!: Finding["severity"];

  @Field(() => LocalizedTextType, { description: "What was found, in a sentence." })
  message!: LocalizedTextType;

  @Field(() => [NamedNumberType], { description: "The numbers that the message speaks of." })
  numbers!: NamedNumberType[];

  @Field(() => String, {
    nullable: true,
    description: "Label of the grid concerned; null when it concerns the whole plan.",
  })
  gridLabel!: string | null;

  @Field(() => [ID], { description: "Ids of the buildings concerned." })
  buildingIds!: readonly string[];

  @Field(() => GeoJSON, {
    nullable: true,
    description: "Where to look: a Point; null when there is no single place.",
  })
  place!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why the plan deviates here, as written when it was submitted; null for nothing.",
  })
  deviationReason!: string | null;
}
