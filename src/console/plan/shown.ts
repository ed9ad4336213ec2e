/** The parts of a plan as its view asks for them. */
import type { FiguresShownFragment, PlanByIdQuery } from "./plan.generated";

export type Plan = NonNullable<PlanByIdQuery["plan"]>;
export type Grid = Plan["grids"][number];
export type Finding = Plan["findings"][number];
export type Figures = FiguresShownFragment;
