import { Field, Float, Int, ObjectType } from "type-graphql";
import { BuildingType } from "../building/building.type";
import { EstateType } from "../estate/estate.type";
import { DateTime } from "../graphql/date-time";
import { GridKind, LineageKind } from "../graphql/enums";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import { IndicatorsType } from "../indicators/indicators.type";
import { FindingType } from "../plan/finding.type";
import type { Finding } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Staff, StaffMove, StaffMoves } from "../staffing/staff";
import { StaffType } from "../staffing/staff.type";
import type { CodeShare, EstateChange, IssuedCode, KeptCode, RetiredCode, Share } from "./impact";

const LABEL = "Last three digits of its code.";

@ObjectType("GridShare", {
  description: "How much of an estate lies in a grid.",
  simpleResolvers: true,
})
export class GridShareType implements Share {
  @Field(() => String, { nullable: true, description: `${LABEL} null: in no grid.` })
  label!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The code; null where the community has none, or it was in no grid.",
  })
  code!: string | null;

  @Field(() => Int, { description: "Households." })
  households!: number;

  @Field(() => Int, { description: "Buildings." })
  buildings!: number;
}

@ObjectType("CodeShare", {
  description: "What goes over between the grids of two codes, by the other one.",
  simpleResolvers: true,
})
export class CodeShareType extends GridShareType implements CodeShare {
  @Field(() => LineageKind, { description: "How." })
  kind!: CodeShare["kind"];
}

@ObjectType("BuildingChange", {
  description: "A building whose grid or code changes, or that was in no grid.",
  simpleResolvers: true,
})
export class BuildingChangeType {
  @Field(() => BuildingType, { description: "The building." })
  building!: BuildingType;

  @Field(() => String, {
    nullable: true,
    description: "The grid code it had; null where it was in no grid.",
  })
  fromCode!: string | null;

  @Field(() => String, { description: "Label of its new grid." })
  toLabel!: string;

  @Field(() => String, {
    nullable: true,
    description: "Code of its new grid; null where the community has no code.",
  })
  toCode!: string | null;

  @Field(() => Boolean, {
    description:
      "Whether it leaves the grid in which most of its grid lives on; if not, only the code changes.",
  })
  moves!: boolean;
}

export const BuildingChangeConnection = connectionOf(BuildingChangeType, "BuildingChange");

@ObjectType("EstateChange", {
  description: "An estate with buildings whose grid or code changes.",
  simpleResolvers: true,
})
export class EstateChangeType implements Omit<EstateChange, "estateId" | "name"> {
  @Field(() => EstateType, { description: "The estate." })
  estate!: EstateType;

  @Field(() => Int, { description: "Its households." })
  households!: number;

  @Field(() => Int, { description: "How many of them change grid." })
  householdsMoved!: number;

  @Field(() => [GridShareType], { description: "In which grids it was, most households first." })
  from!: readonly Share[];

  @Field(() => [GridShareType], { description: "In which grids it is, most households first." })
  to!: readonly Share[];

  @Field(() => Boolean, { description: "Whether it was in several grids." })
  wasSplit!: boolean;

  @Field(() => Boolean, { description: "Whether it is in several grids of the plan." })
  isSplit!: boolean;
}

@ObjectType("KeptCode", { description: "A grid code that lives on.", simpleResolvers: true })
export class KeptCodeType implements KeptCode {
  @Field(() => String, { description: "The code." })
  code!: string;

  @Field(() => String, { description: LABEL })
  label!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: KeptCode["kind"];

  @Field(() => Int, { description: "Households before." })
  householdsBefore!: number;

  @Field(() => Int, { description: "Households by the plan." })
  householdsAfter!: number;
}

@ObjectType("RetiredCode", {
  description: "A grid code that ends with the plan, and what replaces it.",
  simpleResolvers: true,
})
export class RetiredCodeType implements RetiredCode {
  @Field(() => String, { description: "The code." })
  code!: string;

  @Field(() => String, { description: LABEL })
  label!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: RetiredCode["kind"];

  @Field(() => Int, { description: "Its households." })
  households!: number;

  @Field(() => [CodeShareType], { description: "Where these go, most first." })
  successors!: readonly CodeShare[];
}

