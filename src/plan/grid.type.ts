import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { BorderFollows, FourLimits } from "../engine";
import { GridKind, ReducedReason } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import type { Grid } from "./plan";
import { BandType } from "../rule-set/rules.type";

@ObjectType("BorderFollows", {
  description: "What the outline of a grid follows, in metres.",
  simpleResolvers: true,
})
export class BorderFollowsType implements BorderFollows {
  @Field(() => Float, { description: "Along the community's boundary." })
  boundaryM!: number;

  @Field(() => Float, { description: "Along roads." })
  roadM!: number;

  @Field(() => Float, { description: "Along rivers." })
  riverM!: number;

  @Field(() => Float, { description: "Along railways." })
  railwayM!: number;

  @Field(() => Float, { description: "Along walls." })
  wallM!: number;

  @Field(() => Float, { description: "Over open ground, midway between buildings." })
  groundM!: number;

  @Field(() => [String], { description: "Names of the barriers followed, longest first." })
  names!: readonly string[];
}

@ObjectType("FourLimits", {
  description: "What a grid ends at on each side, by the names around it (四至).",
  simpleResolvers: true,
})
export class FourLimitsType implements FourLimits {
  @Field(() => LocalizedTextType, { description: "In the east." })
  east!: LocalizedTextType;

  @Field(() => LocalizedTextType, { description: "In the south." })
  south!: LocalizedTextType;

  @Field(() => LocalizedTextType, { description: "In the west." })
  west!: LocalizedTextType;

  @Field(() => LocalizedTextType, { description: "In the north." })
  north!: LocalizedTextType;

  @Field(() => LocalizedTextType, { description: "All four in one sentence." })
  sentence!: LocalizedTextType;
}

@ObjectType("Grid", {
  description: "One governance area of a plan (网格): a connected piece of the community.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class GridType implements Omit<Grid, "planId" | "band" | "findings"> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, {
    description: "Three digits, as at the end of the code: 001-499 standard, 501-899 micro.",
  })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Preview of the 15-digit code; null where the community has no 12-digit code. Codes are " +
      "issued when a plan is put in force.",
  })
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What people call it; null where its label is enough.",
  })
  name!: string | null;

  @Field(() => Boolean, {
    description: "Whether it is locked: edits and the engine leave it as it is.",
  })
  locked!: boolean;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: Grid["kind"];

  @Field(() => Boolean, { description: "Whether the smaller band applies." })
  reduced!: boolean;

  @Field(() => ReducedReason, { nullable: true, description: "Why the smaller band applies." })
  reducedReason!: Grid["reducedReason"];

  @Field(() => String, {
    nullable: true,
    description: "Why a planner asks for the smaller band, in his or her words; null: nobody does.",
  })
  reducedNote!: string | null;

  @Field(() => BandType, {
    nullable: true,
    description: "Households it should have; null for a micro-grid, which has no limits.",
  })
  band!: BandType | null;

  @Field(() => LocalizedTextType, { description: "Why this band, or why a micro-grid." })
  reason!: LocalizedTextType;

  @Field(() => Int, {
    description: "Households below the band (negative) or above it (positive); 0 inside it.",
  })
  deviation!: number;

  @Field(() => Int, { description: "Households (户) in it." })
  households!: number;

  @Field(() => Int, { description: "People who live in it, as far as known." })
  residents!: number;

  @Field(() => Int, { description: "Households in old estates (老旧小区)." })
  oldHouseholds!: number;

  @Field(() => Int, { description: "Households of special populations." })
  specialHouseholds!: number;

  @Field(() => Int, { description: "Buildings in it." })
  buildingCount!: number;

  @Field(() => [String], {
    description: "Names of the estates it holds, whole or in part, sorted.",
  })
  estates!: readonly string[];

  @Field(() => GeoJSON, {
    description:
      "Its territory: a Polygon, or a MultiPolygon where a detached part without households was " +
      "added. Neighbours share their border point by point.",
  })
  polygon!: string;

  @Field(() => GeoJSON, { description: "A Point inside it, for labels." })
  pointOnSurface!: string;

  @Field(() => Float, { description: "Area in m²." })
  areaM2!: number;

  @Field(() => Float, { description: "Length of its outline in metres." })
  perimeterM!: number;

  @Field(() => Float, {
    description: "Polsby-Popper: 4 pi area / perimeter², 1 for a circle.",
  })
  compactness!: number;

  @Field(() => BorderFollowsType, { description: "What its outline follows." })
  border!: BorderFollowsType;

  @Field(() => FourLimitsType, {
    nullable: true,
    description: "Its four limits in words; null for plans of before they were told.",
  })
  limits!: FourLimitsType | null;
}

export const GridConnection = connectionOf(GridType, "Grid");
