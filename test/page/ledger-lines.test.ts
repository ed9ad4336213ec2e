/** The ledger as lines: looked for, sorted, added up. */
import {
  estatesOf,
  linesOf,
  totalsOf,
  type LedgerWish,
} from "../../src/console/ledger/ledger-lines";

type Line = Parameters<typeof totalsOf>[0][number];

const first = { id: "e1", name: "枣园一村", oldEstate: true };
const second = { id: "e2", name: "Poplar Court", oldEstate: null };
const wish: LedgerWish = {
  search: "",
  category: null,
  estateId: null,
  by: "name",
  isDescending: false,
};

const ledger: readonly Line[] = [
  line("b10", { name: "10号楼", households: 40, builtYear: 1998, estate: first }),
  line("b2", { name: "2号楼", households: 60, builtYear: null, estate: first }),
  line("b3", { name: null, households: 0, category: "MARKET", builtYear: 2011, estate: null }),
  line("b4", { name: "4号楼", households: 40, builtYear: 2005, estate: second }),
];

function line(id: string, given: Partial<Line>): Line {
  return {
    id,
    externalId: `x-${id}`,
    name: null,
    category: "RESIDENTIAL",
    households: 0,
    residents: null,
    specialHouseholds: 0,
    builtYear: null,
    floors: null,
    estate: null,
    ...given,
  };
}

const ids = (change: Partial<LedgerWish>): string[] =>
  linesOf(ledger, { ...wish, ...change }, "zh").map(({ id }) => id);

test("names are sorted as people count: 2 before 10, and what has no name by its id", () => {
  expect(ids({}).slice(0, 3)).toEqual(["b2", "b4", "b10"]);
  expect(ids({})).toHaveLength(4);
});

test("what is not known comes last, whichever way it is sorted", () => {
  expect(ids({ by: "builtYear" })).toEqual(["b10", "b4", "b3", "b2"]);
  expect(ids({ by: "builtYear", isDescending: true })).toEqual(["b3", "b4", "b10", "b2"]);
});

test("lines that are alike stay in the order of names, also downwards", () => {
  expect(ids({ by: "households", isDescending: true })).toEqual(["b2", "b4", "b10", "b3"]);
});

test.each([
  ["part of a name", { search: "号楼" }, 3],
  ["an estate, in any case", { search: "POPLAR" }, 1],
  ["an id", { search: "x-b3" }, 1],
  ["a use", { category: "MARKET" }, 1],
  ["an estate's buildings", { estateId: "e1" }, 2],
  ["all of it at once", { estateId: "e1", search: "2号" }, 1],
  ["nothing", { search: "nowhere" }, 0],
])("looks for %s", (_, change, count) => {
  expect(ids(change)).toHaveLength(count);
});

test("adds up", () => {
  expect(totalsOf(ledger)).toMatchObject({ buildings: 4, households: 140, estates: 2 });
});

test("estates come with their buildings' years, the largest first", () => {
  expect(estatesOf(ledger)).toMatchObject([
    { name: "枣园一村", households: 100, buildings: 2, builtFrom: 1998, builtTo: 1998 },
    { name: "Poplar Court", households: 40, oldEstate: null, builtFrom: 2005 },
  ]);
});
