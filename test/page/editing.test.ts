/** What the page counts by itself while a draft is edited. */
import { boxBetween, enclosed, middleOf } from "../../src/console/editing/lasso";
import { deviationFrom, householdsOf, totalsOf } from "../../src/console/editing/totals";

const spots = [
  { id: "inside", at: [1, 1] },
  { id: "in the bay", at: [2, 2.5] },
  { id: "outside", at: [5, 1] },
];

/** A square with a bay cut into its top. */
const bay = [
  [0, 0],
  [4, 0],
  [4, 4],
  [2, 2],
  [0, 4],
];

test("a lasso takes what lies inside, and nothing in its bays", () => {
  expect(enclosed(bay, spots)).toEqual(["inside"]);
});

test("a lasso drawn the other way round takes the same", () => {
  expect(enclosed(bay.toReversed(), spots)).toEqual(["inside"]);
});

test("a line encloses nothing", () => {
  expect(enclosed(bay.slice(0, 2), spots)).toEqual([]);
});

test.each([
  [
    [0, 0],
    [3, 3],
  ],
  [
    [3, 3],
    [0, 0],
  ],
  [
    [0, 3],
    [3, 0],
  ],
])("a box is the same from whatever corner it is drawn", (from, to) => {
  expect(enclosed(boxBetween(from, to), spots)).toEqual(["inside", "in the bay"]);
});

test("a building of two parts stands for the middle of both", () => {
  const part = (west: number) => [
    [
      [west, 0],
      [west + 1, 0],
      [west + 1, 2],
      [west, 2],
      [west, 0],
    ],
  ];
  expect(middleOf({ type: "MultiPolygon", coordinates: [part(0), part(3)] })).toEqual([2, 1]);
});

const band = { min: 300, max: 500 };
const counting = {
  grids: [
    { id: "g1", label: "001", households: 310, band },
    { id: "g2", label: "002", households: 480, band },
    { id: "m", label: "501", households: 20, band: null },
  ],
  gridOf: new Map([
    ["a", "g1"],
    ["b", "g1"],
    ["c", "g2"],
    ["d", "m"],
  ]),
  households: new Map([
    ["a", 30],
    ["b", 40],
    ["c", 50],
    ["d", 20],
    ["free", 7],
  ]),
};

function told(chosen: readonly string[], to: Parameters<typeof totalsOf>[2]) {
  return totalsOf(counting, new Set(chosen), to).map(({ grid, before, after }) => ({
    grid: grid?.label ?? "new",
    before,
    after,
  }));
}

test("what leaves one grid arrives in the other", () => {
  expect(told(["a", "b"], { gridId: "g2" })).toEqual([
    { grid: "001", before: 310, after: 240 },
    { grid: "002", before: 480, after: 550 },
  ]);
});

test("a building that is in the target already is counted once", () => {
  expect(told(["a", "c"], { gridId: "g2" })).toEqual([
    { grid: "001", before: 310, after: 280 },
    { grid: "002", before: 480, after: 510 },
  ]);
});

test("a building in no grid only arrives", () => {
  expect(told(["free"], { gridId: "g1" })).toEqual([{ grid: "001", before: 310, after: 317 }]);
});

test("a new grid begins with what is chosen", () => {
  expect(told(["b", "d"], "NEW")).toEqual([
    { grid: "001", before: 310, after: 270 },
    { grid: "501", before: 20, after: 0 },
    { grid: "new", before: 0, after: 60 },
  ]);
});

test("without a target nothing changes", () => {
  expect(told(["a"], null)).toEqual([{ grid: "001", before: 310, after: 310 }]);
});

test.each([
  [299, -1],
  [300, 0],
  [500, 0],
  [501, 1],
])("%i households deviate by %i", (households, deviation) => {
  expect(deviationFrom(band, households)).toBe(deviation);
});

test("a grid without a band never deviates", () => {
  expect(deviationFrom(null, 10_000)).toBe(0);
});

test("households of what is chosen are counted over all grids", () => {
  expect(householdsOf(counting, new Set(["a", "c", "free", "unknown"]))).toBe(87);
});
