import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Category } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import type { Building } from "./building";

@ObjectType("Building", {
  description: "A building (楼栋): the smallest thing a grid may hold; it is never cut.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class BuildingType implements Omit<
  Building,
  "communityId" | "estateId" | "version" | "createdAt" | "updatedAt"
> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, { description: "Id in the data set it came from." })
  externalId!: string;

  @Field(() => String, { nullable: true, description: "Name or number, where known." })
  name!: string | null;

  @Field(() => Category, { description: "What it is mainly used for." })
  category!: Building["category"];

  @Field(() => Int, { description: "Households (户) in it." })
  households!: number;

  @Field(() => Int, { nullable: true, description: "People who live in it, where known." })
  residents!: number | null;

  @Field(() => Int, { nullable: true, description: "Stairwell units (单元), where known." })
  units!: number | null;

  @Field(() => Int, { nullable: true, description: "Floors above ground, where known." })
  floors!: number | null;

  @Field(() => Int, { nullable: true, description: "Year it was built, where known." })
  builtYear!: number | null;

  @Field(() => Int, {
    description: "Households of special populations: a count, never persons.",
  })
  specialHouseholds!: number;

  @Field(() => Float, { nullable: true, description: "Floor area in m², where known." })
  floorAreaM2!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Explicit flag: true always makes it part of a micro-grid, false never; null: by the rules.",
  })
  microGrid!: boolean | null;

  @Field(() => GeoJSON, { description: "Its footprint: a Polygon or MultiPolygon." })
  polygon!: string;
}

export const BuildingConnection = connectionOf(BuildingType, "Building");
