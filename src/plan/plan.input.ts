import { Field, Float, ID, InputType, Int } from "type-graphql";
import { PlanFocus, PlanState } from "../graphql/enums";
import type { Plan } from "./plan";

@InputType("PlanFilter", {
  description: "Which plans are wanted; what is left out does not restrict.",
})
export class PlanFilterInput {
  @Field(() => ID, { nullable: true, description: "Only plans of this community." })
  communityId?: string | null;

  @Field(() => PlanState, { nullable: true, description: "Only plans in this state." })
  state?: Plan["state"] | null;

  @Field(() => [PlanState], {
    nullable: true,
    description: "Only plans in one of these states; not together with `state`.",
  })
  states?: Plan["state"][] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "true: only plans that wait for a decision of the viewer: to endorse, approve or put in force, " +
      "or to mend what was returned. What the viewer submitted waits for somebody else.",
  })
  waitsForMe?: boolean | null;
}

@InputType("BandInput", { description: "Limits of a number of households, both included." })
export class BandInput {
  @Field(() => Int, { description: "Smallest number allowed, at least 1." })
  min!: number;

  @Field(() => Int, { description: "Largest number allowed, not less than `min`." })
  max!: number;
}

@InputType("MicroMinFloorAreaInput", {
  description: "From which floor area, in m², a building makes a micro-grid, by its category.",
})
export class MicroMinFloorAreaInput {
  @Field(() => Float, { nullable: true, description: "For an office building; default 20000." })
  office?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "For a business district, mall or market; default 5000.",
  })
  market?: number | null;

  @Field(() => Float, { nullable: true, description: "For a large public venue; default 5000." })
  publicVenue?: number | null;
}

@InputType("RulesInput", {
  description: "Numbers of the delineation rules; the default stands for what is left out.",
})
export class RulesInput {
  @Field(() => BandInput, {
    nullable: true,
    description: "Households of a standard grid; default 300 to 500.",
  })
  standardBand?: BandInput | null;

  @Field(() => BandInput, {
    nullable: true,
    description: "Households of a reduced grid; default 100 to 300.",
  })
  reducedBand?: BandInput | null;

  @Field(() => Int, {
    nullable: true,
    description: "Buildings built in or before this year are old estates; 0: never; default 2000.",
  })
  oldEstateCutoffYear?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share, above 0 and up to 1, of special-population households from which a grid is " +
      "reduced; off by default.",
  })
  specialPopulationShare?: number | null;

  @Field(() => MicroMinFloorAreaInput, {
    nullable: true,
    description: "From which floor area buildings are micro.",
  })
  microMinFloorAreaM2?: MicroMinFloorAreaInput | null;

  @Field(() => Float, {
    nullable: true,
    description: "Micro buildings this near, in metres, form one micro-grid; default 40.",
  })
  microMergeDistanceM?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "A building with more households stays in a standard grid; default 100.",
  })
  microMaxHouseholds?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "A grid keeps its code when this share of households is common; default 0.7.",
  })
  codeKeepShare?: number | null;
}

const SEED = "Seed of the search, 0 or more: the same seed gives the same plan; default 1.";
const EFFORT = "Effort of the search as a multiple of the default, 0.1 to 10; default 1.";
const RULES = "Numbers of the rules; the defaults if left out.";
const FOCUS = "What the plan, or the first of several, should be best in; default BALANCED.";
const ALTERNATIVES =
  "How many plans to choose from are wanted of a community, 1 to 6; default 1. There may be fewer: " +
  "see `Plan.leftOut`.";

@InputType("StartFromInput", {
  description: "Other grids than those in force that the search is to start from.",
})
export class StartFromInput {
  @Field(() => ID, {
    description:
      "A network of a department in this community. Its grids are kept where they are good; a " +
      "building in two of them counts to the first by code.",
  })
  networkId!: string;
}

@InputType("ProposePlanInput", { description: "Which community to plan, and how." })
export class ProposePlanInput {
  @Field(() => ID, { description: "The community." })
  communityId!: string;

  @Field(() => RulesInput, { nullable: true, description: RULES })
  rules?: RulesInput | null;

  @Field(() => Int, { nullable: true, description: SEED })
  seed?: number | null;

  @Field(() => Float, { nullable: true, description: EFFORT })
  effort?: number | null;

  @Field(() => PlanFocus, { nullable: true, description: FOCUS })
  focus?: Plan["focus"] | null;

  @Field(() => Int, { nullable: true, description: ALTERNATIVES })
  alternatives?: number | null;

  @Field(() => StartFromInput, {
    nullable: true,
    description:
      "Other grids to start from; then churn is against these (focus LEAST_CHURN keeps them as far as " +
      "it can), while codes still follow the grids in force.",
  })
  startFrom?: StartFromInput | null;
}

@InputType("ProposePlansInput", {
  description: "Which communities to plan, and how: either `codePrefix` or `communityIds`.",
})
export class ProposePlansInput {
  @Field(() => String, {
    nullable: true,
    description: "All communities whose code starts so: up to 12 digits.",
  })
  codePrefix?: string | null;

  @Field(() => [ID], { nullable: true, description: "These communities." })
  communityIds?: string[] | null;

  @Field(() => RulesInput, { nullable: true, description: RULES })
  rules?: RulesInput | null;

  @Field(() => Int, { nullable: true, description: SEED })
  seed?: number | null;

  @Field(() => Float, { nullable: true, description: EFFORT })
  effort?: number | null;

  @Field(() => PlanFocus, { nullable: true, description: FOCUS })
  focus?: Plan["focus"] | null;

  @Field(() => Int, { nullable: true, description: ALTERNATIVES })
  alternatives?: number | null;
}
