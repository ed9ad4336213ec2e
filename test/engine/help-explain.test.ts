/** Why grids are out of their band, checked against all divisions that there are. */
import {
  applyEdit,
  assessDraft,
  createRandom,
  explain,
  openDraft,
  openEditable,
  type Building,
  type Draft,
  type EditableGround,
  type OutOfBand,
  type ProposeInput,
  type Random,
} from "../../src/engine";
import { box, community, house, village } from "./ground";
import { communities, opened, spoilt } from "./help-drafts";

jest.setTimeout(300_000);

const OLD = { builtYear: 1985 };

/** A village of unequal houses, some of them old. */
function unequal(columns: number, rows: number, random: Random): ProposeInput {
  const input = village(columns, rows, 0);
  const buildings = input.buildings.map((each) => ({
    ...each,
    households: 40 * (1 + random.below(11)),
    ...(random.next() < 0.3 ? OLD : {}),
  }));
  return { ...input, buildings };
}

/** Grids that grow from random cells until all ground is taken. */
function grown(open: EditableGround, count: number, random: Random): Draft {
  const { n, offset, neighbour } = open.ground.cells;
  const gridOf = Array.from({ length: n }, () => -1);
  for (let grid = 0; grid < count; grid++) {
    const free = [...gridOf.keys()].filter((cell) => gridOf[cell] < 0);
    gridOf[free[random.below(free.length)]] = grid;
  }
  for (;;) {
    const next = [...gridOf.keys()].flatMap((cell) =>
      gridOf[cell] >= 0
        ? []
        : Array.from(neighbour.subarray(offset[cell], offset[cell + 1]))
            .filter((other) => gridOf[other] >= 0)
            .map((other) => ({ cell, grid: gridOf[other] })),
    );
    if (next.length === 0) break;
    const { cell, grid } = next[random.below(next.length)];
    gridOf[cell] = grid;
  }
  return { grids: keyed(count), gridOf, together: [], apart: [] };
}

function keyed(count: number): Draft["grids"] {
  return Array.from({ length: count }, (_, i) => ({
    key: `g${i}`,
    kind: "STANDARD" as const,
    reducedNote: null,
    name: null,
    locked: false,
    lastPlace: null,
  }));
}

/** Most households in band over all divisions of some cells, by dynamic programming over subsets. */
function mostInBand({ ground }: EditableGround, cells: readonly number[]): number {
  const { households, oldHouseholds, offset, neighbour } = ground.cells;
  const { standardBand, reducedBand } = ground.prepared.rules;
  const near = cells.map((cell) =>
    Array.from(neighbour.subarray(offset[cell], offset[cell + 1])).reduce(
      (bits, other) => (cells.includes(other) ? bits | (1 << cells.indexOf(other)) : bits),
      0,
    ),
  );
  const isConnected = (set: number) => {
    let reached = set & -set;
    for (let grew = true; grew;) {
      grew = false;
      cells.forEach((_, i) => {
        if ((set & (1 << i)) === 0 || (reached & (1 << i)) !== 0 || (near[i] & reached) === 0)
          return;
        reached |= 1 << i;
        grew = true;
      });
    }
    return reached === set;
  };
  const valueOf = (set: number) => {
    let [all, old] = [0, 0];
    cells.forEach((cell, i) => {
      if ((set & (1 << i)) === 0) return;
      all += households[cell];
      old += oldHouseholds[cell];
    });
    const [min, max] = old * 2 >= all ? reducedBand : standardBand;
    return all >= min && all <= max && isConnected(set) ? all : 0;
  };
  const values = Array.from({ length: 1 << cells.length }, (_, set) => valueOf(set));
  const best = values.map(() => 0);
  for (let set = 1; set < best.length; set++) {
    const first = set & -set;
    best[set] = best[set ^ first];
    for (let part = set; part > 0; part = (part - 1) & set) {
      if ((part & first) === 0 || values[part] === 0) continue;
      best[set] = Math.max(best[set], values[part] + best[set ^ part]);
    }
  }
  return best[best.length - 1];
}

