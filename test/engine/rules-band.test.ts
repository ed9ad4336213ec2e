import { DEFAULT_RULES } from "../../src/engine/default-rules";
import { bandOf, deviationFrom, isOld } from "../../src/engine/rules/band";
import { microTrigger } from "../../src/engine/rules/micro";
import type { Building, Rules } from "../../src/engine/input-types";

const SQUARE: Building["polygon"] = {
  type: "Polygon",
  coordinates: [
    [
      [106, 38],
      [106.001, 38],
      [106.001, 38.001],
      [106, 38],
    ],
  ],
};

describe("the band of a grid", () => {
  const people = { households: 400, oldHouseholds: 0, specialHouseholds: 0 };

  test("is 300-500 where nothing calls for less", () => {
    const decision = bandOf(people, DEFAULT_RULES);
    expect(decision).toMatchObject({ reduced: false, reducedReason: null, band: [300, 500] });
    expect(decision.reason.zh).toContain("300-500");
  });

  test("is reduced from one half in old estates, not from just below", () => {
    expect(bandOf({ ...people, oldHouseholds: 199 }, DEFAULT_RULES).reduced).toBe(false);
    const half = bandOf({ ...people, oldHouseholds: 200 }, DEFAULT_RULES);
    expect(half).toMatchObject({ reduced: true, reducedReason: "OLD_ESTATE", band: [100, 300] });
    expect(half.reason).toEqual({
      zh: "老旧小区 200 户，占 400 户的 50%，达到一半，按 100-300 户划分。",
      en: "200 of 400 households (50%) live in old estates, at least half: reduced to 100-300 households.",
    });
  });

  test("is not reduced where nobody lives", () => {
    const nobody = { households: 0, oldHouseholds: 0, specialHouseholds: 0 };
    const rules = { ...DEFAULT_RULES, specialPopulationShare: 0.3 };
    expect(bandOf(nobody, rules).reduced).toBe(false);
  });

  test("is reduced for special populations only once a share is set", () => {
    const special = { ...people, specialHouseholds: 120 };
    expect(bandOf(special, DEFAULT_RULES).reduced).toBe(false);
    const at = (specialPopulationShare: number) =>
      bandOf(special, { ...DEFAULT_RULES, specialPopulationShare }).reducedReason;
    expect(at(0.3)).toBe("SPECIAL_POPULATION");
    expect(at(0.31)).toBeNull();
  });

  test("is reduced by hand, but a fact is named before the hand", () => {
    expect(bandOf({ ...people, manual: true }, DEFAULT_RULES).reducedReason).toBe("MANUAL");
    const both = { ...people, oldHouseholds: 400, manual: true };
    expect(bandOf(both, DEFAULT_RULES).reducedReason).toBe("OLD_ESTATE");
  });

  test("gives the deviation with its sign", () => {
    expect([299, 300, 500, 501].map((n) => deviationFrom(n, [300, 500]))).toEqual([-1, 0, 0, 1]);
  });
});

describe("an old building", () => {
  const off: Rules = { ...DEFAULT_RULES, oldEstateCutoffYear: 0 };

  test("was built by the end of the cutoff year", () => {
    expect(isOld({ builtYear: 2000 }, DEFAULT_RULES)).toBe(true);
    expect(isOld({ builtYear: 2001 }, DEFAULT_RULES)).toBe(false);
    expect(isOld({ builtYear: null }, DEFAULT_RULES)).toBe(false);
    expect(isOld({}, DEFAULT_RULES)).toBe(false);
    expect(isOld({ builtYear: 1950 }, off)).toBe(false);
  });

  test("follows the estate's explicit flag, whatever the year", () => {
    expect(isOld({ builtYear: 1980, oldEstate: false }, DEFAULT_RULES)).toBe(false);
    expect(isOld({ builtYear: 2020, oldEstate: true }, off)).toBe(true);
  });
});

describe("a building that asks for a micro-grid", () => {
  const office: Building = { id: "o", polygon: SQUARE, category: "OFFICE", households: 0 };
  const ask = (change: Partial<Building>, footprintM2 = 1000) =>
    microTrigger({ ...office, ...change }, footprintM2, DEFAULT_RULES);

  test("has the floor area of its category's threshold, given or estimated", () => {
    expect(ask({ floorAreaM2: 20_000 })).toMatchObject({
      category: "OFFICE",
      floorAreaM2: 20_000,
      floorAreaFrom: "GIVEN",
      thresholdM2: 20_000,
      byFlag: false,
      keptInStandard: false,
    });
    expect(ask({ floorAreaM2: 19_999, floors: 40 })).toBeNull();
    expect(ask({ floors: 20 })).toMatchObject({ floorAreaM2: 20_000, floorAreaFrom: "FOOTPRINT" });
    expect(ask({ floors: 19 })).toBeNull();
    expect(ask({ category: "MARKET" }, 5000)).toMatchObject({ thresholdM2: 5000 });
    expect(ask({ category: "PUBLIC_VENUE" }, 4999)).toBeNull();
  });

  test("is never a home or another building, whatever its size", () => {
    expect(ask({ category: "RESIDENTIAL", floorAreaM2: 90_000 })).toBeNull();
    expect(ask({ category: "OTHER", floorAreaM2: 90_000 })).toBeNull();
  });

  test("follows its explicit flag both ways", () => {
    expect(ask({ microGrid: false, floorAreaM2: 90_000 })).toBeNull();
    expect(ask({ microGrid: true, floorAreaM2: 10 })).toMatchObject({ byFlag: true });
    expect(ask({ microGrid: true, category: "OTHER" })).toMatchObject({ thresholdM2: null });
  });

  test("stays in a standard grid when more than 100 households live in it", () => {
    expect(ask({ floorAreaM2: 30_000, households: 100 })?.keptInStandard).toBe(false);
    expect(ask({ floorAreaM2: 30_000, households: 101 })?.keptInStandard).toBe(true);
  });
});
