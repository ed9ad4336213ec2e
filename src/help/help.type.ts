import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { PlanEditType } from "../editing/edit.type";
import type { PlanEdit } from "../editing/editing";
import { EditEffectType } from "../editing/effect.type";
import type { Help as HelpName, OutOfBand } from "../engine";
import { describe } from "../graphql/enums";
import { Json } from "../graphql/json";
import { LocalizedTextType } from "../graphql/text.type";
import { UserErrorType } from "../graphql/user-error.type";
import type { Job } from "../jobs/job";
import { JobType } from "../jobs/job.type";
import { NamedNumberType } from "../plan/finding.type";
import { GridType } from "../plan/grid.type";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Refusal } from "../refusal";

export const HelpKind = describe<HelpName>("HelpKind", "How the engine helps with a draft.", {
  REOPTIMIZE: "It looks for the best division, starting from this one; locked grids stay.",
  REPAIR: "It mends findings and moves as few households as that takes.",
  FINISH: "It gives a grid to what is in none, and moves nothing else.",
});

export const OutOfBandReason = describe<OutOfBand["reason"]>(
  "OutOfBandReason",
  "Why a grid has more or fewer households than its band.",
  {
    BUILDING_EXCEEDS_MAX: "One of its buildings alone has too many, and a building is not cut.",
    LOCKED: "Locked grids stand in the way.",
    WISHES: "Buildings that are to stay together or apart stand in the way.",
    CUT_OFF: "It has no neighbour to exchange buildings with.",
    TOTAL: "No number of grids fits the households of its connected part of the community.",
    PROVED: "No division of it and its neighbours has them all in band: an exact search shows it.",
    POSSIBLE: "Nothing: `moves` bring it into band.",
    NOT_FOUND: "No better division was found, and none is ruled out.",
  },
);

/** What every request for help says. */
@InputType()
class HelpInput {
  @Field(() => ID, { description: "The plan; a DRAFT." })
  planId!: string;

  @Field(() => Int, {
    description:
      "`Plan.version` as it was seen. What the engine finds is taken only if the plan is still in this " +
      "version then; else the job fails with CONFLICT, and the plan stays as others left it.",
  })
  expectedVersion!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Seed of the search, 0 or more: the same seed gives the same result; default 1.",
  })
  seed?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Effort of the search as a multiple of the default, 0.1 to 10; default 1.",
  })
  effort?: number | null;
}

@InputType("ReoptimizePlanInput", { description: "Which draft to make as good as can be." })
export class ReoptimizePlanInput extends HelpInput {}

@InputType("RepairPlanInput", { description: "Which draft to mend." })
export class RepairPlanInput extends HelpInput {}

@InputType("FinishPlanInput", { description: "Which draft to finish." })
export class FinishPlanInput extends HelpInput {}

@ObjectType("HelpPayload", {
  description: "The job in which the engine helps with a draft, or why there is none.",
  simpleResolvers: true,
})
export class HelpPayload {
  @Field(() => JobType, {
    nullable: true,
    description:
      "The job: follow it by `jobProgress`. Once it has succeeded, `Job.edit` is what it did to the " +
      "draft, one entry of its history that can be undone. null if refused.",
  })
  job!: Job | null;

  @Field(() => PlanType, {
    nullable: true,
    description:
      "The plan as it is now, also where help was refused; null where there is none to be seen.",
  })
  plan!: Plan | null;

  @Field(() => [PlanEditType], {
    description:
      "Where it was refused because `expectedVersion` is not that of now: what others did since then, " +
      "in its order.",
  })
  missedEdits!: readonly PlanEdit[];

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}

@ObjectType("ProposedEdit", {
  description: "An edit that can be made as it is.",
  simpleResolvers: true,
})
export class ProposedEditType {
  @Field(() => String, { description: "Name of the mutation, such as `moveBuildings`." })
  mutation!: string;

  @Field(() => Json, { description: "Its `input`, for the version of the plan as it is now." })
  input!: Readonly<Record<string, unknown>>;
}

@ObjectType("Suggestion", {
  description: "A next move for a draft, tried by the engine.",
  simpleResolvers: true,
})
export class SuggestionType {
  @Field(() => LocalizedTextType, { description: "What to do and what it brings, in a sentence." })
  message!: LocalizedTextType;

  @Field(() => ProposedEditType, { description: "How to do it." })
  edit!: ProposedEditType;

  @Field(() => EditEffectType, { description: "What it would change." })
  effect!: EditEffectType;
}

@ObjectType("OutOfBand", {
  description: "Why a grid is out of its band, and whether anything can be done about it.",
  simpleResolvers: true,
})
export class OutOfBandType {
  @Field(() => OutOfBandReason, { description: "Why." })
  reason!: OutOfBand["reason"];

  @Field(() => LocalizedTextType, { description: "The same in a sentence, with its numbers." })
  message!: LocalizedTextType;

  @Field(() => [NamedNumberType], { description: "The numbers that the message speaks of." })
  numbers!: NamedNumberType[];

  @Field(() => [GridType], { description: "The grids that were looked at together." })
  grids!: GridType[];

  @Field(() => [ProposedEditType], {
    description: "Edits, one after another, that bring it into band; empty where none are known.",
  })
  moves!: ProposedEditType[];
}
