import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Actor } from "../auth/viewer";

const ActorRole = {
  VIEWER: "VIEWER",
  PLANNER: "PLANNER",
  REVIEWER: "REVIEWER",
  APPROVER: "APPROVER",
  ADMIN: "ADMIN",
  SYSTEM: "SYSTEM",
} as const satisfies { [Name in Actor["role"]]: Name };
registerEnumType(ActorRole, {
  name: "ActorRole",
  description: "The role in which somebody did something.",
  valuesConfig: {
    VIEWER: { description: "Reads." },
    PLANNER: { description: "Of the community or street: proposes and submits." },
    REVIEWER: { description: "Of the street: endorses, returns or rejects." },
    APPROVER: { description: "Of the county: approves, puts in force, files." },
    ADMIN: { description: "Runs the system." },
    SYSTEM: { description: "The program itself: at its start, or when a date has come." },
  },
});

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
