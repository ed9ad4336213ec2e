import { Field, Int, ObjectType } from "type-graphql";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { Json } from "../graphql/json";
import { connectionOf } from "../graphql/pagination";
import type { AuditEntry } from "./audit";

@ObjectType("AuditEntry", {
  description:
    "One change, written down in the transaction that made it and never touched since (审计记录).",
  simpleResolvers: true,
})
export class AuditEntryType implements Omit<AuditEntry, "communityId" | "planId"> {
  @Field(() => DateTime, { description: "When, by the clock of the database." })
  at!: Date;

  @Field(() => ActorType, { description: "Who, in which role." })
  actor!: ActorType;

  @Field(() => String, {
    description: "What was done, such as APPROVE_PLAN; names are never changed.",
  })
  action!: string;

  @Field(() => String, {
    description:
      "What was changed: its kind and its id or code, such as `GridCode 640104001003012`.",
  })
  subject!: string;

  @Field(() => Json, { nullable: true, description: "What it was before; null: it is new." })
  before!: AuditEntry["before"];

  @Field(() => Json, { nullable: true, description: "What it is since; null: it is gone." })
  after!: AuditEntry["after"];

  @Field(() => String, {
    nullable: true,
    description: "Why, in the words of whoever did it; null: none were given.",
  })
  reason!: string | null;

  @Field(() => Int, {
    description:
      "Its number in the chain of its community, or of the system, from 1, without a gap.",
  })
  seq!: number;

  @Field(() => String, { description: "`hash` of the entry before it; empty for the first." })
  previousHash!: string;

  @Field(() => String, {
    description:
      "SHA-256 of everything in it, `previousHash` included, in hex; see `npm run audit`.",
  })
  hash!: string;
}

export const AuditEntryConnection = connectionOf(AuditEntryType, "AuditEntry");
