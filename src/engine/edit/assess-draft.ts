import { partsOfGiven } from "../assess";
import { describePlan } from "../describe-plan";
import type { Draft, DraftPlan } from "../edit-types";
import { finishPlan } from "../finish-plan";
import type { Groups } from "../group-cells";
import type { Unfinished } from "../rules/plan-under-check";
import type { EditableGround } from "./editable";
import { piecesOf } from "./terrain";

/**
 * The plan that a draft is: to the last bit what `assessOn` gives for the same division, where every
 * cell has a grid. Ground that is in no grid, and grids without ground, are errors with their place
 * (`BUILDING_WITHOUT_GRID`, `GROUND_WITHOUT_GRID`, `GRID_EMPTIED`).
 */
export function assessDraft(open: EditableGround, draft: Draft): DraftPlan {
  const { grids, gridOf } = draft;
  return open.memo.plans.get(JSON.stringify([gridOf, grids]), () => planOf(open, draft));
}

function planOf(open: EditableGround, draft: Draft): DraftPlan {
  const { ground, memo } = open;
  const { prepared, tessellation } = ground;
  const { groups, places } = groupsOf(draft);
  const described = describePlan(prepared, tessellation, groups, memo.sketcher);
  const plan = finishPlan({
    prepared,
    described,
    parts: partsOfGiven(ground, groups, memo.prove),
    microGivenBack: memo.microGivenBack,
    unfinished: unfinishedOf(open, draft),
    sought: "NOTHING",
    focus: prepared.focus,
    memo: memo.checks,
  });
  return { plan, keys: described.numbers.map((grid) => draft.grids[places[grid]].key) };
}

/** The grids that hold a cell, numbered by their first one, and their places in the draft. */
function groupsOf({ grids, gridOf }: Draft): {
  groups: Required<Groups>;
  places: readonly number[];
} {
  const places = [...new Set(gridOf)].filter((place) => place >= 0);
  const number = new Map(places.map((place, i) => [place, i]));
  return {
    groups: {
      gridOfCell: Int32Array.from(gridOf, (place) => number.get(place) ?? -1),
      kind: places.map((place) => grids[place].kind),
      reducedByHand: places.map((place) => grids[place].reducedNote !== null),
    },
    places,
  };
}

function unfinishedOf({ ground, memo }: EditableGround, { grids, gridOf }: Draft): Unfinished {
  const { prepared, tessellation } = ground;
  const held = new Set(gridOf);
  const without = gridOf.flatMap((place, cell) => (place < 0 ? [cell] : []));
  return {
    open: piecesOf(memo.terrain, without, () => true).map((cells) => {
      const { polygon, areaM2, pointOnSurface } = memo.sketcher.sketch(cells).shape;
      const buildingIds = cells.flatMap((cell) =>
        tessellation.buildings[cell].map((i) => prepared.buildings[i].id),
      );
      return { polygon, areaM2, place: pointOnSurface, buildingIds };
    }),
    emptied: grids.flatMap(({ name, lastPlace }, place) =>
      held.has(place)
        ? []
        : [{ name, place: lastPlace && { type: "Point" as const, coordinates: [...lastPlace] } }],
    ),
  };
}
