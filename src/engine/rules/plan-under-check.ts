/** What the rules are checked on, and what they all need to know of it. */
import type { Point } from "geojson";
import type { PartProof } from "../partition/exact/certify";
import type { Building, Community, Rules } from "../input-types";
import type { Cell, Finding, Grid, RuleId, Text } from "../plan-types";
import { bandOf, isOld, type BandDecision } from "./band";
import type { CheckMemo, OutlineFacts } from "./check-memo";
import type { Shape } from "./shape";
import type { Site } from "./site";

/** As much of a grid as the checks believe; figures and bands are computed again. */
export type GridUnderCheck = Pick<
  Grid,
  "label" | "kind" | "reducedReason" | "buildingIds" | "polygon" | "pointOnSurface"
>;

/** A finished plan, proposed by the engine, made by hand or imported. `Plan` fits in as it is. */
export interface PlanUnderCheck {
  readonly community: Community;
  readonly buildings: readonly Building[];
  readonly rules: Rules;
  readonly grids: readonly GridUnderCheck[];
  /** The cells: buildings that share one cannot be parted. */
  readonly cells: readonly Pick<Cell, "buildingIds">[];
  /**
   * Buildings by connected part of the community, without those in micro-grids: no grid reaches
   * from one part into another. One list where everything is connected.
   */
  readonly parts: readonly (readonly string[])[];
  /** Per part: what the engine proved of it; absent for a plan that it did not make. */
  readonly proofs?: readonly PartProved[];
  /** Buildings that ask for a micro-grid and were left in a standard grid, and why. */
  readonly microGivenBack?: readonly { readonly buildingId: string; readonly reason: Text }[];
  /** Of a division that people gave: what the ground did not let be as it was given. */
  readonly unlikeGiven?: UnlikeGiven;
  /** Of a division that people work on: what it leaves open. */
  readonly unfinished?: Unfinished;
}

export interface Unfinished {
  /** Connected pieces of the ground that are in no grid. */
  readonly open: readonly (Pick<Grid, "polygon" | "areaM2"> & {
    readonly place: Point;
    readonly buildingIds: readonly string[];
  })[];
  /** Grids without a cell: what people call them, and where they were. */
  readonly emptied: readonly { readonly name: string | null; readonly place: Point | null }[];
}

export interface UnlikeGiven {
  /** Buildings in another grid than they were given to, with those they cannot be parted from. */
  readonly parted: readonly {
    readonly buildingId: string;
    /** Name or label of the grid it was given to; null where there is neither. */
    readonly givenTo: string | null;
    readonly withIds: readonly string[];
  }[];
  /** Grids that got no ground: what people call them. */
  readonly vanished: readonly (string | null)[];
}

/** How many households of one part can be in band, and what says so. */
export type PartProved = Pick<PartProof, "bound" | "householdsInBand" | "by" | "districts">;

/** A grid with its figures computed again from the buildings. */
export interface CheckedGrid {
  readonly grid: GridUnderCheck;
  /** Position in the plan. */
  readonly index: number;
  /** Its buildings that exist, each once. */
  readonly buildings: readonly Building[];
  readonly households: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  /** null for a micro-grid. */
  readonly band: BandDecision | null;
  readonly shape: Shape;
  readonly outline: OutlineFacts;
}

/** Everything the single rules look at. */
export interface CheckContext extends Pick<
  Site,
  "plane" | "community" | "buildings" | "buildingOf" | "triggers"
> {
  readonly plan: PlanUnderCheck;
  readonly rules: Rules;
  readonly memo: CheckMemo;
  readonly grids: readonly CheckedGrid[];
  /** Of the pieces that are in no grid. */
  readonly open: readonly OutlineFacts[];
  /** The first grid that lists a building. */
  readonly gridOf: ReadonlyMap<string, CheckedGrid>;
}

/** Computes the context of one check. */
export function contextOf(plan: PlanUnderCheck, memo: CheckMemo): CheckContext {
  const { rules } = plan;
  const { plane, community, buildings, buildingOf, triggers } = memo.site;
  const grids = plan.grids.map((grid, index) => checkedGrid(grid, index, memo, rules));
  const gridOf = new Map<string, CheckedGrid>();
  for (const checked of grids) {
    for (const { id } of checked.buildings) if (!gridOf.has(id)) gridOf.set(id, checked);
  }
  const open = (plan.unfinished?.open ?? []).map(({ polygon }) => memo.factsOf(polygon));
  return {
    plan,
    rules,
    memo,
    plane,
    community,
    grids,
    open,
    buildings,
    buildingOf,
    gridOf,
    triggers,
  };
}

/** People of some buildings, as the bands count them. */
export function populationOf(buildings: readonly Building[], rules: Rules) {
  let households = 0;
  let oldHouseholds = 0;
  let specialHouseholds = 0;
  for (const building of buildings) {
    households += building.households;
    if (isOld(building, rules)) oldHouseholds += building.households;
    specialHouseholds += building.specialHouseholds ?? 0;
  }
  return { households, oldHouseholds, specialHouseholds };
}

/** A finding about one grid, placed on it. */
export function findingOnGrid(
  rule: RuleId,
  { grid }: CheckedGrid,
  finding: Omit<Finding, "rule" | "gridLabel" | "place" | "buildingIds"> & Partial<Finding>,
): Finding {
  return { buildingIds: [], place: grid.pointOnSurface, ...finding, rule, gridLabel: grid.label };
}

/** A finding about the plan as a whole. */
export function findingOnPlan(
  rule: RuleId,
  finding: Omit<Finding, "rule" | "gridLabel" | "place" | "buildingIds"> & Partial<Finding>,
): Finding {
  return { buildingIds: [], place: null, gridLabel: null, ...finding, rule };
}

function checkedGrid(
  grid: GridUnderCheck,
  index: number,
  memo: CheckMemo,
  rules: Rules,
): CheckedGrid {
  const ids = new Set(grid.buildingIds);
  const buildings = [...ids]
    .map((id) => memo.site.buildingOf.get(id))
    .filter((building) => building !== undefined);
  const population = populationOf(buildings, rules);
  const manual = grid.reducedReason === "MANUAL";
  const band = grid.kind === "MICRO" ? null : bandOf({ ...population, manual }, rules);
  const outline = memo.factsOf(grid.polygon);
  const { shape } = outline;
  return { grid, index, buildings, ...population, band, shape, outline };
}

/** Kept by this, what is found about a grid's outline and buildings is found once. */
export function outlineKey({ outline, buildings }: CheckedGrid): string {
  return `${outline.number} ${buildings.map(({ id }) => JSON.stringify(id)).join()}`;
}
