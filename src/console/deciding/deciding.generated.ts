// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** The role in which somebody did something. */
export type ActorRole =
  /** Runs the system. */
  | "ADMIN"
  /** Of the county: approves, puts in force, files. */
  | "APPROVER"
  /** Of the community or street: proposes and submits. */
  | "PLANNER"
  /** Of the street: endorses, returns or rejects. */
  | "REVIEWER"
  /** The program itself: at its start, or when a date has come. */
  | "SYSTEM"
  /** Reads. */
  | "VIEWER";

/** What to remark on which plan. */
export type AddRemarkInput = {
  /** The remark. */
  readonly comment: string;
  /** Label of the grid that it is about; the whole plan if left out. */
  readonly gridLabel?: string | null | undefined;
  /** Where to pin it to the map, in the community. */
  readonly place?: PlaceInput | null | undefined;
  /** The plan. */
  readonly planId: string;
};

/** Which plan to approve. */
export type ApprovePlanInput = {
  /** What there is to say about it. */
  readonly comment?: string | null | undefined;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

/** Coordinates, as longitude and latitude in degrees: those of the map that draws them. */
export type Crs =
  /** BD-09: Baidu (百度). */
  | "BD09"
  /** EPSG:4490, the national system: what is stored (天地图, surveys). */
  | "CGCS2000"
  /** GCJ-02 (火星坐标): AMap (高德), Tencent (腾讯). */
  | "GCJ02"
  /** EPSG:4326 with longitude first; equals CGCS2000 for maps (GPS, MapLibre, OpenLayers). */
  | "WGS84";

/** One reason for one or more warnings. */
export type DeviationReasonInput = {
  /** The `key` of each of these warnings. */
  readonly findings: ReadonlyArray<string>;
  /** The reason. */
  readonly reason: string;
};

/** Which plan to endorse. */
export type EndorsePlanInput = {
  /** What there is to say about it. */
  readonly comment?: string | null | undefined;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

/** Which plan is filed, and under which number. */
export type FilePlanInput = {
  /** What there is to say about it. */
  readonly comment?: string | null | undefined;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The number (备案编号), up to 100 characters; several plans of one filing may share it. */
  readonly filingNumber: string;
  /** The plan. */
  readonly planId: string;
};

/** Which plan to lay open, and for how long. */
export type GivePublicNoticeInput = {
  /** What there is to say about it. */
  readonly comment?: string | null | undefined;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** Beginning; now if left out. */
  readonly from?: string | null | undefined;
  /** The plan. */
  readonly planId: string;
  /** End: the plan can be approved after it. */
  readonly to: string;
};

/** A place. */
export type PlaceInput = {
  /** The coordinates that these are in. */
  readonly crs?: Crs;
  /** Latitude in degrees. */
  readonly lat: number;
  /** Longitude in degrees. */
  readonly lon: number;
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

/** Which plan shall be in force, and from when. */
export type PutPlanInForceInput = {
  /** Words to go with it. */
  readonly comment?: string | null | undefined;
  /** A moment to come from which it shall be in force; now if left out. Given again, it replaces the one before. */
  readonly effectiveFrom?: string | null | undefined;
  /** The version of the plan that you have seen. */
  readonly expectedVersion: number;
  /** The plan; it has to be approved. */
  readonly planId: string;
};

/** Which plan to reject, and why. */
export type RejectPlanInput = {
  /** Why: those whose plan it is have to be told. */
  readonly comment: string;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

/** Which plan to return to its planner, and why. */
export type ReturnPlanInput = {
  /** Why: those whose plan it is have to be told. */
  readonly comment: string;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

/** Which plan to bring up to date. */
export type RevalidatePlanInput = {
  /** What there is to say about it. */
  readonly comment?: string | null | undefined;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

/** What an entry in the book of a plan tells of. */
export type ReviewKind =
  /** The county approved it. */
  | "APPROVE"
  /** The street endorsed it. */
  | "ENDORSE"
  /** It was filed under a number. */
  | "FILE"
  /** It was laid open to the public for a time. */
  | "NOTICE"
  /** It was put in force. */
  | "PUT_IN_FORCE"
  /** It was rejected. Final. */
  | "REJECT"
  /** Somebody remarked on it. */
  | "REMARK"
  /** It was returned to its planner. */
  | "RETURN"
  /** It was brought up to date with its basis. */
  | "REVALIDATE"
  /** The day was set from which it holds. */
  | "SCHEDULE"
  /** Its planner submitted it. */
  | "SUBMIT"
  /** Another plan took its place. Final. */
  | "SUPERSEDE"
  /** It was withdrawn. Final. */
  | "WITHDRAW";

/** The delineation rules by their permanent numbers. */
export type RuleId =
  /** A standard grid has 300 to 500 households. */
  | "R1"
  /** A reduced grid (old estates, special populations) has 100 to 300 households. */
  | "R2"
  /** Office towers, markets and large public venues are micro-grids. */
  | "R3"
  /** Grids cover the community with no gap and no overlap. */
  | "R4"
  /** A grid never crosses the community's boundary. */
  | "R5"
  /** A building lies in exactly one grid and is never cut. */
  | "R6"
  /** A grid is connected. */
  | "R7"
  /** Borders follow roads, rivers, railways and walls where they can. */
  | "R8"
  /** An estate stays in one grid unless it alone exceeds the maximum. */
  | "R9"
  /** The grids of all departments are merged into one network (多网合一). */
  | "R10"
  /** Every grid has one code, one full-time grid worker and one grid head. */
  | "R11";

/** How much a finding weighs. */
export type Severity =
  /** The plan cannot be submitted. */
  | "ERROR"
  /** Only told. */
  | "INFO"
  /** The plan can be submitted with a written reason. */
  | "WARNING";

/** Which plan to submit, and why it deviates. */
export type SubmitPlanInput = {
  /** What there is to say about it. */
  readonly comment?: string | null | undefined;
  /** A reason for each WARNING among the findings; left out if there is none. */
  readonly deviationReasons?: ReadonlyArray<DeviationReasonInput> | null | undefined;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

/** Which plan to withdraw, and why. */
export type WithdrawPlanInput = {
  /** Why: those whose plan it is have to be told. */
  readonly comment: string;
  /** `Plan.version` as it was seen; if the plan has changed since, nothing is done and the plan as it is now comes back. */
  readonly expectedVersion: number;
  /** The plan. */
  readonly planId: string;
};

export type PlanUnderDecisionQueryVariables = Exact<{
  id: string;
}>;

export type PlanUnderDecisionQuery = { readonly plan: DecidingFragment | null };

export type DecidingFragment = {
  readonly id: string;
  readonly version: number;
  readonly name: string | null;
  readonly alternative: number;
  readonly focus: PlanFocus;
  readonly state: PlanState;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly effectiveFrom: string | null;
  readonly filedAt: string | null;
  readonly filingNumber: string | null;
  readonly supersededAt: string | null;
  readonly isStale: boolean | null;
  readonly hasRulesInUse: boolean;
  readonly viewerCanApprove: boolean;
  readonly viewerCanEndorse: boolean;
  readonly viewerCanFile: boolean;
  readonly viewerCanGiveNotice: boolean;
  readonly viewerCanPutInForce: boolean;
  readonly viewerCanReject: boolean;
  readonly viewerCanRemark: boolean;
  readonly viewerCanReturn: boolean;
  readonly viewerCanRevalidate: boolean;
  readonly viewerCanSubmit: boolean;
  readonly viewerCanWithdraw: boolean;
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly submittedBy: { readonly id: string; readonly name: string } | null;
  readonly basisChanges: ReadonlyArray<{
    readonly message: { readonly zh: string; readonly en: string };
  }> | null;
  readonly notice: { readonly from: string; readonly to: string } | null;
  readonly community: { readonly id: string; readonly code: string | null; readonly name: string };
  readonly findings: ReadonlyArray<{
    readonly key: string;
    readonly rule: RuleId;
    readonly code: string;
    readonly severity: Severity;
    readonly gridLabel: string | null;
    readonly place: import("geojson").Geometry | null;
    readonly deviationReason: string | null;
    readonly message: { readonly zh: string; readonly en: string };
  }>;
  readonly grids: ReadonlyArray<{ readonly label: string; readonly name: string | null }>;
  readonly reviews: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly kind: ReviewKind;
      readonly at: string;
      readonly comment: string | null;
      readonly fromState: PlanState;
      readonly toState: PlanState;
      readonly planVersion: number;
      readonly gridLabel: string | null;
      readonly place: import("geojson").Geometry | null;
      readonly details: unknown;
      readonly actor: { readonly id: string; readonly name: string; readonly role: ActorRole };
      readonly deviationReasons: ReadonlyArray<{
        readonly finding: string;
        readonly reason: string;
      }>;
    }>;
  };
};

export type RefusalFragment = {
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
};

export type SubmitMutationVariables = Exact<{
  input: SubmitPlanInput;
}>;

export type SubmitMutation = {
  readonly submitPlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type EndorseMutationVariables = Exact<{
  input: EndorsePlanInput;
}>;

export type EndorseMutation = {
  readonly endorsePlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type ApproveMutationVariables = Exact<{
  input: ApprovePlanInput;
}>;

export type ApproveMutation = {
  readonly approvePlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type PutInForceMutationVariables = Exact<{
  input: PutPlanInForceInput;
}>;

export type PutInForceMutation = {
  readonly putPlanInForce: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type ReturnMutationVariables = Exact<{
  input: ReturnPlanInput;
}>;

export type ReturnMutation = {
  readonly returnPlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type RejectMutationVariables = Exact<{
  input: RejectPlanInput;
}>;

export type RejectMutation = {
  readonly rejectPlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type WithdrawMutationVariables = Exact<{
  input: WithdrawPlanInput;
}>;

export type WithdrawMutation = {
  readonly withdrawPlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type RevalidateMutationVariables = Exact<{
  input: RevalidatePlanInput;
}>;

export type RevalidateMutation = {
  readonly revalidatePlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type GiveNoticeMutationVariables = Exact<{
  input: GivePublicNoticeInput;
}>;

export type GiveNoticeMutation = {
  readonly givePublicNotice: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type FileUnderMutationVariables = Exact<{
  input: FilePlanInput;
}>;

export type FileUnderMutation = {
  readonly filePlan: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type AddRemarkMutationVariables = Exact<{
  input: AddRemarkInput;
}>;

export type AddRemarkMutation = {
  readonly addRemark: { readonly userErrors: ReadonlyArray<RefusalFragment> };
};

export type PlanMovesSubscriptionVariables = Exact<{
  communityCode: string;
}>;

export type PlanMovesSubscription = {
  readonly planChanged: { readonly id: string; readonly version: number };
};

const DecidingText = `fragment Deciding on Plan {
  id
  version
  name
  alternative
  focus
  state
  createdAt
  author {
    id
    name
  }
  submittedAt
  submittedBy {
    id
    name
  }
  effectiveFrom
  filedAt
  filingNumber
  supersededAt
  isStale
  basisChanges {
    message {
      zh
      en
    }
  }
  notice {
    from
    to
  }
  hasRulesInUse
  community {
    id
    code
    name
  }
  findings {
    key
    rule
    code
    severity
    gridLabel
    message {
      zh
      en
    }
    place
    deviationReason
  }
  grids {
    label
    name
  }
  reviews(first: 500) {
    nodes {
      id
      kind
      at
      actor {
        id
        name
        role
      }
      comment
      fromState
      toState
      planVersion
      gridLabel
      place
      details
      deviationReasons {
        finding
        reason
      }
    }
  }
  viewerCanApprove
  viewerCanEndorse
  viewerCanFile
  viewerCanGiveNotice
  viewerCanPutInForce
  viewerCanReject
  viewerCanRemark
  viewerCanReturn
  viewerCanRevalidate
  viewerCanSubmit
  viewerCanWithdraw
}`;

const RefusalText = `fragment Refusal on UserError {
  code
  message {
    zh
    en
  }
}`;

export const PlanUnderDecision: Operation<PlanUnderDecisionQuery, PlanUnderDecisionQueryVariables> =
  `query PlanUnderDecision($id: ID!) {
  plan(id: $id) {
    ...Deciding
  }
}
${DecidingText}`;

export const Submit: Operation<SubmitMutation, SubmitMutationVariables> =
  `mutation Submit($input: SubmitPlanInput!) {
  submitPlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const Endorse: Operation<EndorseMutation, EndorseMutationVariables> =
  `mutation Endorse($input: EndorsePlanInput!) {
  endorsePlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const Approve: Operation<ApproveMutation, ApproveMutationVariables> =
  `mutation Approve($input: ApprovePlanInput!) {
  approvePlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const PutInForce: Operation<PutInForceMutation, PutInForceMutationVariables> =
  `mutation PutInForce($input: PutPlanInForceInput!) {
  putPlanInForce(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const Return: Operation<ReturnMutation, ReturnMutationVariables> =
  `mutation Return($input: ReturnPlanInput!) {
  returnPlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const Reject: Operation<RejectMutation, RejectMutationVariables> =
  `mutation Reject($input: RejectPlanInput!) {
  rejectPlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const Withdraw: Operation<WithdrawMutation, WithdrawMutationVariables> =
  `mutation Withdraw($input: WithdrawPlanInput!) {
  withdrawPlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const Revalidate: Operation<RevalidateMutation, RevalidateMutationVariables> =
  `mutation Revalidate($input: RevalidatePlanInput!) {
  revalidatePlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const GiveNotice: Operation<GiveNoticeMutation, GiveNoticeMutationVariables> =
  `mutation GiveNotice($input: GivePublicNoticeInput!) {
  givePublicNotice(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const FileUnder: Operation<FileUnderMutation, FileUnderMutationVariables> =
  `mutation FileUnder($input: FilePlanInput!) {
  filePlan(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const AddRemark: Operation<AddRemarkMutation, AddRemarkMutationVariables> =
  `mutation AddRemark($input: AddRemarkInput!) {
  addRemark(input: $input) {
    userErrors {
      ...Refusal
    }
  }
}
${RefusalText}`;

export const PlanMoves: Operation<PlanMovesSubscription, PlanMovesSubscriptionVariables> =
  `subscription PlanMoves($communityCode: String!) {
  planChanged(communityCode: $communityCode) {
    id
    version
  }
}`;
