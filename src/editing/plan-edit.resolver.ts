/** The history of a draft, and where it stands in it. */
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import type { Building } from "../building/building";
import { BuildingType } from "../building/building.type";
import { present, type GraphContext } from "../graphql/context";
import { toGlobalId } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import { keyFindings, type KeyedFinding } from "../plan/finding-key";
import { FindingType } from "../plan/finding.type";
import { GridType } from "../plan/grid.type";
import { canOnPlan } from "../plan/plan-rights";
import type { Grid, Plan } from "../plan/plan";
import { PlanMetricsType, PlanType } from "../plan/plan.type";
import { EditedGridType, PlanEditConnection, PlanEditType, WishType } from "./edit.type";
import type { KeptEffect, PlanEdit, StoredWish } from "./editing";
import {
  current,
  entryBehind,
  isStep,
  isUndone,
  redoable,
  undoable,
  type History,
} from "./history";
import { namedBuildings, tellEdit, type ToldOf } from "./tell-edit";

@Resolver(() => PlanType)
export class PlanEditsResolver {
  @FieldResolver(() => PlanEditConnection, {
    description:
      "Its history: who changed what in it by hand or let the engine do so, newest first.",
  })
  async edits(
    @Root() { id }: Plan,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<PlanEdit>> {
    const page = toPageWish("edits", first, after);
    const edits = await loaders.editsOfPlan.load({ ownerId: id, page });
    return toConnection("edits", present(edits, "The plan"));
  }

  @FieldResolver(() => Boolean, {
    description: "Whether it was ever edited: then `edits` tells how.",
  })
  async isEdited(@Root() plan: Plan, @Ctx() context: GraphContext): Promise<boolean> {
    return (await historyOf(context, plan.id)).steps.length > 0;
  }

  @FieldResolver(() => PlanEditType, {
    nullable: true,
    description: "What `undoEdit` would take back; null: there is nothing to undo.",
  })
  async undoable(@Root() { id }: Plan, @Ctx() context: GraphContext): Promise<PlanEdit | null> {
    return editOf(context, id, undoable(await historyOf(context, id)));
  }

  @FieldResolver(() => PlanEditType, {
    nullable: true,
    description: "What `redoEdit` would do again; null: nothing was undone here.",
  })
  async redoable(@Root() { id }: Plan, @Ctx() context: GraphContext): Promise<PlanEdit | null> {
    return editOf(context, id, redoable(await historyOf(context, id)));
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the viewer may edit it now: the right, and a DRAFT. A changed basis may still refuse it, " +
      "and says so.",
  })
  async viewerCanEdit(
    @Root() { communityId, state, filingNumber }: Plan,
    @Ctx() { viewer, loaders }: GraphContext,
  ): Promise<boolean> {
    const community = await loaders.community.load(communityId);
    const communityCode = community?.code ?? null;
    return canOnPlan(viewer, "EDIT", { state, filingNumber, communityCode, submitterIds: [] });
  }

  @FieldResolver(() => [WishType], {
    description: "What its planner wishes of buildings, beside locked grids (`Grid.locked`).",
  })
  async wishes(@Root() { id }: Plan, @Ctx() { loaders }: GraphContext): Promise<StoredWish[]> {
    return present(await loaders.wishesOfPlan.load(id), "The plan");
  }
}

@Resolver(() => WishType)
export class WishResolver {
  @FieldResolver(() => [BuildingType], { description: "The buildings, by external id." })
  async buildings(
    @Root() { buildingIds }: StoredWish,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Building[]> {
    const buildings = await Promise.all(buildingIds.map((id) => loaders.building.load(id)));
    return buildings.filter((one) => one !== null);
  }
}

@Resolver(() => PlanEditType)
export class PlanEditResolver {
  @FieldResolver(() => LocalizedTextType, { description: "What was done, in a sentence." })
  async message(@Root() edit: PlanEdit, @Ctx() context: GraphContext): Promise<LocalizedTextType> {
    return tellEdit(edit, await toldOf(context, edit));
  }