@ObjectType("IssuedCode", {
  description: "A grid code that the plan is the first to use.",
  simpleResolvers: true,
})
export class IssuedCodeType implements IssuedCode {
  @Field(() => String, {
    nullable: true,
    description: "The code, a preview until the plan is in force; null without a community code.",
  })
  code!: string | null;

  @Field(() => String, { description: LABEL })
  label!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: IssuedCode["kind"];

  @Field(() => Int, { description: "Its households." })
  households!: number;

  @Field(() => [CodeShareType], { description: "Where these come from, most first." })
  from!: readonly CodeShare[];
}

@ObjectType("StaffMove", {
  description: "Somebody who goes over to another grid, since the code of his or hers retires.",
  simpleResolvers: true,
})
export class StaffMoveType {
  @Field(() => StaffType, { description: "Who, on the code that retires." })
  staff!: Staff;

  @Field(() => String, { description: "Code of the grid that takes most of the households." })
  toCode!: string;
}

@ObjectType("StaffImpact", {
  description: "What becomes of those who serve in the grids.",
  simpleResolvers: true,
})
export class StaffImpactType implements Pick<StaffMoves<Staff>, "stay" | "withoutGrid"> {
  @Field(() => [StaffType], { description: "On codes that live on." })
  stay!: readonly Staff[];

  @Field(() => [StaffMoveType], {
    description: "On codes that retire, to grids that have nobody in their duty.",
  })
  move!: readonly StaffMove<Staff>[];

  @Field(() => [StaffType], {
    description: "On codes that retire, with no place to go: somebody has to find them one.",
  })
  withoutGrid!: readonly Staff[];
}

@ObjectType("PlanImpact", {
  description:
    "What a plan changes, for whom: against the grids in force now, or, once it was put in force, " +
    "against those before. Households are those of buildings that stand, as counted at that time.",
  simpleResolvers: true,
})
export class PlanImpactType {
  @Field(() => LocalizedTextType, {
    description: "All of it in a plain paragraph that can be read in a minute.",
  })
  summary!: LocalizedTextType;

  @Field(() => Boolean, {
    description: "Whether nothing was in force before, so that nothing changes for anybody.",
  })
  isFirst!: boolean;

  @Field(() => PlanType, {
    nullable: true,
    description: "The plan in force that it is compared with; null for a first division.",
  })
  against!: PlanType | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was put in force; null: not yet, and the comparison is with now.",
  })
  at!: Date | null;

  @Field(() => Int, { description: "Households of the plan." })
  households!: number;

  @Field(() => Int, { description: "Buildings of the plan." })
  buildings!: number;

  @Field(() => Int, { description: "Households that were in a grid before." })
  householdsRegistered!: number;

  @Field(() => Int, {
    description:
      "Those that leave the grid in which most of their grid lives on, counted as in `Regridding`.",
  })
  householdsMoved!: number;

  @Field(() => Float, { description: "Share of households whose grid changes (变动率), 0 to 1." })
  churn!: number;

  @Field(() => Int, {
    description: "Those whose code changes: they move, or the code of their grid retires.",
  })
  householdsRecoded!: number;

  @Field(() => [EstateChangeType], {
    description: "Estates with buildings whose grid or code changes, by name.",
  })
  estates!: readonly EstateChange[];

  @Field(() => [KeptCodeType], { description: "Codes that live on." })
  codesKept!: readonly KeptCode[];

  @Field(() => [RetiredCodeType], { description: "Codes that end." })
  codesRetired!: readonly RetiredCode[];

  @Field(() => [IssuedCodeType], { description: "Codes that are new." })
  codesIssued!: readonly IssuedCode[];

  @Field(() => StaffImpactType, { description: "What becomes of those who serve." })
  staff!: StaffImpactType;

  @Field(() => IndicatorsType, {
    nullable: true,
    description: "The policy's figures of the grids before; null where nothing was in force.",
  })
  before!: IndicatorsType | null;

  @Field(() => IndicatorsType, { description: "The policy's figures of the plan." })
  after!: IndicatorsType;

  @Field(() => [FindingType], {
    description: "The warnings among its findings, with the reasons that were written for them.",
  })
  warnings!: readonly Finding[];
}
