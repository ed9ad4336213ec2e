/** What the engine suggests as next moves. */
import {
  applyEdit,
  assessDraft,
  createRandom,
  draftEffect,
  suggest,
  type DraftPlan,
} from "../../src/engine";
import { communities, countOf, opened, spoilt } from "./help-drafts";

jest.setTimeout(300_000);

const all = communities();

/** In order of goals; below 0 where the first is the better one, 0 where the rest decides. */
function compareGoals({ plan: a }: DraftPlan, { plan: b }: DraftPlan): number {
  return (
    countOf(a, "ERROR") - countOf(b, "ERROR") ||
    b.metrics.householdsInBand - a.metrics.householdsInBand
  );
}

test.each(all)("moves suggested for %s do what they say, and make it better", async (_, input) => {
  const { open, draft } = await opened(input);
  for (const start of [draft, spoilt({ open, draft }, 4, createRandom(31))]) {
    const before = assessDraft(open, start);
    const suggestions = suggest(open, start, 3);
    expect(suggestions.length).toBeLessThanOrEqual(3);
    for (const { edit, effect, message } of suggestions) {
      const after = assessDraft(open, applyEdit(open, start, edit));
      expect(effect).toEqual(draftEffect(before, after));
      expect(compareGoals(after, before)).toBeLessThanOrEqual(0);
      expect(message.zh).not.toBe(message.en);
    }
    const named = suggestions.map(({ edit }) => JSON.stringify(edit));
    expect(new Set(named).size).toBe(named.length);
    const [first, ...others] = suggestions.map(({ edit }) =>
      assessDraft(open, applyEdit(open, start, edit)),
    );
    for (const other of others) expect(compareGoals(first, other)).toBeLessThanOrEqual(0);
  }
});

test("what a single bad move spoilt is put right by one of the suggestions", async () => {
  let [spoiled, righted] = [0, 0];
  for (const [, input] of all) {
    const { open, draft } = await opened(input);
    const start = spoilt({ open, draft }, 1, createRandom(32));
    const wanted = assessDraft(open, draft);
    if (compareGoals(assessDraft(open, start), wanted) <= 0) continue;
    spoiled++;
    const results = suggest(open, start, 3).map(({ edit }) =>
      assessDraft(open, applyEdit(open, start, edit)),
    );
    if (results.some((after) => compareGoals(after, wanted) <= 0)) righted++;
  }
  expect(spoiled).toBeGreaterThan(5);
  expect(righted).toBe(spoiled);
});

test("moves suggested leave locked grids alone and heed wishes", async () => {
  const [, input] = all[4];
  const { open, draft } = await opened(input);
  const spoiled = spoilt({ open, draft }, 6, createRandom(33));
  const edits = suggest(open, spoiled, 10).map(({ edit }) => edit);
  expect(edits.length).toBeGreaterThan(2);
  const [first] = edits;
  if (first.type !== "MOVE" || !("key" in first.to)) throw new Error(`it is a ${first.type}`);
  const { key } = first.to;
  const grids = spoiled.grids.map((grid) => ({ ...grid, locked: grid.key === key }));
  const locked = suggest(open, { ...spoiled, grids }, 10).map(({ edit }) => edit);
  expect(JSON.stringify(locked)).not.toContain(`"${key}"`);
});

test("nothing is suggested where everything is locked", async () => {
  const [, input] = all[0];
  const { open, draft } = await opened(input);
  const spoiled = spoilt({ open, draft }, 4, createRandom(34));
  const grids = spoiled.grids.map((grid) => ({ ...grid, locked: true }));
  expect(suggest(open, { ...spoiled, grids }, 3)).toEqual([]);
});
