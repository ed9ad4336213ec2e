import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { PlanMetrics } from "../engine";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { PlanFocus, PlanState } from "../graphql/enums";
import { GeoJSON } from "../graphql/geojson";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import { LocalizedTextType } from "../graphql/text.type";
import { LeftOutFocusType } from "./alternative.type";
import { CertificateType } from "./certificate.type";
import { DeviationReasonType } from "./deviation-reason.type";
import type { Plan } from "./plan";
import { RegriddingType } from "./regridding.type";
import { RulesType } from "../rule-set/rules.type";

@ObjectType("PlanMetrics", {
  description: "How good a plan is, in figures.",
  simpleResolvers: true,
})
export class PlanMetricsType implements PlanMetrics {
  @Field(() => Int, { description: "Grids in all." })
  grids!: number;

  @Field(() => Int, { description: "Standard grids." })
  standardGrids!: number;

  @Field(() => Int, { description: "Micro-grids." })
  microGrids!: number;

  @Field(() => Int, { description: "Standard grids with the reduced band." })
  reducedGrids!: number;

  @Field(() => Int, { description: "Households of the community." })
  households!: number;

  @Field(() => Int, { description: "Standard grids inside their band." })
  gridsInBand!: number;

  @Field(() => Int, { description: "Households of the standard grids inside their band." })
  householdsInBand!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Households of the standard grids that are in band, or reduced with up to 500 households, " +
      "as rule R2 permits; null for plans that were stored before this was counted.",
  })
  householdsPermitted!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Full-time grid workers that are needed, one for each grid; null for plans that were stored " +
      "before this was counted.",
  })
  workers!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Households that a grid worker serves; null for plans that were stored before this was counted.",
  })
  householdsPerWorker!: number;

  @Field(() => Float, {
    description: "Mean over standard grids of |households - middle of the band| / middle.",
  })
  meanDeviation!: number;

  @Field(() => Float, { description: "Mean compactness (Polsby-Popper) of the grids." })
  meanCompactness!: number;

  @Field(() => Float, { description: "Length of the borders between grids in metres." })
  innerBorderM!: number;

  @Field(() => Float, { description: "How much of that lies on barriers, in metres." })
  barrierBorderM!: number;

  @Field(() => Int, { description: "Estates that would fit into one grid." })
  estates!: number;

  @Field(() => Int, { description: "How many of these are split." })
  estatesSplit!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Households whose grid changes against the grids that the search started from: those of a " +
      "department (see `start`), else those in force; null without any.",
  })
  householdsMoved!: number | null;
}

@ObjectType("Plan", {
  description: "One division of one community into grids (划分方案).",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class PlanType implements Pick<
  Plan,
  | "id"
  | "state"
  | "version"
  | "createdAt"
  | "seed"
  | "effort"
  | "engineVersion"
  | "inputHash"
  | "author"
  | "submittedBy"
  | "submittedAt"
  | "deviationReasons"
  | "effectiveFrom"
  | "supersededAt"
  | "filingNumber"
  | "filedAt"
> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => PlanState, { description: "Where it is in its life." })
  state!: Plan["state"];

  @Field(() => Int, {
    description: "Grows with every change; a decision names the version that it is about.",
  })
  version!: number;

  @Field(() => DateTime, { description: "When it was stored." })
  createdAt!: Date;

  @Field(() => ActorType, {
    nullable: true,
    description: "Who had it proposed; null for plans of before people signed in.",
  })
  author!: ActorType | null;

  @Field(() => ActorType, {
    nullable: true,
    description: "Who submitted it last; null before that.",
  })
  submittedBy!: ActorType | null;

  @Field(() => DateTime, { nullable: true, description: "When it was submitted last." })
  submittedAt!: Date | null;

  @Field(() => [DeviationReasonType], {
    description: "Why it deviates, as written when it was submitted last.",
  })
  deviationReasons!: readonly DeviationReasonType[];

  @Field(() => DateTime, {
    nullable: true,
    description: "From when it holds or held; null as long as no day is set.",
  })
  effectiveFrom!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When another plan took its place." })
  supersededAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The number (备案编号) under which the higher body filed it.",
  })
  filingNumber!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the number was written down." })
  filedAt!: Date | null;

  @Field(() => Int, { description: "Seed of the search: the same seed gives the same plan." })
  seed!: number;

  @Field(() => Float, { description: "Effort of the search, as a multiple of the default." })
  effort!: number;

  @Field(() => PlanFocus, { description: "What the search was asked to be best in." })
  focus!: Plan["focus"];

  @Field(() => Int, {
    description:
      "Place among the plans that were proposed together, from 1, which is the best for the focus " +
      "asked for.",
  })
  alternative!: number;

  @Field(() => [PlanFocus], { description: "In what it is the best of those; never empty." })
  bestFor!: Plan["bestFor"];

  @Field(() => LocalizedTextType, {
    nullable: true,
    description: "How it differs from the first of those, in a sentence; null for the first.",
  })
  difference!: LocalizedTextType | null;

  @Field(() => [LeftOutFocusType], {
    description: "Why there are not more of those; told with the first, if several were asked for.",
  })
  leftOut!: readonly LeftOutFocusType[];

  @Field(() => RulesType, { description: "The numbers of the rules it was made with." })
  rules!: RulesType;

  @Field(() => String, { description: "Version of the engine that made it." })
  engineVersion!: string;

  @Field(() => String, { description: "Hash of all that it was made from." })
  inputHash!: string;

  @Field(() => PlanMetricsType, { description: "How good it is." })
  metrics!: PlanMetricsType;

  @Field(() => CertificateType, {
    nullable: true,
    description: "How good it is known to be; null for plans of before anything was proved.",
  })
  certificate!: CertificateType | null;

  @Field(() => RegriddingType, {
    nullable: true,
    description: "What it changes about the grids in force; null where there were none.",
  })
  regridding!: RegriddingType | null;

  @Field(() => GeoJSON, {
    description: "The blocks (街坊): the pieces that barriers enclose, a GeometryCollection.",
  })
  blocks!: string;
}

export const PlanConnection = connectionOf(PlanType, "Plan");
