/** The enumerations of the schema; keys equal values, and the compiler keeps them complete. */
import { registerEnumType } from "type-graphql";
import type {
  BarrierKind as BarrierKindName,
  Category as CategoryName,
  CertificateKind as CertificateKindName,
  Focus as FocusName,
  GridKind as GridKindName,
  LeftOutCode as LeftOutCodeName,
  ReducedReason as ReducedReasonName,
  RuleId as RuleIdName,
  Severity as SeverityName,
} from "../engine";
import type { JobKind as JobKindName, JobState as JobStateName } from "../jobs/job";
import type { PlanState as PlanStateName } from "../plan/plan";

export const Category = describe<CategoryName>("Category", "What a building is mainly used for.", {
  RESIDENTIAL: "Dwellings.",
  OFFICE: "Offices (楼宇).",
  MARKET: "Business district, mall or market (商圈市场).",
  PUBLIC_VENUE: "Hospital, school, station or other large public venue.",
  OTHER: "Anything else.",
});

export const BarrierKind = describe<BarrierKindName>(
  "BarrierKind",
  "What sort of line a barrier (分界线) is.",
  {
    ROAD: "A road.",
    RIVER: "A river or canal.",
    RAILWAY: "A railway.",
    WALL: "A wall or fence.",
  },
);

export const GridKind = describe<GridKindName>(
  "GridKind",
  "Whether household limits apply to a grid; both kinds are pieces of the same tiling.",
  {
    STANDARD: "A grid of households (网格), with a band to keep.",
    MICRO: "A grid of its own for an office tower, market or large public venue (专属网格).",
  },
);

export const ReducedReason = describe<ReducedReasonName>(
  "ReducedReason",
  "Why the smaller band applies to a grid.",
  {
    OLD_ESTATE: "At least half of its households are in old estates (老旧小区).",
    SPECIAL_POPULATION: "Its share of special-population households reaches the limit.",
    MANUAL: "A planner decided so.",
  },
);

export const Severity = describe<SeverityName>("Severity", "How much a finding weighs.", {
  ERROR: "The plan cannot be submitted.",
  WARNING: "The plan can be submitted with a written reason.",
  INFO: "Only told.",
});

export const RuleId = describe<RuleIdName>(
  "RuleId",
  "The delineation rules by their permanent numbers.",
  {
    R1: "A standard grid has 300 to 500 households.",
    R2: "A reduced grid (old estates, special populations) has 100 to 300 households.",
    R3: "Office towers, markets and large public venues are micro-grids.",
    R4: "Grids cover the community with no gap and no overlap.",
    R5: "A grid never crosses the community's boundary.",
    R6: "A building lies in exactly one grid and is never cut.",
    R7: "A grid is connected.",
    R8: "Borders follow roads, rivers, railways and walls where they can.",
    R9: "An estate stays in one grid unless it alone exceeds the maximum.",
    R10: "The grids of all departments are merged into one network (多网合一).",
    R11: "Every grid has one code, one full-time grid worker and one grid head.",
  },
);

export const CertificateKind = describe<CertificateKindName>(
  "CertificateKind",
  "What is proved of the households that a plan brings into standard grids inside their band.",
  {
    OPTIMAL: "No division brings more of them in band.",
    BOUND: "No division brings more than `bound` of them in band.",
    BEST_FOUND: "Nothing: it is the best division that was found.",
  },
);

export const PlanFocus = describe<FocusName>(
  "PlanFocus",
  "What a plan should be best in, beside households in band, which go first in every plan.",
  {
    BALANCED:
      "Estates whole, borders on barriers and compact, little churn: the usual order of goals.",
    FEWEST_GRIDS: "As few grids as the bands allow.",
    MOST_COMPACT: "Grids as round as they can be.",
    LEAST_CHURN: "As few households as can be leave their grid in force; needs grids in force.",
    ROADS_FIRST: "As much as can be of the borders on roads, rivers, railways and walls.",
    STAFF_SAVING:
      "As few grid workers as can be: reduced grids may have up to 500 households, as rule R2 permits.",
  },
);

export const LeftOutCode = describe<LeftOutCodeName>(
  "LeftOutCode",
  "Why there is no alternative of a focus.",
  {
    SAME: "It gave the plan of another focus, or nearly.",
    DOMINATED: "It gave a plan that is in no figure notably better than another.",
    FIRST_GOAL: "It would lose households in band.",
    SURPASSED: "The plan of another focus is better in what it asks for.",
    NOT_ASKED: "There are more plans than were asked for.",
    NO_GRIDS_IN_FORCE: "There are no grids in force that churn could be measured against.",
  },
);

export const PlanState = describe<PlanStateName>("PlanState", "Where a plan is in its life.", {
  DRAFT: "Proposed or edited, not submitted.",
  SUBMITTED: "Its planner wants it: no errors, a written reason for each warning.",
  ENDORSED: "Reviewed by the street, which agrees.",
  APPROVED: "Approved by the county; may wait for the day from which it holds.",
  IN_FORCE: "Its grids are in the register and its codes are issued; one per community.",
  SUPERSEDED: "Another plan took its place. Final.",
  REJECTED: "Refused for good. Final.",
  WITHDRAWN: "Taken back. Final.",
});

export const JobKind = describe<JobKindName>("JobKind", "What a job does.", {
  PROPOSE_PLANS: "Proposes a plan for each of its communities.",
});

export const JobState = describe<JobStateName>("JobState", "Where a job is in its life.", {
  QUEUED: "Waits for a free runner.",
  RUNNING: "Is being worked at.",
  SUCCEEDED: "All of it is done.",
  FAILED: "Some of it could not be done: see `error`. What was done is kept.",
  CANCELLED: "Ended on request. What was done until then is kept.",
});

function describe<Name extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Name>> {
  const names = Object.keys(values) as Name[];
  const enumeration = Object.fromEntries(names.map((key) => [key, key])) as Record<Name, Name>;
  const valuesConfig = Object.fromEntries(
    names.map((key) => [key, { description: values[key] }]),
  ) as Record<Name, { description: string }>;
  registerEnumType(enumeration, { name, description, valuesConfig });
  return enumeration;
}