function deviationOf(open: EditableGround, draft: Draft, key: string): number | undefined {
  const { plan, keys } = assessDraft(open, draft);
  return plan.grids[keys.indexOf(key)]?.deviation;
}

/** Grids out of band with what is said of them. */
function explained(open: EditableGround, draft: Draft): { key: string; said: OutOfBand }[] {
  const { plan, keys } = assessDraft(open, draft);
  return keys.flatMap((key, i) =>
    plan.grids[i].deviation === 0 ? [] : [{ key, said: explain(open, draft, key) }],
  );
}

/** The edits, tried one after another, bring the grid into band and do no harm. */
function expectToWork(open: EditableGround, draft: Draft, key: string, said: OutOfBand): void {
  const after = said.edits.reduce((current, edit) => applyEdit(open, current, edit), draft);
  expect(deviationOf(open, after, key) ?? 0).toBe(0);
  const [was, is] = [draft, after].map((each) => assessDraft(open, each).plan);
  const errors = (plan: typeof was) => plan.findings.filter((f) => f.severity === "ERROR").length;
  expect(errors(is)).toBeLessThanOrEqual(errors(was));
  expect(is.metrics.householdsInBand).toBeGreaterThan(was.metrics.householdsInBand);
}

test("what is called proved is so, and what is called possible works, in small villages", () => {
  const told = new Map<string, number>();
  for (let seed = 1; seed <= 60; seed++) {
    const random = createRandom(seed);
    const input = unequal(3, 2 + random.below(2), random);
    const open = openEditable(input);
    const draft = grown(open, 2 + random.below(2), random);
    for (const { key, said } of explained(open, draft)) {
      told.set(said.reason, (told.get(said.reason) ?? 0) + 1);
      const cells = [...draft.gridOf.keys()].filter((cell) =>
        said.keys.includes(draft.grids[draft.gridOf[cell]].key),
      );
      const held = cells.reduce((sum, cell) => sum + open.ground.cells.households[cell], 0);
      if (said.reason === "PROVED") {
        expect(mostInBand(open, cells)).toBeLessThan(held);
        expect(mostInBand(open, cells)).toBeLessThanOrEqual(said.numbers.most);
      }
      if (said.reason === "TOTAL") {
        expect(mostInBand(open, [...draft.gridOf.keys()])).toBeLessThan(
          said.numbers.householdsAround,
        );
      }
      if (said.reason === "POSSIBLE") expectToWork(open, draft, key, said);
      else expect(said.edits).toEqual([]);
      // Where all of them can be in band, a way is found.
      if (said.reason !== "POSSIBLE") expect(mostInBand(open, cells)).toBeLessThan(held);
    }
  }
  expect(told.get("PROVED")).toBeGreaterThan(5);
  expect(told.get("POSSIBLE")).toBeGreaterThan(20);
});

test.each(communities())("ways found for grids of %s work", async (_, input) => {
  const { open, draft } = await opened(input);
  const spoiled = spoilt({ open, draft }, 3, createRandom(41));
  for (const { key, said } of explained(open, spoiled)) {
    expect(said.message.zh).toContain("户");
    expect(said.message.en).toContain("household");
    if (said.reason === "POSSIBLE") expectToWork(open, spoiled, key, said);
  }
});

/** Four houses in a row, in grids of so many of them from west to east. */
function row(
  households: readonly number[],
  sizes: readonly number[],
  more: Partial<Building> = {},
) {
  const buildings = households.map((count, i) => house(`b${i}`, 10 + 40 * i, 10, count, more));
  const polygon = box(0, 0, 40 * households.length, 30);
  const open = openEditable({ community: community(polygon), buildings });
  let at = 0;
  const division = sizes.map((size, i) => ({
    key: `g${i}`,
    kind: "STANDARD" as const,
    buildingIds: buildings.slice(at, (at += size)).map(({ id }) => id),
    reducedNote: null,
    locked: false,
  }));
  return { open, draft: openDraft(open, division) };
}

