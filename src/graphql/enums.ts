/** The enumerations of the schema; keys equal values, and the compiler keeps them complete. */
import { registerEnumType } from "type-graphql";
import type { Actor } from "../auth/viewer";
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
import type { Role as RoleName } from "../auth/viewer";
import type { LineageKind as LineageKindName } from "../db/tables";
import type { JobKind as JobKindName, JobState as JobStateName } from "../jobs/job";
import type { BasisSubject as BasisSubjectName } from "../plan/basis";
import type { PlanState as PlanStateName } from "../plan/plan";
import type { ReviewKind as ReviewKindName } from "../plan/review";
import type { StaffDuty as StaffDutyName, StaffEnd as StaffEndName } from "../staffing/staff";

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
    LEAST_CHURN:
      "As few households as can be leave the grid that the search starts from: in force, or of a department.",
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

export const Role = describe<RoleName>("Role", "What somebody may do in a jurisdiction.", {
  VIEWER: "Reads.",
  PLANNER: "Of the community or street: loads the ledger, proposes, submits and withdraws plans.",
  REVIEWER: "Of the street: endorses, returns or rejects what was submitted.",
  APPROVER: "Of the county: approves, returns or rejects what was endorsed, and puts it in force.",
  ADMIN: "Runs the system: records codes, reads the audit trail; decides nothing about plans.",
});

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

export const ReviewKind = describe<ReviewKindName>(
  "ReviewKind",
  "What an entry in the book of a plan tells of.",
  {
    SUBMIT: "Its planner submitted it.",
    ENDORSE: "The street endorsed it.",
    RETURN: "It was returned to its planner.",
    APPROVE: "The county approved it.",
    REJECT: "It was rejected. Final.",
    WITHDRAW: "It was withdrawn. Final.",
    SCHEDULE: "The day was set from which it holds.",
    PUT_IN_FORCE: "It was put in force.",
    SUPERSEDE: "Another plan took its place. Final.",
    FILE: "It was filed under a number.",
    REVALIDATE: "It was brought up to date with its basis.",
    NOTICE: "It was laid open to the public for a time.",
    REMARK: "Somebody remarked on it.",
  },
);

export const BasisSubject = describe<BasisSubjectName>(
  "BasisSubject",
  "What sort of thing has changed since a plan was made.",
  {
    COMMUNITY: "The community: its name or boundary.",
    REGISTER: "What is in force: the community's code, another plan, grid codes.",
    BUILDING: "A building.",
    BARRIER: "A barrier near the community.",
  },
);

export const ActorRole = describe<Actor["role"]>(
  "ActorRole",
  "The role in which somebody did something.",
  {
    VIEWER: "Reads.",
    PLANNER: "Of the community or street: proposes and submits.",
    REVIEWER: "Of the street: endorses, returns or rejects.",
    APPROVER: "Of the county: approves, puts in force, files.",
    ADMIN: "Runs the system.",
    SYSTEM: "The program itself: at its start, or when a date has come.",
  },
);

export const JobKind = describe<JobKindName>("JobKind", "What a job does.", {
  PROPOSE_PLANS: "Proposes a plan for each of its communities.",
  IMPROVE_PLAN: "The engine helps with a draft: re-optimises, repairs or finishes it.",
});

export const JobState = describe<JobStateName>("JobState", "Where a job is in its life.", {
  QUEUED: "Waits for a free runner.",
  RUNNING: "Is being worked at.",
  SUCCEEDED: "All of it is done.",
  FAILED: "Some of it could not be done: see `error`. What was done is kept.",
  CANCELLED: "Ended on request. What was done until then is kept.",
});

export const LineageKind = describe<LineageKindName>(
  "LineageKind",
  "How the grid of one code went over into that of another.",
  {
    ADJUST:
      "One of the two codes lives on and gave or got something; or one grid got another code.",
    SPLIT: "A part of the old grid became a grid.",
    MERGE: "The old grid went up in a larger one.",
    RETYPE: "A standard grid became a micro-grid, or the other way round.",
    RECODE: "The community got another code, and its grids with it.",
  },
);

export const StaffDuty = describe<StaffDutyName>("StaffDuty", "What somebody does in a grid.", {
  GRID_HEAD:
    "Grid head (网格长): leads the grid, secretary of its party branch or group; at most one.",
  GRID_WORKER: "Grid worker (网格员): one in full time for every grid.",
  SUPPORT: "Community police, family doctor, heads of buildings, volunteers (网格辅助力量).",
});

export const StaffEnd = describe<StaffEndName>("StaffEnd", "How somebody's time in a grid ended.", {
  ENDED: "Somebody ended it.",
  REPLACED: "Another person took the place.",
  MOVED: "The code retired, and the person went over to the grid that took its households.",
  WITHOUT_GRID: "The code retired, and no grid had a place for the person.",
});

/** Registers an enumeration; its keys equal its values. */
export function describe<Name extends string>(
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
