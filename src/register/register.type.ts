import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../graphql/date-time";
import { GridKind } from "../graphql/enums";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import type { RegisteredGrid } from "./register";

@ObjectType("RegisteredGrid", {
  description:
    "An entry of the register (网格名册): one time that a grid code stood for one grid of a plan. It " +
    "holds from `validFrom` until `validTo`, which is no part of it.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class RegisteredGridType implements Omit<
  RegisteredGrid,
  "communityId" | "planId" | "gridId"
> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, { description: "The grid code: 15 digits." })
  code!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: RegisteredGrid["kind"];

  @Field(() => Int, { description: "Households (户) when its plan was put in force." })
  households!: number;

  @Field(() => DateTime, { description: "From when the code stood for this grid." })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: "Until when; null: it is in force." })
  validTo!: Date | null;

  @Field(() => DateTime, { description: "When the code was issued, perhaps for an earlier grid." })
  issuedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the code ended for ever; null: it is in force.",
  })
  retiredAt!: Date | null;
}

/** A page of entries. */
export const RegisteredGridConnection = connectionOf(RegisteredGridType, "RegisteredGrid");
