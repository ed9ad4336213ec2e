import { applyEdit } from "../edit/apply";
import { assessDraft } from "../edit/assess-draft";
import { EditError } from "../edit/edit-error";
import type { EditableGround } from "../edit/editable";
import { draftEffect } from "../edit/effect";
import type { Draft, DraftPlan, Edit, Suggestion } from "../edit-types";
import { compareStandings, createJudge, type Judge, type Standing } from "./judge";
import { keyFor } from "./new-key";
import { nextMoves, type NextMove } from "./next-moves";
import { messageOf } from "./suggest-wording";
import { wishesOf } from "./wishes";

/**
 * The best next moves, each of which leaves the draft better by the order of goals: errors, households
 * in band, estates whole, borders and shape. They are about different grids where there are enough
 * such moves, else about different buildings. Every effect is that of the edit as it would be applied.
 */
export function suggest(open: EditableGround, draft: Draft, count: number): Suggestion[] {
  const judge = createJudge(open.ground);
  const before = assessDraft(open, draft);
  const scene: Scene = { open, draft, judge, before, standing: judge(draft) };
  const moves = [...splits(scene), ...promising(scene)].sort(
    (a, b) => compareStandings(a.standing, b.standing) || a.rank - b.rank,
  );
  const chosen: Chosen[] = [];
  for (const isDifferent of [hasOtherGrids, hasOtherCells]) {
    for (const move of moves) {
      if (chosen.length >= count) break;
      if (!chosen.every((other) => isDifferent(move, other))) continue;
      const suggestion = tried(scene, move);
      if (suggestion !== null) chosen.push({ ...move, suggestion });
    }
  }
  return chosen
    .sort((a, b) => compareStandings(a.standing, b.standing) || a.rank - b.rank)
    .map(({ suggestion }) => suggestion);
}

interface Scene {
  readonly open: EditableGround;
  readonly draft: Draft;
  readonly judge: Judge;
  readonly before: DraftPlan;
  readonly standing: Standing;
}

interface Judged extends NextMove {
  /** As it is expected to be after the move. */
  readonly standing: Standing;
  /** Order of making, so that equals stay in order. */
  readonly rank: number;
}

interface Chosen extends Judged {
  readonly suggestion: Suggestion;
}

function hasOtherGrids(a: NextMove, b: NextMove): boolean {
  return !a.grids.some((grid) => b.grids.includes(grid));
}

function hasOtherCells(a: NextMove, b: NextMove): boolean {
  return String(a.grids) !== String(b.grids) && !a.cells.some((cell) => b.cells.includes(cell));
}

/** A move that only makes an outline a little smoother is not worth a planner's time. */
const LEAST_REST = 0.5;

function isBetter(after: Standing, before: Standing): boolean {
  const isNoticeable = before.rest - after.rest >= LEAST_REST;
  return compareStandings(after, isNoticeable ? before : { ...before, rest: -Infinity }) < 0;
}

function promising({ open, draft, judge, standing }: Scene): Judged[] {
  const broken = wishesOf(open.ground, draft);
  return nextMoves(open, draft, keyFor(new Set(draft.grids.map((grid) => grid.key)))).flatMap(
    (move, rank) => {
      if (broken(move) > broken(draft)) return [];
      const after = judge(divisionAfter(draft, move));
      if (!isBetter(after, standing)) return [];
      // Whole grids are not joined for the sake of an error that a few buildings can mend.
      if (move.gone.length > 0 && after.inBand < standing.inBand) return [];
      return [{ ...move, standing: after, rank }];
    },
  );
}

/** Grids that are gone hold nothing, and are no error for that. */
function divisionAfter(draft: Draft, { gridOf, gone }: NextMove): Pick<Draft, "grids" | "gridOf"> {
  const none = { reducedNote: null, name: null, locked: false, lastPlace: null };
  const grids = [...draft.grids, { key: "new", kind: "STANDARD" as const, ...none }];
  const held = new Set(gridOf);
  const kept = [...grids.keys()].filter(
    (grid) => !gone.includes(grid) && (grid < draft.grids.length || held.has(grid)),
  );
  const number = new Map(kept.map((grid, i) => [grid, i]));
  return {
    grids: kept.map((grid) => grids[grid]),
    gridOf: gridOf.map((grid) => number.get(grid) ?? -1),
  };
}

/** Grids in two, where the engine would part them. */
function splits({ open, draft, judge, standing }: Scene): Judged[] {
  return draft.grids.flatMap(({ key, kind, locked }, grid) => {
    if (locked || kind === "MICRO" || !draft.gridOf.includes(grid)) return [];
    const edit: Edit = {
      type: "SPLIT",
      key,
      newKey: keyFor(new Set(draft.grids.map((grid) => grid.key))),
    };
    const after = applied(open, draft, edit);
    if (after === null) return [];
    const split = judge(after);
    if (!isBetter(split, standing) || split.inBand < standing.inBand) return [];
    const { gridOf } = after;
    const cells = gridOf.flatMap((to, cell) => (to === draft.gridOf[cell] ? [] : [cell]));
    return [
      { edit: () => edit, gridOf, grids: [grid], cells, gone: [], standing: split, rank: -1 },
    ];
  });
}

/** null where a lock or a wish forbids it. */
function applied(open: EditableGround, draft: Draft, edit: Edit): Draft | null {
  try {
    return applyEdit(open, draft, edit);
  } catch (error) {
    if (error instanceof EditError) return null;
    throw error;
  }
}

/** As it really comes out; null where that is not better than before. */
function tried({ open, draft, judge, before, standing }: Scene, move: Judged): Suggestion | null {
  const edit = move.edit();
  const result = applied(open, draft, edit);
  if (result === null || !isBetter(judge(result), standing)) return null;
  const effect = draftEffect(before, assessDraft(open, result));
  return { edit, effect, message: messageOf(open, { draft, before }, edit, effect) };
}
