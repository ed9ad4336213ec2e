import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { scopeOf } from "../auth/policy";
import { toBBox } from "../graphql/bbox.input";
import { present, type GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import type { Barrier } from "./barrier";
import { BarrierFilterInput } from "./barrier.input";
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
    const wanted = {
      kind: filter?.kind ?? undefined,
      bbox: filter?.bbox == null ? undefined : toBBox(filter.bbox),
      scope: scopeOf(viewer, "READ"),
    };
    const page = await pageBarriers(db, wanted, toPageWish("barriers", first, after));
    return toConnection("barriers", page);
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() barrier: Barrier): string {
    return toGlobalId("Barrier", barrier.id);
  }

  @FieldResolver(() => GeoJSON, { description: "Its course: a LineString or MultiLineString." })
  async line(@Root() { id }: Barrier, @Ctx() { loaders }: GraphContext): Promise<string> {
    return present(await loaders.barrierLine.load(id), "The barrier");
  }
}
