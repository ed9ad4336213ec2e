import { describePlan } from "./describe-plan";
import { finishPlan, microGivenBack } from "./finish-plan";
import { givenCells, type GivenDivision } from "./given-cells";
import { type Ground, layGround } from "./ground";
import type { Groups } from "./group-cells";
import { bandNumbers } from "./partition/bands";
import { settleGiven } from "./partition/given";
import {
  proveByArithmetic,
  proveByDistricts,
  proveGiven,
  type Prove,
} from "./partition/prove-given";
import { prepare } from "./prepare";
import { BEGINS, report } from "./propose";
import type { GivenGrid, ProposeHooks, ProposeInput } from "./input-types";
import type { Plan } from "./plan-types";

/**
 * The plan that a division is which people give: its outlines, figures, codes and findings. Nothing is
 * searched and nothing mended.
 *
 * 1. The ground is tiled as for `propose`, so that grids of `propose` come back as they were, to the
 *    last bit of their outlines, whatever the order of the division.
 * 2. Every cell goes to one grid. Its buildings decide, by the lists of the division; where they are
 *    in several grids, the one with most of their households, and each building that so lies in
 *    another grid than given is an ERROR (`BUILDING_INSEPARABLE`). A cell all of whose buildings are
 *    in no list goes to the grid whose polygon holds most of their footprints; ground without
 *    buildings to the grid whose polygon holds most of it. Where no polygon does, to the neighbour
 *    with the longest border: standard grids first, ring by ring; a detached part to the nearest grid.
 * 3. The result is drawn, numbered and checked as the plans of `propose` are. Islands stay: they are
 *    an ERROR (`GRID_NOT_CONNECTED`) with their place. A grid that is left without a cell is not in
 *    the plan: a WARNING (`GRID_VANISHED`).
 *
 * Micro-grids are those that are given as such: findings of R3 say where one has no ground, and where
 * a building that asks for one is in a standard grid. Locks of the input do not bind: they are wishes
 * to the search. The certificate claims what is proved of the ground with these micro-grids, as for
 * plans of the usual effort. Seed, effort and focus have no part in it, and stand in the provenance as they were given.
 *
 * Rejects with EngineError INVALID_INPUT, which names every fault: those of the input, a building in
 * two grids, a division none of whose grids holds anything here.
 */
export function assess(
  input: ProposeInput,
  division: readonly GivenGrid[],
  hooks: ProposeHooks = {},
): Promise<Plan> {
  return new Promise((resolve) => {
    report(hooks, "TESSELLATE", BEGINS.TESSELLATE);
    resolve(planOfGiven(prepareGround(input), division, hooks, proveByDistricts));
  });
}

/**
 * The part of `assess` that does not depend on the division, and takes most of its time: what is
 * prepared once serves for any number of divisions of the same input. For 300 buildings it takes a
 * third of a second, and each `assessOn` a tenth of that: over half for outlines, labels and the four
 * limits, a third for the rules.
 */
export function prepareGround(input: ProposeInput): Ground {
  return layGround(prepare(input));
}

/**
 * The part of `assess` that depends on the division, at once, as hand editing needs it: the same but
 * for the certificate and `SIZE_BOUND`, which claim no more than arithmetic proves.
 */
export function assessOn(
  ground: Ground,
  division: readonly GivenGrid[],
  hooks: ProposeHooks = {},
): Plan {
  return planOfGiven(ground, division, hooks, proveByArithmetic);
}

function planOfGiven(
  ground: Ground,
  division: readonly GivenGrid[],
  hooks: ProposeHooks,
  prove: Prove,
): Plan {
  const { prepared, tessellation } = ground;
  report(hooks, "PARTITION", BEGINS.PARTITION);
  const given = givenCells(ground, division);
  report(hooks, "OUTLINE", BEGINS.OUTLINE);
  const described = describePlan(prepared, tessellation, given);
  report(hooks, "CHECK", BEGINS.CHECK);
  return finishPlan({
    prepared,
    described,
    parts: partsOfGiven(ground, given, prove),
    microGivenBack: microGivenBack(ground, releasedOf(ground)),
    unlikeGiven: unlikeGiven(given, (cell) => described.grids[described.cells[cell].grid].label),
    sought: "NOTHING",
    focus: prepared.focus,
  });
}

/** The connected parts of what micro-grids leave, with what is proved of them. */
export function partsOfGiven(
  { prepared, tessellation, cells }: Ground,
  given: Required<Groups>,
  prove: Prove,
) {
  const { gridOfCell: gridOf, kind, reducedByHand } = given;
  const { rules } = prepared;
  const proved = proveGiven({ graph: cells, rules, gridOf, kind, reducedByHand }, prove);
  return proved.map(({ cells: part, ...rest }) => ({
    ...rest,
    buildingIds: Array.from(part).flatMap((cell) =>
      tessellation.buildings[cell].map((i) => prepared.buildings[i].id),
    ),
  }));
}

/** The micro-grids that the search would give back, with its reasons. */
export function releasedOf({ prepared, given }: Ground) {
  return settleGiven({ ...given, bands: bandNumbers(prepared.rules) }).released;
}

/** What became other than it was given, told with the labels that the grids have now. */
function unlikeGiven(
  { parted, vanished, gridOfCell }: GivenDivision,
  labelOf: (cell: number) => string,
) {
  const labelOfGrid = (grid: number) => labelOf(gridOfCell.indexOf(grid));
  return {
    parted: parted.map(({ givenTo, name, ...rest }) => ({
      ...rest,
      givenTo: name ?? (givenTo < 0 ? null : labelOfGrid(givenTo)),
    })),
    vanished,
  };
}
