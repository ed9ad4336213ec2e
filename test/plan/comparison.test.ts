/** Comparing divisions, on paper: whatever they are, every household is accounted for, once. */
import { createRandom, regriddingOf, type Random } from "../../src/engine";
import {
  compareDivisions,
  type ComparedDivisions,
  type ComparedGrid,
} from "../../src/comparison/comparison";
import { figurePairs } from "../../src/comparison/figures";
import { differenceLayer, groundChanges } from "../../src/comparison/ground";
import { summaryOf } from "../../src/comparison/wording";
import { rectangle } from "../support/dataset";
import { DEFAULT_METRICS } from "./metrics";

function grid(side: string, label: string, buildingIds: readonly string[]): ComparedGrid {
  return {
    gridId: `${side}-${label}`,
    key: label,
    label,
    code: null,
    name: null,
    kind: label < "500" ? "STANDARD" : "MICRO",
    buildingIds,
  };
}

/** Buildings by number, with 100 households each unless it is said otherwise. */
function divisions(
  against: Readonly<Record<string, readonly number[]>>,
  plan: Readonly<Record<string, readonly number[]>>,
  households: readonly number[] = [100, 100, 100, 100, 100, 100],
): ComparedDivisions {
  const gridsOf = (side: string, all: Readonly<Record<string, readonly number[]>>) =>
    Object.entries(all)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, numbers]) => grid(side, label, numbers.map(String)));
  return {
    plan: gridsOf("p", plan),
    against: gridsOf("a", against),
    buildings: households.map((count, i) => ({
      id: String(i),
      externalId: `b${i}`,
      households: count,
    })),
    sameGround: [],
  };
}

/** The same the other way round. */
function turned({ plan, against, buildings, sameGround }: ComparedDivisions) {
  return {
    plan: against,
    against: plan,
    buildings,
    sameGround: sameGround.map((pair) => ({
      planGridId: pair.againstGridId,
      againstGridId: pair.planGridId,
    })),
  };
}

const matched = (compared: ReturnType<typeof compareDivisions>) =>
  compared.grids.map(({ against, plan }) => [against?.label ?? null, plan?.label ?? null]);

test("the same division under other labels has nothing that differs", () => {
  const compared = compareDivisions(
    divisions({ "001": [0, 1], "002": [2, 3, 4, 5] }, { "001": [2, 3, 4, 5], "002": [0, 1] }),
  );
  expect(matched(compared)).toEqual([
    ["002", "001"],
    ["001", "002"],
  ]);
  expect(compared.grids.every(({ isSame }) => isSame)).toBe(true);
  expect(compared.buildings).toEqual([]);
  expect(compared.households).toEqual({
    total: 600,
    staying: 600,
    moved: 0,
    added: 0,
    dropped: 0,
    inNone: 0,
  });
});

test("each grid lives on in the one with most of its households, and in no other", () => {
  const compared = compareDivisions(
    divisions({ "001": [0, 1, 2], "002": [3, 4, 5] }, { "001": [0, 1, 3], "002": [2], "003": [4] }),
  );
  expect(matched(compared)).toEqual([
    ["001", "001"],
    [null, "002"],
    ["002", "003"],
  ]);
  expect(
    compared.buildings.map(({ building, from, to }) => [
      building.externalId,
      from?.label ?? null,
      to?.label ?? null,
    ]),
  ).toEqual([
    ["b2", "001", "002"],
    ["b3", "002", "001"],
    ["b5", "002", null],
  ]);
  expect(compared.households).toMatchObject({ staying: 300, moved: 200, dropped: 100 });
  expect(compared.grids[0]).toMatchObject({
    planHouseholds: 300,
    againstHouseholds: 300,
    commonHouseholds: 200,
    commonBuildings: 2,
    isSame: false,
  });
});

test("grids without households are matched by their buildings, those without any by their ground", () => {
  const bare = divisions(
    { "001": [0, 1], "501": [2, 3, 4], "502": [5], "503": [] },
    { "001": [0, 1], "501": [5, 2], "502": [3, 4], "504": [] },
    [100, 100, 0, 0, 0, 0],
  );
  expect(matched(compareDivisions(bare))).toEqual([
    ["001", "001"],
    ["502", "501"],
    ["501", "502"],
    [null, "504"],
    ["503", null],
  ]);
  const ground = [{ planGridId: "p-504", againstGridId: "a-503" }];
  const compared = compareDivisions({ ...bare, sameGround: ground });
  expect(matched(compared)[3]).toEqual(["503", "504"]);
  expect(compared.grids[3].isSame).toBe(true);
});

