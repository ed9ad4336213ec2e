// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** Which job to end. */
export type CancelJobInput = {
  /** The job. */
  readonly id: string;
};

/** What is to be a micro-grid of its own. */
export type CarveMicroGridInput = {
  /** These buildings. */
  readonly buildingIds?: ReadonlyArray<string> | null | undefined;
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** All buildings of these estates, in whatever grids they are. */
  readonly estateIds?: ReadonlyArray<string> | null | undefined;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** What to call it, such as the name of the market; up to 100 characters. */
  readonly name?: string | null | undefined;
  /** The cell at each of these places: for ground without buildings, such as a park. */
  readonly places?: ReadonlyArray<PlaceInput> | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Which plan's locks and wishes a draft is to take. */
export type CopyLocksInput = {
  /** `Plan.version` of the draft as it was seen. If it has changed since, nothing is done: the draft as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The plan they are taken from: of any state, of the community. */
  readonly fromPlanId: string;
  /** The draft that takes them. */
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

/** Which draft to finish. */
export type FinishPlanInput = {
  /** Effort of the search as a multiple of the default, 0.1 to 10; default 1. */
  readonly effort?: number | null | undefined;
  /** `Plan.version` as it was seen. What the engine finds is taken only if the plan is still in this version then; else the job fails with CONFLICT, and the plan stays as others left it. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
  /** Seed of the search, 0 or more: the same seed gives the same result; default 1. */
  readonly seed?: number | null | undefined;
};

/** A micro-grid that is to end. */
export type GiveBackMicroGridInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The micro-grid. */
  readonly gridId: string;
  /** The grid that it becomes part of; its neighbour with the longest border if left out. */
  readonly intoGridId?: string | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Which plan is to be as it was after which edit. */
export type GoToEditInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `PlanEdit.no` of that edit; 0: as the plan was before the first. */
  readonly editNo: number;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Whether household limits apply to a grid; both kinds are pieces of the same tiling. */
export type GridKind =
  /** A grid of its own for an office tower, market or large public venue (专属网格). */
  | "MICRO"
  /** A grid of households (网格), with a band to keep. */
  | "STANDARD";

/** How the engine helps with a draft. */
export type HelpKind =
  /** It gives a grid to what is in none, and moves nothing else. */
  | "FINISH"
  /** It looks for the best division, starting from this one; locked grids stay. */
  | "REOPTIMIZE"
  /** It mends findings and moves as few households as that takes. */
  | "REPAIR";

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

/** Buildings, and what is wished of them. */
export type KeepBuildingsInput = {
  /** Two buildings or more. */
  readonly buildingIds: ReadonlyArray<string>;
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
  /** Together in one grid, or each in another. */
  readonly wish: WishKind;
};

/** Buildings of which nothing is wished any more. */
export type LetBuildingsGoInput = {
  /** Every wish that speaks of any of these is taken back. */
  readonly buildingIds: ReadonlyArray<string>;
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** A GeoJSON LineString (RFC 7946), as maps draw it. */
export type LineStringInput = {
  /** Two positions or more, each longitude and latitude in degrees. */
  readonly coordinates: ReadonlyArray<ReadonlyArray<number>>;
  /** The coordinates that these are in. */
  readonly crs?: Crs;
  /** Always `LineString`. */
  readonly type?: string;
};

/** Grids that neither edits nor the engine shall change. */
export type LockGridsInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The grids. */
  readonly gridIds: ReadonlyArray<string>;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Grids that are to be one. */
export type MergeGridsInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** Two grids or more; the first keeps its id, name and kind, and the others end. */
  readonly gridIds: ReadonlyArray<string>;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** What to move, and where to: either `toGridId` or `toNewGrid`. */
export type MoveBuildingsInput = {
  /** These buildings. */
  readonly buildingIds?: ReadonlyArray<string> | null | undefined;
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** All buildings of these estates, in whatever grids they are. */
  readonly estateIds?: ReadonlyArray<string> | null | undefined;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The cell at each of these places: for ground without buildings, such as a park. */
  readonly places?: ReadonlyArray<PlaceInput> | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
  /** Into this grid of the plan. */
  readonly toGridId?: string | null | undefined;
  /** Into a new grid. */
  readonly toNewGrid?: NewGridInput | null | undefined;
};

/** A grid, and what to call it. */
export type NameGridInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The grid. */
  readonly gridId: string;
  /** Its name, up to 100 characters; null takes it away, and its label stands alone. */
  readonly name?: string | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** A grid that is to be made. */
export type NewGridInput = {
  /** Its kind. A micro-grid can also be made by `carveMicroGrid`. */
  readonly kind?: GridKind;
};

/** Why a grid has more or fewer households than its band. */
export type OutOfBandReason =
  /** One of its buildings alone has too many, and a building is not cut. */
  | "BUILDING_EXCEEDS_MAX"
  /** It has no neighbour to exchange buildings with. */
  | "CUT_OFF"
  /** Locked grids stand in the way. */
  | "LOCKED"
  /** No better division was found, and none is ruled out. */
  | "NOT_FOUND"
  /** Nothing: `moves` bring it into band. */
  | "POSSIBLE"
  /** No division of it and its neighbours has them all in band: an exact search shows it. */
  | "PROVED"
  /** No number of grids fits the households of its connected part of the community. */
  | "TOTAL"
  /** Buildings that are to stay together or apart stand in the way. */
  | "WISHES";

/** A place. */
export type PlaceInput = {
  /** The coordinates that these are in. */
  readonly crs?: Crs;
  /** Latitude in degrees. */
  readonly lat: number;
  /** Longitude in degrees. */
  readonly lon: number;
};

/** What was done to a draft. */
export type PlanEditKind =
  /** Buildings became a micro-grid of their own. */
  | "CARVE"
  /** Locks and wishes were copied from another plan. */
  | "COPY_LOCKS"
  /** The engine gave a grid to what was in none. */
  | "FINISH"
  /** A micro-grid became part of another grid. */
  | "GIVE_BACK"
  /** The plan was set to an earlier or other state of its history. */
  | "JUMP"
  /** Buildings shall be in different grids. */
  | "KEEP_APART"
  /** Buildings shall be in one grid. */
  | "KEEP_TOGETHER"
  /** Wishes were taken back. */
  | "LET_GO"
  /** Grids were locked. */
  | "LOCK"
  /** Grids became one. */
  | "MERGE"
  /** Buildings went to another grid, or to a new one. */
  | "MOVE"
  /** A grid got a name, or lost it. */
  | "NAME"
  /** An undone edit was done again. */
  | "REDO"
  /** Buildings were taken out of their grids. */
  | "RELEASE"
  /** The engine improved everything that is not locked. */
  | "REOPTIMIZE"
  /** The engine mended findings with few moves. */
  | "REPAIR"
  /** The plan was brought up to date with its basis. */
  | "REVALIDATE"
  /** A grid became a standard grid or a micro-grid. */
  | "SET_KIND"
  /** The reduced band was asked for, or not any more. */
  | "SET_REDUCED"
  /** A grid became two. */
  | "SPLIT"
  /** Buildings of two grids changed places. */
  | "SWAP"
  /** An edit was undone. */
  | "UNDO"
  /** Grids were unlocked. */
  | "UNLOCK";

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

/** Which plan goes forth by one edit. */
export type RedoEditInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** What to take out of the grids. */
export type ReleaseBuildingsInput = {
  /** These buildings. */
  readonly buildingIds?: ReadonlyArray<string> | null | undefined;
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** All buildings of these estates, in whatever grids they are. */
  readonly estateIds?: ReadonlyArray<string> | null | undefined;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The cell at each of these places: for ground without buildings, such as a park. */
  readonly places?: ReadonlyArray<PlaceInput> | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Which draft to make as good as can be. */
export type ReoptimizePlanInput = {
  /** Effort of the search as a multiple of the default, 0.1 to 10; default 1. */
  readonly effort?: number | null | undefined;
  /** `Plan.version` as it was seen. What the engine finds is taken only if the plan is still in this version then; else the job fails with CONFLICT, and the plan stays as others left it. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
  /** Seed of the search, 0 or more: the same seed gives the same result; default 1. */
  readonly seed?: number | null | undefined;
};

/** Which draft to mend. */
export type RepairPlanInput = {
  /** Effort of the search as a multiple of the default, 0.1 to 10; default 1. */
  readonly effort?: number | null | undefined;
  /** `Plan.version` as it was seen. What the engine finds is taken only if the plan is still in this version then; else the job fails with CONFLICT, and the plan stays as others left it. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
  /** Seed of the search, 0 or more: the same seed gives the same result; default 1. */
  readonly seed?: number | null | undefined;
};

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

/** A grid, and the kind it shall have. */
export type SetGridKindInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The grid. */
  readonly gridId: string;
  /** Standard or micro. */
  readonly kind: GridKind;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** A grid that shall have the reduced band, or not. */
export type SetGridReducedInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The grid, a standard one. */
  readonly gridId: string;
  /** Why the reduced band shall apply; null takes that back. A grid that is reduced by the rules (old estates, special populations) stays so without it. */
  readonly note?: string | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** How much a finding weighs. */
export type Severity =
  /** The plan cannot be submitted. */
  | "ERROR"
  /** Only told. */
  | "INFO"
  /** The plan can be submitted with a written reason. */
  | "WARNING";

/** A grid that is to be two. */
export type SplitGridInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The grid; it keeps its id. */
  readonly gridId: string;
  /** Along this line, drawn across the grid: what lies to the right of it becomes the new grid. A building goes to the side with most of its footprint. Left out: the engine finds the best border, and the smaller part becomes the new grid. */
  readonly line?: LineStringInput | null | undefined;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Buildings of two grids that change places. */
export type SwapBuildingsInput = {
  /** Buildings of one grid. */
  readonly buildingIds: ReadonlyArray<string>;
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** Buildings of another grid. */
  readonly forBuildingIds: ReadonlyArray<string>;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Which plan goes back by one edit. */
export type UndoEditInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** Grids that may be changed again. */
export type UnlockGridsInput = {
  /** true: only try it. The payload tells the effect it would have, and nothing is changed. */
  readonly dryRun?: boolean;
  /** `Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it is now comes back, with the edits that were missed. */
  readonly expectedVersion: number;
  /** The grids. */
  readonly gridIds: ReadonlyArray<string>;
  /** The plan; a DRAFT. */
  readonly planId: string;
};

/** What is wished of buildings. */
export type WishKind =
  /** No two of them are in the same grid. */
  | "APART"
  /** They are in one grid. */
  | "TOGETHER";

export type ToldFragment = {
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
};

export type MissedEditFragment = {
  readonly no: number;
  readonly planVersion: number;
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly message: { readonly zh: string; readonly en: string };
};

export type FindingToldFragment = {
  readonly key: string;
  readonly rule: RuleId;
  readonly code: string;
  readonly severity: Severity;
  readonly gridLabel: string | null;
  readonly place: import("geojson").Geometry | null;
  readonly message: { readonly zh: string; readonly en: string };
};

export type FiguresToldFragment = {
  readonly gridsInBand: number;
  readonly standardGrids: number;
  readonly householdsInBand: number;
  readonly households: number;
  readonly estatesSplit: number;
  readonly barrierBorderM: number;
  readonly innerBorderM: number;
};

export type EffectToldFragment = {
  readonly householdsMoved: number;
  readonly movedBuildingIds: ReadonlyArray<string>;
  readonly before: FiguresToldFragment;
  readonly after: FiguresToldFragment;
  readonly newFindings: ReadonlyArray<FindingToldFragment>;
  readonly goneFindings: ReadonlyArray<FindingToldFragment>;
  readonly changedGrids: ReadonlyArray<{
    readonly gridId: string;
    readonly before: {
      readonly label: string;
      readonly households: number;
      readonly deviation: number;
    } | null;
    readonly after: {
      readonly label: string;
      readonly households: number;
      readonly deviation: number;
    } | null;
  }>;
};

export type EditedFragment = {
  readonly edit: MissedEditFragment | null;
  readonly effect: EffectToldFragment | null;
  readonly missedEdits: ReadonlyArray<MissedEditFragment>;
  readonly plan: {
    readonly id: string;
    readonly version: number;
    readonly state: PlanState;
  } | null;
  readonly userErrors: ReadonlyArray<ToldFragment>;
};

export type MoveBuildingsMutationVariables = Exact<{
  input: MoveBuildingsInput;
}>;

export type MoveBuildingsMutation = { readonly moveBuildings: EditedFragment };

export type SwapBuildingsMutationVariables = Exact<{
  input: SwapBuildingsInput;
}>;

export type SwapBuildingsMutation = { readonly swapBuildings: EditedFragment };

export type ReleaseBuildingsMutationVariables = Exact<{
  input: ReleaseBuildingsInput;
}>;

export type ReleaseBuildingsMutation = { readonly releaseBuildings: EditedFragment };

export type CarveMicroGridMutationVariables = Exact<{
  input: CarveMicroGridInput;
}>;

export type CarveMicroGridMutation = { readonly carveMicroGrid: EditedFragment };

export type GiveBackMicroGridMutationVariables = Exact<{
  input: GiveBackMicroGridInput;
}>;

export type GiveBackMicroGridMutation = { readonly giveBackMicroGrid: EditedFragment };

export type MergeGridsMutationVariables = Exact<{
  input: MergeGridsInput;
}>;

export type MergeGridsMutation = { readonly mergeGrids: EditedFragment };

export type SplitGridMutationVariables = Exact<{
  input: SplitGridInput;
}>;

export type SplitGridMutation = { readonly splitGrid: EditedFragment };

export type SetGridKindMutationVariables = Exact<{
  input: SetGridKindInput;
}>;

export type SetGridKindMutation = { readonly setGridKind: EditedFragment };

export type SetGridReducedMutationVariables = Exact<{
  input: SetGridReducedInput;
}>;

export type SetGridReducedMutation = { readonly setGridReduced: EditedFragment };

export type NameGridMutationVariables = Exact<{
  input: NameGridInput;
}>;

export type NameGridMutation = { readonly nameGrid: EditedFragment };

export type LockGridsMutationVariables = Exact<{
  input: LockGridsInput;
}>;

export type LockGridsMutation = { readonly lockGrids: EditedFragment };

export type UnlockGridsMutationVariables = Exact<{
  input: UnlockGridsInput;
}>;

export type UnlockGridsMutation = { readonly unlockGrids: EditedFragment };

export type KeepBuildingsMutationVariables = Exact<{
  input: KeepBuildingsInput;
}>;

export type KeepBuildingsMutation = { readonly keepBuildings: EditedFragment };

export type LetBuildingsGoMutationVariables = Exact<{
  input: LetBuildingsGoInput;
}>;

export type LetBuildingsGoMutation = { readonly letBuildingsGo: EditedFragment };

export type UndoEditMutationVariables = Exact<{
  input: UndoEditInput;
}>;

export type UndoEditMutation = { readonly undoEdit: EditedFragment };

export type RedoEditMutationVariables = Exact<{
  input: RedoEditInput;
}>;

export type RedoEditMutation = { readonly redoEdit: EditedFragment };

export type GoToEditMutationVariables = Exact<{
  input: GoToEditInput;
}>;

export type GoToEditMutation = { readonly goToEdit: EditedFragment };

export type HelpBegunFragment = {
  readonly job: { readonly id: string } | null;
  readonly missedEdits: ReadonlyArray<MissedEditFragment>;
  readonly userErrors: ReadonlyArray<ToldFragment>;
};

export type ReoptimizePlanMutationVariables = Exact<{
  input: ReoptimizePlanInput;
}>;

export type ReoptimizePlanMutation = { readonly reoptimizePlan: HelpBegunFragment };

export type RepairPlanMutationVariables = Exact<{
  input: RepairPlanInput;
}>;

export type RepairPlanMutation = { readonly repairPlan: HelpBegunFragment };

export type FinishPlanMutationVariables = Exact<{
  input: FinishPlanInput;
}>;

export type FinishPlanMutation = { readonly finishPlan: HelpBegunFragment };

export type CancelHelpMutationVariables = Exact<{
  input: CancelJobInput;
}>;

export type CancelHelpMutation = {
  readonly cancelJob: { readonly userErrors: ReadonlyArray<ToldFragment> };
};

export type CopyLocksMutationVariables = Exact<{
  input: CopyLocksInput;
}>;

export type CopyLocksMutation = {
  readonly copyLocks: {
    readonly edit: MissedEditFragment | null;
    readonly notTaken: ReadonlyArray<ToldFragment>;
    readonly userErrors: ReadonlyArray<ToldFragment>;
  };
};

export type HelpJobFragment = {
  readonly id: string;
  readonly state: JobState;
  readonly stage: string | null;
  readonly progress: number;
  readonly cancelRequested: boolean;
  readonly viewerCanCancel: boolean;
  readonly help: HelpKind | null;
  readonly error: ToldFragment | null;
  readonly edit:
    | ({
        readonly householdsMoved: number;
        readonly before: FiguresToldFragment;
        readonly after: FiguresToldFragment;
      } & MissedEditFragment)
    | null;
};

export type HelpJobByIdQueryVariables = Exact<{
  id: string;
}>;

export type HelpJobByIdQuery = { readonly job: HelpJobFragment | null };

export type HelpProgressSubscriptionVariables = Exact<{
  id: string;
}>;

export type HelpProgressSubscription = { readonly jobProgress: HelpJobFragment };

export type EditsOfPlanSubscriptionVariables = Exact<{
  planId: string;
  sinceVersion?: number | null | undefined;
}>;

export type EditsOfPlanSubscription = { readonly planEdited: MissedEditFragment };

export type EditHistoryQueryVariables = Exact<{
  planId: string;
  first: number;
  after?: string | null | undefined;
}>;

export type EditHistoryQuery = {
  readonly plan: {
    readonly id: string;
    readonly version: number;
    readonly undoable: {
      readonly no: number;
      readonly message: { readonly zh: string; readonly en: string };
    } | null;
    readonly redoable: {
      readonly no: number;
      readonly message: { readonly zh: string; readonly en: string };
    } | null;
    readonly edits: {
      readonly nodes: ReadonlyArray<
        {
          readonly kind: PlanEditKind;
          readonly isCurrent: boolean;
          readonly isUndone: boolean;
          readonly householdsMoved: number;
          readonly before: FiguresToldFragment;
          readonly after: FiguresToldFragment;
        } & MissedEditFragment
      >;
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  } | null;
};

export type EditStateQueryVariables = Exact<{
  planId: string;
}>;

export type EditStateQuery = {
  readonly plan: {
    readonly id: string;
    readonly version: number;
    readonly undoable: {
      readonly no: number;
      readonly message: { readonly zh: string; readonly en: string };
    } | null;
    readonly redoable: {
      readonly no: number;
      readonly message: { readonly zh: string; readonly en: string };
    } | null;
    readonly wishes: ReadonlyArray<{
      readonly kind: WishKind;
      readonly buildings: ReadonlyArray<{ readonly id: string }>;
    }>;
    readonly grids: ReadonlyArray<{
      readonly id: string;
      readonly buildings: {
        readonly nodes: ReadonlyArray<{ readonly id: string }>;
        readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
      };
    }>;
  } | null;
};

export type MoreMembersQueryVariables = Exact<{
  gridId: string;
  after?: string | null | undefined;
}>;

export type MoreMembersQuery = {
  readonly node:
    | {
        readonly buildings: {
          readonly nodes: ReadonlyArray<{ readonly id: string }>;
          readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
        };
      }
    | Record<PropertyKey, never>
    | null;
};

export type SuggestionsQueryVariables = Exact<{
  planId: string;
  first: number;
}>;

export type SuggestionsQuery = {
  readonly plan: {
    readonly version: number;
    readonly suggestions: ReadonlyArray<{
      readonly message: { readonly zh: string; readonly en: string };
      readonly edit: { readonly mutation: string; readonly input: unknown };
      readonly effect: EffectToldFragment;
    }> | null;
  } | null;
};

export type WhyOutOfBandQueryVariables = Exact<{
  gridId: string;
}>;

export type WhyOutOfBandQuery = {
  readonly node:
    | {
        readonly outOfBand: {
          readonly reason: OutOfBandReason;
          readonly message: { readonly zh: string; readonly en: string };
          readonly grids: ReadonlyArray<{ readonly label: string }>;
          readonly moves: ReadonlyArray<{ readonly mutation: string; readonly input: unknown }>;
        } | null;
      }
    | Record<PropertyKey, never>
    | null;
};

export type PlansToCopyFromQueryVariables = Exact<{
  communityId: string;
}>;

export type PlansToCopyFromQuery = {
  readonly plans: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string | null;
      readonly alternative: number;
      readonly focus: PlanFocus;
      readonly createdAt: string;
      readonly state: PlanState;
    }>;
  };
};

const ToldText = `fragment Told on UserError {
  code
  message {
    zh
    en
  }
}`;

const MissedEditText = `fragment MissedEdit on PlanEdit {
  no
  planVersion
  at
  actor {
    id
    name
  }
  message {
    zh
    en
  }
}`;

const FindingToldText = `fragment FindingTold on Finding {
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
}`;

const FiguresToldText = `fragment FiguresTold on PlanMetrics {
  gridsInBand
  standardGrids
  householdsInBand
  households
  estatesSplit
  barrierBorderM
  innerBorderM
}`;

const EffectToldText = `fragment EffectTold on EditEffect {
  householdsMoved
  movedBuildingIds
  before {
    ...FiguresTold
  }
  after {
    ...FiguresTold
  }
  newFindings {
    ...FindingTold
  }
  goneFindings {
    ...FindingTold
  }
  changedGrids {
    gridId
    before {
      label
      households
      deviation
    }
    after {
      label
      households
      deviation
    }
  }
}`;

const EditedText = `fragment Edited on EditPlanPayload {
  edit {
    ...MissedEdit
  }
  effect {
    ...EffectTold
  }
  missedEdits {
    ...MissedEdit
  }
  plan {
    id
    version
    state
  }
  userErrors {
    ...Told
  }
}`;

const HelpBegunText = `fragment HelpBegun on HelpPayload {
  job {
    id
  }
  missedEdits {
    ...MissedEdit
  }
  userErrors {
    ...Told
  }
}`;

const HelpJobText = `fragment HelpJob on Job {
  id
  state
  stage
  progress
  cancelRequested
  viewerCanCancel
  help
  error {
    ...Told
  }
  edit {
    ...MissedEdit
    householdsMoved
    before {
      ...FiguresTold
    }
    after {
      ...FiguresTold
    }
  }
}`;

export const MoveBuildings: Operation<MoveBuildingsMutation, MoveBuildingsMutationVariables> =
  `mutation MoveBuildings($input: MoveBuildingsInput!) {
  moveBuildings(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const SwapBuildings: Operation<SwapBuildingsMutation, SwapBuildingsMutationVariables> =
  `mutation SwapBuildings($input: SwapBuildingsInput!) {
  swapBuildings(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const ReleaseBuildings: Operation<
  ReleaseBuildingsMutation,
  ReleaseBuildingsMutationVariables
> = `mutation ReleaseBuildings($input: ReleaseBuildingsInput!) {
  releaseBuildings(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const CarveMicroGrid: Operation<CarveMicroGridMutation, CarveMicroGridMutationVariables> =
  `mutation CarveMicroGrid($input: CarveMicroGridInput!) {
  carveMicroGrid(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const GiveBackMicroGrid: Operation<
  GiveBackMicroGridMutation,
  GiveBackMicroGridMutationVariables
> = `mutation GiveBackMicroGrid($input: GiveBackMicroGridInput!) {
  giveBackMicroGrid(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const MergeGrids: Operation<MergeGridsMutation, MergeGridsMutationVariables> =
  `mutation MergeGrids($input: MergeGridsInput!) {
  mergeGrids(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const SplitGrid: Operation<SplitGridMutation, SplitGridMutationVariables> =
  `mutation SplitGrid($input: SplitGridInput!) {
  splitGrid(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const SetGridKind: Operation<SetGridKindMutation, SetGridKindMutationVariables> =
  `mutation SetGridKind($input: SetGridKindInput!) {
  setGridKind(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const SetGridReduced: Operation<SetGridReducedMutation, SetGridReducedMutationVariables> =
  `mutation SetGridReduced($input: SetGridReducedInput!) {
  setGridReduced(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const NameGrid: Operation<NameGridMutation, NameGridMutationVariables> =
  `mutation NameGrid($input: NameGridInput!) {
  nameGrid(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const LockGrids: Operation<LockGridsMutation, LockGridsMutationVariables> =
  `mutation LockGrids($input: LockGridsInput!) {
  lockGrids(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const UnlockGrids: Operation<UnlockGridsMutation, UnlockGridsMutationVariables> =
  `mutation UnlockGrids($input: UnlockGridsInput!) {
  unlockGrids(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const KeepBuildings: Operation<KeepBuildingsMutation, KeepBuildingsMutationVariables> =
  `mutation KeepBuildings($input: KeepBuildingsInput!) {
  keepBuildings(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const LetBuildingsGo: Operation<LetBuildingsGoMutation, LetBuildingsGoMutationVariables> =
  `mutation LetBuildingsGo($input: LetBuildingsGoInput!) {
  letBuildingsGo(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const UndoEdit: Operation<UndoEditMutation, UndoEditMutationVariables> =
  `mutation UndoEdit($input: UndoEditInput!) {
  undoEdit(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const RedoEdit: Operation<RedoEditMutation, RedoEditMutationVariables> =
  `mutation RedoEdit($input: RedoEditInput!) {
  redoEdit(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const GoToEdit: Operation<GoToEditMutation, GoToEditMutationVariables> =
  `mutation GoToEdit($input: GoToEditInput!) {
  goToEdit(input: $input) {
    ...Edited
  }
}
${ToldText}
${MissedEditText}
${FindingToldText}
${FiguresToldText}
${EffectToldText}
${EditedText}`;

export const ReoptimizePlan: Operation<ReoptimizePlanMutation, ReoptimizePlanMutationVariables> =
  `mutation ReoptimizePlan($input: ReoptimizePlanInput!) {
  reoptimizePlan(input: $input) {
    ...HelpBegun
  }
}
${ToldText}
${MissedEditText}
${HelpBegunText}`;

export const RepairPlan: Operation<RepairPlanMutation, RepairPlanMutationVariables> =
  `mutation RepairPlan($input: RepairPlanInput!) {
  repairPlan(input: $input) {
    ...HelpBegun
  }
}
${ToldText}
${MissedEditText}
${HelpBegunText}`;

export const FinishPlan: Operation<FinishPlanMutation, FinishPlanMutationVariables> =
  `mutation FinishPlan($input: FinishPlanInput!) {
  finishPlan(input: $input) {
    ...HelpBegun
  }
}
${ToldText}
${MissedEditText}
${HelpBegunText}`;

export const CancelHelp: Operation<CancelHelpMutation, CancelHelpMutationVariables> =
  `mutation CancelHelp($input: CancelJobInput!) {
  cancelJob(input: $input) {
    userErrors {
      ...Told
    }
  }
}
${ToldText}`;

export const CopyLocks: Operation<CopyLocksMutation, CopyLocksMutationVariables> =
  `mutation CopyLocks($input: CopyLocksInput!) {
  copyLocks(input: $input) {
    edit {
      ...MissedEdit
    }
    notTaken {
      ...Told
    }
    userErrors {
      ...Told
    }
  }
}
${ToldText}
${MissedEditText}`;

export const HelpJobById: Operation<HelpJobByIdQuery, HelpJobByIdQueryVariables> =
  `query HelpJobById($id: ID!) {
  job(id: $id) {
    ...HelpJob
  }
}
${ToldText}
${MissedEditText}
${FiguresToldText}
${HelpJobText}`;

export const HelpProgress: Operation<HelpProgressSubscription, HelpProgressSubscriptionVariables> =
  `subscription HelpProgress($id: ID!) {
  jobProgress(id: $id) {
    ...HelpJob
  }
}
${ToldText}
${MissedEditText}
${FiguresToldText}
${HelpJobText}`;

export const EditsOfPlan: Operation<EditsOfPlanSubscription, EditsOfPlanSubscriptionVariables> =
  `subscription EditsOfPlan($planId: ID!, $sinceVersion: Int) {
  planEdited(planId: $planId, sinceVersion: $sinceVersion) {
    ...MissedEdit
  }
}
${MissedEditText}`;

export const EditHistory: Operation<EditHistoryQuery, EditHistoryQueryVariables> =
  `query EditHistory($planId: ID!, $first: Int!, $after: String) {
  plan(id: $planId) {
    id
    version
    undoable {
      no
      message {
        zh
        en
      }
    }
    redoable {
      no
      message {
        zh
        en
      }
    }
    edits(first: $first, after: $after) {
      nodes {
        ...MissedEdit
        kind
        isCurrent
        isUndone
        householdsMoved
        before {
          ...FiguresTold
        }
        after {
          ...FiguresTold
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
${MissedEditText}
${FiguresToldText}`;

export const EditState: Operation<EditStateQuery, EditStateQueryVariables> =
  `query EditState($planId: ID!) {
  plan(id: $planId) {
    id
    version
    undoable {
      no
      message {
        zh
        en
      }
    }
    redoable {
      no
      message {
        zh
        en
      }
    }
    wishes {
      kind
      buildings {
        id
      }
    }
    grids {
      id
      buildings(first: 1000) {
        nodes {
          id
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
}`;

export const MoreMembers: Operation<MoreMembersQuery, MoreMembersQueryVariables> =
  `query MoreMembers($gridId: ID!, $after: String) {
  node(id: $gridId) {
    ... on Grid {
      buildings(first: 1000, after: $after) {
        nodes {
          id
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
}`;

export const Suggestions: Operation<SuggestionsQuery, SuggestionsQueryVariables> =
  `query Suggestions($planId: ID!, $first: Int!) {
  plan(id: $planId) {
    version
    suggestions(first: $first) {
      message {
        zh
        en
      }
      edit {
        mutation
        input
      }
      effect {
        ...EffectTold
      }
    }
  }
}
${FindingToldText}
${FiguresToldText}
${EffectToldText}`;

export const WhyOutOfBand: Operation<WhyOutOfBandQuery, WhyOutOfBandQueryVariables> =
  `query WhyOutOfBand($gridId: ID!) {
  node(id: $gridId) {
    ... on Grid {
      outOfBand {
        reason
        message {
          zh
          en
        }
        grids {
          label
        }
        moves {
          mutation
          input
        }
      }
    }
  }
}`;

export const PlansToCopyFrom: Operation<PlansToCopyFromQuery, PlansToCopyFromQueryVariables> =
  `query PlansToCopyFrom($communityId: ID!) {
  plans(filter: {communityId: $communityId}, first: 50) {
    nodes {
      id
      name
      alternative
      focus
      createdAt
      state
    }
  }
}`;
