import { Field, ObjectType } from "type-graphql";
import { RefusedError, type Refusal } from "../refusal";
import { LocalizedTextType } from "./text.type";

@ObjectType("UserError", {
  description: "A reason why a wish was refused that its user can do something about.",
  simpleResolvers: true,
})
export class UserErrorType implements Refusal {
  @Field(() => String, { description: "Stable code for programs, such as NOT_FOUND." })
  code!: string;

  @Field(() => LocalizedTextType, { description: "What is wrong, for people." })
  message!: LocalizedTextType;

  @Field(() => [String], {
    nullable: true,
    description: "The part of the input it concerns, from the outside in; null for all of it.",
  })
  path!: readonly string[] | null;
}

/** What every mutation returns beside what it changed. */
export interface Payload {
  readonly userErrors: readonly Refusal[];
}

/** Runs a use case; a refusal becomes user errors, everything else goes on. */
export async function payloadOf<Changed extends object, Nothing extends object>(
  nothing: Nothing,
  useCase: () => Promise<Changed>,
): Promise<(Changed | Nothing) & Payload> {
  try {
    return { ...(await useCase()), userErrors: [] };
  } catch (error) {
    if (error instanceof RefusedError) return { ...nothing, userErrors: error.refusals };
    throw error;
  }
}
