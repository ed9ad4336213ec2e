/** A grid and grids around it, divided anew on their own, to see whether it can be brought into band. */
import { applyEdit } from "../edit/apply";
import { EditError } from "../edit/edit-error";
import type { EditableGround } from "../edit/editable";
import { bandNumbers } from "../partition/bands";
import { componentsOf } from "../partition/components";
import { createRandom } from "../random";
import type { Draft, Edit } from "../edit-types";
import { editsBetween } from "./edits-between";
import { cellsOfGrid, openField } from "./field";
import type { HelpOptions } from "./help-options";
import { createJudge, deviationOf, type Judge } from "./judge";
import { redivide } from "./redivide";
import { MENDING_WEIGHTS, mendingProblem, repairPart } from "./repair";
import { keyFor } from "./new-key";

/** What is explained, and what is known of it. */
export interface Scene {
  readonly open: EditableGround;
  readonly draft: Draft;
  /** Place of the grid in the draft. */
  readonly grid: number;
  readonly judge: Judge;
}

export function sceneOf(open: EditableGround, draft: Draft, grid: number): Scene {
  return { open, draft, grid, judge: createJudge(open.ground) };
}

/** Households that a grid has too many or too few; 0 for micro-grids and those without a cell. */
export function deviationOfGrid({ open, draft, grid }: Omit<Scene, "judge">): number {
  const cells = cellsOfGrid(draft, grid);
  if (draft.grids[grid].kind === "MICRO" || cells.length === 0) return 0;
  const graph = open.ground.cells;
  const sum = (values: Int32Array) => cells.reduce((total, cell) => total + values[cell], 0);
  const households = sum(graph.households);
  const old = draft.grids[grid].reducedNote === null ? sum(graph.oldHouseholds) : households;
  const bands = bandNumbers(open.ground.prepared.rules);
  return deviationOf(bands, households, old, sum(graph.specialHouseholds));
}

/** Standard grids that share a border with the grid, the longest first. */
export function neighboursOf({
  open,
  draft,
  grid,
}: Pick<Scene, "open" | "draft" | "grid">): number[] {
  const { cells } = open.ground;
  const border = new Map<number, number>();
  for (const cell of cellsOfGrid(draft, grid)) {
    for (let e = cells.offset[cell]; e < cells.offset[cell + 1]; e++) {
      const other = draft.gridOf[cells.neighbour[e]];
      if (other < 0 || other === grid || draft.grids[other].kind === "MICRO") continue;
      border.set(other, (border.get(other) ?? 0) + cells.borderM[e]);
    }
  }
  return [...border].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
}

/** Cells of no grid that hang together with a cell beside the grid. */
export function openBeside({
  open,
  draft,
  grid,
}: Pick<Scene, "open" | "draft" | "grid">): Set<number> {
  const { cells } = open.ground;
  const pieces = componentsOf(cells, (cell) => draft.gridOf[cell] < 0);
  const isBeside = (cell: number) =>
    cells.neighbour
      .subarray(cells.offset[cell], cells.offset[cell + 1])
      .some((other) => draft.gridOf[other] === grid);
  return new Set(pieces.filter((piece) => piece.some(isBeside)).flatMap((piece) => [...piece]));
}

/** Edits that bring the grid into band, or take it up in others, for the good of the whole. */
export interface Way {
  readonly edits: readonly Edit[];
  readonly householdsMoved: number;
}

/** The grid divided anew together with some others, of which none may be locked; null: no way found. */
export function wayAmong(scene: Scene, others: readonly number[], effort: number): Way | null {
  const { open, draft, grid } = scene;
  const region = new Set([grid, ...others]);
  const beside = openBeside(scene);
  const field = openField(open.ground, draft, {
    isFixed: (other) => !region.has(other),
    staysOpen: (cell) => !beside.has(cell),
    isWhole: () => false,
  });
  const weights = { ...MENDING_WEIGHTS, permittedShare: 1 };
  const options: HelpOptions = {
    random: createRandom(1),
    effort,
    newKey: newKeys(draft),
    onProgress: () => undefined,
  };
  const divide = (part: Int32Array) =>
    repairPart(mendingProblem(open.ground, field, part, weights), options);
  return asWay(scene, redivide(field, draft, divide, options.newKey));
}

/** The edits that lead to a draft, if they do what is wanted. */
export function asWay(scene: Scene, wanted: Draft): Way | null {
  const { open, draft, judge } = scene;
  const edits = editsBetween(open, draft, wanted);
  if (edits.length === 0) return null;
  const result = applied(open, draft, edits);
  if (result === null || !isInBandNow(scene, result)) return null;
  const [before, after] = [judge(draft), judge(result)];
  if (after.errors > before.errors || after.inBand <= before.inBand) return null;
  return { edits, householdsMoved: householdsMoved(open, draft, result) };
}

/** One after another; null where one is refused. */
export function applied(open: EditableGround, draft: Draft, edits: readonly Edit[]): Draft | null {
  try {
    return edits.reduce((current, edit) => applyEdit(open, current, edit), draft);
  } catch (error) {
    if (error instanceof EditError) return null;
    throw error;
  }
}

/** Or is it no more, its households having gone to others. */
function isInBandNow({ open, draft, grid }: Scene, result: Draft): boolean {
  const place = result.grids.findIndex(({ key }) => key === draft.grids[grid].key);
  return place < 0 || deviationOfGrid({ open, draft: result, grid: place }) === 0;
}

function householdsMoved({ ground }: EditableGround, from: Draft, to: Draft): number {
  return from.gridOf.reduce((sum, grid, cell) => {
    const stays = from.grids[grid]?.key === to.grids[to.gridOf[cell]]?.key;
    return stays ? sum : sum + ground.cells.households[cell];
  }, 0);
}

/** Keys that no grid of the draft has. */
function newKeys({ grids }: Draft): () => string {
  const keys = new Set(grids.map(({ key }) => key));
  return () => {
    const key = keyFor(keys);
    keys.add(key);
    return key;
  };
}
