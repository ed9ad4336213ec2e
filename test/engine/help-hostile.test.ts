/** The engine's help with drafts of communities that nobody would draw. */
import {
  applyEdit,
  assessDraft,
  createRandom,
  EngineError,
  explain,
  improve,
  openEditable,
  suggest,
  type Draft,
  type EditableGround,
  type Help,
  type ProposeInput,
  type Random,
} from "../../src/engine";
import { countOf, keysByCell, newKeys, opened, planOf } from "./help-drafts";
import { hostileInput } from "./hostile";

jest.setTimeout(300_000);

const SEEDS = Array.from({ length: 50 }, (_, i) => 3 * i + 1);

function isSound(input: ProposeInput): boolean {
  try {
    return openEditable(input).ground.cells.n > 0;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** Some grids locked, some with a note, and a few cells anywhere or nowhere. */
function muddled(draft: Draft, random: Random): Draft {
  const grids = draft.grids.map((grid) => ({
    ...grid,
    locked: random.next() < 0.15,
    reducedNote: grid.kind === "STANDARD" && random.next() < 0.1 ? "hillside" : null,
  }));
  const gridOf = [...draft.gridOf];
  for (let i = 0; i < 4; i++) {
    const cell = random.below(gridOf.length);
    const to = random.below(grids.length + 1) - 1;
    const isLocked = [gridOf[cell], to].some((grid) => grids[grid]?.locked);
    if (!isLocked) gridOf[cell] = to;
  }
  return { ...draft, grids, gridOf };
}

function errorsOf(open: EditableGround, draft: Draft): number {
  return countOf(planOf(open, draft), "ERROR");
}

const sound = SEEDS.map((seed): [number, ProposeInput] => [seed, hostileInput(seed)]).filter(
  ([, input]) => isSound(input),
);

test.each(sound)("help with hostile community %i does no harm", async (seed, input) => {
  const { open, draft } = await opened(input);
  const start = muddled(draft, createRandom(seed));
  const before = keysByCell(start);
  const errors = errorsOf(open, start);
  for (const how of ["REOPTIMIZE", "REPAIR", "FINISH"] as readonly Help[]) {
    const wish = { seed, effort: 0.1, newKey: newKeys() };
    const helped = improve(open, start, how, wish);
    const after = keysByCell(helped);
    expect(errorsOf(open, helped)).toBeLessThanOrEqual(errors);
    const locked = new Set(start.grids.filter((grid) => grid.locked).map(({ key }) => key));
    const lockedCells = (keys: readonly (string | null)[]) =>
      keys.map((key) => (key !== null && locked.has(key) ? key : null));
    expect(lockedCells(after)).toEqual(lockedCells(before));
    if (how !== "FINISH") continue;
    expect(after).toEqual(before.map((key, cell) => key ?? after[cell]));
    expect(after).not.toContain(null);
  }
});

test.each(sound)("advice on hostile community %i can be followed", async (seed, input) => {
  const { open, draft } = await opened(input);
  const start = muddled(draft, createRandom(seed));
  const errors = errorsOf(open, start);
  for (const { edit } of suggest(open, start, 3)) {
    expect(errorsOf(open, applyEdit(open, start, edit))).toBeLessThanOrEqual(errors);
  }
  const { plan, keys } = assessDraft(open, start);
  for (const [i, grid] of plan.grids.entries()) {
    if (grid.deviation === 0) continue;
    const { edits } = explain(open, start, keys[i]);
    const after = edits.reduce((current, edit) => applyEdit(open, current, edit), start);
    if (edits.length === 0) continue;
    const result = assessDraft(open, after);
    expect(result.plan.grids[result.keys.indexOf(keys[i])]?.deviation ?? 0).toBe(0);
    expect(countOf(result.plan, "ERROR")).toBeLessThanOrEqual(errors);
  }
});
