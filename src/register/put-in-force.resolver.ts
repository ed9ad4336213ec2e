import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { payloadOf } from "../plan/decide.resolver";
import { putPlanInForce } from "./put-in-force.service";
import { PutPlanInForceInput, PutPlanInForcePayload } from "./put-in-force.type";

@Resolver()
export class PutInForceResolver {
  @Mutation(() => PutPlanInForcePayload, {
    description:
      "Puts an approved plan in force: now, or at a moment to come. Then, in one transaction, its " +
      "grid codes are issued, the plan in force before is superseded, and the register, the lineage of " +
      "codes and the staff follow. A plan that cannot be put in force when its moment comes stays " +
      "approved without a date, and a remark in its book says why.",
  })
  async putPlanInForce(
    @Ctx() context: GraphContext,
    @Arg("input", () => PutPlanInForceInput, { description: "Which plan, and from when." })
    input: PutPlanInForceInput,
  ): Promise<PutPlanInForcePayload> {
    const { db, viewer, loaders } = context;
    const planId = uuidOf("Plan", input.planId);
    const payload = await payloadOf(context, planId, () =>
      putPlanInForce(db, viewer, { ...input, planId }),
    );
    // It may have ended another plan, and a whole register with it.
    loaders.plan.clearAll();
    loaders.planIdInForce.clearAll();
    loaders.registeredGrid.clearAll();
    loaders.registerOfCommunity.clearAll();
    return payload;
  }
}
