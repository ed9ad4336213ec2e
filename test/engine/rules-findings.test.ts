import { checkPlan, type PlanUnderCheck } from "../../src/engine/rules/check";
import type { Finding } from "../../src/engine/plan-types";
import { town, withBuildings, withGrids } from "./rules-fixture";

const found = (plan: PlanUnderCheck) => checkPlan(plan).map((finding) => finding.code);

function one(plan: PlanUnderCheck, code: string): Finding {
  const findings = checkPlan(plan).filter((finding) => finding.code === code);
  expect(findings).toHaveLength(1);
  return findings[0];
}

describe("R1: the band of a standard grid", () => {
  test("below it, the neighbour that can spare most is named", () => {
    const plan = withBuildings(town(), { b1e: { households: 60 }, b2w: { households: 290 } });
    const finding = one(plan, "GRID_BELOW_BAND");
    expect(finding).toMatchObject({ rule: "R1", severity: "WARNING", gridLabel: "001" });
    expect(finding.numbers).toEqual({ households: 260, min: 300, max: 500, deviation: -40 });
    expect(finding.message.en).toContain("Its neighbour 002 can spare 190");
    expect(finding.message.zh).toContain("比标准网格 300-500 户的标准少 40 户");
  });

  test("below it and nobody with any to spare, a merger is considered", () => {
    const small = { households: 140 };
    const plan = withBuildings(town(), {
      b1w: small,
      b1e: small,
      b2w: small,
      b2e: small,
      b3w: small,
      b3e: small,
    });
    const advice = checkPlan(plan).find((f) => f.gridLabel === "001" && f.rule === "R1");
    expect(advice?.message.en).toContain("consider a merger with grid 002");
  });

  test("above it, the neighbour with most room is named", () => {
    const plan = withBuildings(town(), { b4e: { households: 333 } });
    const finding = one(plan, "GRID_ABOVE_BAND");
    expect(finding.numbers).toMatchObject({ households: 533, deviation: 33 });
    expect(finding.message.en).toContain("Its neighbour 002 has room for 100");
  });
});

test("R1: where one building is too large by itself, the advice says so", () => {
  const plan = withBuildings(town(), { b4e: { households: 533, name: "8号楼" } });
  expect(one(plan, "GRID_ABOVE_BAND").message.zh).toContain("仅楼栋“8号楼”就有 533 户");
});

describe("R2: the reduced grid", () => {
  const old = (households: number) =>
    withBuildings(town(), {
      b1w: { builtYear: 1985, households },
      b1e: { builtYear: 1985, households: 0 },
    });

  test("of 301-500 is told, not warned of", () => {
    const finding = one(old(301), "REDUCED_ABOVE_TARGET");
    expect(finding).toMatchObject({ rule: "R2", severity: "INFO", gridLabel: "001" });
    expect(found(old(500))).toEqual(["REDUCED_ABOVE_TARGET"]);
    expect(found(old(300))).toEqual([]);
  });

  test("below 100 and above 500 is warned of", () => {
    expect(found(old(99))).toEqual(["REDUCED_BELOW"]);
    expect(found(old(501))).toEqual(["BUILDING_EXCEEDS_MAX", "REDUCED_ABOVE_MAX"]);
    expect(found(old(100))).toEqual([]);
  });

  test("between a reduced and a standard band that leave a gap satisfies neither", () => {
    const plan = old(250);
    const rules = { ...plan.rules, reducedBand: [100, 200] as const };
    expect(found({ ...plan, rules })).toEqual(["REDUCED_ABOVE_MAX"]);
  });
});

