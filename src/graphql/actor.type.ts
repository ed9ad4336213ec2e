import { Field, ObjectType } from "type-graphql";
import type { Actor } from "../auth/viewer";
import { ActorRole } from "./enums";

@ObjectType("Actor", {
  description: "Who did something, by the name and in the role of that moment.",
  simpleResolvers: true,
})
export class ActorType implements Actor {
  @Field(() => String, { description: "The subject of the person's token; permanent." })
  id!: string;

  @Field(() => String, { description: "Name." })
  name!: string;

  @Field(() => ActorRole, { description: "Role." })
  role!: Actor["role"];
}
