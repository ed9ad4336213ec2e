import { Field, ID, Int, ObjectType } from "type-graphql";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { DefaultRules, RuleSet } from "./rule-set";
import { RulesType } from "./rules.type";

@ObjectType("RuleSet", {
  description:
    "Numbers of the delineation rules that were saved under a name, in one version (规则集). It never " +
    "changes: other numbers are another version, with another id.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class RuleSetType implements Omit<RuleSet, "rules"> {
  @Field(() => ID, { description: "Unique among all objects; opaque. Of this version alone." })
  id!: string;

  @Field(() => String, {
    description:
      "For which communities: those whose code starts so, up to 12 digits; empty: for all.",
  })
  jurisdiction!: string;

  @Field(() => String, { description: "Name; another jurisdiction may have one of the same name." })
  name!: string;

  @Field(() => Int, { description: "Number of the version of this name, from 1." })
  version!: number;

  @Field(() => RulesType, { description: "The numbers, all of them." })
  rules!: RulesType;

  @Field(() => String, {
    nullable: true,
    description: "What whoever saved it wrote about it; null: nothing.",
  })
  note!: string | null;

  @Field(() => ActorType, { description: "Who saved it." })
  savedBy!: ActorType;

  @Field(() => DateTime, { description: "When." })
  savedAt!: Date;
}

export const RuleSetConnection = connectionOf(RuleSetType, "RuleSet");

@ObjectType("DefaultRules", {
  description:
    "That proposals in a jurisdiction use a rule set when nothing else is said (默认规则), for a time.",
  simpleResolvers: true,
})
export class DefaultRulesType implements Omit<DefaultRules, "id" | "ruleSetId"> {
  @Field(() => String, {
    description: "The communities whose code starts so; empty: all. The longest one counts.",
  })
  jurisdiction!: string;

  @Field(() => RuleSetType, { description: "What they use." })
  ruleSet!: RuleSetType;

  @Field(() => ActorType, { description: "Who decided it." })
  setBy!: ActorType;

  @Field(() => DateTime, { description: "From when on." })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: "Until when; null: in use." })
  validTo!: Date | null;

  @Field(() => ActorType, { nullable: true, description: "Who ended it; null: in use." })
  endedBy!: ActorType | null;
}

@ObjectType("RulesInUse", {
  description: "The numbers that a community is planned with when a proposal says nothing else.",
  simpleResolvers: true,
})
export class RulesInUseType {
  @Field(() => RulesType, { description: "The numbers." })
  rules!: RulesType;

  @Field(() => DefaultRulesType, {
    nullable: true,
    description:
      "Where they come from: the default of the longest jurisdiction that the community lies in; " +
      "null: there is none, and these are the built-in numbers.",
  })
  default!: DefaultRulesType | null;
}

@ObjectType("SaveRulesPayload", {
  description: "What `saveRules` saved, or why it did not.",
  simpleResolvers: true,
})
export class SaveRulesPayload {
  @Field(() => RuleSetType, { nullable: true, description: "The new version; null if refused." })
  ruleSet!: RuleSet | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}

@ObjectType("SetDefaultRulesPayload", {
  description: "What `setDefaultRules` did, or why it did not.",
  simpleResolvers: true,
})
export class SetDefaultRulesPayload {
  @Field(() => DefaultRulesType, {
    nullable: true,
    description: "The new default; null where it was taken away, or if refused.",
  })
  defaultRules!: DefaultRules | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}
