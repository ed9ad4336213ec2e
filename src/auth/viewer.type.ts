import { Field, InputType, ObjectType } from "type-graphql";
import { Role as RoleEnum } from "../graphql/enums";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { Grant, Role, Viewer } from "./viewer";

@ObjectType("Grant", {
  description: "A role that somebody has in a jurisdiction.",
  simpleResolvers: true,
})
export class GrantType implements Grant {
  @Field(() => RoleEnum, { description: "The role." })
  role!: Role;

  @Field(() => String, {
    description:
      "The start of the codes of all communities where it holds, such as 640104 for a county; empty: " +
      "everywhere.",
  })
  jurisdiction!: string;
}

@ObjectType("Viewer", {
  description: "Whoever asks, by the token that came with the request.",
  simpleResolvers: true,
})
export class ViewerType implements Viewer {
  @Field(() => String, { description: "The subject of the token; what the audit trail keeps." })
  id!: string;

  @Field(() => String, { description: "The name in the token; what the audit trail keeps." })
  name!: string;

  @Field(() => [GrantType], {
    description: "The roles; what they allow here and now is said by the fields `viewerCan...`.",
  })
  grants!: readonly Grant[];

  @Field(() => Boolean, {
    description:
      "Whether this server runs in the demo mode, where nobody signs in and everybody may become " +
      "any of five demo people.",
  })
  demo!: boolean;
}

@InputType("SignInAsDemoPersonInput", { description: "Which demo person to become." })
export class SignInAsDemoPersonInput {
  @Field(() => RoleEnum, { description: "The one with this role, everywhere." })
  role!: Role;
}

@ObjectType("SignInAsDemoPersonPayload", {
  description: "Who you are now, or why not.",
  simpleResolvers: true,
})
export class SignInAsDemoPersonPayload {
  @Field(() => String, {
    nullable: true,
    description:
      "Send it with every request as `Authorization: Bearer TOKEN`; good for twelve hours and until " +
      "the server stops. null if refused.",
  })
  token!: string | null;

  @Field(() => ViewerType, { nullable: true, description: "The person; null if refused." })
  viewer!: ViewerType | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}
