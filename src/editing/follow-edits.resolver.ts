import { Arg, ID, Int, Resolver, Root, Subscription } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { PlanEditType } from "./edit.type";
import type { PlanEdit } from "./editing";
import { followEdits } from "./follow-edits.service";

interface FollowArgs {
  readonly planId: string;
  readonly sinceVersion: number | null;
}

@Resolver()
export class FollowEditsResolver {
  @Subscription(() => PlanEditType, {
    description:
      "The edits of a plan, each when it is made, by whomever: to keep a map up to date, take over each " +
      "`changedGrids.grid`. Ends when the plan is deleted. What is decided about it, `planChanged` tells.",
    subscribe: ({ args, context }: { args: FollowArgs; context: GraphContext }) =>
      followEdits(context, { ...args, planId: uuidOf("Plan", args.planId) }),
  })
  planEdited(
    @Arg("planId", () => ID, { description: "The plan." })
    _planId: string,
    @Arg("sinceVersion", () => Int, {
      nullable: true,
      description:
        "`Plan.version` as it was read: first comes what was edited since then, so that nothing is " +
        "missed in between. From now on if left out.",
    })
    _sinceVersion: number | null,
    @Root() edit: PlanEdit,
  ): PlanEdit {
    return edit;
  }
}
