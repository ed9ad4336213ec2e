import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { scopeOf } from "../auth/policy";
import { BarrierFilterInput, toBarrierFilter } from "../barrier/barrier.input";
import { BuildingFilterInput, toBuildingFilter } from "../building/building.input";
import { CommunityFilterInput, toCommunityFilter } from "../community/community.input";
import type { GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toPageWish } from "../graphql/pagination";
import { COLLECTION, toCollection } from "./feature-page";
import { FeaturesArgs, toMapDrawing } from "./features.args";
import {
  findBarrierFeatures,
  findBuildingFeatures,
  findCommunityFeatures,
} from "./place-features.service";

const WHICH = "Which ones; all if left out.";

@Resolver()
export class PlaceFeaturesResolver {
  @Query(() => GeoJSON, {
    description: `Communities (社区) for a map, by name. ${COLLECTION} Properties: externalId, name, code.`,
  })
  async communityFeatures(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => CommunityFilterInput, { nullable: true, description: WHICH })
    filter: CommunityFilterInput | null,
    @Args(() => FeaturesArgs) args: FeaturesArgs,
  ): Promise<readonly string[]> {
    const drawing = toMapDrawing(args);
    const wanted = { ...toCommunityFilter(filter), scope: scopeOf(viewer, "READ") };
    const wish = toPageWish("communities", args.first, args.after);
    const page = await findCommunityFeatures(db, { filter: wanted, drawing }, wish);
    return toCollection("communities", page);
  }

  @Query(() => GeoJSON, {
    description:
      `Buildings (楼栋) for a map, by external id. ${COLLECTION} Properties: externalId, name, category, ` +
      "households, floors, builtYear, communityId, estateId.",
  })
  async buildingFeatures(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => BuildingFilterInput, { nullable: true, description: WHICH })
    filter: BuildingFilterInput | null,
    @Args(() => FeaturesArgs) args: FeaturesArgs,
  ): Promise<readonly string[]> {
    const drawing = toMapDrawing(args);
    const wanted = { ...toBuildingFilter(filter), scope: scopeOf(viewer, "READ") };
    const wish = toPageWish("buildings", args.first, args.after);
    const page = await findBuildingFeatures(db, { filter: wanted, drawing }, wish);
    return toCollection("buildings", page);
  }

  @Query(() => GeoJSON, {
    description: `Barriers (分界线) for a map, by external id. ${COLLECTION} Properties: externalId, kind, class, name.`,
  })
  async barrierFeatures(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => BarrierFilterInput, { nullable: true, description: WHICH })
    filter: BarrierFilterInput | null,
    @Args(() => FeaturesArgs) args: FeaturesArgs,
  ): Promise<readonly string[]> {
    const drawing = toMapDrawing(args);
    const wanted = { ...toBarrierFilter(filter), scope: scopeOf(viewer, "READ") };
    const wish = toPageWish("barriers", args.first, args.after);
    const page = await findBarrierFeatures(db, { filter: wanted, drawing }, wish);
    return toCollection("barriers", page);
  }
}
