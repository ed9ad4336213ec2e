import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { present, type GraphContext } from "../graphql/context";
import { DateTime } from "../graphql/date-time";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { DepartmentalNetwork, DepartmentalVersion } from "./departmental";
import { DepartmentalNetworkType } from "./departmental.type";
import { PlanStartType } from "./start.type";

type PlanStart = Plan["start"] & { readonly version: DepartmentalVersion };

@Resolver(() => PlanType)
export class StartOfPlanResolver {
  @FieldResolver(() => PlanStartType, {
    nullable: true,
    description:
      "From which network of a department the search started, and how many households move against " +
      "it; null where it started from none.",
  })
  async start(
    @Root() { start, startVersionId }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<PlanStart | null> {
    if (start === null || startVersionId === null) return null;
    const version = await loaders.departmentalVersion.load(startVersionId);
    return { ...start, version: present(version, "The version of the network") };
  }
}

@Resolver(() => PlanStartType)
export class PlanStartResolver {
  @FieldResolver(() => DepartmentalNetworkType, { description: "The network." })
  async network(
    @Root() { version }: PlanStart,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalNetwork> {
    return present(await loaders.departmentalNetwork.load(version.networkId), "The network");
  }

  @FieldResolver(() => DateTime, {
    description: "From when on the version held that was started from.",
  })
  validFrom(@Root() { version }: PlanStart): Date {
    return version.validFrom;
  }
}
