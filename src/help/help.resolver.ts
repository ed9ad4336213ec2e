import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { PlanEditType } from "../editing/edit.type";
import { MissedEdits, type PlanEdit } from "../editing/editing";

import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import type { Job } from "../jobs/job";
import { JobType } from "../jobs/job.type";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import { RefusedError } from "../refusal";
import { toHelpWish, type Help } from "./help";
import {
  FinishPlanInput,
  HelpKind,
  HelpPayload,
  ReoptimizePlanInput,
  RepairPlanInput,
} from "./help.type";
import { requestHelp } from "./request-help.service";

const WISH = "Which draft, and how long to search.";
const AS_ONE_EDIT =
  "Begins a job. What comes of it is one edit of the draft, which can be undone; where nothing better " +
  "is found, the job succeeds and the draft stays as it is.";

@Resolver()
export class HelpResolver {
  @Mutation(() => HelpPayload, {
    description:
      "The engine looks for the best division, starting from the one that the draft is. Locked grids, " +
      "micro-grids and notes made by hand, and wishes are kept. " +
      AS_ONE_EDIT,
  })
  reoptimizePlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => ReoptimizePlanInput, { description: WISH }) input: ReoptimizePlanInput,
  ): Promise<HelpPayload> {
    return helped(context, "REOPTIMIZE", input);
  }

  @Mutation(() => HelpPayload, {
    description:
      "The engine mends the findings of a draft and moves as few households as that takes. Afterwards " +
      "there are never more findings than before. " +
      AS_ONE_EDIT,
  })
  repairPlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => RepairPlanInput, { description: WISH }) input: RepairPlanInput,
  ): Promise<HelpPayload> {
    return helped(context, "REPAIR", input);
  }

  @Mutation(() => HelpPayload, {
    description:
      "The engine finds a grid, one there is or a new one, for all that is in none; whatever has a grid " +
      "stays in it. " +
      AS_ONE_EDIT,
  })
  finishPlan(
    @Ctx() context: GraphContext,
    @Arg("input", () => FinishPlanInput, { description: WISH }) input: FinishPlanInput,
  ): Promise<HelpPayload> {
    return helped(context, "FINISH", input);
  }
}

@Resolver(() => JobType)
export class JobHelpResolver {
  @FieldResolver(() => HelpKind, {
    nullable: true,
    description: "How it helps with a draft; null for jobs of another kind.",
  })
  help(@Root() { help }: Job): Help | null {
    return help;
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description:
      "The draft that it helps with, as it is now; null for jobs of another kind, and where it was " +
      "deleted.",
  })
  async plan(@Root() { planId }: Job, @Ctx() { loaders }: GraphContext): Promise<Plan | null> {
    return planId === null ? null : loaders.plan.load(planId);
  }

  @FieldResolver(() => PlanEditType, {
    nullable: true,
    description:
      "What it did to the draft. null as long as it goes on, where it failed, for jobs of another kind, " +
      "and where it succeeded without finding anything better: then the draft stays as it was.",
  })
  async edit(
    @Root() { id, help }: Job,
    @Ctx() { loaders }: GraphContext,
  ): Promise<PlanEdit | null> {
    return help === null ? null : loaders.editOfJob.load(id);
  }
}

async function helped(
  context: GraphContext,
  help: Help,
  input: ReoptimizePlanInput,
): Promise<HelpPayload> {
  const { viewer, loaders } = context;
  const planId = uuidOf("Plan", input.planId);
  try {
    const job = await requestHelp(context, viewer, toHelpWish({ ...input, planId, help }));
    return { job, plan: await loaders.plan.load(planId), missedEdits: [], userErrors: [] };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return {
      job: null,
      plan: await loaders.plan.load(planId),
      missedEdits: error instanceof MissedEdits ? error.missed : [],
      userErrors: error.refusals,
    };
  }
}
