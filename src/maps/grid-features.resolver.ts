import { Arg, Args, Ctx, Int, Query, Resolver } from "type-graphql";
import { DomainError } from "../errors";
import type { GraphContext } from "../graphql/context";
import { GeoJSON } from "../graphql/geojson";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import type { RegisteredGrid } from "../register/register";
import { findGridsOfRegister } from "../register/register.service";
import { RegisteredGridConnection } from "../register/register.type";
import { COLLECTION, toCollection } from "./feature-page";
import { FeaturesArgs, toMapDrawing } from "./features.args";
import { findGridFeatures } from "./grid-features.service";
import { GridFilterInput, toGridFilter, toGridSource } from "./grid-filter.input";

const WHICH = "Which ones; all in force if left out.";

@Resolver()
export class GridFeaturesResolver {
  @Query(() => GeoJSON, {
    description:
      "Grids (网格) for a map: those of the register, in force now or at a moment, by code; or those of " +
      `a plan, by label. ${COLLECTION} Properties: code, label, name, kind, households, communityId, ` +
      "communityCode, communityName, planId; validFrom and validTo of the register, reduced and " +
      "buildings of a plan.",
  })
  async gridFeatures(
    @Ctx() context: GraphContext,
    @Arg("filter", () => GridFilterInput, { nullable: true, description: WHICH })
    filter: GridFilterInput | null,
    @Args(() => FeaturesArgs) args: FeaturesArgs,
  ): Promise<readonly string[]> {
    const drawing = toMapDrawing(args);
    const source = toGridSource(filter ?? {});
    const list = source.in === "REGISTER" ? "register" : "grids";
    const wish = { source, filter: toGridFilter(filter ?? {}), drawing };
    const pageWish = toPageWish(list, args.first, args.after);
    return toCollection(list, await findGridFeatures(context, context.viewer, wish, pageWish));
  }

  @Query(() => RegisteredGridConnection, {
    description:
      "The grids in force now, or at a moment, that fit a filter, by code. For a map `gridFeatures` is " +
      "faster.",
  })
  async registeredGrids(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => GridFilterInput, { nullable: true, description: WHICH })
    filter: GridFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<RegisteredGrid>> {
    const source = toGridSource(filter ?? {});
    if (source.in === "PLAN") {
      throw new DomainError(
        "BAD_INPUT",
        "Expected no planId: for the grids of a plan ask for grids",
      );
    }
    const wish = { filter: toGridFilter(filter ?? {}), at: source.at };
    const page = toPageWish("register", first, after);
    return toConnection("register", await findGridsOfRegister(db, viewer, wish, page));
  }
}
