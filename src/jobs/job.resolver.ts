import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { present, type GraphContext } from "../graphql/context";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { payloadOf, UserErrorType } from "../graphql/user-error.type";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Refusal } from "../refusal";
import type { Job } from "./job";
import { cancelJob, followJob, mayCancel, requestPlans, toCommunityChoice } from "./job.service";
import {
  CancelJobInput,
  CancelJobPayload,
  JobType,
  ProposePlanPayload,
  ProposePlansPayload,
} from "./job.type";
import { toPlansWish } from "./plans-wish";
import { ProposePlanInput, ProposePlansInput } from "./propose.input";

@Resolver(() => JobType)
export class JobResolver {
  @Query(() => JobType, { nullable: true, description: "One job; null where there is none." })
  async job(
    @Ctx() { loaders }: GraphContext,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<Job | null> {
    return loaders.job.load(uuidOf("Job", id));
  }

  @Mutation(() => ProposePlanPayload, {
    description:
      "Plans one community: begins a job that stores a new DRAFT plan, or several to choose from.",
  })
  async proposePlan(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => ProposePlanInput, { description: "Which community, and how." })
    input: ProposePlanInput,
  ): Promise<ProposePlanPayload> {
    return payloadOf({ job: null }, async () => {
      const communityId = uuidOf("Community", input.communityId);
      const networkId = input.startFrom && uuidOf("DepartmentalNetwork", input.startFrom.networkId);
      const startFrom = networkId == null ? null : { networkId };
      const wish = toPlansWish({ ...input, ruleSetId: ruleSetIdIn(input), startFrom });
      return { job: await requestPlans(db, viewer, { communityId }, wish) };
    });
  }

  @Mutation(() => ProposePlansPayload, {
    description:
      "Plans many communities: begins one job that stores a new DRAFT plan, or several, for each.",
  })
  async proposePlans(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => ProposePlansInput, { description: "Which communities, and how." })
    input: ProposePlansInput,
  ): Promise<ProposePlansPayload> {
    return payloadOf({ job: null }, async () => {
      const choice = toCommunityChoice({
        codePrefix: input.codePrefix,
        communityIds: input.communityIds?.map((id) => uuidOf("Community", id)),
      });
      const wish = toPlansWish({ ...input, ruleSetId: ruleSetIdIn(input) });
      return { job: await requestPlans(db, viewer, choice, wish) };
    });
  }

  @Mutation(() => CancelJobPayload, {
    description: "Ends a job that waits, or asks one that runs to stop; what it stored is kept.",
  })
  async cancelJob(
    @Ctx() { db, signals, viewer }: GraphContext,
    @Arg("input", () => CancelJobInput, { description: "Which job." }) input: CancelJobInput,
  ): Promise<CancelJobPayload> {
    return payloadOf({ job: null }, async () => ({
      job: await cancelJob(db, signals, viewer, uuidOf("Job", input.id)),
    }));
  }

  @Subscription(() => JobType, {
    description: "A job as it is now, then each time it changes, until it has ended.",
    subscribe: async ({ args, context }: { args: { id: string }; context: GraphContext }) => {
      const { db, signals, loaders } = context;
      const job = present(await loaders.job.load(uuidOf("Job", args.id)), "The job");
      return followJob(db, signals, job.id);
    },
  })
  jobProgress(
    @Arg("id", () => ID, { description: "The job." }) _id: string,
    @Root() job: Job,
  ): Job {
    return job;
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() job: Job): string {
    return toGlobalId("Job", job.id);
  }

  @FieldResolver(() => UserErrorType, { nullable: true, description: "Why it failed." })
  error(@Root() { error }: Job): Refusal | null {
    return error === null ? null : { ...error, path: null };
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may cancel it now: the right, and that it has not ended.",
  })
  async viewerCanCancel(@Root() job: Job, @Ctx() { db, viewer }: GraphContext): Promise<boolean> {
    return mayCancel(db, viewer, job);
  }

  @FieldResolver(() => [PlanType], {
    description: "The plans it has stored, oldest first, alternatives in their order.",
  })
  async plans(@Root() { id }: Job, @Ctx() { loaders }: GraphContext): Promise<Plan[]> {
    return loaders.plansOfJob.load(id);
  }
}

function ruleSetIdIn({ ruleSetId }: ProposePlanInput | ProposePlansInput): string | null {
  return ruleSetId == null ? null : uuidOf("RuleSet", ruleSetId);
}
