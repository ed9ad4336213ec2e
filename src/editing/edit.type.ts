/** Edits of a draft as its history tells of them, and what the mutations of editing give. */
import { Field, ID, Int, ObjectType } from "type-graphql";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { GridKind } from "../graphql/enums";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import { UserErrorType } from "../graphql/user-error.type";
import { BuildingType } from "../building/building.type";
import { FindingType } from "../plan/finding.type";
import { GridType } from "../plan/grid.type";
import type { Plan } from "../plan/plan";
import { PlanMetricsType, PlanType } from "../plan/plan.type";
import type { Refusal } from "../refusal";
import { PlanEditKind, WishKind, type WishKindName } from "./edit.enums";
import type { EditEffect, GridFigures, PlanEdit } from "./editing";
import { EditEffectType } from "./effect.type";

@ObjectType("GridFigures", {
  description: "A grid as the history of a draft keeps it: without its outline.",
  simpleResolvers: true,
})
export class GridFiguresType implements GridFigures {
  @Field(() => String, { description: "Three digits, as they were then." })
  label!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: GridFigures["kind"];

  @Field(() => Int, { description: "Households (户)." })
  households!: number;

  @Field(() => String, { nullable: true, description: "What people called it; null for nothing." })
  name!: string | null;

  @Field(() => Boolean, { description: "Whether it was locked." })
  locked!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why a planner asked for the smaller band; null where nobody did.",
  })
  reducedNote!: string | null;
}

@ObjectType("EditedGrid", {
  description: "A grid that an edit touched.",
  simpleResolvers: true,
})
export class EditedGridType {
  @Field(() => ID, { description: "Id of the Grid, the same through all edits." })
  gridId!: string;

  @Field(() => GridFiguresType, {
    nullable: true,
    description: "Before the edit; null: it made it.",
  })
  before!: GridFiguresType | null;

  @Field(() => GridFiguresType, {
    nullable: true,
    description: "After the edit; null: the grid ended, or nothing was left in it.",
  })
  after!: GridFiguresType | null;

  @Field(() => GridType, {
    nullable: true,
    description:
      "The grid as it is now, with its outline, whatever was done since; null: there is none now.",
  })
  grid!: GridType | null;
}

@ObjectType("PlanEdit", {
  description:
    "One entry in the history of a draft: who did what, and what it changed. Going back and forth in " +
    "the history is an entry, too; nothing is ever taken out of it.",
  simpleResolvers: true,
})
export class PlanEditType implements Pick<PlanEdit, "no" | "planVersion" | "kind" | "at"> {
  @Field(() => Int, { description: "Its number in the history of its plan, from 1." })
  no!: number;

  @Field(() => Int, { description: "`Plan.version` after it." })
  planVersion!: number;

  @Field(() => PlanEditKind, { description: "What was done." })
  kind!: PlanEdit["kind"];

  @Field(() => LocalizedTextType, { description: "What was done, in a sentence." })
  message!: LocalizedTextType;

  @Field(() => ActorType, { description: "Who did it." })
  actor!: ActorType;

  @Field(() => DateTime, { description: "When." })
  at!: Date;

  @Field(() => Boolean, {
    description: "Whether it made the plan what it is now; of at most one entry.",
  })
  isCurrent!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether what it did is not part of the plan now, since it was undone or the plan went to " +
      "another state; `goToEdit` brings it back.",
  })
  isUndone!: boolean;

  @Field(() => [EditedGridType], {
    description: "Every grid that it changed: outline, label, kind, figures, name, lock or note.",
  })
  changedGrids!: EditedGridType[];

  @Field(() => [FindingType], { description: "Findings that were not there before it." })
  newFindings!: FindingType[];

  @Field(() => [FindingType], { description: "Findings that were there no more after it." })
  goneFindings!: FindingType[];

  @Field(() => PlanMetricsType, { description: "The figures of the plan before it." })
  before!: PlanMetricsType;

  @Field(() => PlanMetricsType, { description: "The figures of the plan after it." })
  after!: PlanMetricsType;

  @Field(() => [ID], { description: "Ids of the buildings whose grid it changed." })
  movedBuildingIds!: string[];

  @Field(() => Int, { description: "The households of these buildings." })
  householdsMoved!: number;

  @Field(() => PlanType, { description: "The plan, as it is now." })
  plan!: PlanType;
}

export const PlanEditConnection = connectionOf(PlanEditType, "PlanEdit");

@ObjectType("Wish", {
  description: "What the planner wishes of some buildings; edits and the engine heed it.",
  simpleResolvers: true,
})
export class WishType {
  @Field(() => WishKind, { description: "Together in one grid, or each in another." })
  kind!: WishKindName;

  @Field(() => [BuildingType], { description: "The buildings, by external id." })
  buildings!: BuildingType[];
}

/** What each of the mutations of editing gives. */
export interface EditPlanPayload {
  readonly plan: Plan | null;
  readonly edit: PlanEdit | null;
  readonly effect: EditEffect | null;
  readonly missedEdits: readonly PlanEdit[];
  readonly userErrors: readonly Refusal[];
}

@ObjectType("EditPlanPayload", {
  description:
    "What a change of a draft did, would do, or why it did nothing; the same for every mutation of " +
    "editing, so that one fragment serves them all. What holds for each: the plan has to be a DRAFT " +
    "whose basis is that of now. What breaks a rule is done all the same and becomes a finding with its " +
    "place. Locked grids and wishes refuse an edit, and the refusal says how to take them back. Labels " +
    "and codes follow the new division; ids and names of grids stay.",
  simpleResolvers: true,
})
export class EditPlanPayloadType implements Pick<EditPlanPayload, "userErrors"> {
  @Field(() => PlanType, {
    nullable: true,
    description:
      "The plan as it is now, also where nothing was done; null where there is none to be seen.",
  })
  plan!: PlanType | null;

  @Field(() => PlanEditType, {
    nullable: true,
    description: "The new entry in its history; null for a dry run, and where it was refused.",
  })
  edit!: PlanEditType | null;

  @Field(() => EditEffectType, {
    nullable: true,
    description: "What has changed, or would change by a dry run; null where it was refused.",
  })
  effect!: EditEffectType | null;

  @Field(() => [PlanEditType], {
    description:
      "Where it was refused because `expectedVersion` is not that of now: what others did since then, " +
      "in its order. Take over each `changedGrids.grid`, and the map is up to date. Else empty; also " +
      "empty where the plan was not edited but decided about, see `plan.state`.",
  })
  missedEdits!: PlanEditType[];

  @Field(() => [UserErrorType], {
    description: "Why it was refused, and what to do next; empty if it was not.",
  })
  userErrors!: readonly Refusal[];
}
