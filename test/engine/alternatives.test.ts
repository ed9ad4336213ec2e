import { seedDataset } from "../../seeds";
import {
  propose,
  proposeAlternatives,
  type Alternatives,
  type Focus,
  type GridInForce,
  type Plan,
  type Progress,
  type ProposeInput,
} from "../../src/engine";
import { communityInputs } from "../../src/exchange/propose-inputs";
import { box, community, errorsOf, house, village } from "./ground";

jest.setTimeout(120_000);

const MOST = 6;

/** Invented communities that differ in what they leave open. */
const NAMES = ["hequan", "huaiyin", "wenlan"];
const seeds = communityInputs(seedDataset());

function invented(name: string): ProposeInput {
  const input = seeds.find(({ community: { id } }) => id.endsWith(name));
  if (!input) throw new Error(`no community ${name}`);
  return input;
}

/** What people weigh against each other; the more, the better. */
function figuresOf({ metrics }: Plan): number[] {
  const { innerBorderM, barrierBorderM } = metrics;
  return [
    metrics.householdsInBand,
    metrics.householdsPermitted,
    -metrics.grids,
    -metrics.estatesSplit,
    metrics.meanCompactness,
    innerBorderM > 0 ? barrierBorderM / innerBorderM : 1,
    -(metrics.householdsMoved ?? 0),
  ];
}

function dominates(a: Plan, b: Plan): boolean {
  const [one, other] = [figuresOf(a), figuresOf(b)];
  return one.every((value, i) => value >= other[i]) && one.some((value, i) => value > other[i]);
}

/** Share of households in another grid under the best of all pairings of grids, by subsets. */
function distance(a: Plan, b: Plan, input: ProposeInput): number {
  const householdsOf = new Map(input.buildings.map(({ id, households }) => [id, households]));
  const common = a.grids.map((one) =>
    b.grids.map((other) => {
      const both = one.buildingIds.filter((id) => other.buildingIds.includes(id));
      return both.reduce((sum, id) => sum + (householdsOf.get(id) ?? 0), 0);
    }),
  );
  const states = 1 << b.grids.length;
  let most = new Float64Array(states);
  for (const row of common) {
    const next = most.slice();
    for (let taken = 0; taken < states; taken++) {
      row.forEach((households, j) => {
        if (taken & (1 << j)) return;
        const then = taken | (1 << j);
        next[then] = Math.max(next[then], most[taken] + households);
      });
    }
    most = next;
  }
  return 1 - Math.max(...most) / a.metrics.households;
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a) => items.filter((b) => b !== a).map((b): [T, T] => [a, b]));
}

function shuffled<T>(items: readonly T[]): T[] {
  return [...items.slice(items.length / 2), ...items.slice(0, items.length / 2)].reverse();
}

function best(plans: Alternatives["plans"], focus: Focus): Plan {
  const found = plans.find(({ bestFor }) => bestFor.includes(focus));
  if (!found) throw new Error(`no plan is the best for ${focus}`);
  return found.plan;
}

describe.each(NAMES)("the alternatives of %s", (name) => {
  const input = invented(name);
  let found: Alternatives;
  let plans: readonly Plan[];
  beforeAll(async () => {
    found = await proposeAlternatives(input, MOST);
    plans = found.plans.map(({ plan }) => plan);
  });

  test("are more than one, and each keeps the contract", () => {
    expect(plans.length).toBeGreaterThan(1);
    expect(plans.map(errorsOf)).toEqual(plans.map(() => []));
  });

  test("are in no case as good as another in all figures", () => {
    expect(pairs(plans).filter(([a, b]) => dominates(a, b))).toEqual([]);
  });

  test("put at least one household in twenty elsewhere", () => {
    for (const [a, b] of pairs(plans)) expect(distance(a, b, input)).toBeGreaterThanOrEqual(0.05);
  });

  test("lose no household in band, but such as rule R2 permits to save staff", () => {
    const { householdsInBand, householdsPermitted } = plans[0].metrics;
    for (const { metrics, provenance } of plans) {
      expect(metrics.householdsPermitted).toBeGreaterThanOrEqual(householdsPermitted);
      if (provenance.focus === "STAFF_SAVING") continue;
      expect(metrics.householdsInBand).toBeGreaterThanOrEqual(householdsInBand);
    }
  });

  test("are each the best of the list in what they are named after", () => {
    const { plans: list } = found;
    const inBand = Math.max(...plans.map(({ metrics }) => metrics.householdsInBand));
    const strict = plans.filter(({ metrics }) => metrics.householdsInBand === inBand);
    const most = (of: readonly Plan[], i: number) =>
      Math.max(...of.map((plan) => figuresOf(plan)[i]));
    expect(figuresOf(best(list, "FEWEST_GRIDS"))[2]).toBe(most(strict, 2));
    expect(figuresOf(best(list, "STAFF_SAVING"))[2]).toBe(most(plans, 2));
    expect(figuresOf(best(list, "MOST_COMPACT"))[4]).toBe(most(strict, 4));
    expect(figuresOf(best(list, "ROADS_FIRST"))[5]).toBe(most(strict, 5));
    expect(list[0].bestFor).toContain("BALANCED");
    for (const { bestFor } of list) expect(bestFor).not.toEqual([]);
  });

  test("say how they differ, or why a focus gave none", () => {
    expect(found.plans[0].difference).toBeNull();
    for (const { difference } of found.plans.slice(1)) {
      expect(difference?.en).toMatch(/^\d+% of households are in another grid.* Better: /);
      expect(difference?.zh).toMatch(/^与首选方案相比，\d+% 的户在别的网格。优于首选：/);
    }
    const told = [
      ...plans.map(({ provenance }) => provenance.focus),
      ...found.leftOut.map(({ focus }) => focus),
    ];
    expect(told.sort()).toEqual([
      "BALANCED",
      "FEWEST_GRIDS",
      "LEAST_CHURN",
      "MOST_COMPACT",
      "ROADS_FIRST",
      "STAFF_SAVING",
    ]);
    expect(found.leftOut).toContainEqual(
      expect.objectContaining({ focus: "LEAST_CHURN", code: "NO_GRIDS_IN_FORCE", by: null }),
    );
  });

  test("can each be made again from what is stored with them", async () => {
    for (const { grids, metrics, provenance } of plans) {
      const again = await propose({ ...input, focus: provenance.focus });
      expect(again).toMatchObject({ grids, metrics, provenance });
    }
  });
});

