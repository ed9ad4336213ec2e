import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { JobKind, JobState } from "../graphql/enums";
import { NodeInterface } from "../graphql/node.type";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { Job } from "./job";

@ObjectType("Job", {
  description: "Work that takes longer than a request.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class JobType implements Omit<Job, "error" | "planId" | "help"> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => JobKind, { description: "What it does." })
  kind!: Job["kind"];

  @Field(() => JobState, { description: "Where it is in its life." })
  state!: Job["state"];

  @Field(() => Float, { description: "How much of it is done, 0 to 1." })
  progress!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "What it did last: TESSELLATE, PARTITION, OUTLINE, CHECK or STORE; null while it does not run.",
  })
  stage!: string | null;

  @Field(() => Int, { description: "Communities to plan; 1 for help with a draft." })
  total!: number;

  @Field(() => Int, { description: "How many of these are done." })
  done!: number;

  @Field(() => Boolean, { description: "Whether somebody asked it to stop." })
  cancelRequested!: boolean;

  @Field(() => ActorType, {
    nullable: true,
    description: "Who asked for it; null for jobs of before people signed in.",
  })
  requestedBy!: ActorType | null;

  @Field(() => UserErrorType, { nullable: true, description: "Why it failed." })
  error!: Refusal | null;

  @Field(() => DateTime, { description: "When it was queued." })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was first taken up." })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it ended." })
  finishedAt!: Date | null;
}

@InputType("CancelJobInput", { description: "Which job to end." })
export class CancelJobInput {
  @Field(() => ID, { description: "The job." })
  id!: string;
}

@ObjectType("ProposePlanPayload", {
  description: "What `proposePlan` began, or why it did not.",
  simpleResolvers: true,
})
export class ProposePlanPayload {
  @Field(() => JobType, { nullable: true, description: "The job that plans; null if refused." })
  job!: Job | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}

@ObjectType("ProposePlansPayload", {
  description: "What `proposePlans` began, or why it did not.",
  simpleResolvers: true,
})
export class ProposePlansPayload {
  @Field(() => JobType, { nullable: true, description: "The job that plans; null if refused." })
  job!: Job | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}

@ObjectType("CancelJobPayload", {
  description: "What `cancelJob` did, or why it did not.",
  simpleResolvers: true,
})
export class CancelJobPayload {
  @Field(() => JobType, {
    nullable: true,
    description: "The job: ended if it waited; if it ran it ends soon. null if refused.",
  })
  job!: Job | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}
