/** What holds of every draft that the engine helped with. */
import {
  applyEdit,
  assessDraft,
  createRandom,
  EngineError,
  improve,
  type Draft,
  type EditableGround,
  type Help,
  type Plan,
  type ProposeHooks,
} from "../../src/engine";
import {
  communities,
  countOf,
  householdsMoved,
  keysByCell,
  newKeys,
  opened,
  planOf,
  spoilt,
  type Opened,
} from "./help-drafts";

jest.setTimeout(300_000);

const HELPS: readonly Help[] = ["REOPTIMIZE", "REPAIR", "FINISH"];
const all = communities();
/** Every second one: each help takes its time. */
const [some, others] = [0, 1].map((rest) => all.filter((_, i) => i % 2 === rest));

function help(
  open: EditableGround,
  draft: Draft,
  how: Help,
  {
    seed = 1,
    effort = 0.3,
    hooks = {},
  }: { seed?: number; effort?: number; hooks?: ProposeHooks } = {},
): Draft {
  return improve(open, draft, how, { seed, effort, newKey: newKeys() }, hooks);
}

/** The outline, cells and attributes of every locked grid. */
function lockedOf(open: EditableGround, draft: Draft): unknown[] {
  const byCell = keysByCell(draft);
  const { plan, keys } = assessDraft(open, draft);
  return draft.grids
    .filter(({ locked }) => locked)
    .map((grid) => ({
      grid,
      cells: byCell.flatMap((key, cell) => (key === grid.key ? [cell] : [])),
      polygon: plan.grids[keys.indexOf(grid.key)]?.polygon,
    }));
}

/** Every third grid is locked, one with a note. */
function withLocks({ open, draft }: Opened): Opened {
  const grids = draft.grids.map((grid, i) => ({
    ...grid,
    locked: i % 3 === 0,
    reducedNote: i === 0 && grid.kind === "STANDARD" ? "hillside" : null,
  }));
  return { open, draft: { ...draft, grids } };
}

/** Wishes that the division fulfils: pairs of buildings of one grid, and of two. */
function withWishes({ open, draft }: Opened, seed: number): Opened {
  const random = createRandom(seed);
  const ids = open.ground.tessellation.buildings.flatMap((list, cell) =>
    list.slice(0, 1).map((i) => ({ cell, id: open.ground.prepared.buildings[i].id })),
  );
  const together: string[][] = [];
  const apart: string[][] = [];
  for (let i = 0; i < 6; i++) {
    const [one, other] = [ids[random.below(ids.length)], ids[random.below(ids.length)]];
    if (one.id === other.id) continue;
    const isOne = draft.gridOf[one.cell] === draft.gridOf[other.cell];
    (isOne ? together : apart).push([one.id, other.id].sort());
  }
  return { open, draft: { ...draft, together, apart } };
}

function wishesHeeded({ ground }: EditableGround, { together, apart, gridOf }: Draft): boolean {
  const gridOfId = new Map(
    ground.tessellation.buildings.flatMap((list, cell) =>
      list.map((i) => [ground.prepared.buildings[i].id, gridOf[cell]] as const),
    ),
  );
  const grids = (list: readonly string[]) => new Set(list.map((id) => gridOfId.get(id))).size;
  return (
    together.every((list) => grids(list) === 1) &&
    apart.every((list) => grids(list) === list.length)
  );
}

test.each(some)("locked grids of %s stay to the last bit, whatever the help", async (_, input) => {
  const { open, draft } = withLocks(await opened(input));
  const spoiled = spoilt({ open, draft }, 4, createRandom(3));
  const unfinished = spoilt({ open, draft: spoiled }, 6, createRandom(4), "NO_GRID");
  for (const how of HELPS) {
    const start = how === "FINISH" ? unfinished : spoiled;
    const helped = help(open, start, how);
    expect(lockedOf(open, helped)).toEqual(lockedOf(open, start));
  }
});

test.each(others)("wishes about %s are heeded, whatever the help", async (_, input) => {
  const { open, draft } = withWishes(await opened(input), 5);
  expect(wishesHeeded(open, draft)).toBe(true);
  for (const how of ["REOPTIMIZE", "REPAIR"] as const) {
    const wished = new Set([...draft.together, ...draft.apart].flat());
    const spoiled = spoilt({ open, draft }, 5, createRandom(6));
    const gridOf = draft.gridOf.map((grid, cell) =>
      open.ground.tessellation.buildings[cell].some((i) =>
        wished.has(open.ground.prepared.buildings[i].id),
      )
        ? grid
        : spoiled.gridOf[cell],
    );
    expect(wishesHeeded(open, help(open, { ...draft, gridOf }, how))).toBe(true);
  }
  const empty = { ...draft, grids: [], gridOf: draft.gridOf.map(() => -1) };
  const finished = help(open, empty, "FINISH");
  expect(finished.gridOf).not.toContain(-1);
  expect(wishesHeeded(open, finished)).toBe(true);
});

/** Of two plans of one ground, in order of goals; below 0 where the first is the better one. */
function compareGoals(a: Plan, b: Plan): number {
  return (
    countOf(a, "ERROR") - countOf(b, "ERROR") ||
    b.metrics.householdsInBand - a.metrics.householdsInBand
  );
}

