import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { roleFor, scopeOf } from "../auth/policy";
import { BarrierConnection } from "../barrier/barrier.type";
import type { Barrier } from "../barrier/barrier";
import { BuildingConnection } from "../building/building.type";
import type { Building } from "../building/building";
import { DomainError } from "../errors";
import { EstateConnection } from "../estate/estate.type";
import type { Estate } from "../estate/estate";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { toZoom, ZOOM } from "../maps/drawing.args";
import { PlanConnection, PlanType } from "../plan/plan.type";
import type { Plan } from "../plan/plan";
import type { Community } from "./community";
import { CommunityFilterInput, toCommunityFilter } from "./community.input";
import { findCommunityByCode, pageCommunities } from "./community.service";
import { CommunityConnection, CommunityType } from "./community.type";

@Resolver(() => CommunityType)
export class CommunityResolver {
  @Query(() => CommunityType, {
    nullable: true,
    description: "One community, by its id or by its code; null where there is none.",
  })
  async community(
    @Ctx() { db, loaders, viewer }: GraphContext,
    @Arg("id", () => ID, { nullable: true, description: "Its id; not together with `code`." })
    id: string | null,
    @Arg("code", () => String, {
      nullable: true,
      description: "The 12-digit division code in use; not together with `id`.",
    })
    code: string | null,
  ): Promise<Community | null> {
    if (id != null && code == null) return loaders.community.load(uuidOf("Community", id));
    if (code != null && id == null) {
      return roleFor(viewer, "READ", code) === null ? null : findCommunityByCode(db, code);
    }
    throw new DomainError("BAD_INPUT", "Expected either id or code, got both or none");
  }

  @Query(() => CommunityConnection, { description: "Communities by name." })
  async communities(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => CommunityFilterInput, {
      nullable: true,
      description: "Which ones; all if left out.",
    })
    filter: CommunityFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Community>> {
    const wanted = { ...toCommunityFilter(filter), scope: scopeOf(viewer, "READ") };
    const page = await pageCommunities(db, wanted, toPageWish("communities", first, after));
    return toConnection("communities", page);
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() community: Community): string {
    return toGlobalId("Community", community.id);
  }

  @FieldResolver(() => Int, { description: "Households (户) in all of its buildings." })
  async households(@Root() { id }: Community, @Ctx() { loaders }: GraphContext): Promise<number> {
    return (await loaders.communityTotals.load(id))?.households ?? 0;
  }

  @FieldResolver(() => Int, { description: "Buildings in it." })
  async buildingCount(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<number> {
    return (await loaders.communityTotals.load(id))?.buildings ?? 0;
  }

  @FieldResolver(() => GeoJSON, { description: "Its territory: a Polygon or MultiPolygon." })
  async polygon(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
    @Arg("zoom", () => Int, { nullable: true, description: ZOOM }) zoom: number | null,
  ): Promise<string> {
    const shown = { table: "communities", id, zoom: toZoom(zoom) } as const;
    return present(await loaders.shownGeometry.load(shown), "The community");
  }

  @FieldResolver(() => EstateConnection, { description: "Its estates (小区) by name." })
  async estates(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Estate>> {
    const page = toPageWish("estates", first, after);
    return toConnection("estates", await loaders.estatesOfCommunity.load({ ownerId: id, page }));
  }

  @FieldResolver(() => BuildingConnection, { description: "Its buildings (楼栋) by external id." })
  async buildings(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Building>> {
    const page = toPageWish("buildings", first, after);
    const found = await loaders.buildingsOfCommunity.load({ ownerId: id, page });
    return toConnection("buildings", found);
  }

  @FieldResolver(() => BarrierConnection, {
    description: "The barriers (分界线) that meet it, by external id.",
  })
  async barriers(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Barrier>> {
    const page = toPageWish("barriers", first, after);
    return toConnection("barriers", await loaders.barriersOfCommunity.load({ ownerId: id, page }));
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "Its newest plan; null while it has none.",
  })
  async latestPlan(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    const [plan] = await loaders.latestPlan.load(id);
    return plan ?? null;
  }

  @FieldResolver(() => PlanConnection, { description: "Its plans (划分方案), newest first." })
  async plans(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Plan>> {
    const page = toPageWish("plans", first, after);
    return toConnection("plans", await loaders.plansOfCommunity.load({ ownerId: id, page }));
  }
}
