import type { EditableGround } from "../edit/editable";
import { EngineError } from "../errors";
import { bandNumbers, isFeasibleByTotal, isOversize } from "../partition/bands";
import { componentsOf } from "../partition/components";
import { holdingOf } from "../partition/given";
import type { Draft, Edit, OutOfBand } from "../edit-types";
import { buildingsOf } from "./movable";
import { cellsOfGrid } from "./field";
import { wordsFor, type Facts } from "./explain-wording";
import { keysOf, proveRegion } from "./prove-region";
import {
  applied,
  deviationOfGrid,
  neighboursOf,
  openBeside,
  sceneOf,
  wayAmong,
  type Scene,
  type Way,
} from "./region";

/**
 * Why a standard grid is out of its band, and what brings it into band where that was found. Edits are
 * given only where they were tried: after them the grid is in band, or part of others, more households
 * are in band altogether, and no error is new. Throws EngineError INVALID_INPUT for a grid that the draft
 * does not have, or that is in its band.
 */
export function explain(open: EditableGround, draft: Draft, key: string): OutOfBand {
  const grid = draft.grids.findIndex((each) => each.key === key);
  if (grid < 0 || deviationOfGrid({ open, draft, grid }) === 0) {
    const reason = grid < 0 ? "the draft has no such grid" : "it is in its band, or has none";
    const feature = `grid ${key}`;
    throw new EngineError("INVALID_INPUT", `${feature}: ${reason}`, [{ feature, reason }]);
  }
  const scene = sceneOf(open, draft, grid);
  return tooLarge(scene) ?? byArithmetic(scene) ?? bySearch(scene);
}

function tell(
  scene: Scene,
  reason: OutOfBand["reason"],
  facts: Partial<Facts>,
  places: readonly number[] = [scene.grid],
  edits: readonly Edit[] = [],
): OutOfBand {
  const { message, numbers } = wordsFor(scene, reason, { ...facts, grids: places.length, edits });
  return { reason, message, numbers, keys: keysOf(scene.draft, places), edits };
}

/** One building, or buildings that cannot be parted, that no grid in band holds. */
function tooLarge(scene: Scene): OutOfBand | null {
  const { open, draft, grid } = scene;
  const bands = bandNumbers(open.ground.prepared.rules);
  const isNoted = draft.grids[grid].reducedNote !== null;
  const cell = cellsOfGrid(draft, grid).find((one) => {
    const held = holdingOf(open.ground.cells, Int32Array.of(one));
    return isOversize(bands, isNoted ? { ...held, oldHouseholds: held.households } : held);
  });
  if (cell === undefined) return null;
  return tell(scene, "BUILDING_EXCEEDS_MAX", {
    buildingIds: buildingsOf(open.ground, [cell]),
    most: open.ground.cells.households[cell],
  });
}

/** Where the totals of the ground it is on fit no number of grids. */
function byArithmetic(scene: Scene): OutOfBand | null {
  const { open, draft, grid } = scene;
  const { cells, prepared } = open.ground;
  const isStandard = (cell: number) => draft.grids[draft.gridOf[cell]]?.kind !== "MICRO";
  const parts = componentsOf(cells, isStandard);
  const own = parts.filter((part) => part.some((cell) => draft.gridOf[cell] === grid));
  // A grid in pieces on several parts is an error of its own.
  if (own.length !== 1) return null;
  const held = holdingOf(cells, own[0]);
  const bands = bandNumbers(prepared.rules);
  const judged = { ...held, oldHouseholds: held.households };
  const isNoted = draft.grids.some(({ reducedNote }) => reducedNote !== null);
  if (isFeasibleByTotal(bands, held) || (isNoted && isFeasibleByTotal(bands, judged))) return null;
  const isAlone = own[0].every((cell) => draft.gridOf[cell] === grid);
  const isAll = parts.filter((part) => holdingOf(cells, part).households > 0).length === 1;
  const reason = isAlone && !isAll ? "CUT_OFF" : "TOTAL";
  return tell(scene, reason, { households: held.households });
}

function bySearch(scene: Scene): OutOfBand {
  const { draft, grid } = scene;
  const around = neighboursOf(scene);
  const all = [grid, ...around];
  const way = bestWay(scene, around);
  if (way !== null) return possible(scene, "POSSIBLE", all, way);
  const proof = proveRegion(scene, all, openBeside(scene));
  if (proof.bound < proof.households) {
    const reason = around.length === 0 ? "CUT_OFF" : "PROVED";
    return tell(scene, reason, { households: proof.households, most: proof.bound }, all);
  }
  const locked = all.filter((place) => draft.grids[place].locked);
  const free = freed(scene, locked, []);
  if (free !== null) return possible(scene, "LOCKED", all, free);
  const wished = wishedIn(scene, all);
  const wishless = freed(scene, [], wished) ?? freed(scene, locked, wished);
  if (wishless !== null) return possible(scene, "WISHES", all, wishless);
  if (draft.grids[grid].locked) return tell(scene, "LOCKED", {}, all);
  return tell(scene, "NOT_FOUND", {}, all);
}

function possible(
  scene: Scene,
  reason: OutOfBand["reason"],
  places: readonly number[],
  { edits, householdsMoved }: Way,
): OutOfBand {
  return tell(scene, reason, { moved: householdsMoved }, places, edits);
}

/** With one neighbour, the way that moves fewest households; with all of them where none is enough. */
function bestWay(scene: Scene, around: readonly number[]): Way | null {
  const { draft, grid } = scene;
  if (draft.grids[grid].locked) return null;
  const unlocked = around.filter((place) => !draft.grids[place].locked);
  const choices = [[], ...unlocked.map((place) => [place])].flatMap(
    (others) => wayAmong(scene, others, PAIR_EFFORT) ?? [],
  );
  const [best] = choices.sort((a, b) => a.householdsMoved - b.householdsMoved);
  if (best !== undefined) return best;
  return unlocked.length > 1 ? wayAmong(scene, unlocked, 1) : null;
}

/** Two grids have few ways to exchange. */
const PAIR_EFFORT = 0.3;

/** The best way once some grids are unlocked and some wishes taken back, with what does that. */
function freed(scene: Scene, locked: readonly number[], wished: readonly string[]): Way | null {
  if (locked.length + wished.length === 0) return null;
  const { open, draft, grid } = scene;
  const first: Edit[] = [
    ...(locked.length > 0 ? [{ type: "UNLOCK" as const, keys: keysOf(draft, locked) }] : []),
    ...(wished.length > 0 ? [{ type: "LET_GO" as const, buildingIds: wished }] : []),
  ];
  const opened = applied(open, draft, first);
  if (opened === null) return null;
  const released = sceneOf(open, opened, grid);
  const way = bestWay(released, neighboursOf(released));
  return way && { ...way, edits: [...first, ...way.edits] };
}

/** Buildings of these grids that a wish speaks of. */
function wishedIn({ open, draft }: Scene, places: readonly number[]): string[] {
  const wished = new Set([...draft.together, ...draft.apart].flat());
  const cells = places.flatMap((place) => cellsOfGrid(draft, place));
  return buildingsOf(open.ground, cells).filter((id) => wished.has(id));
}
