// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** Limits of a number of households, both included. */
export type BandInput = {
  /** Largest number allowed, not less than `min`. */
  readonly max: number;
  /** Smallest number allowed, at least 1. */
  readonly min: number;
};

/** Which job to end. */
export type CancelJobInput = {
  /** The job. */
  readonly id: string;
};

/** Whose grids a network is; several networks of one department differ by their names. */
export type Department =
  /** Civil affairs (民政网格). */
  | "CIVIL_AFFAIRS"
  /** Emergency management (应急网格). */
  | "EMERGENCY"
  /** Health (卫健网格). */
  | "HEALTH"
  /** Any other; the name of the network tells which. */
  | "OTHER"
  /** Party building (党建网格). */
  | "PARTY"
  /** Political and legal affairs (政法网格, 综治网格). */
  | "POLITICAL_LEGAL"
  /** Urban management (城管网格). */
  | "URBAN_MANAGEMENT";

/** One reason for one or more warnings. */
export type DeviationReasonInput = {
  /** The `key` of each of these warnings. */
  readonly findings: ReadonlyArray<string>;
  /** The reason. */
  readonly reason: string;
};

/** What a job does. */
export type JobKind =
  /** The engine helps with a draft: re-optimises, repairs or finishes it. */
  | "IMPROVE_PLAN"
  /** Proposes a plan for each of its communities. */
  | "PROPOSE_PLANS";

/** What a community of a job needs from a person, the most urgent first. */
export type JobOutcome =
  /** Its plan can be submitted; nothing was found. */
  | "CLEAN"
  /** Something has to be mended before its plan can be submitted. */
  | "ERRORS"
  /** Its plan can be submitted; there is something to be read. */
  | "INFOS"
  /** It has no plan of this job: see `reason`. */
  | "NOT_PLANNED"
  /** Its plan can be submitted with a written reason for each warning. */
  | "WARNINGS";

/** Where a job is in its life. */
export type JobState =
  /** Ended on request. What was done until then is kept. */
  | "CANCELLED"
  /** Some of it could not be done: see `error`. What was done is kept. */
  | "FAILED"
  /** Waits for a free runner. */
  | "QUEUED"
  /** Is being worked at. */
  | "RUNNING"
  /** All of it is done. */
  | "SUCCEEDED";

/** From which floor area, in m², a building makes a micro-grid, by its category. */
export type MicroMinFloorAreaInput = {
  /** For a business district, mall or market; default 5000. */
  readonly market?: number | null | undefined;
  /** For an office building; default 20000. */
  readonly office?: number | null | undefined;
  /** For a large public venue; default 5000. */
  readonly publicVenue?: number | null | undefined;
};

/** What a plan should be best in, beside households in band, which go first in every plan. */
export type PlanFocus =
  /** Estates whole, borders on barriers and compact, little churn: the usual order of goals. */
  | "BALANCED"
  /** As few grids as the bands allow. */
  | "FEWEST_GRIDS"
  /** As few households as can be leave the grid that the search starts from: in force, or of a department. */
  | "LEAST_CHURN"
  /** Grids as round as they can be. */
  | "MOST_COMPACT"
  /** As much as can be of the borders on roads, rivers, railways and walls. */
  | "ROADS_FIRST"
  /** As few grid workers as can be: reduced grids may have up to 500 households, as rule R2 permits. */
  | "STAFF_SAVING";

/** Where a plan is in its life. */
export type PlanState =
  /** Approved by the county; may wait for the day from which it holds. */
  | "APPROVED"
  /** Proposed or edited, not submitted. */
  | "DRAFT"
  /** Reviewed by the street, which agrees. */
  | "ENDORSED"
  /** Its grids are in the register and its codes are issued; one per community. */
  | "IN_FORCE"
  /** Refused for good. Final. */
  | "REJECTED"
  /** Its planner wants it: no errors, a written reason for each warning. */
  | "SUBMITTED"
  /** Another plan took its place. Final. */
  | "SUPERSEDED"
  /** Taken back. Final. */
  | "WITHDRAWN";

/** One of several plans to be submitted. */
export type PlanToSubmitInput = {
  /** Reasons for its warnings; those that were written when it was submitted before need not be repeated. */
  readonly deviationReasons?: ReadonlyArray<DeviationReasonInput> | null | undefined;
  /** `Plan.version` as it was seen; a plan that has changed since is not submitted. Left out: the plan as it is now. */
  readonly expectedVersion?: number | null | undefined;
  /** The plan. */
  readonly planId: string;
};

