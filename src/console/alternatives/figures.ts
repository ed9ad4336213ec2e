/** The figures that alternatives are chosen by, and which of them are best in each. */
import type { AlternativePlanFragment } from "./alternatives.generated";

type Metrics = AlternativePlanFragment["metrics"];

/** Which way is better; null: neither. */
type Wish = "MORE" | "LESS" | null;

export type FigureName =
  | "householdsInBand"
  | "gridsInBand"
  | "grids"
  | "microGrids"
  | "meanDeviation"
  | "estatesSplit"
  | "onBarriers"
  | "meanCompactness"
  | "householdsMoved"
  | "workers"
  | "householdsPerWorker";

/** A figure: how it is found, and what is wished of it. */
interface FigureKind {
  readonly name: FigureName;
  readonly wish: Wish;
  readonly valueOf: (metrics: Metrics) => number | null;
}

/** The weightiest first, as the engine's goals go. */
export const figureKinds: readonly FigureKind[] = [
  {
    name: "householdsInBand",
    wish: "MORE",
    valueOf: ({ householdsInBand, households }) =>
      households === 0 ? null : householdsInBand / households,
  },
  { name: "gridsInBand", wish: null, valueOf: ({ gridsInBand }) => gridsInBand },
  { name: "estatesSplit", wish: "LESS", valueOf: ({ estatesSplit }) => estatesSplit },
  {
    name: "onBarriers",
    wish: "MORE",
    valueOf: ({ barrierBorderM, innerBorderM }) =>
      innerBorderM === 0 ? null : barrierBorderM / innerBorderM,
  },
  { name: "meanCompactness", wish: "MORE", valueOf: ({ meanCompactness }) => meanCompactness },
  { name: "householdsMoved", wish: "LESS", valueOf: ({ householdsMoved }) => householdsMoved },
  { name: "meanDeviation", wish: "LESS", valueOf: ({ meanDeviation }) => meanDeviation },
  { name: "grids", wish: null, valueOf: ({ grids }) => grids },
  { name: "microGrids", wish: null, valueOf: ({ microGrids }) => microGrids },
  { name: "workers", wish: "LESS", valueOf: ({ workers }) => workers },
  {
    name: "householdsPerWorker",
    wish: null,
    valueOf: ({ householdsPerWorker }) => householdsPerWorker,
  },
];

/** Differences below what is shown are none. */
const SHOWN_STEPS = 1_000;

/** For each value whether it is the best; nothing is where all are alike. */
export function bestOf(values: readonly (number | null)[], wish: Wish): readonly boolean[] {
  const rounded = values.map((value) =>
    value === null ? null : Math.round(value * SHOWN_STEPS) / SHOWN_STEPS,
  );
  const known = rounded.filter((value) => value !== null);
  if (wish === null || new Set(known).size < 2) return values.map(() => false);
  const best = wish === "MORE" ? Math.max(...known) : Math.min(...known);
  return rounded.map((value) => value === best);
}
