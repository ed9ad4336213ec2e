import { Field, Float, ID, InputType, Int } from "type-graphql";
import { Department } from "../departmental/departmental.enums";
import type { Department as DepartmentName } from "../departmental/departmental";
import { PlanFocus } from "../graphql/enums";
import type { Plan } from "../plan/plan";
import { RulesInput } from "../rule-set/rules.input";

const SEED = "Seed of the search, 0 or more: the same seed gives the same plan; default 1.";
const EFFORT = "Effort of the search as a multiple of the default, 0.1 to 10; default 1.";
const RULES =
  "Numbers of the rules for this alone; the built-in ones stand for what is left out. Not together " +
  "with `ruleSetId`; without both, each community is planned with its `rulesInUse`.";
const RULE_SET =
  "Rules that were saved under a name, for all of what is planned. Not together with `rules`; " +
  "without both, each community is planned with its `rulesInUse`.";
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

@InputType("StartFromDepartmentInput", {
  description: "The grids of one department that the search is to start from, in each community.",
})
export class StartFromDepartmentInput {
  @Field(() => Department, { description: "Whose grids." })
  department!: DepartmentName;

  @Field(() => String, {
    nullable: true,
    description: "Name of the network; needed where a community has several of the department.",
  })
  networkName?: string | null;
}

@InputType("ProposePlanInput", { description: "Which community to plan, and how." })
export class ProposePlanInput {
  @Field(() => ID, { description: "The community." })
  communityId!: string;

  @Field(() => RulesInput, { nullable: true, description: RULES })
  rules?: RulesInput | null;

  @Field(() => ID, { nullable: true, description: RULE_SET })
  ruleSetId?: string | null;

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

  @Field(() => ID, { nullable: true, description: RULE_SET })
  ruleSetId?: string | null;

  @Field(() => Int, { nullable: true, description: SEED })
  seed?: number | null;

  @Field(() => Float, { nullable: true, description: EFFORT })
  effort?: number | null;

  @Field(() => PlanFocus, { nullable: true, description: FOCUS })
  focus?: Plan["focus"] | null;

  @Field(() => Int, { nullable: true, description: ALTERNATIVES })
  alternatives?: number | null;

  @Field(() => StartFromDepartmentInput, {
    nullable: true,
    description:
      "Other grids to start from, as for `proposePlan`. A community in which the department has none " +
      "is planned as if this were left out; its `Plan.start` is null.",
  })
  startFrom?: StartFromDepartmentInput | null;
}
