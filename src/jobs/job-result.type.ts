import { Field, Int, ObjectType } from "type-graphql";
import { CommunityType } from "../community/community.type";
import { describe } from "../graphql/enums";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import { PlanType } from "../plan/plan.type";
import type { JobOutcome as JobOutcomeName, JobResult } from "./job-result";

export const JobOutcome = describe<JobOutcomeName>(
  "JobOutcome",
  "What a community of a job needs from a person, the most urgent first.",
  {
    NOT_PLANNED: "It has no plan of this job: see `reason`.",
    ERRORS: "Something has to be mended before its plan can be submitted.",
    WARNINGS: "Its plan can be submitted with a written reason for each warning.",
    INFOS: "Its plan can be submitted; there is something to be read.",
    CLEAN: "Its plan can be submitted; nothing was found.",
  },
);

const OF_PLAN = "among the findings of its plan as it is now.";

@ObjectType("JobResult", {
  description: "What a job that plans communities made of one of them, as it is now.",
  simpleResolvers: true,
})
export class JobResultType implements Omit<JobResult, "communityId" | "planId"> {
  @Field(() => CommunityType, { description: "The community." })
  community!: CommunityType;

  @Field(() => JobOutcome, { description: "What it needs from a person." })
  outcome!: JobOutcomeName;

  @Field(() => PlanType, {
    nullable: true,
    description: "The best of the plans that the job made of it; null where there is none.",
  })
  plan!: PlanType | null;

  @Field(() => LocalizedTextType, {
    nullable: true,
    description: "Why there is no plan, and what to do; null where there is one.",
  })
  reason!: LocalizedTextType | null;

  @Field(() => Int, { description: `ERRORs ${OF_PLAN}` })
  errors!: number;

  @Field(() => Int, { description: `WARNINGs ${OF_PLAN}` })
  warnings!: number;

  @Field(() => Int, { description: `INFOs ${OF_PLAN}` })
  infos!: number;

  @Field(() => Int, {
    description:
      "Households of its plan in standard grids that are out of their band; reduced grids may have as " +
      "many as rule R2 permits.",
  })
  householdsOutOfBand!: number;
}

export const JobResultConnection = connectionOf(JobResultType, "JobResult");

@ObjectType("JobOutcomeCount", {
  description: "How many communities of a job need the same.",
  simpleResolvers: true,
})
export class JobOutcomeCountType {
  @Field(() => JobOutcome, { description: "What they need." })
  outcome!: JobOutcomeName;

  @Field(() => Int, { description: "How many there are." })
  communities!: number;
}
