import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { scopeOf } from "../auth/policy";
import type { Building } from "../building/building";
import { BuildingConnection } from "../building/building.type";
import { DomainError } from "../errors";
import { BBoxInput, toBBox } from "../graphql/bbox.input";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { GridFilterInput, toGridFilter } from "../maps/grid-filter.input";
import { keyFindings, type KeyedFinding } from "./finding-key";
import { FindingType } from "./finding.type";
import { GridConnection, GridType } from "./grid.type";
import type { Grid, Plan } from "./plan";
import { pageGrids } from "./plan.service";
import { PlanType } from "./plan.type";
import { BandType } from "../rule-set/rules.type";

@Resolver(() => GridType)
export class GridResolver {
  @Query(() => GridConnection, {
    description:
      "The grids (网格) of a plan, or of the newest plan of each community, that meet a box and fit a " +
      "filter, by label. Those in force: `registeredGrids`; for a map: `gridFeatures`.",
  })
  async grids(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("bbox", () => BBoxInput, { nullable: true, description: "The box; all if left out." })
    bbox: BBoxInput | null,
    @Arg("filter", () => GridFilterInput, { nullable: true, description: "Which ones." })
    filter: GridFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 500, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Grid>> {
    if (filter?.at != null) {
      throw new DomainError("BAD_INPUT", "Expected no moment: for that ask for registeredGrids");
    }
    const planId = filter?.planId == null ? null : uuidOf("Plan", filter.planId);
    const wanted = {
      planId,
      box: bbox == null ? null : toBBox(bbox),
      filter: toGridFilter(filter ?? {}),
      scope: scopeOf(viewer, "READ"),
    };
    const page = await pageGrids(db, wanted, toPageWish("grids", first, after));
    return toConnection("grids", page);
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() grid: Grid): string {
    return toGlobalId("Grid", grid.id);
  }

  @FieldResolver(() => BandType, {
    nullable: true,
    description: "Households it should have; null for a micro-grid, which has no limits.",
  })
  band(@Root() { band }: Grid): BandType | null {
    return band === null ? null : { min: band[0], max: band[1] };
  }

  @FieldResolver(() => PlanType, { description: "The plan it belongs to." })
  async plan(@Root() { planId }: Grid, @Ctx() { loaders }: GraphContext): Promise<Plan> {
    return present(await loaders.plan.load(planId), "The plan");
  }

  @FieldResolver(() => BuildingConnection, { description: "Its buildings (楼栋) by external id." })
  async buildings(
    @Root() { id }: Grid,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Building>> {
    const page = toPageWish("buildings", first, after);
    const { items, hasMore } = await loaders.buildingIdsOfGrid.load({ ownerId: id, page });
    const found = await Promise.all(
      items.map(async ({ item, place }) => ({ item: await loaders.building.load(item), place })),
    );
    // Since the plan was made a building may have gone to a community that the viewer may not read.
    const buildings = found.flatMap(({ item, place }) => (item === null ? [] : [{ item, place }]));
    return toConnection("buildings", { items: buildings, hasMore });
  }

  @FieldResolver(() => [FindingType], { description: "The results of checking this grid." })
  async findings(
    @Root() { findings, planId }: Grid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<KeyedFinding[]> {
    const { deviationReasons } = present(await loaders.plan.load(planId), "The plan");
    return keyFindings(findings, deviationReasons);
  }

  @FieldResolver(() => GeoJSON, {
    description:
      "Its territory: a Polygon, or a MultiPolygon where a detached part without households was " +
      "added. Neighbours share their border point by point.",
  })
  async polygon(@Root() { id }: Grid, @Ctx() { loaders }: GraphContext): Promise<string> {
    return present(await loaders.gridPolygon.load(id), "The grid");
  }

  @FieldResolver(() => GeoJSON, { description: "A Point inside it, for labels." })
  async pointOnSurface(@Root() { id }: Grid, @Ctx() { loaders }: GraphContext): Promise<string> {
    return present(await loaders.gridPoint.load(id), "The grid");
  }
}
