/** The figures that tell plans apart, and what counts as a difference in them. */
import type { Focus } from "../input-types";
import type { PlanMetrics } from "../plan-types";

export type FigureName =
  | "householdsInBand"
  | "householdsPermitted"
  | "grids"
  | "estatesSplit"
  | "barrierShare"
  | "compactness"
  | "householdsMoved";

export type Figures = Readonly<Record<FigureName, number>>;

interface FigureRule {
  readonly better: "MORE" | "LESS";
  /** Smallest difference that people would care for. */
  readonly notable: (households: number) => number;
}

/** Every grid needs a worker, so that fewer grids are better. */
export const FIGURES: Readonly<Record<FigureName, FigureRule>> = {
  householdsInBand: { better: "MORE", notable: () => 1 },
  householdsPermitted: { better: "MORE", notable: () => 1 },
  grids: { better: "LESS", notable: () => 1 },
  estatesSplit: { better: "LESS", notable: () => 1 },
  barrierShare: { better: "MORE", notable: () => 0.03 },
  compactness: { better: "MORE", notable: () => 0.02 },
  householdsMoved: { better: "LESS", notable: (households) => 0.01 * households },
};

/** In the order in which they are told. */
export const FIGURE_NAMES: readonly FigureName[] = [
  "householdsInBand",
  "householdsPermitted",
  "grids",
  "estatesSplit",
  "barrierShare",
  "compactness",
  "householdsMoved",
];

/** What each focus asks for, beside households in band; null: the least cost under usual weights. */
export const ASKED: Readonly<Record<Focus, FigureName | null>> = {
  BALANCED: null,
  FEWEST_GRIDS: "grids",
  MOST_COMPACT: "compactness",
  LEAST_CHURN: "householdsMoved",
  ROADS_FIRST: "barrierShare",
  STAFF_SAVING: "grids",
};

/** Nobody moves where no grids are in force, and a single grid has no inner border to misplace. */
export function figuresOf(metrics: PlanMetrics): Figures {
  const { innerBorderM, barrierBorderM } = metrics;
  return {
    householdsInBand: metrics.householdsInBand,
    householdsPermitted: metrics.householdsPermitted,
    grids: metrics.grids,
    estatesSplit: metrics.estatesSplit,
    barrierShare: innerBorderM > 0 ? barrierBorderM / innerBorderM : 1,
    compactness: metrics.meanCompactness,
    householdsMoved: metrics.householdsMoved ?? 0,
  };
}

/** How much better `a` is than `b` in one figure; negative where it is worse. */
export function gainOf(name: FigureName, a: Figures, b: Figures): number {
  return FIGURES[name].better === "MORE" ? a[name] - b[name] : b[name] - a[name];
}

/** The figures in which `a` is notably better than `b`. */
export function strengthsOf(a: Figures, b: Figures, households: number): FigureName[] {
  return FIGURE_NAMES.filter(
    (name) => gainOf(name, a, b) >= FIGURES[name].notable(households) - ROUNDING,
  );
}

/** Whether `a` is in every figure at least as good as `b`, and better in one. */
export function dominates(a: Figures, b: Figures): boolean {
  const gains = FIGURE_NAMES.map((name) => gainOf(name, a, b));
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
}

const ROUNDING = 1e-9;
