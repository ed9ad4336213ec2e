import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { roleFor, scopeOf } from "../auth/policy";
import type { GraphContext } from "../graphql/context";
import { present } from "../graphql/context";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { payloadOf } from "../graphql/user-error.type";
import type { DefaultRules, RuleSet } from "./rule-set";
import { RuleSetFilterInput, SaveRulesInput, SetDefaultRulesInput } from "./rule-set.input";
import { pageRuleSets, saveRules, setDefaultRules } from "./rule-set.service";
import {
  DefaultRulesType,
  RuleSetConnection,
  RuleSetType,
  SaveRulesPayload,
  SetDefaultRulesPayload,
} from "./rule-set.type";
import { rulesFileOf } from "./rules-file";
import { RulesType, toRulesType } from "./rules.type";

@Resolver(() => RuleSetType)
export class RuleSetResolver {
  @Query(() => RuleSetConnection, {
    description:
      "The newest version of all rules that were saved under a name (规则集), by name: those of " +
      "jurisdictions that you may read in, and of the larger ones that these lie in.",
  })
  async ruleSets(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => RuleSetFilterInput, {
      nullable: true,
      description: "Which ones; all if left out.",
    })
    filter: RuleSetFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<RuleSet>> {
    const wanted = {
      jurisdiction: filter?.jurisdiction ?? undefined,
      communityCode: filter?.communityCode ?? undefined,
      scope: scopeOf(viewer, "READ"),
    };
    const page = await pageRuleSets(db, wanted, toPageWish("ruleSets", first, after));
    return toConnection("ruleSets", page);
  }

  @Mutation(() => SaveRulesPayload, {
    description:
      "Saves numbers of the rules under a name, as its first or next version. Nothing uses it before " +
      "somebody chooses it: see `setDefaultRules`, and `ruleSetId` of `proposePlans`.",
  })
  async saveRules(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => SaveRulesInput, { description: "Which numbers, under which name." })
    input: SaveRulesInput,
  ): Promise<SaveRulesPayload> {
    return payloadOf({ ruleSet: null }, async () => ({
      ruleSet: await saveRules(db, viewer, input),
    }));
  }

  @Mutation(() => SetDefaultRulesPayload, {
    description:
      "Chooses the rules that communities of a jurisdiction are planned with when a proposal says " +
      "nothing else. The default of a smaller jurisdiction goes before it; plans that there are, and " +
      "jobs that were begun, keep the rules they have.",
  })
  async setDefaultRules(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => SetDefaultRulesInput, { description: "Which rules, and where." })
    { jurisdiction, ruleSetId }: SetDefaultRulesInput,
  ): Promise<SetDefaultRulesPayload> {
    const id = ruleSetId == null ? null : uuidOf("RuleSet", ruleSetId);
    return payloadOf({ defaultRules: null }, async () => ({
      defaultRules: await setDefaultRules(db, viewer, { jurisdiction, ruleSetId: id }),
    }));
  }

  @FieldResolver(() => ID, {
    description: "Unique among all objects; opaque. Of this version alone.",
  })
  id(@Root() ruleSet: RuleSet): string {
    return toGlobalId("RuleSet", ruleSet.id);
  }

  @FieldResolver(() => RulesType, { description: "The numbers, all of them." })
  rules(@Root() { rules }: RuleSet): RulesType {
    return toRulesType(rules);
  }

  @FieldResolver(() => String, {
    description: "The numbers as a file for `npm run -s plan -- DATASET_DIR --rules FILE`.",
  })
  rulesFile(@Root() { rules }: RuleSet): string {
    return rulesFileOf(rules);
  }

  @FieldResolver(() => [RuleSetType], {
    description: "All versions of its name in its jurisdiction, this one included, newest first.",
  })
  async versions(
    @Root() { id }: RuleSet,
    @Ctx() { loaders }: GraphContext,
  ): Promise<readonly RuleSet[]> {
    return present(await loaders.versionsOfRuleSet.load(id), "The rule set");
  }

  @FieldResolver(() => [DefaultRulesType], {
    description: "Where this version is or was the default, newest first.",
  })
  async defaults(
    @Root() { id }: RuleSet,
    @Ctx() { loaders }: GraphContext,
  ): Promise<readonly DefaultRules[]> {
    return loaders.defaultsOfRuleSet.load(id);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may save another version of it.",
  })
  viewerCanSave(@Root() { jurisdiction }: RuleSet, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "SAVE_RULES", jurisdiction) !== null;
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may make it the default of its whole jurisdiction.",
  })
  viewerCanSetDefault(@Root() { jurisdiction }: RuleSet, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "SET_DEFAULT_RULES", jurisdiction) !== null;
  }
}

@Resolver(() => DefaultRulesType)
export class DefaultRulesResolver {
  @FieldResolver(() => RuleSetType, { description: "What they use." })
  async ruleSet(
    @Root() { ruleSetId }: DefaultRules,
    @Ctx() { loaders }: GraphContext,
  ): Promise<RuleSet> {
    return present(await loaders.anyRuleSet.load(ruleSetId), "The rule set");
  }
}
