import { Field, Float, Int, ObjectType } from "type-graphql";
import type { GridOrigin, GridSuccession, Regridding } from "../engine";

@ObjectType("GridOrigin", {
  description: "Buildings of a grid that come from one grid in force.",
  simpleResolvers: true,
})
export class GridOriginType implements GridOrigin {
  @Field(() => String, {
    nullable: true,
    description: "Code of that grid; null for buildings that were in none.",
  })
  code!: string | null;

  @Field(() => Int, { description: "Their households." })
  households!: number;

  @Field(() => Int, { description: "How many buildings they are." })
  buildings!: number;
}

@ObjectType("GridSuccession", {
  description: "How a grid follows from the grids in force.",
  simpleResolvers: true,
})
export class GridSuccessionType implements GridSuccession {
  @Field(() => String, { description: "Label of the grid." })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: "The code in force that it keeps; null where it gets a new one.",
  })
  keeps!: string | null;

  @Field(() => [GridOriginType], {
    description: "Where its buildings come from, most households first.",
  })
  from!: readonly GridOriginType[];
}

@ObjectType("Regridding", {
  description:
    "What a plan changes about the grids in force. Households are those of buildings that stand " +
    "and were in a grid; codes are labels where the community has no 12-digit code.",
  simpleResolvers: true,
})
export class RegriddingType implements Regridding {
  @Field(() => Int, { description: "Households that were in a grid." })
  households!: number;

  @Field(() => Int, {
    description: "Those that leave the grid in which most of their grid in force lives on.",
  })
  householdsMoved!: number;

  @Field(() => Float, {
    description: "Share of households whose grid changes (变动率), 0 to 1.",
  })
  churn!: number;

  @Field(() => Int, {
    description: "Those whose code changes: they move, or the code of their grid retires.",
  })
  householdsRecoded!: number;

  @Field(() => [String], {
    description: "Codes in force that live on: `rules.codeKeepShare` of the households are common.",
  })
  codesKept!: readonly string[];

  @Field(() => [String], { description: "Codes in force that end with this plan." })
  codesRetired!: readonly string[];

  @Field(() => [String], { description: "Codes that ended before and are not given again." })
  codesRetiredBefore!: readonly string[];

  @Field(() => [String], { description: "Codes that this plan would be the first to use." })
  codesNew!: readonly string[];

  @Field(() => [GridSuccessionType], { description: "Grid by grid, by label." })
  grids!: readonly GridSuccessionType[];
}
