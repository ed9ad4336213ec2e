import { Field, Float, Int, ObjectType } from "type-graphql";
import type { StartComparison, StartOrigin } from "../engine";
import { DepartmentalNetworkType } from "./departmental.type";
import { DateTime } from "../graphql/date-time";

@ObjectType("StartOrigin", {
  description: "Buildings of a grid that come from one grid of the network that was started from.",
  simpleResolvers: true,
})
export class StartOriginType implements StartOrigin {
  @Field(() => String, {
    nullable: true,
    description: "The department's code; null for buildings that were in none of its grids.",
  })
  name!: string | null;

  @Field(() => Int, { description: "Their households." })
  households!: number;

  @Field(() => Int, { description: "How many buildings they are." })
  buildings!: number;
}

@ObjectType("StartGrid", {
  description: "A grid of a plan, and which grids of a department it comes from.",
  simpleResolvers: true,
})
export class StartGridType {
  @Field(() => String, { description: "Label of the grid." })
  label!: string;

  @Field(() => [StartOriginType], {
    description: "Where its buildings come from, most households first.",
  })
  from!: readonly StartOriginType[];
}

@ObjectType("PlanStart", {
  description:
    "From which network of a department the search for a plan started, and what the plan changes about it.",
  simpleResolvers: true,
})
export class PlanStartType implements StartComparison {
  @Field(() => DepartmentalNetworkType, { description: "The network." })
  network!: DepartmentalNetworkType;

  @Field(() => DateTime, { description: "From when on the version held that was started from." })
  validFrom!: Date;

  @Field(() => Int, { description: "Households that were in a grid of the network." })
  households!: number;

  @Field(() => Int, {
    description: "Those of them that leave the grid in which most of their old grid lives on.",
  })
  householdsMoved!: number;

  @Field(() => Float, { description: "Their share (变动率), 0 to 1." })
  churn!: number;

  @Field(() => [StartGridType], { description: "The plan's grids by label." })
  grids!: readonly StartGridType[];
}