describe("R3: micro-grids", () => {
  const office = {
    category: "OFFICE" as const,
    floorAreaM2: 24_000,
    households: 0,
    name: "银座A座",
  };
  const withOffice = (households: number) =>
    withBuildings(town(), { b2w: { ...office, households }, b2e: { households: 400 } });
  const asMicro = {
    "002": { kind: "MICRO" as const, label: "501" },
  };

  test("say which building asked for one, and why", () => {
    const finding = one(
      withGrids(withBuildings(town(), { b2w: office, b2e: { households: 0 } }), asMicro),
      "MICRO_GRID",
    );
    expect(finding).toMatchObject({ rule: "R3", severity: "INFO", gridLabel: "501" });
    expect(finding.message).toEqual({
      zh: "501 单独划为专属网格：“银座A座”（商务楼宇）建筑面积 24,000 平方米，不低于 20,000 平方米；不受户数标准限制。",
      en: "501 is a micro-grid: 银座A座 (office building) has 24,000 m² of floor area, at least 20,000; household limits do not apply.",
    });
  });

  test("without any ground are warned of, since household limits do not bind them", () => {
    expect(found(withGrids(town(), asMicro))).toEqual(["MICRO_UNFOUNDED"]);
  });

  test("a mixed tower with more than 100 households stays in a standard grid, and is told", () => {
    const plan = withBuildings(withOffice(101), { b2e: { households: 300 } });
    const finding = one(plan, "MIXED_TOWER_KEPT");
    expect(finding.numbers).toEqual({
      floorAreaM2: 24_000,
      households: 101,
      microMaxHouseholds: 100,
      thresholdM2: 20_000,
    });
  });

  test("given back to a standard grid is told, with the engine's reason where there is one", () => {
    expect(one(withOffice(0), "MICRO_GIVEN_BACK")).toMatchObject({
      severity: "INFO",
      gridLabel: "002",
      buildingIds: ["b2w"],
    });
    const reason = {
      zh: "单独划出会使其余部分隔断",
      en: "on its own it would cut the rest in two",
    };
    const plan = { ...withOffice(0), microGivenBack: [{ buildingId: "b2w", reason }] };
    expect(one(plan, "MICRO_GIVEN_BACK").message.en).toContain(reason.en);
  });

  test("that share a cell with homes say that they cannot be parted from them", () => {
    const cells = [{ buildingIds: ["b2e", "b2w"] }];
    const finding = one({ ...withOffice(0), cells }, "MICRO_GIVEN_BACK");
    expect(finding.message.en).toContain("its footprint overlaps b2e");
  });
});

describe("R9: estates", () => {
  const estate = (change: object) =>
    withBuildings(town(), {
      b1e: { estate: "e1", estateName: "凤凰小区", ...change },
      b2w: { estate: "e1", estateName: "凤凰小区", ...change },
    });

  test("split although they fit into one grid are named, with the grid that holds most", () => {
    const plan = withBuildings(estate({}), { b2w: { households: 210 } });
    const finding = one(plan, "ESTATE_SPLIT");
    expect(finding).toMatchObject({ rule: "R9", severity: "INFO", buildingIds: ["b1e", "b2w"] });
    expect(finding.numbers).toEqual({ households: 410, max: 500, grids: 2, largestShare: 210 });
    expect(finding.message.zh).toContain("小区“凤凰小区”共 410 户");
  });

  test("in one grid are not spoken of", () => {
    const plan = withBuildings(town(), { b1w: { estate: "e1" }, b1e: { estate: "e1" } });
    expect(found(plan)).toEqual([]);
  });

  test("larger than a grid may be split", () => {
    expect(found(estate({ households: 300 }))).toEqual(["ESTATE_EXCEEDS_MAX"]);
  });

  test("of old buildings fit only the reduced band", () => {
    expect(found(estate({ builtYear: 1990 }))).toContain("ESTATE_EXCEEDS_MAX");
    expect(found(estate({ builtYear: 1990, households: 150 }))).toContain("ESTATE_SPLIT");
  });

  test("are not split by their market having a micro-grid", () => {
    const plan = withGrids(
      withBuildings(estate({}), { b2w: { category: "MARKET", microGrid: true, households: 20 } }),
      { "002": { kind: "MICRO" } },
    );
    expect(found(plan)).toEqual(["MICRO_GRID"]);
  });
});

test("findings come errors first, whatever the order of buildings", () => {
  const plan = withBuildings(withGrids(town(), { "004": null }), {
    b1e: { households: 60, estate: "e1" },
    b2w: { estate: "e1" },
  });
  const findings = checkPlan(plan);
  expect(findings.map((f) => f.severity)).toEqual(["ERROR", "ERROR", "WARNING", "INFO"]);
  expect(checkPlan({ ...plan, buildings: [...plan.buildings].reverse() })).toEqual(findings);
});

test("every finding speaks both languages and shows its numbers", () => {
  const plan = withBuildings(withGrids(town(), { "004": null }), { b1e: { households: 60 } });
  for (const { message, numbers } of checkPlan(plan)) {
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(message.en).toMatch(/^[\x20-\x7e²]+$/);
    expect(Object.values(numbers).every(Number.isFinite)).toBe(true);
  }
});
