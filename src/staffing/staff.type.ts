import { Field, ID, InputType, ObjectType } from "type-graphql";
import { DateTime } from "../graphql/date-time";
import { StaffDuty, StaffEnd } from "../graphql/enums";
import { NodeInterface } from "../graphql/node.type";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { Staff } from "./staff";

@ObjectType("Staff", {
  description: "One time that one person had one duty in one grid. Never changed but for its end.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class StaffType implements Omit<Staff, "communityId" | "code" | "continues"> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => String, { description: "15-digit code of the grid." })
  gridCode!: string;

  @Field(() => StaffDuty, { description: "As what." })
  duty!: Staff["duty"];

  @Field(() => String, { description: "Name of the person." })
  name!: string;

  @Field(() => Boolean, { description: "Whether this is the person's full-time post." })
  fullTime!: boolean;

  @Field(() => Boolean, {
    description: "Whether a grid head is the secretary of the grid's party branch or group.",
  })
  partyBranchSecretary!: boolean;

  @Field(() => DateTime, { description: "From when on." })
  validFrom!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "The moment from which on no more; null: serves now.",
  })
  validTo!: Date | null;

  @Field(() => StaffEnd, { nullable: true, description: "How it ended; null: it has not." })
  endKind!: Staff["endKind"];

  @Field(() => String, {
    nullable: true,
    description: "Why, in the words of whoever ended it; null where nobody had to say.",
  })
  endReason!: string | null;

  @Field(() => StaffType, {
    nullable: true,
    description: "Where the person went on when the code retired; null where not.",
  })
  continuedBy!: StaffType | null;
}

@InputType("AssignStaffInput", { description: "Who shall serve where." })
export class AssignStaffInput {
  @Field(() => String, { description: "15-digit code of a grid in force." })
  gridCode!: string;

  @Field(() => StaffDuty, { description: "As what." })
  duty!: Staff["duty"];

  @Field(() => String, { description: "Name of the person, 1 to 50 characters." })
  name!: string;

  @Field(() => Boolean, { description: "Whether this is the person's full-time post." })
  fullTime!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether a grid head is the secretary of the grid's party branch or group.",
  })
  partyBranchSecretary!: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      "The staff whose place the person takes, and who ends at the same moment. A grid has one " +
      "head at a time. Refused with CONFLICT where that one has ended already.",
  })
  replacesId?: string | null;
}

@ObjectType("AssignStaffPayload", {
  description: "Who serves now, or why nothing was changed.",
  simpleResolvers: true,
})
export class AssignStaffPayload {
  @Field(() => StaffType, { nullable: true, description: "The new staff; null if refused." })
  staff!: Staff | null;

  @Field(() => StaffType, {
    nullable: true,
    description:
      "The one who was replaced. After a CONFLICT: the one named by `replacesId` as he or she is now.",
  })
  replaced!: Staff | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was done." })
  userErrors!: readonly Refusal[];
}

@InputType("EndStaffInput", { description: "Whose time in a grid shall end, and why." })
export class EndStaffInput {
  @Field(() => ID, { description: "The staff." })
  id!: string;

  @Field(() => String, { description: "Why, in words; kept for ever." })
  reason!: string;
}

@ObjectType("EndStaffPayload", {
  description: "The staff that ended, or why nothing was changed.",
  simpleResolvers: true,
})
export class EndStaffPayload {
  @Field(() => StaffType, {
    nullable: true,
    description: "The staff as it is now, also after a CONFLICT; null where there is none.",
  })
  staff!: Staff | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was done." })
  userErrors!: readonly Refusal[];
}
