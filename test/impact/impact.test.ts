import { createRandom, regriddingOf } from "../../src/engine";
import type { BuildingChange } from "../../src/impact/impact";
import { BUILDINGS, compare, fresh, kept, old, THREE, TOWN, towers } from "./town";

const SPLIT = [
  kept("001", towers(0, 3)),
  kept("002", towers(3, 7)),
  fresh("004", towers(7, 10)),
  fresh("005", [...towers(10, 12), "office"]),
];

test("households that move and that get another code are those of the engine, building by building", () => {
  const change = compare(THREE, SPLIT);
  const regridding = regriddingOf(SPLIT, {
    inForce: THREE,
    retiredCodes: [],
    buildings: BUILDINGS,
  });
  expect(change).toMatchObject({
    householdsRegistered: regridding?.households,
    householdsMoved: regridding?.householdsMoved,
    householdsRecoded: regridding?.householdsRecoded,
    churn: regridding?.churn,
  });
  const moving = change.changes.filter(({ moves }) => moves);
  expect(moving.map(({ building, from, toLabel }) => [building.id, from, toLabel])).toEqual([
    ["b06", `${TOWN}003`, "002"],
    ["b10", `${TOWN}003`, "005"],
    ["b11", `${TOWN}003`, "005"],
  ]);
  const sum = (list: readonly BuildingChange[]) =>
    list.reduce((total, { building }) => total + building.households, 0);
  expect(sum(moving)).toBe(change.householdsMoved);
  expect(sum(change.changes)).toBe(change.householdsRecoded);
});

test("codes are kept, retired with what replaces them, or new with where they come from", () => {
  const { kept, retired, issued } = compare(THREE, SPLIT);
  expect(
    kept.map(({ label, householdsBefore, householdsAfter }) => [
      label,
      householdsBefore,
      householdsAfter,
    ]),
  ).toEqual([
    ["001", 300, 300],
    ["002", 300, 400],
  ]);
  expect(retired).toEqual([
    {
      code: `${TOWN}003`,
      label: "003",
      kind: "STANDARD",
      households: 600,
      successors: [
        { label: "004", code: `${TOWN}004`, households: 300, buildings: 3, kind: "SPLIT" },
        { label: "005", code: `${TOWN}005`, households: 200, buildings: 2, kind: "SPLIT" },
        { label: "002", code: `${TOWN}002`, households: 100, buildings: 1, kind: "ADJUST" },
      ],
    },
  ]);
  expect(issued.map(({ label, households, from }) => [label, households, from.length])).toEqual([
    ["004", 300, 1],
    ["005", 200, 1],
  ]);
});

test("estates tell from which grids to which, and whether they were and are split", () => {
  const { estates } = compare(THREE, SPLIT);
  expect(
    estates.map((estate) => ({
      name: estate.name,
      moved: estate.householdsMoved,
      from: estate.from.map(({ label, households }) => [label, households]),
      to: estate.to.map(({ label, households }) => [label, households]),
      was: estate.wasSplit,
      is: estate.isSplit,
    })),
  ).toEqual([
    {
      name: "东苑",
      moved: 100,
      from: [["003", 300]],
      to: [
        ["004", 200],
        ["002", 100],
      ],
      was: false,
      is: true,
    },
    {
      name: "西苑",
      moved: 200,
      from: [["003", 300]],
      to: [
        ["005", 200],
        ["004", 100],
      ],
      was: false,
      is: true,
    },
  ]);
});

test("in a first division nothing changes for anybody, and every code is new", () => {
  const change = compare([], [fresh("001", towers(0, 6)), fresh("002", towers(6, 12))]);
  expect(change).toMatchObject({
    isFirst: true,
    households: 1200,
    householdsRegistered: 0,
    householdsMoved: 0,
    changes: [],
    estates: [],
    retired: [],
  });
  expect(change.issued).toHaveLength(2);
});

test("a grid whose buildings are all gone retires without a successor", () => {
  const { retired } = compare(
    [...THREE, old("004", ["gone"])],
    [kept("001", towers(0, 3)), kept("002", towers(3, 6)), kept("003", towers(6, 12))],
  );
  expect(retired).toMatchObject([{ label: "004", households: 0, successors: [] }]);
});

test("whatever the two divisions are, every household is accounted for", () => {
  const random = createRandom(7);
  const divide = (first: number, share: number) => {
    const groups = new Map<number, string[]>();
    for (const { id } of BUILDINGS) {
      if (random.next() > share) continue;
      const grid = first + random.below(5);
      groups.set(grid, [...(groups.get(grid) ?? []), id]);
    }
    return [...groups].map(([n, ids]) => ({ label: String(n).padStart(3, "0"), ids }));
  };
  const sum = (list: readonly { readonly households: number }[]) =>
    list.reduce((total, { households }) => total + households, 0);
  for (let round = 0; round < 300; round++) {
    const before = divide(1, 0.9).map(({ label, ids }) => old(label, ids));
    const rest = new Set(before.map(({ code }) => code.slice(-3)));
    // Labels 003 to 007: some of the old codes live on.
    const after = divide(3, 1).map(({ label, ids }) =>
      rest.has(label) ? kept(label, ids) : fresh(label, ids),
    );
    const change = compare(before, after);
    expect(change.households).toBe(1200);
    for (const code of change.retired) expect(sum(code.successors)).toBe(code.households);
    if (change.isFirst) continue;
    const of = (isOne: (one: BuildingChange) => boolean) =>
      sum(change.changes.filter(isOne).map(({ building }) => building));
    expect(of(({ moves }) => moves)).toBe(change.householdsMoved);
    const taken = of(({ from }) => from === null);
    expect(of(({ from, toCode }) => from !== null && from !== toCode)).toBe(
      change.householdsRecoded,
    );
    expect(change.householdsRegistered + taken).toBe(1200);
    expect(sum(change.issued)).toBeLessThanOrEqual(1200);
    for (const estate of change.estates) {
      expect(sum(estate.from)).toBe(estate.households);
      expect(sum(estate.to)).toBe(estate.households);
    }
  }
});
