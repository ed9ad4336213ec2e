/** Where a draft stands in its history, by the tree of its divisions and the entries between them. */
import type { PlanEditKind } from "../../src/editing/editing";
import {
  current,
  editThatMade,
  entryBehind,
  isUndone,
  redoable,
  undoable,
  type History,
} from "../../src/editing/history";

/**
 * A history from its entries: `MOVE 1>2` makes division 2 out of 1, `UNDO 2>1` only goes there. A jump
 * over a revalidation makes one, too.
 */
function history(...entries: string[]): History {
  const parentOf = new Map<number, number | null>([[1, null]]);
  const groundOf = new Map([[1, 1]]);
  const steps = entries.map((entry, i) => {
    const [kind, way] = entry.split(" ");
    const [from, to] = way.split(">").map(Number);
    if (!parentOf.has(to)) {
      parentOf.set(to, from);
      groundOf.set(to, (groundOf.get(from) ?? 0) + (kind === "REVALIDATE" ? 1 : 0));
    }
    return { no: i + 1, kind: kind as PlanEditKind, fromDivision: from, toDivision: to };
  });
  return { divisionNo: steps.at(-1)?.toDivision ?? null, parentOf, groundOf, steps };
}

function undone(of: History): number[] {
  return of.steps.filter((step) => isUndone(of, step)).map(({ no }) => no);
}

test("a plan that nobody has edited has nothing to undo", () => {
  expect([undoable(history()), redoable(history())]).toEqual([null, null]);
});

test("undo takes back the edit that made the state, and redo does it again", () => {
  const edited = history("MOVE 1>2", "LOCK 2>3");
  expect([undoable(edited), redoable(edited), undone(edited)]).toEqual([2, null, []]);
  const back = history("MOVE 1>2", "LOCK 2>3", "UNDO 3>2");
  expect([undoable(back), redoable(back), undone(back)]).toEqual([1, 2, [2]]);
  const start = history("MOVE 1>2", "LOCK 2>3", "UNDO 3>2", "UNDO 2>1");
  expect([undoable(start), redoable(start), undone(start)]).toEqual([null, 1, [1, 2]]);
});

test("an edit after an undo begins another branch; the first is still undone", () => {
  const branched = history("MOVE 1>2", "UNDO 2>1", "MERGE 1>3", "UNDO 3>1");
  expect([redoable(branched), undone(branched)]).toEqual([3, [1, 3]]);
  const away = history("MOVE 1>2", "UNDO 2>1", "MERGE 1>3", "JUMP 3>2", "UNDO 2>1");
  // Redo goes where the draft was last.
  expect([redoable(away), undone(away)]).toEqual([1, [1, 3]]);
});

test("a step tells of the edit behind the state that it goes to", () => {
  const of = history("MOVE 1>2", "LOCK 2>3", "UNDO 3>2", "REDO 2>3", "JUMP 3>1", "JUMP 1>2");
  const behind = (no: number, asked?: number): number | null =>
    entryBehind(of, of.steps[no - 1], asked);
  expect([behind(3), behind(4), behind(5), behind(6, 3)]).toEqual([2, 2, null, 1]);
});

test("neither undo nor redo leads over a revalidation", () => {
  const of = history("MOVE 1>2", "REVALIDATE 2>3");
  expect([current(of), undoable(of), redoable(of)]).toEqual([2, null, null]);
  const on = history("MOVE 1>2", "REVALIDATE 2>3", "MOVE 3>4", "UNDO 4>3");
  expect([current(on), undoable(on), redoable(on)]).toEqual([2, null, 3]);
});

test("a jump over a revalidation makes a state of its own, which can be undone", () => {
  const of = history("MOVE 1>2", "REVALIDATE 2>3", "JUMP 3>4");
  expect([editThatMade(of, 4), undoable(of), entryBehind(of, of.steps[2], 1)]).toEqual([3, 3, 1]);
});
