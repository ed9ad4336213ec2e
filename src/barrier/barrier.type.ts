import { Field, ID, ObjectType } from "type-graphql";
import { BarrierKind } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import type { Barrier } from "./barrier";

@ObjectType("Barrier", {
  description: "A line (分界线) on which borders of grids should lie; it belongs to no community.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class BarrierType implements Pick<Barrier, "id" | "externalId" | "kind" | "class" | "name"> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, { description: "Id in the data set it came from." })
  externalId!: string;

  @Field(() => BarrierKind, { description: "What sort of line it is." })
  kind!: Barrier["kind"];

  @Field(() => String, {
    nullable: true,
    description: "The source's own class, such as an OpenStreetMap highway value.",
  })
  class!: string | null;

  @Field(() => String, { nullable: true, description: "Name, where known." })
  name!: string | null;

  @Field(() => GeoJSON, { description: "Its course: a LineString or MultiLineString." })
  line!: string;
}

export const BarrierConnection = connectionOf(BarrierType, "Barrier");
