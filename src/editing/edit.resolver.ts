/** Every change of a draft by hand. */
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { buildingIdsOf, gridIdOf, toLine, toMovable, toName, toNote, toTarget } from "./asked-edit";
import {
  CarveMicroGridInput,
  GiveBackMicroGridInput,
  KeepBuildingsInput,
  LetBuildingsGoInput,
  LockGridsInput,
  MergeGridsInput,
  MoveBuildingsInput,
  NameGridInput,
  ReleaseBuildingsInput,
  SetGridKindInput,
  SetGridReducedInput,
  SplitGridInput,
  SwapBuildingsInput,
  UnlockGridsInput,
} from "./edit.input";
import { EditPlanPayloadType, type EditPlanPayload } from "./edit.type";
import { edited } from "./edited";

const WISH = "Which plan, and what to change.";

@Resolver()
export class EditResolver {
  @Mutation(() => EditPlanPayloadType, {
    description:
      "Moves buildings, estates or bare ground to another grid or to a new one. A building takes along " +
      "those that cannot be parted from it.",
  })
  moveBuildings(
    @Ctx() context: GraphContext,
    @Arg("input", () => MoveBuildingsInput, { description: WISH }) input: MoveBuildingsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "MOVE",
      to: toTarget(input),
      ...toMovable(input),
    }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description:
      "Takes buildings, estates or bare ground out of their grids. They are in none until they are " +
      "moved, or `finishPlan` finds them one; a plan cannot be submitted like that.",
  })
  releaseBuildings(
    @Ctx() context: GraphContext,
    @Arg("input", () => ReleaseBuildingsInput, { description: WISH }) input: ReleaseBuildingsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({ type: "RELEASE", ...toMovable(input) }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Lets buildings of two grids change places, as one edit.",
  })
  swapBuildings(
    @Ctx() context: GraphContext,
    @Arg("input", () => SwapBuildingsInput, { description: WISH }) input: SwapBuildingsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "SWAP",
      buildingIds: buildingIdsOf(input.buildingIds),
      forBuildingIds: buildingIdsOf(input.forBuildingIds),
    }));
  }

  @Mutation(() => EditPlanPayloadType, { description: "Makes one grid of several." })
  mergeGrids(
    @Ctx() context: GraphContext,
    @Arg("input", () => MergeGridsInput, { description: WISH }) input: MergeGridsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({ type: "MERGE", gridIds: input.gridIds.map(gridIdOf) }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Makes two grids of one, along a drawn line or where it is best.",
  })
  splitGrid(
    @Ctx() context: GraphContext,
    @Arg("input", () => SplitGridInput, { description: WISH }) input: SplitGridInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "SPLIT",
      gridId: gridIdOf(input.gridId),
      line: toLine(input.line),
    }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Makes a grid a standard grid or a micro-grid.",
  })
  setGridKind(
    @Ctx() context: GraphContext,
    @Arg("input", () => SetGridKindInput, { description: WISH }) input: SetGridKindInput,
  ): Promise<EditPlanPayload> {
    const { gridId, kind } = input;
    return edited(context, input, () => ({ type: "SET_KIND", gridId: gridIdOf(gridId), kind }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Asks for the reduced band for a grid and says why, or takes that back.",
  })
  setGridReduced(
    @Ctx() context: GraphContext,
    @Arg("input", () => SetGridReducedInput, { description: WISH }) input: SetGridReducedInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "SET_REDUCED",
      gridId: gridIdOf(input.gridId),
      note: toNote(input.note),
    }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Gives a grid a name that stays with it, or takes it away.",
  })
  nameGrid(
    @Ctx() context: GraphContext,
    @Arg("input", () => NameGridInput, { description: WISH }) input: NameGridInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "NAME",
      gridId: gridIdOf(input.gridId),
      name: toName(input.name),
    }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description:
      "Locks grids: no edit and no help of the engine changes their ground, kind or note until they " +
      "are unlocked.",
  })
  lockGrids(
    @Ctx() context: GraphContext,
    @Arg("input", () => LockGridsInput, { description: WISH }) input: LockGridsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({ type: "LOCK", gridIds: input.gridIds.map(gridIdOf) }));
  }

  @Mutation(() => EditPlanPayloadType, { description: "Unlocks grids." })
  unlockGrids(
    @Ctx() context: GraphContext,
    @Arg("input", () => UnlockGridsInput, { description: WISH }) input: UnlockGridsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({ type: "UNLOCK", gridIds: input.gridIds.map(gridIdOf) }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description:
      "Wishes that buildings stay together in one grid, or apart. They have to be so already; from then " +
      "on edits and the engine heed it.",
  })
  keepBuildings(
    @Ctx() context: GraphContext,
    @Arg("input", () => KeepBuildingsInput, { description: WISH }) input: KeepBuildingsInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: input.wish === "TOGETHER" ? "KEEP_TOGETHER" : "KEEP_APART",
      buildingIds: buildingIdsOf(input.buildingIds),
    }));
  }

  @Mutation(() => EditPlanPayloadType, { description: "Takes wishes back." })
  letBuildingsGo(
    @Ctx() context: GraphContext,
    @Arg("input", () => LetBuildingsGoInput, { description: WISH }) input: LetBuildingsGoInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "LET_GO",
      buildingIds: buildingIdsOf(input.buildingIds),
    }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Makes a micro-grid of buildings, estates or bare ground.",
  })
  carveMicroGrid(
    @Ctx() context: GraphContext,
    @Arg("input", () => CarveMicroGridInput, { description: WISH }) input: CarveMicroGridInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "CARVE",
      name: toName(input.name),
      ...toMovable(input),
    }));
  }

  @Mutation(() => EditPlanPayloadType, {
    description: "Ends a micro-grid: it becomes part of a neighbour.",
  })
  giveBackMicroGrid(
    @Ctx() context: GraphContext,
    @Arg("input", () => GiveBackMicroGridInput, { description: WISH })
    input: GiveBackMicroGridInput,
  ): Promise<EditPlanPayload> {
    return edited(context, input, () => ({
      type: "GIVE_BACK",
      gridId: gridIdOf(input.gridId),
      intoGridId: input.intoGridId == null ? null : gridIdOf(input.intoGridId),
    }));
  }
}
