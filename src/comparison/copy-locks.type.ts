import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { EditPlanPayloadType, type EditPlanPayload } from "../editing/edit.type";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";

@InputType("CopyLocksInput", { description: "Which plan's locks and wishes a draft is to take." })
export class CopyLocksInput {
  @Field(() => ID, { description: "The draft that takes them." })
  planId!: string;

  @Field(() => Int, {
    description:
      "`Plan.version` of the draft as it was seen. If it has changed since, nothing is done: the draft " +
      "as it is now comes back, with the edits that were missed.",
  })
  expectedVersion!: number;

  @Field(() => ID, { description: "The plan they are taken from: of any state, of the community." })
  fromPlanId!: string;
}

/** What copying locks gives. */
export interface CopyLocksPayload extends EditPlanPayload {
  readonly notTaken: readonly Refusal[];
}

@ObjectType("CopyLocksPayload", {
  description: "A draft with the locks and wishes of another plan.",
  simpleResolvers: true,
})
export class CopyLocksPayloadType extends EditPlanPayloadType {
  @Field(() => [UserErrorType], {
    description:
      "Locks and wishes that do not fit the draft, each with what to do about it: NO_SUCH_GRID, " +
      "WISH_UNMET, WISHES_CONTRADICT. The others were taken.",
  })
  notTaken!: readonly Refusal[];
}
