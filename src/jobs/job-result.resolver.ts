import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import { present, type GraphContext } from "../graphql/context";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Job } from "./job";
import type { JobResult } from "./job-result";
import { countJobOutcomes, pageJobResults } from "./job.service";
import {
  JobOutcome,
  JobOutcomeCountType,
  JobResultConnection,
  JobResultType,
} from "./job-result.type";
import { JobType } from "./job.type";

@Resolver(() => JobType)
export class JobResultsResolver {
  @FieldResolver(() => JobResultConnection, {
    description:
      "What a job that plans communities made of each of them, those first that need a person most: " +
      "not planned, then by errors, warnings, households out of band and infos, then by code. While the " +
      "job goes on, those that are planned. Empty for jobs of another kind.",
  })
  async results(
    @Root() { id }: Job,
    @Ctx() { db }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<JobResult>> {
    const page = await pageJobResults(db, id, toPageWish("jobResults", first, after));
    return toConnection("jobResults", page);
  }

  @FieldResolver(() => [JobOutcomeCountType], {
    description: "How many of `results` need what, the most urgent first.",
  })
  async resultCounts(
    @Root() { id }: Job,
    @Ctx() { db }: GraphContext,
  ): Promise<JobOutcomeCountType[]> {
    const counts = await countJobOutcomes(db, id);
    return Object.values(JobOutcome).map((outcome) => ({
      outcome,
      communities: counts.get(outcome) ?? 0,
    }));
  }
}

@Resolver(() => JobResultType)
export class JobResultResolver {
  @FieldResolver(() => CommunityType, { description: "The community." })
  async community(
    @Root() { communityId }: JobResult,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The best of the plans that the job made of it; null where there is none.",
  })
  async plan(
    @Root() { planId }: JobResult,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return planId === null ? null : loaders.plan.load(planId);
  }
}
