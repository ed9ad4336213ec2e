import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import type { Crs as CrsName } from "../crs/crs";
import { present, type GraphContext } from "../graphql/context";
import { DateTime } from "../graphql/date-time";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { Crs, INPUT_CRS, toZoom, ZOOM } from "../maps/drawing.args";
import { toPlace } from "../maps/place.input";
import { GridType } from "../plan/grid.type";
import type { Grid, Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { RegisteredGrid } from "./register";
import { findRegister, gridByCode, gridByPlace } from "./register.service";
import { RegisteredGridConnection, RegisteredGridType } from "./register.type";

const AT = "The moment to look at; now if left out.";

@Resolver()
export class RegisterResolver {
  @Query(() => RegisteredGridType, {
    nullable: true,
    description: "The grid that a code stood for at a moment; null where it stood for none.",
  })
  async grid(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("code", () => String, { description: "The grid code: 15 digits." }) code: string,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
  ): Promise<RegisteredGrid | null> {
    return gridByCode(db, viewer, code, at ?? null);
  }

  @Query(() => RegisteredGridType, {
    nullable: true,
    description:
      "The grid that was in force at a place at a moment; null where there was none. On a border " +
      "the one with the smaller code.",
  })
  async gridAt(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("lon", () => Float, { description: "Longitude in degrees." }) lon: number,
    @Arg("lat", () => Float, { description: "Latitude in degrees." }) lat: number,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
    @Arg("crs", () => Crs, { defaultValue: "CGCS2000", description: INPUT_CRS }) crs: CrsName,
  ): Promise<RegisteredGrid | null> {
    return gridByPlace(db, viewer, toPlace({ lon, lat, crs }), at ?? null);
  }

  @Query(() => RegisteredGridConnection, {
    description:
      "The grids in force at a moment in the community that bears, or bore then, this code, by " +
      "grid code; empty where no community did.",
  })
  async register(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("communityCode", () => String, { description: "The 12-digit code of that moment." })
    communityCode: string,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<RegisteredGrid>> {
    const wish = toPageWish("register", first, after);
    const page = await findRegister(db, viewer, { communityCode, at: at ?? null }, wish);
    return toConnection("register", page);
  }
}

@Resolver(() => RegisteredGridType)
export class RegisteredGridResolver {
  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() { id }: RegisteredGrid): string {
    return toGlobalId("RegisteredGrid", id);
  }

  @FieldResolver(() => GridType, {
    description:
      "The grid of the plan, with all its figures; `code` there is the preview of the plan's day.",
  })
  async grid(@Root() { gridId }: RegisteredGrid, @Ctx() { loaders }: GraphContext): Promise<Grid> {
    return present(await loaders.grid.load(gridId), "The grid");
  }

  @FieldResolver(() => PlanType, { description: "The plan that it belongs to." })
  async plan(@Root() { planId }: RegisteredGrid, @Ctx() { loaders }: GraphContext): Promise<Plan> {
    return present(await loaders.plan.load(planId), "The plan");
  }

  @FieldResolver(() => CommunityType, { description: "The community that it is a part of." })
  async community(
    @Root() { communityId }: RegisteredGrid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => GeoJSON, {
    description: "Its territory: a Polygon, or a MultiPolygon as the plan has it.",
  })
  async polygon(
    @Root() { id }: RegisteredGrid,
    @Ctx() { loaders }: GraphContext,
    @Arg("zoom", () => Int, { nullable: true, description: ZOOM }) zoom: number | null,
  ): Promise<string> {
    const shown = { table: "register", id, zoom: toZoom(zoom) } as const;
    return present(await loaders.shownGeometry.load(shown), "The entry");
  }
}

@Resolver(() => CommunityType)
export class CommunityRegisterResolver {
  @FieldResolver(() => Int, {
    description: "Grows with every change of the community; for `expectedVersion`.",
  })
  version(@Root() { version }: Community): number {
    return version;
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan in force; null where none is.",
  })
  async planInForce(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    const planId = await loaders.planIdInForce.load(id);
    return planId === null ? null : loaders.plan.load(planId);
  }

  @FieldResolver(() => [DateTime], {
    description:
      "The moments at which its register changed, the first first: where a slider of dates stops.",
  })
  async registerDates(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
  ): Promise<readonly Date[]> {
    return present(await loaders.registerDates.load(id), "The community");
  }

  @FieldResolver(() => RegisteredGridConnection, {
    description: "Its grids in force by code; those of other days by the query `register`.",
  })
  async register(
    @Root() { id }: Community,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<RegisteredGrid>> {
    const page = toPageWish("register", first, after);
    return toConnection("register", await loaders.registerOfCommunity.load({ ownerId: id, page }));
  }
}

@Resolver(() => GridType)
export class GridRegisterResolver {
  @FieldResolver(() => [RegisteredGridType], {
    description:
      "Its entries in the register, the first first: none as long as its plan was not in force; more " +
      "than one where the community got another code meanwhile, and the grid with it.",
  })
  async entries(@Root() { id }: Grid, @Ctx() { loaders }: GraphContext): Promise<RegisteredGrid[]> {
    return loaders.entriesOfGrid.load(id);
  }
}
