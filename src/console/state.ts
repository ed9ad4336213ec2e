/** All that the page knows; every view is drawn from it. */
import type { Barrier, Building, Community, CommunityEntry, Grid, Job, Plan } from "./api-types";
import type { Viewer } from "./api-types";
import type { DecisionName } from "./decisions";
import type { Language } from "./i18n";
import type { Store } from "./store";

/** Something fetched: on its way, here, or failed and worth another try. */
export type Loadable<Value> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: Value }
  | { readonly state: "failed"; readonly error: unknown };

export const loading = { state: "loading" } as const;

export function ready<Value>(value: Value): Loadable<Value> {
  return { state: "ready", value };
}

export interface CommunityList {
  readonly entries: readonly CommunityEntry[];
  /** Cursor of the next page; null when all are here. */
  readonly next: string | null;
}

/** A community with everything the map draws. */
export interface Chosen {
  readonly community: Community;
  readonly buildings: readonly Building[];
  readonly barriers: readonly Barrier[];
}

/** What a proposal is doing; `error` also tells of a proposal that never became a job. */
export interface Proposal {
  readonly job: Job | null;
  readonly error: unknown;
}

/** What the panel lists of a plan. */
export type PlanTab = "grids" | "findings" | "decisions";

export type LayerName = "grids" | "blocks" | "buildings" | "barriers";

export interface State {
  readonly language: Language;
  /** Who uses the page; null: nobody has signed in. */
  readonly viewer: Loadable<Viewer | null>;
  /** Why signing in did not work, or does not hold any more; null: nothing to tell. */
  readonly signInFault: unknown;
  readonly search: string;
  readonly list: Loadable<CommunityList>;
  /** Code or id of the community that is shown; null for the list of all. */
  readonly communityKey: string | null;
  readonly chosen: Loadable<Chosen | null>;
  readonly plan: Loadable<Plan | null>;
  readonly gridLabel: string | null;
  readonly tab: PlanTab;
  /** The decision whose form is open. */
  readonly decision: DecisionName | null;
  /** By community id, so that one may look at another community meanwhile. */
  readonly proposals: Readonly<Record<string, Proposal>>;
  readonly seed: number;
  readonly effort: number;
  readonly layers: Readonly<Record<LayerName, boolean>>;
}

export type Wangge = Store<State>;

export function initialState(language: Language, communityKey: string | null): State {
  return {
    language,
    viewer: loading,
    signInFault: null,
    search: "",
    list: loading,
    communityKey,
    chosen: loading,
    plan: loading,
    gridLabel: null,
    tab: "grids",
    decision: null,
    proposals: {},
    seed: 1,
    effort: 1,
    layers: { grids: true, blocks: true, buildings: true, barriers: true },
  };
}

/** The community on the map; null while it loads and in the list of all. */
export function shownCommunity(state: State): Chosen | null {
  return state.communityKey !== null && state.chosen.state === "ready" ? state.chosen.value : null;
}

export function shownPlan(state: State): Plan | null {
  return state.communityKey !== null && state.plan.state === "ready" ? state.plan.value : null;
}

export function shownGrid(state: State): Grid | null {
  return shownPlan(state)?.grids.find((grid) => grid.label === state.gridLabel) ?? null;
}

export function isRunning(proposal: Proposal | undefined): boolean {
  const state = proposal?.job?.state;
  return state === "QUEUED" || state === "RUNNING";
}