test.each(some)("re-optimising %s leaves it as good or better", async (_, input) => {
  const { open, draft } = await opened(input);
  for (const start of [draft, spoilt({ open, draft }, 6, createRandom(7))]) {
    const helped = help(open, start, "REOPTIMIZE");
    expect(compareGoals(planOf(open, helped), planOf(open, start))).toBeLessThanOrEqual(0);
    if (helped === start) continue;
    const names = helped.grids.map(({ key }) => key);
    expect(new Set(names).size).toBe(names.length);
    expect(helped.gridOf.every((grid) => grid >= 0)).toBe(true);
  }
});

test.each(all)("repairing %s leaves no more findings, of any weight", async (_, input) => {
  const { open, draft } = await opened(input);
  for (let seed = 1; seed <= 2; seed++) {
    const spoiled = spoilt({ open, draft }, 3, createRandom(10 + seed));
    const before = planOf(open, spoiled);
    const repaired = help(open, spoiled, "REPAIR");
    const after = planOf(open, repaired);
    for (const severities of [
      ["ERROR"],
      ["ERROR", "WARNING"],
      ["ERROR", "WARNING", "INFO"],
    ] as const) {
      expect(countOf(after, ...severities)).toBeLessThanOrEqual(countOf(before, ...severities));
    }
    if (countOf(planOf(open, draft), "ERROR") === 0) expect(countOf(after, "ERROR")).toBe(0);
  }
});

test("repairing moves fewer households than the edits that made it necessary", async () => {
  let [edited, mended] = [0, 0];
  for (const [, input] of all) {
    const { open, draft } = await opened(input);
    const spoiled = spoilt({ open, draft }, 3, createRandom(20));
    edited += householdsMoved(open, draft, spoiled);
    mended += householdsMoved(open, spoiled, help(open, spoiled, "REPAIR", { effort: 1 }));
  }
  expect(mended).toBeLessThan(edited);
});

test.each(others)("finishing %s moves nothing that has a grid", async (_, input) => {
  const { open, draft } = await opened(input);
  const unfinished = spoilt({ open, draft }, open.ground.cells.n / 3, createRandom(8), "NO_GRID");
  const finished = help(open, unfinished, "FINISH");
  const [before, after] = [keysByCell(unfinished), keysByCell(finished)];
  expect(after.filter((key) => key === null)).toEqual([]);
  expect(after.filter((key, cell) => before[cell] !== null && before[cell] !== key)).toEqual([]);
  expect(finished.grids).toEqual(expect.arrayContaining([...unfinished.grids]));
});

test("a grid that was emptied gets back what is to be finished where it was", async () => {
  const [, input] = all[0];
  const { open, draft } = await opened(input);
  const [{ buildingIds }] = planOf(open, draft).grids;
  const emptied = applyEdit(open, draft, { type: "RELEASE", buildingIds });
  expect(planOf(open, emptied).findings.map(({ code }) => code)).toContain("GRID_EMPTIED");
  const finished = help(open, emptied, "FINISH");
  expect(finished.grids.map(({ key }) => key).sort()).toEqual(
    draft.grids.map(({ key }) => key).sort(),
  );
  expect(countOf(planOf(open, finished), "ERROR")).toBe(0);
});

test("finishing a draft without any grid makes a plan without errors", async () => {
  for (const [, input] of some) {
    const { open, draft } = await opened(input);
    const nothing = { ...draft, grids: [], gridOf: draft.gridOf.map(() => -1) };
    const finished = planOf(open, help(open, nothing, "FINISH"));
    expect(countOf(finished, "ERROR")).toBe(countOf(planOf(open, draft), "ERROR"));
    expect(finished.metrics.microGrids).toBe(planOf(open, draft).metrics.microGrids);
  }
});

test("a draft that is finished, and has nothing to repair, comes back as it is", async () => {
  const [, input] = all[0];
  const { open, draft } = await opened(input);
  expect(countOf(planOf(open, draft), "ERROR", "WARNING")).toBe(0);
  expect(help(open, draft, "REPAIR")).toBe(draft);
  expect(help(open, draft, "FINISH")).toBe(draft);
});

test("the same draft, seed and effort give the same draft, and nothing that is given changes", async () => {
  const [, input] = all[1];
  const { open, draft } = await opened(input);
  const start = spoilt({ open, draft }, 4, createRandom(9));
  const copy = structuredClone(start);
  for (const how of HELPS) expect(help(open, start, how)).toEqual(help(open, start, how));
  expect(start).toEqual(copy);
});

test("progress grows from 0 to 1, and who cancels is obeyed", async () => {
  const [, input] = all[1];
  const { open, draft } = await opened(input);
  const spoiled = spoilt({ open, draft }, 4, createRandom(9));
  const unfinished = spoilt({ open, draft }, 9, createRandom(9), "NO_GRID");
  for (const how of HELPS) {
    const start = how === "FINISH" ? unfinished : spoiled;
    const told: number[] = [];
    help(open, start, how, { hooks: { onProgress: ({ done }) => told.push(done) } });
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    const signal = { aborted: false };
    const hooks = {
      signal,
      onProgress: ({ done }: { done: number }) => {
        signal.aborted = done > 0;
      },
    };
    expect(() => help(open, start, how, { hooks })).toThrow(EngineError);
  }
});
