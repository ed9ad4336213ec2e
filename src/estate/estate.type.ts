import { Field, ID, Int, ObjectType } from "type-graphql";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import type { Estate } from "./estate";

@ObjectType("Estate", {
  description: "A residential compound (小区) of one community, usually walled.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class EstateType implements Pick<Estate, "id" | "name" | "oldEstate"> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, { description: "Name, unique in its community." })
  name!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Explicit flag: an old estate (老旧小区) or not. It wins over the built years of its " +
      "buildings; null: not said.",
  })
  oldEstate!: boolean | null;

  @Field(() => Int, { description: "Households (户) in all of its buildings." })
  households!: number;

  @Field(() => Int, { description: "Buildings in it." })
  buildingCount!: number;
}

export const EstateConnection = connectionOf(EstateType, "Estate");
