/** What the viewer may do with a plan, for clients that show buttons: they need to know no roles. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import type { Decision } from "./life-cycle";
import type { Plan } from "./plan";
import { canOnPlan, type OtherDeed } from "./plan-rights";
import { PlanType } from "./plan.type";

@Resolver(() => PlanType)
export class PlanRightsResolver {
  @FieldResolver(() => Boolean, { description: mayNow("submit it") })
  viewerCanSubmit(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "SUBMIT", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("endorse it") })
  viewerCanEndorse(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "ENDORSE", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("return it to its planner") })
  viewerCanReturn(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "RETURN", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("approve it") })
  viewerCanApprove(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "APPROVE", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("reject it for good") })
  viewerCanReject(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "REJECT", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("withdraw it") })
  viewerCanWithdraw(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "WITHDRAW", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("put it in force, now or on a date") })
  viewerCanPutInForce(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "PUT_IN_FORCE", plan);
  }

  @FieldResolver(() => Boolean, {
    description: mayNow("write down the number under which it is filed"),
  })
  viewerCanFile(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "FILE", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("bring it up to date with its basis") })
  viewerCanRevalidate(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "REVALIDATE", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("write a remark on it") })
  viewerCanRemark(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "REMARK", plan);
  }

  @FieldResolver(() => Boolean, { description: mayNow("lay it open to the public") })
  viewerCanGiveNotice(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return can(context, "GIVE_NOTICE", plan);
  }
}

function mayNow(deed: string): string {
  return (
    `Whether the viewer may ${deed} now: the right, the state, and four eyes. Findings and a changed ` +
    "basis may still refuse it, and say why."
  );
}

async function can(
  { viewer, loaders }: GraphContext,
  deed: Decision | OtherDeed,
  { id, communityId, state, filingNumber }: Plan,
): Promise<boolean> {
  const [community, submitterIds] = await Promise.all([
    loaders.community.load(communityId),
    loaders.submitterIdsOfPlan.load(id),
  ]);
  const communityCode = community?.code ?? null;
  return canOnPlan(viewer, deed, {
    state,
    filingNumber,
    communityCode,
    submitterIds: submitterIds ?? [],
  });
}
