/** What a change of a draft does, as a map and its figures need it: nothing has to be asked again. */
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { GridKind, ReducedReason } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { LocalizedTextType } from "../graphql/text.type";
import { FindingType } from "../plan/finding.type";
import { BorderFollowsType, FourLimitsType } from "../plan/grid.type";
import { PlanMetricsType } from "../plan/plan.type";
import { BandType } from "../rule-set/rules.type";

@ObjectType("GridState", {
  description:
    "A grid as it was before, or is or would be after a change of a draft. The fields mean the same " +
    "as those of Grid.",
  simpleResolvers: true,
})
export class GridStateType {
  @Field(() => String, {
    description: "Three digits; labels follow the position of grids and change with the division.",
  })
  label!: string;

  @Field(() => String, { nullable: true, description: "Preview of the 15-digit code." })
  code!: string | null;

  @Field(() => String, { nullable: true, description: "What people call it; null for nothing." })
  name!: string | null;

  @Field(() => Boolean, { description: "Whether it is locked." })
  locked!: boolean;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: keyof typeof GridKind;

  @Field(() => Boolean, { description: "Whether the smaller band applies." })
  reduced!: boolean;

  @Field(() => ReducedReason, { nullable: true, description: "Why the smaller band applies." })
  reducedReason!: keyof typeof ReducedReason | null;

  @Field(() => String, {
    nullable: true,
    description: "Why a planner asks for the smaller band; null where nobody does.",
  })
  reducedNote!: string | null;

  @Field(() => BandType, {
    nullable: true,
    description: "Households it should have; null for a micro-grid.",
  })
  band!: BandType | null;

  @Field(() => LocalizedTextType, { description: "Why this band, or why a micro-grid." })
  reason!: LocalizedTextType;

  @Field(() => Int, {
    description: "Households below the band (negative) or above it (positive); 0 inside it.",
  })
  deviation!: number;

  @Field(() => Int, { description: "Households (户)." })
  households!: number;

  @Field(() => Int, { description: "People who live in it, as far as known." })
  residents!: number;

  @Field(() => Int, { description: "Households in old estates (老旧小区)." })
  oldHouseholds!: number;

  @Field(() => Int, { description: "Households of special populations." })
  specialHouseholds!: number;

  @Field(() => Int, { description: "How many buildings are in it." })
  buildingCount!: number;

  @Field(() => [ID], { description: "Ids of these buildings." })
  buildingIds!: readonly string[];

  @Field(() => [String], { description: "Names of the estates it holds, whole or in part." })
  estates!: readonly string[];

  @Field(() => GeoJSON, {
    description: "Its territory: a Polygon, or a MultiPolygon where it is in several pieces.",
  })
  polygon!: string;

  @Field(() => GeoJSON, { description: "A Point inside it, for labels." })
  pointOnSurface!: string;

  @Field(() => Float, { description: "Area in m²." })
  areaM2!: number;

  @Field(() => Float, { description: "Length of its outline in metres." })
  perimeterM!: number;

  @Field(() => Float, { description: "Polsby-Popper compactness, 1 for a circle." })
  compactness!: number;

  @Field(() => BorderFollowsType, { description: "What its outline follows." })
  border!: BorderFollowsType;

  @Field(() => FourLimitsType, { description: "Its four limits in words." })
  limits!: FourLimitsType;

  @Field(() => [FindingType], { description: "The results of checking it." })
  findings!: FindingType[];
}

@ObjectType("GridChange", {
  description:
    "A grid that a change touches: its outline, label, kind, figures, name or lock is another. To " +
    "update a map, replace what it shows under `gridId` by `after`, or take it away.",
  simpleResolvers: true,
})
export class GridChangeType {
  @Field(() => ID, {
    description:
      "Id of the Grid, the same through all edits. A new grid of a dry run is not there, and gets " +
      "another id when it is made.",
  })
  gridId!: string;

  @Field(() => GridStateType, {
    nullable: true,
    description: "The grid before; null: the change makes it.",
  })
  before!: GridStateType | null;

  @Field(() => GridStateType, {
    nullable: true,
    description: "The grid after; null: it ends, or nothing is left in it.",
  })
  after!: GridStateType | null;
}

@ObjectType("EditEffect", {
  description:
    "What a change of a draft does, or would do: grids, findings and figures before and after.",
  simpleResolvers: true,
})
export class EditEffectType {
  @Field(() => [GridChangeType], {
    description: "Every grid that is not as it was, by label; all others are.",
  })
  changedGrids!: GridChangeType[];

  @Field(() => [FindingType], {
    description:
      "Findings that were not there before, each with its place, under the labels of after.",
  })
  newFindings!: FindingType[];

  @Field(() => [FindingType], {
    description: "Findings that are there no more, under the labels of before.",
  })
  goneFindings!: FindingType[];

  @Field(() => PlanMetricsType, { description: "The figures of the plan before." })
  before!: PlanMetricsType;

  @Field(() => PlanMetricsType, { description: "The figures of the plan after." })
  after!: PlanMetricsType;

  @Field(() => [ID], {
    description: "Ids of the buildings whose grid is another, or that are in none any more.",
  })
  movedBuildingIds!: readonly string[];

  @Field(() => Int, { description: "The households of these buildings." })
  householdsMoved!: number;
}
