import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Building } from "../building/building";
import { BuildingType } from "../building/building.type";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { DomainError } from "../errors";
import { present, type GraphContext } from "../graphql/context";
import { DateTime } from "../graphql/date-time";
import { uuidOf } from "../graphql/global-id";
import { MAX_FIRST } from "../graphql/pagination";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { DoubledBuilding, Unity } from "./crosswalk";
import { DepartmentalCrosswalkType, DoubledBuildingType, NetworkUnityType } from "./crosswalk.type";
import type { DepartmentalNetwork } from "./departmental";
import {
  findCrosswalkAt,
  findCrosswalksAgainstPlan,
  findCrosswalksOfCommunity,
  findUnityOfPlan,
  type NetworkCrosswalk,
} from "./departmental.service";
import { DepartmentalNetworkType } from "./departmental.type";

const PLAN = "Against this plan of the community; against the grids in force if left out.";
const AT =
  "Against the grids in force at this moment, as it was recorded then; not together with `planId`.";
const BUILDINGS_FIRST = `How many of them are wanted at most, 1 to ${MAX_FIRST}.`;

@Resolver(() => DepartmentalCrosswalkType)
export class CrosswalkResolver {
  @Query(() => DepartmentalCrosswalkType, {
    nullable: true,
    description:
      "How a network of a department lies to the grids in force, or to a plan. null where there is " +
      "no such network, or at a moment when it, or grids in force, did not exist.",
  })
  async crosswalk(
    @Ctx() context: GraphContext,
    @Arg("networkId", () => ID, { description: "The network." }) networkId: string,
    @Arg("planId", () => ID, { nullable: true, description: PLAN }) planId: string | null,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
  ): Promise<NetworkCrosswalk | null> {
    const id = uuidOf("DepartmentalNetwork", networkId);
    const network = await context.loaders.departmentalNetwork.load(id);
    return network === null ? null : crosswalkOf(context, network, { planId, at });
  }

  @FieldResolver(() => DepartmentalNetworkType, { description: "The network." })
  network(@Root() { network }: NetworkCrosswalk): DepartmentalNetwork {
    return network;
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan it is against; null: the grids in force.",
  })
  async plan(
    @Root() { planId }: NetworkCrosswalk,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return planId === null ? null : loaders.plan.load(planId);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When it was recorded; null: it is as of now.",
  })
  recordedAt(@Root() { recordedAt }: NetworkCrosswalk): Date | null {
    return recordedAt;
  }

  @FieldResolver(() => Int, { description: "Buildings that the network has in no grid." })
  inNoneCount(@Root() { inNone }: NetworkCrosswalk): number {
    return inNone.length;
  }

  @FieldResolver(() => [BuildingType], {
    description: "Buildings that the network has in no grid: those that you may read.",
  })
  inNone(
    @Root() { inNone }: NetworkCrosswalk,
    @Ctx() context: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: BUILDINGS_FIRST }) first: number,
  ): Promise<Building[]> {
    return buildingsOf(context, inNone, first);
  }

  @FieldResolver(() => Int, { description: "Buildings that the network has in several grids." })
  inSeveralCount(@Root() { inSeveral }: NetworkCrosswalk): number {
    return inSeveral.length;
  }

  @FieldResolver(() => [DoubledBuildingType], {
    description: "Buildings that the network has in several grids.",
  })
  inSeveral(
    @Root() { inSeveral }: NetworkCrosswalk,
    @Arg("first", () => Int, { defaultValue: 100, description: BUILDINGS_FIRST }) first: number,
  ): readonly DoubledBuilding[] {
    return inSeveral.slice(0, checked(first));
  }

  @FieldResolver(() => Int, { description: "Buildings that are in no unified grid." })
  notUnifiedCount(@Root() { notUnified }: NetworkCrosswalk): number {
    return notUnified.length;
  }

  @FieldResolver(() => [BuildingType], {
    description: "Buildings that are in no unified grid: those that you may read.",
  })
  notUnified(
    @Root() { notUnified }: NetworkCrosswalk,
    @Ctx() context: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: BUILDINGS_FIRST }) first: number,
  ): Promise<Building[]> {
    return buildingsOf(context, notUnified, first);
  }
}

