import { Arg, Resolver, Root, Subscription } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { followPlans } from "./follow-plans.service";
import type { Plan } from "./plan";
import { PlanType } from "./plan.type";

@Resolver()
export class FollowPlansResolver {
  @Subscription(() => PlanType, {
    description:
      "The plans of a community from now on: each when it is stored, and whenever its state has " +
      "changed, as it is then.",
    subscribe: ({ args, context }: { args: { communityCode: string }; context: GraphContext }) =>
      followPlans(context, args.communityCode),
  })
  planChanged(
    @Arg("communityCode", () => String, { description: "The 12-digit code in use." })
    _communityCode: string,
    @Root() plan: Plan,
  ): Plan {
    return plan;
  }
}
