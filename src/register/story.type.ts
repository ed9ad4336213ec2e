import { Field, Float, Int, ObjectType } from "type-graphql";
import type { LineageKind as LineageKindName } from "../db/tables";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { describe, GridKind, LineageKind } from "../graphql/enums";
import { LocalizedTextType } from "../graphql/text.type";
import type {
  GridCodeStory,
  RelatedCode,
  Replacement,
  StoryEvent,
  StoryEventKind as StoryEventKindName,
} from "./story";

const LINEAGE: Readonly<Record<LineageKindName, string>> = {
  ADJUST: "A grid that keeps its code gave or got something, or one grid alone changed too much.",
  SPLIT: "A grid whose code retired became several: this is one of them.",
  MERGE: "A grid whose code retired went up in a larger one.",
  RETYPE: "Households went to a grid of the other kind.",
  RECODE: "The community got another code, and the same grid with it.",
};

export const GridCodeEventKind = describe<StoryEventKindName>(
  "GridCodeEventKind",
  "What happened to a grid code.",
  {
    ISSUED: "It began to be.",
    CONTINUED: "The grid of the next plan kept it.",
    ...LINEAGE,
    RETIRED: "It ended for ever.",
  },
);

@ObjectType("GridCodeEvent", {
  description: "One thing that happened to a grid code.",
  simpleResolvers: true,
})
export class GridCodeEventType implements Omit<StoryEvent, "planId"> {
  @Field(() => DateTime, { description: "When." })
  at!: Date;

  @Field(() => GridCodeEventKind, { description: "What." })
  kind!: StoryEvent["kind"];

  @Field(() => LocalizedTextType, { description: "The same as a sentence." })
  text!: LocalizedTextType;

  @Field(() => ActorType, {
    nullable: true,
    description: "Who put the plan in force, or gave the community another code.",
  })
  actor!: StoryEvent["actor"];

  @Field(() => String, {
    nullable: true,
    description: "The code whose grid households left; null where nothing moved.",
  })
  fromCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The code to whose grid they went; null where nothing moved.",
  })
  toCode!: string | null;

  @Field(() => Int, {
    description:
      "Households that moved, or that the grid has (ISSUED, CONTINUED) or had (RETIRED).",
  })
  households!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Buildings that moved; null where nothing did.",
  })
  buildings!: number | null;
}

@ObjectType("RelatedCode", {
  description: "A grid code that this one came of, or that came of this one.",
  simpleResolvers: true,
})
export class RelatedCodeType implements RelatedCode {
  @Field(() => String, { description: "The other code." })
  code!: string;

  @Field(() => LineageKind, { description: "How the one went over into the other." })
  kind!: RelatedCode["kind"];

  @Field(() => Int, { description: "Households that both grids have in common." })
  households!: number;

  @Field(() => Int, { description: "Buildings that both grids have in common." })
  buildings!: number;
}

@ObjectType("ReplacementCode", {
  description: "A grid code in force today, where buildings of a retired code's last grid stand.",
  simpleResolvers: true,
})
export class ReplacementCodeType implements Replacement {
  @Field(() => String, { description: "Today's code." })
  code!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: Replacement["kind"];

  @Field(() => Int, { description: "Households of these buildings, by the ledger of today." })
  households!: number;

  @Field(() => Int, { description: "How many buildings they are." })
  buildings!: number;

  @Field(() => Float, {
    description: "Their share of the last grid's households, or buildings if nobody lives there.",
  })
  share!: number;
}

@ObjectType("GridCodeStory", {
  description: "The story of one grid code, from the day it was issued until today.",
  simpleResolvers: true,
})
export class GridCodeStoryType implements Omit<
  GridCodeStory,
  "communityId" | "issuedByPlan" | "retiredByPlan"
> {
  @Field(() => String, { description: "The code: 15 digits." })
  code!: string;

  @Field(() => GridKind, { description: "Standard or micro; a code never changes its kind." })
  kind!: GridCodeStory["kind"];

  @Field(() => DateTime, { description: "When it was issued." })
  issuedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it ended; null: it is in force." })
  retiredAt!: Date | null;

  @Field(() => [GridCodeEventType], { description: "What happened to it, in order." })
  events!: readonly StoryEvent[];

  @Field(() => [RelatedCodeType], {
    description: "What it came of when it was issued, most households first.",
  })
  predecessors!: readonly RelatedCode[];

  @Field(() => [RelatedCodeType], {
    description: "What came of it when it retired, most households first; none while in force.",
  })
  successors!: readonly RelatedCode[];

  @Field(() => [ReplacementCodeType], {
    description:
      "What replaces it today, however many plans lie between: the codes in force where the buildings " +
      "of its last grid stand, most households first. None while it is in force itself.",
  })
  replacedBy!: readonly Replacement[];
}
