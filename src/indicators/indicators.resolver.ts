import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import type { GraphContext } from "../graphql/context";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Indicators } from "./indicators";
import { IndicatorsType } from "./indicators.type";

@Resolver(() => PlanType)
export class PlanIndicatorsResolver {
  @FieldResolver(() => IndicatorsType, {
    nullable: true,
    description:
      "The policy's figures: as they are now for the plan in force, as they would be with those who " +
      "serve now for one that is not yet, as they were on its first day for one that was superseded; " +
      "null for one that has ended without ever being in force.",
  })
  async indicators(
    @Root() { id, communityId, state }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Indicators | null> {
    if (state === "IN_FORCE") return loaders.communityIndicators.load(communityId);
    return (await loaders.planImpact.load(id))?.after ?? null;
  }
}

@Resolver(() => CommunityType)
export class CommunityIndicatorsResolver {
  @FieldResolver(() => IndicatorsType, {
    nullable: true,
    description: "The policy's figures of its grids in force; null where none are.",
  })
  async indicators(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Indicators | null> {
    return loaders.communityIndicators.load(id);
  }
}
