import type { EditableGround } from "../edit/editable";
import { isOversize, type BandNumbers } from "../partition/bands";
import { certify } from "../partition/exact/certify";
import { startInForce } from "../partition/in-force";
import { componentsOf } from "../partition/components";
import { problemOf } from "../partition/partition";
import { createRandom } from "../random";
import type { Draft } from "../edit-types";
import type { Rules } from "../input-types";
import type { Scene } from "./region";

/** What an exact search says of some grids and the open ground beside them. */
export interface RegionProof {
  /** Households that live there, but for those of buildings too large for any grid. */
  readonly households: number;
  /** No division of it has more of them in band. */
  readonly bound: number;
}

/**
 * How many households can be in band at most, in whatever division of this ground: locks and wishes do
 * not bind it. Where a grid of it is reduced by hand, any grid may be.
 */
export function proveRegion(
  { open, draft }: Pick<Scene, "open" | "draft">,
  grids: readonly number[],
  openCells: ReadonlySet<number>,
): RegionProof {
  const { cells: graph, prepared } = open.ground;
  const region = new Set(grids);
  const isByHand = grids.some((grid) => draft.grids[grid].reducedNote !== null);
  const rules = isByHand ? withAnyBand(prepared.rules) : prepared.rules;
  const inForce = Int32Array.from(draft.gridOf);
  const parts = componentsOf(
    graph,
    (cell) => region.has(draft.gridOf[cell]) || openCells.has(cell),
  );
  let [households, bound] = [0, 0];
  for (const part of parts) {
    const problem = problemOf({ graph, apart: [], inForce, rules }, part);
    const random = createRandom(1);
    const start = startInForce(problem, random) ?? new Int32Array(part.length);
    const free = { ...problem, gridsInForce: 0, inForce: problem.inForce.map(() => -1) };
    bound += certify(free, start, { effort: 1, random }).proof.bound;
    households += fitting(open, problem.bands, part);
  }
  return { households, bound };
}

/** Bands in which a grid may be with a note and without. */
function withAnyBand(rules: Rules): Rules {
  const min = Math.min(rules.standardBand[0], rules.reducedBand[0]);
  const max = Math.max(rules.standardBand[1], rules.reducedBand[1]);
  return { ...rules, standardBand: [min, max], reducedBand: [min, max] };
}

function fitting({ ground }: EditableGround, bands: BandNumbers, part: Int32Array): number {
  const { households, oldHouseholds, specialHouseholds } = ground.cells;
  return part.reduce((sum, cell) => {
    const held = {
      households: households[cell],
      oldHouseholds: oldHouseholds[cell],
      specialHouseholds: specialHouseholds[cell],
    };
    return isOversize(bands, held) ? sum : sum + held.households;
  }, 0);
}

/** Grids of a draft by place, as people name them by key. */
export function keysOf({ grids }: Draft, places: readonly number[]): string[] {
  return places.map((place) => grids[place].key);
}
