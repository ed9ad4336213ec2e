import { Field, ID, InputType, Int } from "type-graphql";
import { RulesInput } from "./rules.input";

const JURISDICTION =
  "Start of the codes of the communities it is for: up to 12 digits, such as 640104 for a county; " +
  "empty: all communities.";

@InputType("RuleSetFilter", {
  description: "Which rule sets are wanted; what is left out does not restrict.",
})
export class RuleSetFilterInput {
  @Field(() => String, {
    nullable: true,
    description: "Only those that were saved for exactly this jurisdiction.",
  })
  jurisdiction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only those that are for the community with this 12-digit code.",
  })
  communityCode?: string | null;
}

@InputType("SaveRulesInput", { description: "Which numbers to save, and under which name." })
export class SaveRulesInput {
  @Field(() => String, { description: JURISDICTION })
  jurisdiction!: string;

  @Field(() => String, { description: "Name, 1 to 100 characters." })
  name!: string;

  @Field(() => RulesInput, {
    description:
      "The numbers; the built-in ones of today are saved for what is left out, not those of an " +
      "earlier version.",
  })
  rules!: RulesInput;

  @Field(() => String, {
    nullable: true,
    description: "What there is to say about them, up to 1000 characters.",
  })
  note?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The newest version of this name that you have seen, 0 for none: refused with CONFLICT where " +
      "somebody has saved another since. Left out: it becomes the next version in any case.",
  })
  expectedVersion?: number | null;
}

@InputType("SetDefaultRulesInput", { description: "Which rules a jurisdiction is to use." })
export class SetDefaultRulesInput {
  @Field(() => String, { description: JURISDICTION })
  jurisdiction!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The rule set, in one version, of this jurisdiction or a larger one that it lies in; null: no " +
      "default of its own. A version that is saved later has to be chosen anew.",
  })
  ruleSetId!: string | null;
}
