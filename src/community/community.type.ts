import { Field, ID, Int, ObjectType } from "type-graphql";
import { GeoJSON } from "../graphql/geojson";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import type { Community } from "./community";

@ObjectType("Community", {
  description: "The territory of one residents' committee (社区); every grid lies inside one.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class CommunityType implements Pick<Community, "id" | "externalId" | "name" | "code"> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, { description: "Id in the data set it came from." })
  externalId!: string;

  @Field(() => String, { description: "Name, usually Chinese." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "12-digit division code in use; null where there is none.",
  })
  code!: string | null;

  @Field(() => Int, { description: "Households (户) in all of its buildings." })
  households!: number;

  @Field(() => Int, { description: "Buildings in it." })
  buildingCount!: number;

  @Field(() => GeoJSON, { description: "Its territory: a Polygon or MultiPolygon." })
  polygon!: string;
}

export const CommunityConnection = connectionOf(CommunityType, "Community");
