import { Field, ID, Int, ObjectType } from "type-graphql";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { BasisSubject, PlanState, ReviewKind } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { Json } from "../graphql/json";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import type { BasisChange } from "./basis";
import { DeviationReasonType } from "./deviation-reason.type";
import { FindingType } from "./finding.type";
import { PlanMetricsType } from "./plan.type";
import type { Review } from "./review";

@ObjectType("Review", {
  description:
    "One entry in the book of a plan (审核意见): what was decided or remarked, by whom, and the " +
    "report of checking the plan at that moment. Never changed afterwards.",
  simpleResolvers: true,
})
export class ReviewType implements Omit<Review, "planId" | "findings" | "metrics"> {
  @Field(() => ID, { description: "Unique among reviews." })
  id!: string;

  @Field(() => ReviewKind, { description: "What it tells of." })
  kind!: Review["kind"];

  @Field(() => PlanState, { description: "The plan's state before it." })
  fromState!: Review["fromState"];

  @Field(() => PlanState, { description: "The plan's state after it." })
  toState!: Review["toState"];

  @Field(() => Int, { description: "The plan's version after it." })
  planVersion!: number;

  @Field(() => ActorType, { description: "Who did it." })
  actor!: ActorType;

  @Field(() => String, { nullable: true, description: "What he or she wrote; null for nothing." })
  comment!: string | null;

  @Field(() => [DeviationReasonType], { description: "The reasons for the warnings of then." })
  deviationReasons!: readonly DeviationReasonType[];

  @Field(() => [FindingType], { description: "The findings of then." })
  findings!: FindingType[];

  @Field(() => PlanMetricsType, { nullable: true, description: "The figures of then." })
  metrics!: PlanMetricsType | null;

  @Field(() => String, {
    nullable: true,
    description: "Label of the grid that it is about; null when it is about the whole plan.",
  })
  gridLabel!: string | null;

  @Field(() => GeoJSON, {
    nullable: true,
    description: "Where it is pinned to the map: a Point; null when it is about no single place.",
  })
  place!: string | null;

  @Field(() => Json, {
    nullable: true,
    description: "What else there is to tell, such as what has changed when it was revalidated.",
  })
  details!: Review["details"];

  @Field(() => DateTime, { description: "When." })
  at!: Date;
}

export const ReviewConnection = connectionOf(ReviewType, "Review");

@ObjectType("PublicNotice", {
  description: "A time in which a plan lies open for remarks (公示); it is approved after that.",
  simpleResolvers: true,
})
export class PublicNoticeType {
  @Field(() => DateTime, { description: "Its beginning." })
  from!: Date;

  @Field(() => DateTime, { description: "Its end." })
  to!: Date;
}

@ObjectType("BasisChange", {
  description: "Something that is not any more as it was when a plan was made.",
  simpleResolvers: true,
})
export class BasisChangeType implements BasisChange {
  @Field(() => BasisSubject, { description: "What sort of thing." })
  kind!: BasisChange["kind"];

  @Field(() => String, {
    nullable: true,
    description:
      "Id of the building or barrier in its data set; null for the community and the register.",
  })
  subject!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What of it, such as `households`; null where it is new or gone as a whole.",
  })
  field!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Its value when the plan was made; null for none, and for shapes.",
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: "Its value now; null likewise." })
  after!: string | null;

  @Field(() => LocalizedTextType, { description: "The change in a sentence." })
  message!: LocalizedTextType;
}