/** Which community to plan, and how. */
export type ProposePlanInput = {
  /** How many plans to choose from are wanted of a community, 1 to 6; default 1. There may be fewer: see `Plan.leftOut`. */
  readonly alternatives?: number | null | undefined;
  /** The community. */
  readonly communityId: string;
  /** Effort of the search as a multiple of the default, 0.1 to 10; default 1. */
  readonly effort?: number | null | undefined;
  /** What the plan, or the first of several, should be best in; default BALANCED. */
  readonly focus?: PlanFocus | null | undefined;
  /** Rules that were saved under a name, for all of what is planned. Not together with `rules`; without both, each community is planned with its `rulesInUse`. */
  readonly ruleSetId?: string | null | undefined;
  /** Numbers of the rules for this alone; the built-in ones stand for what is left out. Not together with `ruleSetId`; without both, each community is planned with its `rulesInUse`. */
  readonly rules?: RulesInput | null | undefined;
  /** Seed of the search, 0 or more: the same seed gives the same plan; default 1. */
  readonly seed?: number | null | undefined;
  /** Other grids to start from; then churn is against these (focus LEAST_CHURN keeps them as far as it can), while codes still follow the grids in force. */
  readonly startFrom?: StartFromInput | null | undefined;
};

/** Which communities to plan, and how: either `codePrefix` or `communityIds`. */
export type ProposePlansInput = {
  /** How many plans to choose from are wanted of a community, 1 to 6; default 1. There may be fewer: see `Plan.leftOut`. */
  readonly alternatives?: number | null | undefined;
  /** All communities whose code starts so: up to 12 digits. */
  readonly codePrefix?: string | null | undefined;
  /** These communities. */
  readonly communityIds?: ReadonlyArray<string> | null | undefined;
  /** Effort of the search as a multiple of the default, 0.1 to 10; default 1. */
  readonly effort?: number | null | undefined;
  /** What the plan, or the first of several, should be best in; default BALANCED. */
  readonly focus?: PlanFocus | null | undefined;
  /** Rules that were saved under a name, for all of what is planned. Not together with `rules`; without both, each community is planned with its `rulesInUse`. */
  readonly ruleSetId?: string | null | undefined;
  /** Numbers of the rules for this alone; the built-in ones stand for what is left out. Not together with `ruleSetId`; without both, each community is planned with its `rulesInUse`. */
  readonly rules?: RulesInput | null | undefined;
  /** Seed of the search, 0 or more: the same seed gives the same plan; default 1. */
  readonly seed?: number | null | undefined;
  /** Other grids to start from, as for `proposePlan`. A community in which the department has none is planned as if this were left out; its `Plan.start` is null. */
  readonly startFrom?: StartFromDepartmentInput | null | undefined;
};

/** Which rule sets are wanted; what is left out does not restrict. */
export type RuleSetFilter = {
  /** Only those that are for the community with this 12-digit code. */
  readonly communityCode?: string | null | undefined;
  /** Only those that were saved for exactly this jurisdiction. */
  readonly jurisdiction?: string | null | undefined;
};

/** Numbers of the delineation rules; the default stands for what is left out. */
export type RulesInput = {
  /** A grid keeps its code when this share of households is common; default 0.7. */
  readonly codeKeepShare?: number | null | undefined;
  /** A building with more households stays in a standard grid; default 100. */
  readonly microMaxHouseholds?: number | null | undefined;
  /** Micro buildings this near, in metres, form one micro-grid; default 40. */
  readonly microMergeDistanceM?: number | null | undefined;
  /** From which floor area buildings are micro. */
  readonly microMinFloorAreaM2?: MicroMinFloorAreaInput | null | undefined;
  /** Buildings built in or before this year are old estates; 0: never; default 2000. */
  readonly oldEstateCutoffYear?: number | null | undefined;
  /** Households of a reduced grid; default 100 to 300. */
  readonly reducedBand?: BandInput | null | undefined;
  /** Share, above 0 and up to 1, of special-population households from which a grid is reduced; off by default. */
  readonly specialPopulationShare?: number | null | undefined;
  /** Households of a standard grid; default 300 to 500. */
  readonly standardBand?: BandInput | null | undefined;
};

/** How much a finding weighs. */
export type Severity =
  /** The plan cannot be submitted. */
  | "ERROR"
  /** Only told. */
  | "INFO"
  /** The plan can be submitted with a written reason. */
  | "WARNING";

/** The grids of one department that the search is to start from, in each community. */
export type StartFromDepartmentInput = {
  /** Whose grids. */
  readonly department: Department;
  /** Name of the network; needed where a community has several of the department. */
  readonly networkName?: string | null | undefined;
};

/** Other grids than those in force that the search is to start from. */
export type StartFromInput = {
  /** A network of a department in this community. Its grids are kept where they are good; a building in two of them counts to the first by code. */
  readonly networkId: string;
};

