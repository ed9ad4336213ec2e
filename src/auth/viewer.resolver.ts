import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { payloadOf } from "../graphql/user-error.type";
import { SignInAsDemoPersonInput, SignInAsDemoPersonPayload, ViewerType } from "./viewer.type";

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, {
    nullable: true,
    description: "Whoever asks; null for a stranger, who may ask for nothing else.",
  })
  viewer(@Ctx() { viewer, signIn }: GraphContext): ViewerType | null {
    return viewer === null ? null : { ...viewer, demo: signIn.demo };
  }

  @Mutation(() => SignInAsDemoPersonPayload, {
    description: "Gives the token of a demo person; refused where the server is no demo.",
  })
  async signInAsDemoPerson(
    @Ctx() { signIn }: GraphContext,
    @Arg("input", () => SignInAsDemoPersonInput, { description: "Which demo person." })
    input: SignInAsDemoPersonInput,
  ): Promise<SignInAsDemoPersonPayload> {
    return payloadOf({ token: null, viewer: null }, async () => {
      const { token, viewer } = await signIn.demoToken(input.role);
      return { token, viewer: { ...viewer, demo: true } };
    });
  }
}