test("a grid that is of another kind now is not the same", () => {
  const compared = compareDivisions(divisions({ "001": [0] }, { "501": [0] }));
  expect(compared.grids).toMatchObject([{ isSame: false, commonBuildings: 1 }]);
  expect(compared.buildings).toEqual([]);
});

/** Any division of these buildings, some of them in no grid. */
function anyGrids(side: string, count: number, random: Random): ComparedGrid[] {
  const grids = 1 + Math.floor(random.next() * 6);
  const members: string[][] = Array.from({ length: grids }, () => []);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(random.next() * (grids + 0.5));
    members[at]?.push(String(i));
  }
  return members.map((ids, i) => grid(side, String(i + 1).padStart(3, "0"), ids));
}

test("of 500 random pairs every household is accounted for, the matching is one to one, and turning them round turns the result round", () => {
  const random = createRandom(7);
  for (let round = 0; round < 500; round++) {
    const count = 1 + Math.floor(random.next() * 24);
    const given: ComparedDivisions = {
      plan: anyGrids("p", count, random),
      against: anyGrids("a", count, random),
      // Few sizes, so that there are many ties.
      buildings: Array.from({ length: count }, (_, i) => ({
        id: String(i),
        externalId: `b${String(i).padStart(2, "0")}`,
        households: 100 * Math.floor(random.next() * 3),
      })),
      sameGround: [],
    };
    const compared = compareDivisions(given);
    const { total, staying, moved, added, dropped, inNone } = compared.households;
    expect(staying + moved + added + dropped + inNone).toBe(total);
    expect(total).toBe(given.buildings.reduce((sum, { households }) => sum + households, 0));

    // One to one: each grid of both sides is told exactly once.
    const told = compared.grids.flatMap(({ plan, against }) => [plan, against]);
    const ids = told.flatMap((one) => (one === null ? [] : [one.gridId]));
    const all = [...given.plan, ...given.against].map(({ gridId }) => gridId);
    expect(ids.sort()).toEqual(all.sort());

    const common = compared.grids.reduce((sum, { commonHouseholds }) => sum + commonHouseholds, 0);
    expect(common).toBe(staying);
    const differing = compared.buildings.reduce((sum, one) => sum + one.building.households, 0);
    expect(differing).toBe(moved + added + dropped);

    const back = compareDivisions(turned(given));
    expect(back.households).toEqual({ ...compared.households, added: dropped, dropped: added });
    const pairs = compared.grids.map(({ plan, against }) => [plan?.gridId, against?.gridId]);
    const turnedPairs = back.grids.map(({ plan, against }) => [against?.gridId, plan?.gridId]);
    expect(turnedPairs.map(String).sort()).toEqual(pairs.map(String).sort());
    expect(
      back.buildings.map(({ building, from, to }) => ({ building, from: to, to: from })),
    ).toEqual(compared.buildings);
  }
});

test("against the register it counts what Plan.regridding counts", () => {
  const random = createRandom(11);
  for (let round = 0; round < 200; round++) {
    const given = {
      ...divisions({}, {}),
      plan: anyGrids("p", 6, random),
      against: anyGrids("a", 6, random),
    };
    const regridding = regriddingOf(
      given.plan.map(({ label, buildingIds }) => ({ label, code: null, keeps: null, buildingIds })),
      {
        inForce: given.against.map(({ key, buildingIds }) => ({ code: key, buildingIds })),
        retiredCodes: [],
        buildings: given.buildings,
      },
    );
    const { moved, staying } = compareDivisions(given).households;
    expect(moved).toBe(regridding?.householdsMoved);
    expect(staying + moved).toBe(regridding?.households);
  }
});