/** Which plans to submit together: `plans`, `planIds` or `jobId`, one of the three. */
export type SubmitPlansInput = {
  /** What there is to say about all of them. */
  readonly comment?: string | null | undefined;
  /** The plans of this job as they are now: of each community the best, as in `Job.results`. */
  readonly jobId?: string | null | undefined;
  /** These plans, as they are now. */
  readonly planIds?: ReadonlyArray<string> | null | undefined;
  /** These plans, as they were seen and with reasons for their warnings. */
  readonly plans?: ReadonlyArray<PlanToSubmitInput> | null | undefined;
};

export type JobHeadFragment = {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly stage: string | null;
  readonly progress: number;
  readonly done: number;
  readonly total: number;
  readonly cancelRequested: boolean;
  readonly viewerCanCancel: boolean;
  readonly error: {
    readonly code: string;
    readonly message: { readonly zh: string; readonly en: string };
  } | null;
};

export type JobByIdQueryVariables = Exact<{
  id: string;
}>;

export type JobByIdQuery = { readonly job: JobHeadFragment | null };

export type JobProgressSubscriptionVariables = Exact<{
  id: string;
}>;

export type JobProgressSubscription = { readonly jobProgress: JobHeadFragment };

export type ProposePlanMutationVariables = Exact<{
  input: ProposePlanInput;
}>;

