import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { scopeOf } from "../auth/policy";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { DomainError } from "../errors";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { keyFindings, type KeyedFinding } from "./finding-key";
import { FindingType, NamedNumberType } from "./finding.type";
import { GridType } from "./grid.type";
import { inboxOf } from "./inbox";
import type { Finding, Grid, Plan } from "./plan";
import { PlanFilterInput } from "./plan.input";
import { pagePlans } from "./plan.service";
import { PlanConnection, PlanType } from "./plan.type";
import { RulesType, toRulesType } from "../rule-set/rules.type";

@Resolver(() => PlanType)
export class PlanResolver {
  @Query(() => PlanType, { nullable: true, description: "One plan; null where there is none." })
  async plan(
    @Ctx() { loaders }: GraphContext,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<Plan | null> {
    return loaders.plan.load(uuidOf("Plan", id));
  }

  @Query(() => PlanConnection, { description: "Plans (划分方案), newest first." })
  async plans(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => PlanFilterInput, {
      nullable: true,
      description: "Which ones; all if left out.",
    })
    filter: PlanFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Plan>> {
    const { communityId, waitsForMe } = filter ?? {};
    const wanted = {
      communityId: communityId == null ? undefined : uuidOf("Community", communityId),
      states: statesOf(filter),
      waiting: waitsForMe === true ? (viewer === null ? [] : inboxOf(viewer)) : undefined,
      scope: scopeOf(viewer, "READ"),
    };
    return toConnection("plans", await pagePlans(db, wanted, toPageWish("plans", first, after)));
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() plan: Plan): string {
    return toGlobalId("Plan", plan.id);
  }

  @FieldResolver(() => CommunityType, { description: "The community it divides." })
  async community(
    @Root() { communityId }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => RulesType, { description: "The numbers of the rules it was made with." })
  rules(@Root() { rules }: Plan): RulesType {
    return toRulesType(rules);
  }

  @FieldResolver(() => [FindingType], {
    description: "All results of checking it, those of single grids included.",
  })
  findings(@Root() { findings, deviationReasons }: Plan): KeyedFinding[] {
    return keyFindings(findings, deviationReasons);
  }

  @FieldResolver(() => [GridType], { description: "Its grids by label." })
  async grids(@Root() { id }: Plan, @Ctx() { loaders }: GraphContext): Promise<Grid[]> {
    return loaders.gridsOfPlan.load(id);
  }

  @FieldResolver(() => [PlanType], {
    description:
      "The other plans of the community that were proposed together with it, the best first.",
  })
  async alternatives(@Root() { id }: Plan, @Ctx() { loaders }: GraphContext): Promise<Plan[]> {
    return present(await loaders.otherPlans.load(id), "The plan");
  }

  @FieldResolver(() => GeoJSON, {
    description: "The blocks (街坊): the pieces that barriers enclose, a GeometryCollection.",
  })
  async blocks(@Root() { id }: Plan, @Ctx() { loaders }: GraphContext): Promise<string> {
    return present(await loaders.planBlocks.load(id), "The plan");
  }
}

function statesOf(filter: PlanFilterInput | null): readonly Plan["state"][] | undefined {
  const { state, states } = filter ?? {};
  if (state == null) return states ?? undefined;
  if (states == null) return [state];
  throw new DomainError("BAD_INPUT", "Expected either state or states, got both");
}

@Resolver(() => FindingType)
export class FindingResolver {
  @FieldResolver(() => [ID], { description: "Ids of the buildings concerned." })
  buildingIds(@Root() { buildingIds }: Finding): string[] {
    return buildingIds.map((id) => toGlobalId("Building", id));
  }

  @FieldResolver(() => GeoJSON, {
    nullable: true,
    description: "Where to look: a Point; null when there is no single place.",
  })
  place(@Root() { place }: Finding): string | null {
    return place === null ? null : JSON.stringify(place);
  }

  @FieldResolver(() => [NamedNumberType], {
    description: "The numbers that the message speaks of.",
  })
  numbers(@Root() { numbers }: Finding): NamedNumberType[] {
    return Object.entries(numbers).map(([name, value]) => ({ name, value }));
  }
}
