import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Building } from "../building/building";
import { BuildingType } from "../building/building.type";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { GridType } from "../plan/grid.type";
import type { Grid } from "../plan/plan";
import type { BuildingDifference, ComparedGrid } from "./comparison";
import { comparePlans, findGroundChanges, type PlanComparison } from "./comparison.service";
import {
  BuildingDifferenceConnection,
  BuildingDifferenceType,
  ComparedGridType,
  GroundChangeType,
  PlanComparisonType,
} from "./comparison.type";
import { differenceLayer, type GroundChange } from "./ground";

/** A comparison, and its ground, which is cut only where it is asked for, and once. */
interface ShownComparison extends PlanComparison {
  readonly ground: () => Promise<readonly GroundChange[]>;
}

@Resolver(() => PlanComparisonType)
export class ComparisonResolver {
  @Query(() => PlanComparisonType, {
    nullable: true,
    description:
      "Compares a plan with another one of its community, or with the grids in force; plans of any " +
      "state. null where there is no such plan.",
  })
  async comparePlans(
    @Ctx() { db, loaders }: GraphContext,
    @Arg("a", () => ID, { description: "The plan that is compared." }) a: string,
    @Arg("b", () => ID, {
      nullable: true,
      description: "The plan it is compared with; the grids in force (register) if left out.",
    })
    b: string | null,
  ): Promise<ShownComparison | null> {
    const wish = { planId: uuidOf("Plan", a), againstId: b == null ? null : uuidOf("Plan", b) };
    const ids = [wish.planId, ...(wish.againstId === null ? [] : [wish.againstId])];
    const readable = await Promise.all(ids.map((id) => loaders.plan.load(id)));
    if (readable.includes(null)) return null;
    const comparison = await comparePlans(db, wish);
    if (comparison === null) return null;
    let cut: Promise<readonly GroundChange[]> | null = null;
    return { ...comparison, ground: () => (cut ??= findGroundChanges(db, comparison)) };
  }

  @FieldResolver(() => Int, { description: "How many buildings are not in the same grid in both." })
  buildingDifferenceCount(@Root() { buildings }: ShownComparison): number {
    return buildings.length;
  }

  @FieldResolver(() => BuildingDifferenceConnection, {
    description: "Buildings that are not in the same grid in both, by external id.",
  })
  buildingDifferences(
    @Root() { buildings }: ShownComparison,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Connection<BuildingDifference> {
    const wish = toPageWish("buildingDifferences", first, after);
    const behind = buildings.filter(
      ({ building }) => wish.after === null || building.externalId > wish.after.key,
    );
    const items = behind.slice(0, wish.first).map((item) => ({
      item,
      place: { key: item.building.externalId, id: item.building.id },
    }));
    const hasMore = behind.length > wish.first;
    return toConnection("buildingDifferences", { items, hasMore });
  }

  @FieldResolver(() => [GroundChangeType], {
    description: "The ground that is in another grid, most households first.",
  })
  async groundChanges(@Root() { ground }: ShownComparison): Promise<readonly GroundChange[]> {
    return ground();
  }

  @FieldResolver(() => Float, { description: "Area of all ground that is in another grid, in m²." })
  async changedAreaM2(@Root() { ground }: ShownComparison): Promise<number> {
    return (await ground()).reduce((sum, { areaM2 }) => sum + areaM2, 0);
  }

  @FieldResolver(() => GeoJSON, {
    description:
      "The same as a layer for maps: a GeoJSON FeatureCollection with the properties from, to (labels, " +
      "null: in no grid), fromCode, toCode, fromName, toName, households, buildings, areaM2.",
  })
  async differenceLayer(@Root() { ground }: ShownComparison): Promise<string> {
    return differenceLayer(await ground());
  }
}

@Resolver(() => ComparedGridType)
export class ComparedGridResolver {
  @FieldResolver(() => GridType, { description: "The grid with its outline and figures." })
  async grid(@Root() { gridId }: ComparedGrid, @Ctx() { loaders }: GraphContext): Promise<Grid> {
    return present(await loaders.grid.load(gridId), "The grid");
  }
}

@Resolver(() => BuildingDifferenceType)
export class BuildingDifferenceResolver {
  @FieldResolver(() => BuildingType, {
    nullable: true,
    description: "The building; null where it has left the community and you may not read it.",
  })
  building(
    @Root() { building }: BuildingDifference,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Building | null> {
    return loaders.building.load(building.id);
  }
}
