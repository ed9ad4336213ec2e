/** Back and forth through the history of a draft. */
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { GoToEditInput, RedoEditInput, UndoEditInput } from "./edit.input";
import { EditPlanPayloadType, type EditPlanPayload } from "./edit.type";
import { stepped } from "./edited";

const WISH = "Which plan, and where to.";

@Resolver()
export class StepResolver {
  @Mutation(() => EditPlanPayloadType, {
    description:
      "Undoes the edit that made the plan what it is: `Plan.undoable`. As often as there are edits; an " +
      "edit of somebody else is undone like one's own. It does not lead back over a revalidation; " +
      "`goToEdit` does.",
  })
  undoEdit(
    @Ctx() context: GraphContext,
    @Arg("input", () => UndoEditInput, { description: WISH }) input: UndoEditInput,
  ): Promise<EditPlanPayload> {
    return stepped(context, input, { type: "UNDO" });
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Does again what was undone last: `Plan.redoable`.",
  })
  redoEdit(
    @Ctx() context: GraphContext,
    @Arg("input", () => RedoEditInput, { description: WISH }) input: RedoEditInput,
  ): Promise<EditPlanPayload> {
    return stepped(context, input, { type: "REDO" });
  }

  @Mutation(() => EditPlanPayloadType, {
    description:
      "Sets the plan to what it was right after any entry of its history, undone ones included, or " +
      "before the first. What lies between stays in the history. A state of before a revalidation comes " +
      "back on the data of now.",
  })
  goToEdit(
    @Ctx() context: GraphContext,
    @Arg("input", () => GoToEditInput, { description: WISH }) input: GoToEditInput,
  ): Promise<EditPlanPayload> {
    const { editNo } = input;
    return stepped(context, input, { type: "JUMP", editNo: editNo === 0 ? null : editNo });
  }
}
