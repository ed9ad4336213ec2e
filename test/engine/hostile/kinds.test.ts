import { hostileInput } from ".";
import { kindsOf } from "./kinds";

const CASES = 1000;
/** Of so many cases each kind of nastiness is in at least this many. */
const LEAST = 40;

test(`${CASES} hostile communities are nasty in every way`, () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < CASES; seed++) {
    for (const kind of kindsOf(hostileInput(seed))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const rare = [...counts].filter(([, count]) => count < LEAST);
  expect(rare).toEqual([]);
  expect([...counts.keys()].sort()).toEqual([
    "10^6 m",
    "barrier that ends nowhere",
    "barrier through a building",
    "barriers that touch",
    "building across the boundary",
    "collinear points",
    "duplicate points",
    "hole",
    "island",
    "needle polygon",
    "no building",
    "one building",
    "overlapping footprints",
    "sliver between footprints",
  ]);
});
