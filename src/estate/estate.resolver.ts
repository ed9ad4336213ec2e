import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { scopeOf } from "../auth/policy";
import type { Building } from "../building/building";
import { BuildingConnection } from "../building/building.type";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { present, type GraphContext } from "../graphql/context";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import type { Estate } from "./estate";
import { EstateFilterInput } from "./estate.input";
import { pageEstates } from "./estate.service";
import { EstateConnection, EstateType } from "./estate.type";

@Resolver(() => EstateType)
export class EstateResolver {
  @Query(() => EstateConnection, { description: "Estates (小区) by name." })
  async estates(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => EstateFilterInput, {
      nullable: true,
      description: "Which ones; all if left out.",
    })
    filter: EstateFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Estate>> {
    const wanted = {
      communityId:
        filter?.communityId == null ? undefined : uuidOf("Community", filter.communityId),
      nameContains: filter?.nameContains ?? undefined,
      scope: scopeOf(viewer, "READ"),
    };
    const page = await pageEstates(db, wanted, toPageWish("estates", first, after));
    return toConnection("estates", page);
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() estate: Estate): string {
    return toGlobalId("Estate", estate.id);
  }

  @FieldResolver(() => Int, { description: "Households (户) in all of its buildings." })
  async households(@Root() { id }: Estate, @Ctx() { loaders }: GraphContext): Promise<number> {
    return (await loaders.estateTotals.load(id))?.households ?? 0;
  }

  @FieldResolver(() => Int, { description: "Buildings in it." })
  async buildingCount(@Root() { id }: Estate, @Ctx() { loaders }: GraphContext): Promise<number> {
    return (await loaders.estateTotals.load(id))?.buildings ?? 0;
  }

  @FieldResolver(() => CommunityType, { description: "The community it lies in." })
  async community(
    @Root() { communityId }: Estate,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => BuildingConnection, { description: "Its buildings (楼栋) by external id." })
  async buildings(
    @Root() { id }: Estate,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Building>> {
    const page = toPageWish("buildings", first, after);
    return toConnection("buildings", await loaders.buildingsOfEstate.load({ ownerId: id, page }));
  }
}
