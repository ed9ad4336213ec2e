import { DEFAULT_RULES } from "../../src/engine/default-rules";
import { bandNumbers, isFeasibleByTotal } from "../../src/engine/partition/bands";
import { bandOf } from "../../src/engine/rules/band";
import { checkPlan, type PlanUnderCheck } from "../../src/engine/rules/check";
import type { PartProved } from "../../src/engine/rules/plan-under-check";
import type { Rules } from "../../src/engine/input-types";
import type { Finding } from "../../src/engine/plan-types";
import { box, building, planOf, square, town, withBuildings, withGrids } from "./rules-fixture";

const find = (plan: PlanUnderCheck, code: string): Finding[] =>
  checkPlan(plan).filter((finding) => finding.code === code);

/** One grid, one building: the whole community. */
function single(households: number, builtYear: number | null = null): PlanUnderCheck {
  const only = building("a", 0.5, 0.5, { households, builtYear });
  return planOf([square("001", 0, 0, ["a"])], [only], box(0, 0, 1, 1));
}

describe("totals", () => {
  const fits = (households: number, old = 0, special = 0, rules: Rules = DEFAULT_RULES) =>
    isFeasibleByTotal(bandNumbers(rules), {
      households,
      oldHouseholds: old,
      specialHouseholds: special,
    });

  test("of 1-299 and 501-599 fit no number of standard grids, all others do", () => {
    const none = Array.from({ length: 3001 }, (_, n) => n).filter((n) => !fits(n));
    expect(none.filter((n) => n <= 299)).toHaveLength(299);
    expect(none.filter((n) => n >= 300)).toEqual(Array.from({ length: 99 }, (_, i) => 501 + i));
  });

  test("of 1-99 fit no number of reduced grids", () => {
    const none = Array.from({ length: 2001 }, (_, n) => n).filter((n) => !fits(n, n));
    expect(none).toEqual(Array.from({ length: 99 }, (_, i) => 1 + i));
  });

  test("fit where old households are enough for a reduced grid beside standard ones", () => {
    expect(fits(560, 49)).toBe(false);
    expect(fits(560, 50)).toBe(true);
    expect(fits(250, 124)).toBe(false);
    expect(fits(250, 125)).toBe(true);
  });

  test("fit by special populations once the share is set", () => {
    const rules = { ...DEFAULT_RULES, specialPopulationShare: 0.2 };
    expect(fits(560, 0, 30)).toBe(false);
    expect(fits(560, 0, 30, rules)).toBe(true);
    expect(fits(560, 0, 19, rules)).toBe(false);
  });

  test("follow other bands than the usual ones", () => {
    const rules: Rules = { ...DEFAULT_RULES, standardBand: [200, 250], reducedBand: [50, 60] };
    const none = Array.from({ length: 1000 }, (_, n) => n).filter((n) => !fits(n, 0, 0, rules));
    const expected = (n: number) =>
      (n > 0 && n < 200) || (n > 250 && n < 400) || (n > 500 && n < 600) || (n > 750 && n < 800);
    expect(none).toEqual(Array.from({ length: 1000 }, (_, n) => n).filter(expected));
  });

  /** "No" must be a proof: whatever grids one can think of, their totals are never refused. */
  test("of any division that is wholly in band are never refused", () => {
    const rules = { ...DEFAULT_RULES, specialPopulationShare: 0.3 };
    let state = 1;
    const below = (n: number) => (state = (state * 48271) % 2147483647) % n;
    for (let round = 0; round < 3000; round++) {
      const sum = { households: 0, oldHouseholds: 0, specialHouseholds: 0 };
      for (let grid = below(5); grid >= 0;) {
        const households = 100 + below(401);
        const oldHouseholds = below(households + 1);
        const specialHouseholds = below(households + 1);
        const people = { households, oldHouseholds, specialHouseholds };
        const [min, max] = bandOf(people, rules).band;
        if (households < min || households > max) continue;
        sum.households += households;
        sum.oldHouseholds += oldHouseholds;
        sum.specialHouseholds += specialHouseholds;
        grid--;
      }
      expect({ sum, fits: isFeasibleByTotal(bandNumbers(rules), sum) }).toEqual({
        sum,
        fits: true,
      });
    }
  });
});

