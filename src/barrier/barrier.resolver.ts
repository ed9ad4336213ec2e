import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { scopeOf } from "../auth/policy";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { toZoom, ZOOM } from "../maps/drawing.args";
import type { Barrier } from "./barrier";
import { BarrierFilterInput, toBarrierFilter } from "./barrier.input";
import { pageBarriers } from "./barrier.service";
import { BarrierConnection, BarrierType } from "./barrier.type";

@Resolver(() => BarrierType)
export class BarrierResolver {
  @Query(() => BarrierConnection, { description: "Barriers (分界线) by external id." })
  async barriers(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => BarrierFilterInput, {
      nullable: true,
      description: "Which ones; all if left out.",
    })
    filter: BarrierFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Barrier>> {
    const wanted = { ...toBarrierFilter(filter), scope: scopeOf(viewer, "READ") };
    const page = await pageBarriers(db, wanted, toPageWish("barriers", first, after));
    return toConnection("barriers", page);
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() barrier: Barrier): string {
    return toGlobalId("Barrier", barrier.id);
  }

  @FieldResolver(() => GeoJSON, { description: "Its course: a LineString or MultiLineString." })
  async line(
    @Root() { id }: Barrier,
    @Ctx() { loaders }: GraphContext,
    @Arg("zoom", () => Int, { nullable: true, description: ZOOM }) zoom: number | null,
  ): Promise<string> {
    const shown = { table: "barriers", id, zoom: toZoom(zoom) } as const;
    return present(await loaders.shownGeometry.load(shown), "The barrier");
  }
}
