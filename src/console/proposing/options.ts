/** What a proposal is asked for with; kept while the page is open. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { PlanFocus } from "./proposing.generated";

export interface Options {
  readonly effort: number;
  readonly seed: number;
  readonly alternatives: number;
  readonly focus: PlanFocus;
  /** Id of saved rules; null: those in use. */
  readonly ruleSetId: string | null;
}

export const foci: readonly PlanFocus[] = [
  "BALANCED",
  "LEAST_CHURN",
  "ROADS_FIRST",
  "MOST_COMPACT",
  "FEWEST_GRIDS",
  "STAFF_SAVING",
];

/** As a multiple of the default effort. */
export const efforts = [0.25, 1, 4] as const;

/** More than one plan to choose from costs little: the search keeps the best of each kind. */
const first: Options = {
  effort: 1,
  seed: 1,
  alternatives: 3,
  focus: "BALANCED",
  ruleSetId: null,
};

const chosen = signal<Options>(first);

export const options: ReadonlySignal<Options> = chosen;

export function setOptions(change: Partial<Options>): void {
  chosen.value = { ...chosen.peek(), ...change };
}

/** What does not depend on the community, as the API takes it. */
export function searchInput({ effort, seed, alternatives, focus, ruleSetId }: Options) {
  return { effort, seed, alternatives, focus, ...(ruleSetId === null ? {} : { ruleSetId }) };
}
