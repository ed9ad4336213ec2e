/** Grounds that are kept open for editing, and drafts on them. */
import { prepareGround, releasedOf } from "../assess";
import { createCache, type Cache } from "../cache";
import type { Draft, DraftPlan, OpenedGrid } from "../edit-types";
import { microGivenBack } from "../finish-plan";
import { givenCells } from "../given-cells";
import type { Ground } from "../ground";
import { labelPoint } from "../outline/label-point";
import { createSketcher, type Sketcher } from "../outline/sketch";
import { createProveByArithmetic, type Prove } from "../partition/prove-given";
import { createCheckMemo, type CheckMemo } from "../rules/check-memo";
import type { PlanUnderCheck } from "../rules/plan-under-check";
import type { ProposeInput } from "../input-types";
import { lookAt, type Terrain } from "./terrain";

const MOST_PLANS = 16;

/** What edits on a ground share, so that each costs what it changes. */
export interface EditMemo {
  readonly sketcher: Sketcher;
  readonly terrain: Terrain;
  readonly checks: CheckMemo;
  /** The plans that were asked for last: what comes after an edit is before the next. */
  readonly plans: Cache<DraftPlan>;
  readonly prove: Prove;
  /** Micro-grids that the search would give back. */
  readonly microGivenBack: PlanUnderCheck["microGivenBack"];
}

/** A community ready to be edited: its ground, and what was worked out on it before. */
export interface EditableGround {
  readonly ground: Ground;
  readonly memo: EditMemo;
}

/**
 * Prepares a community for editing. Takes most of a second for 300 buildings; what is opened once serves
 * any number of drafts of the same input. Throws EngineError INVALID_INPUT as `assess` does.
 */
export function openEditable(input: ProposeInput): EditableGround {
  return editableOf(prepareGround(input));
}

/** A ground with nothing worked out on it yet. */
export function editableOf(ground: Ground): EditableGround {
  const sketcher = createSketcher(ground.prepared, ground.tessellation);
  return {
    ground,
    memo: {
      sketcher,
      terrain: lookAt(ground, sketcher),
      checks: createCheckMemo(ground.prepared),
      plans: createCache(MOST_PLANS),
      prove: createProveByArithmetic(),
      microGivenBack: microGivenBack(ground, releasedOf(ground)),
    },
  };
}

/** The ids of the buildings of every cell, by the numbers that `Draft.gridOf` speaks of. */
export function cellsOf({ ground }: EditableGround): string[][] {
  const { prepared, tessellation } = ground;
  return tessellation.buildings.map((list) => list.map((i) => prepared.buildings[i].id));
}

/** Why a grid is reduced that was reduced by hand before anybody asked why. */
const NO_NOTE = "—";

/**
 * The draft that a division is. Every cell goes to a grid, as in `assess`; a grid that gets none stays
 * without. The grids keep their order, and there are no wishes yet.
 */
export function openDraft({ ground }: EditableGround, division: readonly OpenedGrid[]): Draft {
  const { gridOfCell, places } = givenCells(ground, division);
  const held = new Set(places);
  return {
    grids: division.map((grid, place) => ({
      key: grid.key,
      kind: grid.kind,
      reducedNote: grid.reducedNote ?? (grid.reducedByHand === true ? NO_NOTE : null),
      name: grid.name ?? null,
      locked: grid.locked,
      lastPlace: held.has(place) || !grid.polygon ? null : labelPoint(grid.polygon).coordinates,
    })),
    gridOf: Array.from(gridOfCell, (grid) => places[grid]),
    together: [],
    apart: [],
  };
}
