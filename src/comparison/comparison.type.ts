import { Field, Float, Int, ObjectType } from "type-graphql";
import { BuildingType } from "../building/building.type";
import { describe, GridKind } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import { GridType } from "../plan/grid.type";
import { PlanType } from "../plan/plan.type";
import type { BuildingDifference, ComparedGrid, GridMatch, HouseholdCount } from "./comparison";
import type { Better as BetterName, FigurePair } from "./figures";
import type { GroundChange } from "./ground";

export const BetterSide = describe<BetterName>(
  "BetterSide",
  "Which of two compared plans is better in a figure.",
  {
    PLAN: "The plan that is compared.",
    AGAINST: "What it is compared with.",
    EQUAL: "Neither.",
  },
);

@ObjectType("ComparedGrid", {
  description: "A grid of one side of a comparison, as it is called there.",
  simpleResolvers: true,
})
export class ComparedGridType implements Pick<ComparedGrid, "label" | "code" | "name" | "kind"> {
  @Field(() => String, { description: "Three digits, as at the end of the code." })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Of a grid in force its code, of a plan's grid the preview; null where the community has none.",
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: "What people call it." })
  name!: string | null;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: ComparedGrid["kind"];

  @Field(() => GridType, { description: "The grid with its outline and figures." })
  grid!: GridType;
}

@ObjectType("GridComparison", {
  description:
    "A grid that is in both sides of a comparison, or in one of them. Each is matched with at most one " +
    "of the other side: that with which it has most households in common.",
  simpleResolvers: true,
})
export class GridComparisonType implements GridMatch {
  @Field(() => ComparedGridType, { nullable: true, description: "In the plan; null: not there." })
  plan!: ComparedGrid | null;

  @Field(() => ComparedGridType, {
    nullable: true,
    description: "In what the plan is compared with; null: not there.",
  })
  against!: ComparedGrid | null;

  @Field(() => Int, { description: "Households in the plan's grid, as counted now." })
  planHouseholds!: number;

  @Field(() => Int, { description: "Households in the other grid, as counted now." })
  againstHouseholds!: number;

  @Field(() => Int, { description: "Households in both." })
  commonHouseholds!: number;

  @Field(() => Int, { description: "Buildings in both." })
  commonBuildings!: number;

  @Field(() => Boolean, {
    description: "Whether both are of one kind and hold the same buildings.",
  })
  isSame!: boolean;
}

@ObjectType("BuildingDifference", {
  description: "A building that is not in the same grid in both sides of a comparison.",
  simpleResolvers: true,
})
export class BuildingDifferenceType implements Omit<BuildingDifference, "building"> {
  @Field(() => BuildingType, {
    nullable: true,
    description: "The building; null where it has left the community and you may not read it.",
  })
  building!: BuildingType | null;

  @Field(() => ComparedGridType, {
    nullable: true,
    description: "Its grid in what the plan is compared with; null: in none.",
  })
  from!: ComparedGrid | null;

  @Field(() => ComparedGridType, {
    nullable: true,
    description: "Its grid in the plan; null: in none.",
  })
  to!: ComparedGrid | null;
}

export const BuildingDifferenceConnection = connectionOf(
  BuildingDifferenceType,
  "BuildingDifference",
);

@ObjectType("FigureComparison", {
  description: "One figure of both sides of a comparison.",
  simpleResolvers: true,
})
export class FigureComparisonType implements FigurePair {
  @Field(() => String, {
    description: "Stable name: errors, warnings, barrierBorderShare, or as in `PlanMetrics`.",
  })
  name!: string;

  @Field(() => LocalizedTextType, { description: "What it is, for people." })
  title!: LocalizedTextType;

  @Field(() => Float, { nullable: true, description: "Of the plan; null: not known." })
  plan!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Of what it is compared with; null: not known, or there is nothing.",
  })
  against!: number | null;

  @Field(() => BetterSide, {
    nullable: true,
    description:
      "Which is better; null where neither more nor less of it is better, or one is not known.",
  })
  better!: BetterName | null;
}

@ObjectType("ComparedHouseholds", {
  description:
    "Every household of the community once, as counted now: staying + moved + added + dropped + " +
    "inNone = total.",
  simpleResolvers: true,
})
export class ComparedHouseholdsType implements HouseholdCount {
  @Field(() => Int, { description: "All." })
  total!: number;

  @Field(() => Int, { description: "In the same grid in both, by the matching of `grids`." })
  staying!: number;

  @Field(() => Int, {
    description:
      "In a grid in both, and not in the same one; against the grids in force this is " +
      "`Regridding.householdsMoved`. The same whichever of two plans is given first.",
  })
  moved!: number;

  @Field(() => Int, { description: "In a grid of the plan only." })
  added!: number;

  @Field(() => Int, { description: "In a grid of what it is compared with only." })
  dropped!: number;

  @Field(() => Int, { description: "In no grid of either." })
  inNone!: number;
}

@ObjectType("GroundChange", {
  description: "All ground that goes from one grid to another between the sides of a comparison.",
  simpleResolvers: true,
})
export class GroundChangeType implements GroundChange {
  @Field(() => ComparedGridType, {
    nullable: true,
    description: "The grid it is in, in what the plan is compared with; null: in none.",
  })
  from!: ComparedGrid | null;

  @Field(() => ComparedGridType, {
    nullable: true,
    description: "The grid it is in, in the plan; null: in none.",
  })
  to!: ComparedGrid | null;

  @Field(() => Int, { description: "Households of the buildings that go with it." })
  households!: number;

  @Field(() => Int, { description: "Buildings that go with it." })
  buildings!: number;

  @Field(() => Float, { description: "Area in m²." })
  areaM2!: number;

  @Field(() => GeoJSON, { description: "The ground: a MultiPolygon." })
  geometry!: string;
}

@ObjectType("PlanComparison", {
  description:
    "A plan side by side with another one of its community, or with the grids in force: what the plan " +
    "changes about them. `from` is always a grid of what it is compared with, `to` one of the plan.",
  simpleResolvers: true,
})
export class PlanComparisonType {
  @Field(() => PlanType, { description: "The plan that is compared (`a`)." })
  plan!: PlanType;

  @Field(() => PlanType, {
    nullable: true,
    description:
      "What it is compared with (`b`), or the plan in force; null where nothing is in force.",
  })
  against!: PlanType | null;

  @Field(() => Boolean, {
    description: "Whether it is compared with the grids in force, which are named by their codes.",
  })
  isRegister!: boolean;

  @Field(() => LocalizedTextType, { description: "How they differ, in a few sentences." })
  summary!: LocalizedTextType;

  @Field(() => ComparedHouseholdsType, { description: "What becomes of the households." })
  households!: HouseholdCount;

  @Field(() => [GridComparisonType], {
    description:
      "The grids of both, matched: by the plan's label, those that it does not have last.",
  })
  grids!: readonly GridMatch[];

  @Field(() => [FigureComparisonType], { description: "Figures of both, the weightiest first." })
  figures!: readonly FigurePair[];
}