  @FieldResolver(() => Boolean, {
    description: "Whether it made the plan what it is now; of at most one entry.",
  })
  async isCurrent(
    @Root() { planId, no }: PlanEdit,
    @Ctx() context: GraphContext,
  ): Promise<boolean> {
    return current(await historyOf(context, planId)) === no;
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether what it did is not part of the plan now, since it was undone or the plan went to " +
      "another state; `goToEdit` brings it back.",
  })
  async isUndone(@Root() edit: PlanEdit, @Ctx() context: GraphContext): Promise<boolean> {
    return isUndone(await historyOf(context, edit.planId), edit);
  }

  @FieldResolver(() => [EditedGridType], {
    description: "Every grid that it changed: outline, label, kind, figures, name, lock or note.",
  })
  changedGrids(@Root() { effect }: PlanEdit): KeptEffect["grids"] {
    return effect.grids;
  }

  @FieldResolver(() => [FindingType], { description: "Findings that were not there before it." })
  newFindings(@Root() { effect }: PlanEdit): KeyedFinding[] {
    return keyFindings(effect.findingsNew, []);
  }

  @FieldResolver(() => [FindingType], { description: "Findings that were there no more after it." })
  goneFindings(@Root() { effect }: PlanEdit): KeyedFinding[] {
    return keyFindings(effect.findingsGone, []);
  }

  @FieldResolver(() => PlanMetricsType, { description: "The figures of the plan before it." })
  before(@Root() { effect }: PlanEdit): PlanMetricsType {
    return effect.before;
  }

  @FieldResolver(() => PlanMetricsType, { description: "The figures of the plan after it." })
  after(@Root() { effect }: PlanEdit): PlanMetricsType {
    return effect.after;
  }

  @FieldResolver(() => [ID], { description: "Ids of the buildings whose grid it changed." })
  movedBuildingIds(@Root() { effect }: PlanEdit): string[] {
    return effect.buildingIds.map((id) => toGlobalId("Building", id));
  }

  @FieldResolver(() => Int, { description: "The households of these buildings." })
  householdsMoved(@Root() { effect }: PlanEdit): number {
    return effect.householdsMoved;
  }

  @FieldResolver(() => PlanType, { description: "The plan, as it is now." })
  async plan(@Root() { planId }: PlanEdit, @Ctx() { loaders }: GraphContext): Promise<Plan> {
    return present(await loaders.plan.load(planId), "The plan");
  }
}

@Resolver(() => EditedGridType)
export class EditedGridResolver {
  @FieldResolver(() => ID, { description: "Id of the Grid, the same through all edits." })
  gridId(@Root() { gridId }: KeptEffect["grids"][number]): string {
    return toGlobalId("Grid", gridId);
  }

  @FieldResolver(() => GridType, {
    nullable: true,
    description:
      "The grid as it is now, with its outline, whatever was done since; null: there is none now.",
  })
  async grid(
    @Root() { gridId }: KeptEffect["grids"][number],
    @Ctx() { loaders }: GraphContext,
  ): Promise<Grid | null> {
    return loaders.grid.load(gridId);
  }
}

async function historyOf({ loaders }: GraphContext, planId: string): Promise<History> {
  return present(await loaders.historyOfPlan.load(planId), "The plan");
}

async function editOf(
  { loaders }: GraphContext,
  planId: string,
  no: number | null,
): Promise<PlanEdit | null> {
  return no === null ? null : loaders.edit.load(`${planId}/${no}`);
}

/** What the sentence of an edit speaks of: buildings by name, and the edit that a step is about. */
async function toldOf(context: GraphContext, edit: PlanEdit): Promise<ToldOf> {
  const ids = namedBuildings(edit);
  const names = await Promise.all(ids.map((id) => context.loaders.buildingName.load(id)));
  return {
    names: new Map(ids.flatMap((id, i) => (names[i] === null ? [] : [[id, names[i]]]))),
    other: isStep(edit.kind) ? await otherOf(context, edit) : null,
  };
}

/** The entry that a step took back, did again or went to; null: the plan of before the first. */
async function otherOf(context: GraphContext, step: PlanEdit): Promise<ToldOf["other"]> {
  const history = await historyOf(context, step.planId);
  const no = entryBehind(history, step, step.edit?.editNo);
  const other = await editOf(context, step.planId, no);
  // It is an earlier one, so this comes to an end.
  return other === null
    ? null
    : { no: other.no, message: tellEdit(other, await toldOf(context, other)) };
}