export type ProposePlanMutation = {
  readonly proposePlan: {
    readonly job: JobHeadFragment | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export type ProposePlansMutationVariables = Exact<{
  input: ProposePlansInput;
}>;

export type ProposePlansMutation = {
  readonly proposePlans: {
    readonly job: JobHeadFragment | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export type CancelJobMutationVariables = Exact<{
  input: CancelJobInput;
}>;

export type CancelJobMutation = {
  readonly cancelJob: {
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export type ProposalChoicesQueryVariables = Exact<{
  communityId: string;
  filter?: RuleSetFilter | null | undefined;
}>;

export type ProposalChoicesQuery = {
  readonly ruleSets: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly version: number;
      readonly jurisdiction: string;
    }>;
  };
  readonly community: {
    readonly rulesInUse: {
      readonly default: {
        readonly ruleSet: { readonly id: string; readonly name: string; readonly version: number };
      } | null;
      readonly rules: {
        readonly standardBand: { readonly min: number; readonly max: number };
        readonly reducedBand: { readonly min: number; readonly max: number };
      };
    };
    readonly departmentalNetworks: ReadonlyArray<{
      readonly id: string;
      readonly department: Department;
      readonly name: string;
    }>;
    readonly planInForce: { readonly id: string } | null;
  } | null;
};

export type StreetChoicesQueryVariables = Exact<{
  first: number;
}>;

export type StreetChoicesQuery = {
  readonly communities: {
    readonly nodes: ReadonlyArray<{ readonly code: string | null; readonly households: number }>;
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
  readonly ruleSets: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly version: number;
      readonly jurisdiction: string;
    }>;
  };
};

export type ProposalOutcomeQueryVariables = Exact<{
  id: string;
}>;

export type ProposalOutcomeQuery = {
  readonly job: {
    readonly plans: ReadonlyArray<{
      readonly id: string;
      readonly alternative: number;
      readonly focus: PlanFocus;
    }>;
    readonly results: {
      readonly nodes: ReadonlyArray<{
        readonly outcome: JobOutcome;
        readonly errors: number;
        readonly warnings: number;
        readonly reason: { readonly zh: string; readonly en: string } | null;
      }>;
    };
  } | null;
};

export type StreetResultsQueryVariables = Exact<{
  id: string;
  first: number;
}>;

export type StreetResultsQuery = {
  readonly job: {
    readonly resultCounts: ReadonlyArray<{
      readonly outcome: JobOutcome;
      readonly communities: number;
    }>;
    readonly results: {
      readonly nodes: ReadonlyArray<{
        readonly outcome: JobOutcome;
        readonly errors: number;
        readonly warnings: number;
        readonly infos: number;
        readonly householdsOutOfBand: number;
        readonly reason: { readonly zh: string; readonly en: string } | null;
        readonly community: {
          readonly id: string;
          readonly code: string | null;
          readonly name: string;
        };
        readonly plan: {
          readonly id: string;
          readonly version: number;
          readonly state: PlanState;
          readonly viewerCanSubmit: boolean;
          readonly metrics: {
            readonly standardGrids: number;
            readonly gridsInBand: number;
            readonly microGrids: number;
          };
        } | null;
      }>;
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  } | null;
};

export type PlanWarningsQueryVariables = Exact<{
  id: string;
}>;

export type PlanWarningsQuery = {
  readonly plan: {
    readonly findings: ReadonlyArray<{ readonly key: string; readonly severity: Severity }>;
  } | null;
};

export type SubmitPlansMutationVariables = Exact<{
  input: SubmitPlansInput;
}>;

export type SubmitPlansMutation = {
  readonly submitPlans: {
    readonly submitted: number;
    readonly notSubmitted: number;
    readonly outcomes: ReadonlyArray<{
      readonly isSubmitted: boolean;
      readonly plan: { readonly id: string; readonly community: { readonly name: string } };
      readonly refusals: ReadonlyArray<{
        readonly code: string;
        readonly message: { readonly zh: string; readonly en: string };
      }>;
    }>;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

const JobHeadText = `fragment JobHead on Job {
  id
  kind
  state
  stage
  progress
  done
  total
  cancelRequested
  viewerCanCancel
  error {
    code
    message {
      zh
      en
    }
  }
}`;

export const JobById: Operation<JobByIdQuery, JobByIdQueryVariables> = `query JobById($id: ID!) {
  job(id: $id) {
    ...JobHead
  }
}
${JobHeadText}`;

export const JobProgress: Operation<JobProgressSubscription, JobProgressSubscriptionVariables> =
  `subscription JobProgress($id: ID!) {
  jobProgress(id: $id) {
    ...JobHead
  }
}
${JobHeadText}`;

export const ProposePlan: Operation<ProposePlanMutation, ProposePlanMutationVariables> =
  `mutation ProposePlan($input: ProposePlanInput!) {
  proposePlan(input: $input) {
    job {
      ...JobHead
    }
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}
${JobHeadText}`;

export const ProposePlans: Operation<ProposePlansMutation, ProposePlansMutationVariables> =
  `mutation ProposePlans($input: ProposePlansInput!) {
  proposePlans(input: $input) {
    job {
      ...JobHead
    }
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}
${JobHeadText}`;

export const CancelJob: Operation<CancelJobMutation, CancelJobMutationVariables> =
  `mutation CancelJob($input: CancelJobInput!) {
  cancelJob(input: $input) {
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}`;

export const ProposalChoices: Operation<ProposalChoicesQuery, ProposalChoicesQueryVariables> =
  `query ProposalChoices($communityId: ID!, $filter: RuleSetFilter) {
  ruleSets(first: 50, filter: $filter) {
    nodes {
      id
      name
      version
      jurisdiction
    }
  }
  community(id: $communityId) {
    rulesInUse {
      default {
        ruleSet {
          id
          name
          version
        }
      }
      rules {
        standardBand {
          min
          max
        }
        reducedBand {
          min
          max
        }
      }
    }
    departmentalNetworks {
      id
      department
      name
    }
    planInForce {
      id
    }
  }
}`;

export const StreetChoices: Operation<StreetChoicesQuery, StreetChoicesQueryVariables> =
  `query StreetChoices($first: Int!) {
  communities(first: $first) {
    nodes {
      code
      households
    }
    pageInfo {
      hasNextPage
    }
  }
  ruleSets(first: 50) {
    nodes {
      id
      name
      version
      jurisdiction
    }
  }
}`;

export const ProposalOutcome: Operation<ProposalOutcomeQuery, ProposalOutcomeQueryVariables> =
  `query ProposalOutcome($id: ID!) {
  job(id: $id) {
    plans {
      id
      alternative
      focus
    }
    results(first: 1) {
      nodes {
        outcome
        errors
        warnings
        reason {
          zh
          en
        }
      }
    }
  }
}`;

export const StreetResults: Operation<StreetResultsQuery, StreetResultsQueryVariables> =
  `query StreetResults($id: ID!, $first: Int!) {
  job(id: $id) {
    resultCounts {
      outcome
      communities
    }
    results(first: $first) {
      nodes {
        outcome
        errors
        warnings
        infos
        householdsOutOfBand
        reason {
          zh
          en
        }
        community {
          id
          code
          name
        }
        plan {
          id
          version
          state
          viewerCanSubmit
          metrics {
            standardGrids
            gridsInBand
            microGrids
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}`;

export const PlanWarnings: Operation<PlanWarningsQuery, PlanWarningsQueryVariables> =
  `query PlanWarnings($id: ID!) {
  plan(id: $id) {
    findings {
      key
      severity
    }
  }
}`;

export const SubmitPlans: Operation<SubmitPlansMutation, SubmitPlansMutationVariables> =
  `mutation SubmitPlans($input: SubmitPlansInput!) {
  submitPlans(input: $input) {
    submitted
    notSubmitted
    outcomes {
      isSubmitted
      plan {
        id
        community {
          name
        }
      }
      refusals {
        code
        message {
          zh
          en
        }
      }
    }
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}`;
