import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { scopeOf } from "../auth/policy";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import type { Estate } from "../estate/estate";
import { EstateType } from "../estate/estate.type";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { toZoom, ZOOM } from "../maps/drawing.args";
import type { Grid } from "../plan/plan";
import { GridType } from "../plan/grid.type";
import type { Building } from "./building";
import { BuildingFilterInput, toBuildingFilter } from "./building.input";
import { pageBuildings } from "./building.service";
import { BuildingConnection, BuildingType } from "./building.type";

@Resolver(() => BuildingType)
export class BuildingResolver {
  @Query(() => BuildingConnection, { description: "Buildings (楼栋) by external id." })
  async buildings(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => BuildingFilterInput, { description: "Which ones." })
    filter: BuildingFilterInput,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Building>> {
    const wanted = { ...toBuildingFilter(filter), scope: scopeOf(viewer, "READ") };
    const page = await pageBuildings(db, wanted, toPageWish("buildings", first, after));
    return toConnection("buildings", page);
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() building: Building): string {
    return toGlobalId("Building", building.id);
  }

  @FieldResolver(() => GeoJSON, { description: "Its footprint: a Polygon or MultiPolygon." })
  async polygon(
    @Root() { id }: Building,
    @Ctx() { loaders }: GraphContext,
    @Arg("zoom", () => Int, { nullable: true, description: ZOOM }) zoom: number | null,
  ): Promise<string> {
    const shown = { table: "buildings", id, zoom: toZoom(zoom) } as const;
    return present(await loaders.shownGeometry.load(shown), "The building");
  }

  @FieldResolver(() => CommunityType, { description: "The community it stands in." })
  async community(
    @Root() { communityId }: Building,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => EstateType, {
    nullable: true,
    description: "The estate (小区) it belongs to; null where it stands alone.",
  })
  async estate(
    @Root() { estateId }: Building,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Estate | null> {
    return estateId === null ? null : loaders.estate.load(estateId);
  }

  @FieldResolver(() => GridType, {
    nullable: true,
    description: "Its grid in the newest plan of its community; null while there is none.",
  })
  async grid(@Root() { id }: Building, @Ctx() { loaders }: GraphContext): Promise<Grid | null> {
    return loaders.gridOfBuilding.load(id);
  }
}
