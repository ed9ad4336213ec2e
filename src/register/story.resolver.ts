import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { present, type GraphContext } from "../graphql/context";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { GridCodeStory, StoryEvent } from "./story";
import { gridCodeStory } from "./story.service";
import { GridCodeEventType, GridCodeStoryType } from "./story.type";

@Resolver(() => GridCodeStoryType)
export class GridCodeStoryResolver {
  @Query(() => GridCodeStoryType, {
    nullable: true,
    description:
      "The story of a grid code, also of one that has retired long ago; null where it was never issued.",
  })
  async gridCode(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("code", () => String, { description: "The grid code: 15 digits." }) code: string,
  ): Promise<GridCodeStory | null> {
    return gridCodeStory(db, viewer, code);
  }

  @FieldResolver(() => CommunityType, { description: "The community whose code it is." })
  async community(
    @Root() { communityId }: GridCodeStory,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan that brought it; null where the community got another code.",
  })
  async issuedBy(
    @Root() { issuedByPlan }: GridCodeStory,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return issuedByPlan === null ? null : loaders.plan.load(issuedByPlan);
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan that ended it; null: in force, or the community got another code.",
  })
  async retiredBy(
    @Root() { retiredByPlan }: GridCodeStory,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return retiredByPlan === null ? null : loaders.plan.load(retiredByPlan);
  }
}

@Resolver(() => GridCodeEventType)
export class GridCodeEventResolver {
  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan that was put in force; null where the community got another code.",
  })
  async plan(
    @Root() { planId }: StoryEvent,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return planId === null ? null : loaders.plan.load(planId);
  }
}