describe("asking for alternatives", () => {
  const input = invented("hequan");

  test("gives the same plans whatever the order of the input", async () => {
    const found = await proposeAlternatives(input, MOST);
    const again = await proposeAlternatives(
      {
        ...input,
        buildings: shuffled(input.buildings),
        barriers: shuffled(input.barriers ?? []),
      },
      MOST,
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(found));
  });

  test("gives the first ones where fewer are asked for, and the plan itself for one", async () => {
    const all = await proposeAlternatives(input, MOST);
    const two = await proposeAlternatives(input, 2);
    expect(two.plans).toEqual(all.plans.slice(0, 2));
    expect(two.leftOut.map(({ code }) => code)).toContain("NOT_ASKED");
    const one = await proposeAlternatives({ ...input, focus: "MOST_COMPACT" }, 1);
    expect(one).toEqual({
      plans: [
        {
          plan: await propose({ ...input, focus: "MOST_COMPACT" }),
          bestFor: ["MOST_COMPACT"],
          difference: null,
        },
      ],
      leftOut: [],
    });
  });

  test("puts the plan first that is the best for the focus asked for", async () => {
    const { plans } = await proposeAlternatives({ ...input, focus: "FEWEST_GRIDS" }, 3);
    expect(plans[0].bestFor).toContain("FEWEST_GRIDS");
    expect(plans[0].difference).toBeNull();
  });

  test("gives one plan where there is nothing to choose", async () => {
    const lonely = {
      community: community(box(0, 0, 100, 100)),
      buildings: [house("a", 40, 40, 400)],
    };
    const { plans, leftOut } = await proposeAlternatives(lonely, MOST);
    expect(plans).toHaveLength(1);
    expect(plans[0].bestFor).toHaveLength(MOST - 1);
    const same = leftOut.filter(({ code, by }) => code === "SAME" && by === "BALANCED");
    expect(same).toHaveLength(MOST - 2);
  });

  test("tells progress that never falls, and stops when it is told to", async () => {
    const told: Progress[] = [];
    await proposeAlternatives(input, MOST, { onProgress: (progress) => told.push(progress) });
    const shares = told.map(({ done }) => done);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const flag = { aborted: false };
    const stopped = proposeAlternatives(input, MOST, {
      signal: flag,
      onProgress: ({ done }) => (flag.aborted = done > 0.5),
    });
    await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

describe("with grids in force", () => {
  /** Every seventh building has been half empty when the grids were drawn. */
  async function inForce(input: ProposeInput): Promise<GridInForce[]> {
    const buildings = input.buildings.map((building, i) =>
      i % 7 === 0 ? { ...building, households: Math.round(building.households / 2) } : building,
    );
    const { grids } = await propose({ ...input, buildings, seed: 5 });
    return grids.map(({ code, label, kind, buildingIds }) => {
      return { code: code ?? label, kind, buildingIds };
    });
  }

  test.each(["hequan", "wangta"])("the least churn of %s is the least there is", async (name) => {
    const input = invented(name);
    const regridded = { ...input, inForce: await inForce(input) };
    const { plans } = await proposeAlternatives(regridded, MOST);
    const moved = plans.map(({ plan }) => plan.metrics.householdsMoved ?? NaN);
    expect(best(plans, "LEAST_CHURN").metrics.householdsMoved).toBe(Math.min(...moved));
    const { metrics } = await propose(regridded);
    expect(Math.min(...moved)).toBeLessThanOrEqual(metrics.householdsMoved ?? NaN);
    const list = plans.map(({ plan }) => plan);
    expect(pairs(list).filter(([a, b]) => dominates(a, b))).toEqual([]);
  });

  test("the first plan leaves them as they are where nothing has changed", async () => {
    const input = invented("wangta");
    const before = await propose(input);
    const grids = before.grids.map(({ code, label, kind, buildingIds }) => {
      return { code: code ?? label, kind, buildingIds };
    });
    const { plans } = await proposeAlternatives({ ...input, inForce: grids }, MOST);
    expect(plans[0].plan.grids).toEqual(before.grids);
    expect(plans[0].bestFor).toContain("LEAST_CHURN");
  });

  test("least churn cannot be asked for without them", async () => {
    await expect(propose({ ...village(3, 3, 50), focus: "LEAST_CHURN" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      faults: [
        {
          feature: "focus",
          reason: "is LEAST_CHURN, which needs grids in force or others to start from",
        },
      ],
    });
  });
});