test("the ground that changes carries the buildings that go with it", () => {
  const given = divisions({ "001": [0, 1, 2], "002": [3] }, { "001": [0, 1], "002": [2, 3] });
  const { buildings } = compareDivisions(given);
  const piece = (fromGridId: string | null, toGridId: string | null, side: number) => {
    const ground = rectangle(106, 38, 106 + side, 38 + side);
    return { fromGridId, toGridId, ground, geometry: JSON.stringify(ground) };
  };
  const changes = groundChanges(
    [piece(null, "p-001", 0.01), piece("a-001", "p-002", 0.001), piece("a-002", null, 1e-9)],
    [...given.plan, ...given.against],
    buildings,
  );
  expect(
    changes.map(({ from, to, households, areaM2 }) => [
      from?.label,
      to?.label,
      households,
      Math.round(areaM2),
    ]),
  ).toEqual([
    ["001", "002", 100, 9743],
    [undefined, "001", 0, 974_257],
  ]);
  expect(JSON.parse(differenceLayer(changes))).toMatchObject({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { from: "001", to: "002", households: 100, buildings: 1 },
        geometry: { type: "Polygon" },
      },
      { properties: { from: null, to: "001" } },
    ],
  });
});

const PLAN = {
  metrics: { ...DEFAULT_METRICS, estatesSplit: 1, meanCompactness: 0.5, gridsInBand: 2 },
  findings: [{ severity: "WARNING" as const }, { severity: "ERROR" as const }],
};
const AGAINST = {
  metrics: { ...DEFAULT_METRICS, estatesSplit: 2, meanCompactness: 0.6, gridsInBand: 1 },
  findings: [{ severity: "ERROR" as const }],
};

test("figures stand side by side, and say which is better where one is", () => {
  const pairs = new Map(figurePairs(PLAN, AGAINST).map((pair) => [pair.name, pair]));
  expect(pairs.get("errors")).toMatchObject({ plan: 1, against: 1, better: "EQUAL" });
  expect(pairs.get("warnings")).toMatchObject({ plan: 1, against: 0, better: "AGAINST" });
  expect(pairs.get("estatesSplit")).toMatchObject({ plan: 1, against: 2, better: "PLAN" });
  expect(pairs.get("meanCompactness")).toMatchObject({ better: "AGAINST" });
  expect(pairs.get("grids")).toMatchObject({ plan: 3, against: 3, better: null });
  expect(figurePairs(PLAN, null).every(({ against, better }) => against ?? better === null)).toBe(
    true,
  );
});

test("it is told in a few sentences", () => {
  const names = { plan: "沿河方案", against: "REGISTER" as const };
  const compared = compareDivisions(
    divisions({ "001": [0, 1, 2], "002": [3, 4] }, { "001": [0, 1], "002": [2, 3], "003": [5] }),
  );
  expect(summaryOf(names, compared, { plan: PLAN, against: AGAINST })).toEqual({
    zh:
      "与在用网格相比，方案“沿河方案”没有相同的网格，2 个有变，多出 1 个。" +
      "100 户（25.0%）在别的网格；100 户仅在方案“沿河方案”中划入网格；" +
      "100 户在方案“沿河方案”中未划入网格；涉及 3 栋楼。" +
      "户数在区间内的标准网格：方案“沿河方案” 2/3，在用网格 1/3。",
    en:
      "Compared with the grids in force, plan “沿河方案” has no grid in common, 2 changed, 1 more. " +
      "100 households (25.0%) are in another grid; 100 households have a grid in plan “沿河方案” only; " +
      "100 households have no grid in plan “沿河方案”; 3 buildings in all. " +
      "Standard grids in band: 2 of 3, against 1 of 3.",
  });
  const same = compareDivisions(divisions({ "001": [0] }, { "001": [0] }, [100]));
  const unnamed = { plan: null, against: { name: null } };
  expect(summaryOf(unnamed, same, { plan: PLAN, against: PLAN })).toEqual({
    zh: "与另一方案相比，本方案划分相同，1 个网格全部一致。户数在区间内的标准网格：本方案 2/3，另一方案 2/3。",
    en:
      "Compared with the other plan, the plan divides the community in the same way: all 1 grid alike. " +
      "Standard grids in band: 2 of 3, against 2 of 3.",
  });
  const first = compareDivisions(divisions({}, { "001": [0] }, [100]));
  expect(
    summaryOf({ ...unnamed, against: "REGISTER" }, first, { plan: PLAN, against: null }),
  ).toEqual({
    zh: "目前没有在用网格：本方案将 100 户划入 1 个网格，全部为新设。",
    en: "Nothing is in force: the plan puts 100 households into 1 grid, all of them new.",
  });
});
