import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { payloadOf } from "../graphql/user-error.type";
import { recodeCommunity } from "./recode.service";
import { RecodeCommunityInput, RecodeCommunityPayload } from "./recode.type";

@Resolver()
export class RecodeResolver {
  @Mutation(() => RecodeCommunityPayload, {
    description:
      "Gives a community another 12-digit code, or its first, and in the same transaction new codes " +
      "to all its grids in force: the same sequences where none was ever issued under the new code, " +
      "else the next ones. The old codes retire, and their lineage says RECODE.",
  })
  async recodeCommunity(
    @Ctx() { db, viewer, loaders, signals }: GraphContext,
    @Arg("input", () => RecodeCommunityInput, { description: "Which community, and which code." })
    input: RecodeCommunityInput,
  ): Promise<RecodeCommunityPayload> {
    const communityId = uuidOf("Community", input.communityId);
    const payload = await payloadOf({ community: null }, async () => ({
      community: await recodeCommunity(db, viewer, { ...input, communityId }),
    }));
    // What is asked further down in the same operation is read anew.
    loaders.community.clear(communityId);
    loaders.registeredGrid.clearAll();
    loaders.registerOfCommunity.clearAll();
    const community = payload.community ?? (await loaders.community.load(communityId));
    if (payload.userErrors.length === 0) signals.changed(communityId);
    return { ...payload, community };
  }
}