test("one building too large for any grid is named with its households", () => {
  const { open, draft } = row([620, 200, 200], [1, 2]);
  const said = explain(open, draft, "g0");
  expect(said.reason).toBe("BUILDING_EXCEEDS_MAX");
  expect(said.numbers).toMatchObject({ households: 620, most: 620, max: 500 });
  expect(said.message.en).toContain("b0");
});

test("a community whose total fits no number of grids is told so", () => {
  const { open, draft } = row([200, 100, 150, 100], [2, 2]);
  const said = explain(open, draft, "g1");
  expect(said.reason).toBe("TOTAL");
  expect(said.numbers.householdsAround).toBe(550);
});

test("a lock that stands in the way is named, and unlocking it is the first step", () => {
  const { open, draft } = row([200, 90, 120, 300], [1, 3]);
  const grids = draft.grids.map((grid) => ({ ...grid, locked: grid.key === "g1" }));
  expect(explain(open, draft, "g0").reason).toBe("POSSIBLE");
  const locked = { ...draft, grids };
  const said = explain(open, locked, "g0");
  expect(said.reason).toBe("LOCKED");
  expect(said.edits[0]).toEqual({ type: "UNLOCK", keys: ["g1"] });
  expect(said.edits).toHaveLength(2);
  expectToWork(open, locked, "g0", said);
});

test("a wish that stands in the way is named, and taking it back is the first step", () => {
  const { open, draft } = row([200, 120, 100, 300], [1, 3]);
  const wished = { ...draft, together: [["b1", "b2", "b3"]] };
  const said = explain(open, wished, "g0");
  expect(said.reason).toBe("WISHES");
  expect(said.edits[0]).toEqual({ type: "LET_GO", buildingIds: ["b1", "b2", "b3"] });
  expectToWork(open, wished, "g0", said);
});

test("a grid behind a micro-grid is cut off", () => {
  const { open, draft } = row([200, 0, 320], [1, 1, 1]);
  const micro = draft.grids.map(
    (grid, i) => ({ ...grid, kind: i === 1 ? "MICRO" : "STANDARD" }) as const,
  );
  const said = explain(open, { ...draft, grids: micro }, "g0");
  expect(said.reason).toBe("CUT_OFF");
  expect(said.keys).toEqual(["g0"]);
});

test("what is in no grid is offered to a grid that is too small", () => {
  const { open, draft } = row([200, 120, 320], [2, 1]);
  const gridOf = draft.gridOf.map((grid, cell) =>
    open.ground.cells.households[cell] === 120 ? -1 : grid,
  );
  const said = explain(open, { ...draft, gridOf }, "g0");
  expect(said.reason).toBe("POSSIBLE");
  expect(said.edits).toEqual([{ type: "MOVE", buildingIds: ["b1"], to: { key: "g0" } }]);
});

test("a note is heeded: the grid has to reach the reduced band", () => {
  const { open, draft } = row([100, 100, 150, 300], [3, 1]);
  const grids = draft.grids.map((grid, i) => ({
    ...grid,
    reducedNote: i === 0 ? "hillside" : null,
  }));
  const noted = { ...draft, grids };
  expect(() => explain(open, draft, "g0")).toThrow("in its band");
  const said = explain(open, noted, "g0");
  expect(said.numbers).toMatchObject({ max: 300, deviation: 50 });
  expect(said.reason).toBe("POSSIBLE");
  expectToWork(open, noted, "g0", said);
});

test("a grid that is not there, or in its band, is no question", () => {
  const { open, draft } = row([300, 300], [1, 1]);
  expect(() => explain(open, draft, "g0")).toThrow("it is in its band");
  expect(() => explain(open, draft, "g9")).toThrow("no such grid");
});
