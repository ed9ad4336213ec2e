import { readFileSync } from "node:fs";
import { join } from "node:path";
import { propose, type Finding, type Plan } from "../../src/engine";
import { communityInputs } from "../../src/exchange/propose-inputs";
import { seedDataset } from "../../seeds";

/** Enough for every finding that the seeds were laid out for; a full search takes ten times longer. */
const EFFORT = 0.1;

const seeds = seedDataset();
const plans = new Map<string, Plan>();

beforeAll(async () => {
  for (const input of communityInputs(seeds)) {
    const id = input.community.id.replace("invented-", "");
    const rules = id === "hequan" ? { specialPopulationShare: 0.2 } : {};
    plans.set(id, await propose({ ...input, rules, effort: EFFORT }));
  }
}, 240_000);

function one<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0];
}

function planOf(id: string): Plan {
  const plan = plans.get(id);
  if (plan === undefined) throw new Error(`got no plan of ${id}`);
  return plan;
}

function findings(id: string, code: string): readonly Finding[] {
  return planOf(id).findings.filter((finding) => finding.code === code);
}

describe("plans of the invented communities", () => {
  test("break no rule that would block their submission", () => {
    for (const plan of plans.values()) {
      expect(plan.findings.filter(({ severity }) => severity === "ERROR")).toEqual([]);
    }
  });

  test.each([
    ["shuofeng", "SIZE_INFEASIBLE"],
    ["xinqu", "SIZE_INFEASIBLE"],
    ["xinqu", "GRID_BELOW_BAND"],
    ["zaoyuan", "SIZE_INFEASIBLE"],
    ["zaoyuan", "REDUCED_BELOW"],
    ["huaiyin", "REDUCED_ABOVE_TARGET"],
    ["hequan", "REDUCED_ABOVE_MAX"],
    ["hequan", "BUILDING_EXCEEDS_MAX"],
    ["xingqiao", "BUILDING_EXCEEDS_MAX"],
    ["xingqiao", "GRID_ABOVE_BAND"],
    ["xingqiao", "MIXED_TOWER_KEPT"],
    ["xingqiao", "MICRO_GIVEN_BACK"],
    ["fangzhou", "MIXED_TOWER_KEPT"],
    ["fangzhou", "MICRO_GRID"],
    ["jinshi", "MICRO_GRID"],
    ["xinglin", "MICRO_GRID"],
    ["yunshan", "ESTATE_EXCEEDS_MAX"],
    ["wangta", "ESTATE_SPLIT"],
  ])("%s shows %s", (id, code) => {
    expect(findings(id, code)).not.toEqual([]);
  });

  test("the hospital is one micro-grid and the clinic beyond the street another", () => {
    const micro = planOf("xinglin").grids.filter(({ kind }) => kind === "MICRO");
    expect(micro.map(({ buildingIds }) => buildingIds.length).sort()).toEqual([1, 3]);
  });

  test("an explicit flag decides which estates are old, and special populations reduce grids", () => {
    const { grids } = planOf("huaiyin");
    const old = grids.filter(({ estates }) => estates.includes("槐荫二村"));
    expect(old.some(({ reducedReason }) => reducedReason === "OLD_ESTATE")).toBe(true);
    const reasons = new Set(planOf("hequan").grids.map(({ reducedReason }) => reducedReason));
    expect(reasons).toContain("SPECIAL_POPULATION");
  });

  test("no grid reaches from one part of a community into the other", () => {
    for (const { polygon } of planOf("wangta").grids) expect(polygon.type).toBe("Polygon");
  });

  test("the answer that the README shows is the true one", () => {
    const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
    const [, json] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const shown: unknown = JSON.parse(json);
    const { name } = one(seeds.communities.filter(({ id }) => id === "invented-jinshi"));
    const grid = one(planOf("jinshi").grids.filter(({ label }) => label === "501"));
    const buildings = seeds.buildings.filter(({ id }) => grid.buildingIds.includes(id));
    expect(shown).toEqual({
      data: {
        gridAt: {
          code: grid.code,
          kind: grid.kind,
          community: { name },
          grid: {
            reason: { en: grid.reason.en },
            buildings: {
              nodes: buildings.map(({ name, floorAreaM2 }) => ({ name, floorAreaM2 })),
            },
          },
        },
      },
    });
  });

  test("grids of a community without a code have labels only", () => {
    for (const { code, label } of planOf("shiliu").grids) {
      expect(code).toBeNull();
      expect(label).toMatch(/^\d{3}$/);
    }
  });
});