describe("SIZE_INFEASIBLE", () => {
  test("does the arithmetic for a community of 560", () => {
    const plan = withBuildings(town(), {
      b1w: { households: 70 },
      b1e: { households: 70 },
      b2w: { households: 70 },
      b2e: { households: 70 },
      b3w: { households: 70 },
      b3e: { households: 70 },
      b4w: { households: 70 },
      b4e: { households: 70 },
    });
    const [finding] = find(plan, "SIZE_INFEASIBLE");
    expect(finding).toMatchObject({ rule: "R1", severity: "WARNING", gridLabel: null });
    expect(finding.numbers).toMatchObject({ households: 560, min: 300, max: 500, mostGrids: 1 });
    expect(finding.message.en).toContain("1 grid holds at most 500, 2 need at least 600");
    expect(finding.message.zh).toContain("1 个网格最多容纳 500 户，2 个网格至少需要 600 户");
  });

  test("says so where there are too few for one grid", () => {
    expect(find(single(299), "SIZE_INFEASIBLE")[0].message.en).toContain("fewer than the 300");
    expect(find(single(99, 1990), "SIZE_INFEASIBLE")[0].message.en).toContain("fewer than the 100");
    expect(find(single(300), "SIZE_INFEASIBLE")).toEqual([]);
    expect(find(single(100, 1990), "SIZE_INFEASIBLE")).toEqual([]);
    expect(find(single(0), "SIZE_INFEASIBLE")).toEqual([]);
  });

  test("is not claimed of a small total that the planner reduced by hand", () => {
    const plan = withGrids(single(150), { "001": { reducedReason: "MANUAL" } });
    expect(checkPlan(plan)).toEqual([]);
  });

  test("is judged for each connected part by itself", () => {
    const plan = {
      ...town(),
      parts: [["b1w", "b1e"], ["b2w"], ["b2e", "b3w", "b3e", "b4w", "b4e"]],
    };
    const findings = find(plan, "SIZE_INFEASIBLE");
    expect(findings.map((f) => [f.numbers.households, f.buildingIds])).toEqual([[200, ["b2w"]]]);
    expect(findings[0].message.en).toContain("connected to no other");
    expect(findings[0].place).not.toBeNull();
  });
});

describe("SIZE_BOUND", () => {
  const proved = (proof: PartProved): Finding[] =>
    find(
      { ...town(), parts: [town().buildings.map(({ id }) => id)], proofs: [proof] },
      "SIZE_BOUND",
    );
  const total = town().buildings.reduce((sum, { households }) => sum + households, 0);

  test("quotes the exact program, and what the plan reaches", () => {
    const proof = { by: "DISTRICTS", bound: total - 50, districts: 1234 } as const;
    const [open] = proved({ ...proof, householdsInBand: total - 90 });
    expect(open).toMatchObject({ rule: "R1", severity: "INFO", gridLabel: null });
    expect(open.numbers).toEqual({
      households: total,
      most: total - 50,
      householdsInBand: total - 90,
      districts: 1234,
    });
    expect(open.message.en).toContain("1,234 connected sets of buildings");
    expect(open.message.zh).toContain("1,234 个");
    const [closed] = proved({ ...proof, householdsInBand: total - 50 });
    expect(closed.message.en).toContain("reaches that, so none is better");
    expect(closed.message.zh).toContain("没有更好的划分");
  });

  test("is silent where nothing is proved, and of a plan that was not proposed", () => {
    const nothing = { by: "ALL", bound: total, districts: null } as const;
    expect(proved({ ...nothing, householdsInBand: 0 })).toEqual([]);
    expect(find(town(), "SIZE_BOUND")).toEqual([]);
  });

  test("does the arithmetic of buildings too large for any grid, and of what is left", () => {
    const plan = {
      ...withBuildings(town(), { b2e: { households: 620 } }),
      parts: [["b1w", "b2e"]],
    };
    const rest = plan.buildings.find(({ id }) => id === "b1w")?.households ?? 0;
    const proof = { by: "TOTALS", bound: 0, householdsInBand: 0, districts: null } as const;
    const [finding] = find({ ...plan, proofs: [proof] }, "SIZE_BOUND");
    expect(finding.message.en).toContain("1 building with 620 households can be in no grid");
    expect(finding.message.en).toContain(`the other ${rest} do not add up`);
    expect(finding.message.zh).toContain("1 栋楼共 620 户");
  });
});

describe("BUILDING_EXCEEDS_MAX", () => {
  test("names the building and its grid", () => {
    const plan = withBuildings(town(), { b2e: { households: 620, name: "幸福里3号楼" } });
    const [finding] = find(plan, "BUILDING_EXCEEDS_MAX");
    expect(finding).toMatchObject({ gridLabel: "002", buildingIds: ["b2e"] });
    expect(finding.message.zh).toContain("楼栋“幸福里3号楼”有 620 户");
  });

  test("counts buildings that cannot be parted together", () => {
    const plan = {
      ...withBuildings(town(), { b1w: { households: 300 }, b1e: { households: 201 } }),
      cells: [{ buildingIds: ["b1e", "b1w"] }],
    };
    const [finding] = find(plan, "BUILDING_EXCEEDS_MAX");
    expect(finding.numbers).toEqual({ households: 501, max: 500, buildings: 2 });
    expect(finding.message.en).toContain("Buildings b1e, b1w overlap");
  });

  test("is silent at the maximum and in micro-grids", () => {
    expect(find(single(500), "BUILDING_EXCEEDS_MAX")).toEqual([]);
    const micro = withGrids(single(501), { "001": { kind: "MICRO" } });
    expect(find(micro, "BUILDING_EXCEEDS_MAX")).toEqual([]);
  });
});
