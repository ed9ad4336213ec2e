/** Which rules a plan was made with, and which ones a community is planned with. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { present, type GraphContext } from "../graphql/context";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import { areSameRules, numbersOf, type DefaultRules, type RuleSet } from "./rule-set";
import { RulesInUseType, RuleSetType } from "./rule-set.type";
import { RulesType, toRulesType } from "./rules.type";

/** null: the built-in numbers are in use. */
interface RulesInUse {
  readonly default: DefaultRules | null;
}

@Resolver(() => CommunityType)
export class CommunityRulesResolver {
  @FieldResolver(() => RulesInUseType, {
    description:
      "The rules that it is planned with when a proposal says nothing else: the default of the " +
      "longest jurisdiction that it lies in, or the built-in numbers.",
  })
  async rulesInUse(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<RulesInUse> {
    return { default: await loaders.defaultRulesInUse.load(id) };
  }
}

@Resolver(() => RulesInUseType)
export class RulesInUseResolver {
  @FieldResolver(() => RulesType, { description: "The numbers." })
  async rules(@Root() inUse: RulesInUse, @Ctx() { loaders }: GraphContext): Promise<RulesType> {
    return toRulesType(await numbersInUse(inUse, loaders));
  }
}

@Resolver(() => PlanType)
export class PlanRuleSetResolver {
  @FieldResolver(() => RuleSetType, {
    nullable: true,
    description:
      "The version of saved rules that it was made with, chosen or as the default of that moment; " +
      "null: with the built-in numbers, or with some that were given for it alone. See `rules`.",
  })
  async ruleSet(
    @Root() { ruleSetId }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<RuleSet | null> {
    return ruleSetId === null ? null : loaders.anyRuleSet.load(ruleSetId);
  }
  @FieldResolver(() => Boolean, {
    description:
      "Whether its numbers are those that its community would be planned with now: see " +
      "`Community.rulesInUse`. Where they are not, whoever decides about it may want to ask why.",
  })
  async hasRulesInUse(
    @Root() { communityId, rules }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<boolean> {
    const inUse = { default: await loaders.defaultRulesInUse.load(communityId) };
    return areSameRules(rules, await numbersInUse(inUse, loaders));
  }
}

async function numbersInUse(
  inUse: RulesInUse,
  loaders: GraphContext["loaders"],
): Promise<Plan["rules"]> {
  if (inUse.default === null) return numbersOf(null);
  const ruleSet = await loaders.anyRuleSet.load(inUse.default.ruleSetId);
  return numbersOf(present(ruleSet, "The rule set"));
}