@Resolver(() => DoubledBuildingType)
export class DoubledBuildingResolver {
  @FieldResolver(() => BuildingType, {
    nullable: true,
    description: "The building; null where you may not read it.",
  })
  building(
    @Root() { buildingId }: DoubledBuilding,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Building | null> {
    return loaders.building.load(buildingId);
  }
}

@Resolver(() => DepartmentalNetworkType)
export class NetworkCrosswalkResolver {
  @FieldResolver(() => DepartmentalCrosswalkType, {
    nullable: true,
    description:
      "How it lies to the grids in force, or to a plan. null at a moment when it, or grids in force, " +
      "did not exist.",
  })
  crosswalk(
    @Root() network: DepartmentalNetwork,
    @Ctx() context: GraphContext,
    @Arg("planId", () => ID, { nullable: true, description: PLAN }) planId: string | null,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
  ): Promise<NetworkCrosswalk | null> {
    return crosswalkOf(context, network, { planId, at });
  }
}

@Resolver(() => CommunityType)
export class CommunityNetworksResolver {
  @FieldResolver(() => [DepartmentalNetworkType], {
    description: "The networks of departments in it, by department and name.",
  })
  departmentalNetworks(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalNetwork[]> {
    return loaders.networksOfCommunity.load(id);
  }

  @FieldResolver(() => NetworkUnityType, {
    description: "Rule R10, one network, over all of its departments and the grids in force.",
  })
  async networkUnity(@Root() { id }: Community, @Ctx() { loaders }: GraphContext): Promise<Unity> {
    return present(await loaders.unityOfCommunity.load(id), "The community");
  }
}

@Resolver(() => PlanType)
export class PlanCrosswalkResolver {
  @FieldResolver(() => [DepartmentalCrosswalkType], {
    description: "How the networks of departments lie to it, by department and name.",
  })
  crosswalks(@Root() plan: Plan, @Ctx() { db }: GraphContext): Promise<NetworkCrosswalk[]> {
    return findCrosswalksOfCommunity(db, plan);
  }

  @FieldResolver(() => NetworkUnityType, {
    description:
      "Rule R10, one network, as it would be with this plan: over all departments of its community.",
  })
  networkUnity(@Root() plan: Plan, @Ctx() { db }: GraphContext): Promise<Unity> {
    return findUnityOfPlan(db, plan);
  }
}

async function crosswalkOf(
  { db, loaders }: GraphContext,
  network: DepartmentalNetwork,
  { planId, at }: { readonly planId: string | null; readonly at: Date | null },
): Promise<NetworkCrosswalk | null> {
  if (planId != null && at != null) {
    throw new DomainError("BAD_INPUT", "Expected planId or at or none of them, got both");
  }
  if (at != null) return findCrosswalkAt(db, network, at);
  if (planId == null) return loaders.crosswalkOfNetwork.load(network.id);
  const plan = present(await loaders.plan.load(uuidOf("Plan", planId)), "The plan");
  if (plan.communityId !== network.communityId) {
    throw new DomainError("BAD_INPUT", "Expected a plan of the network's community");
  }
  const found = await findCrosswalksAgainstPlan(db, [network], plan.id);
  return found.get(network.id) ?? null;
}

async function buildingsOf(
  { loaders }: GraphContext,
  ids: readonly string[],
  first: number,
): Promise<Building[]> {
  const wanted = ids.slice(0, checked(first));
  const found = await Promise.all(wanted.map((id) => loaders.building.load(id)));
  return found.filter((building) => building !== null);
}

function checked(first: number): number {
  if (first >= 1 && first <= MAX_FIRST) return first;
  throw new DomainError("BAD_INPUT", `Expected first from 1 to ${MAX_FIRST}, got ${first}`);
}
