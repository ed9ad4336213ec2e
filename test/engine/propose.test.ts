import {
  EngineError,
  propose,
  type Building,
  type Plan,
  type ProposeInput,
} from "../../src/engine";
import { barrier, box, community, errorsOf, house, village } from "./ground";

function shuffled<T>(items: readonly T[]): T[] {
  return [...items.slice(items.length / 2), ...items.slice(0, items.length / 2)].reverse();
}

function withBarriers(input: ProposeInput): ProposeInput {
  return {
    ...input,
    barriers: [
      barrier("east", "ROAD", [120, -5], [120, 400]),
      barrier("south", "ROAD", [-5, 80], [400, 80]),
    ],
  };
}

function gridWith(plan: Plan, id: string): Plan["grids"][number] {
  const grid = plan.grids.find(({ buildingIds }) => buildingIds.includes(id));
  if (!grid) throw new Error(`no grid holds ${id}`);
  return grid;
}

function gridsOf(plan: Plan): string[] {
  return plan.grids.map((grid) => grid.buildingIds.join(" ")).sort();
}

describe("a proposed plan", () => {
  test("keeps every grid inside its band where that is easy", async () => {
    const plan = await propose(withBarriers(village(8, 8, 30)));
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.metrics.gridsInBand).toBe(plan.metrics.standardGrids);
    expect(plan.metrics.households).toBe(8 * 8 * 30);
  });

  test("is the same, byte for byte, whatever the order of the input", async () => {
    const input = withBarriers(village(7, 6, 33));
    const plan = await propose(input);
    const again = await propose({
      ...input,
      buildings: shuffled(input.buildings),
      barriers: shuffled(input.barriers ?? []),
    });
    expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
  });

  test("leaves its input as it was", async () => {
    const input = withBarriers(village(4, 4, 33));
    const before = JSON.stringify(input);
    await propose(input);
    expect(JSON.stringify(input)).toBe(before);
  });

  test("tells its input apart by hash, and its rules, seed and version", async () => {
    const input = village(4, 4, 33);
    const [plan, other] = [
      await propose({ ...input, seed: 7 }),
      await propose({ ...input, buildings: input.buildings.slice(1) }),
    ];
    expect(plan.provenance).toMatchObject({ seed: 7, effort: 1 });
    expect(plan.provenance.inputHash).toMatch(/^[0-9a-f]{64}$/);
    expect(other.provenance.inputHash).not.toBe(plan.provenance.inputHash);
  });

  test("numbers its grids in reading order and previews their codes", async () => {
    const input = village(8, 8, 30);
    const plan = await propose({
      ...input,
      community: community(input.community.polygon, "640104001901"),
    });
    expect(plan.grids.map((grid) => grid.code)).toEqual(
      plan.grids.map((_, i) => `64010400190100${i + 1}`),
    );
    const [first, last] = [plan.grids[0], plan.grids[plan.grids.length - 1]];
    expect(first.pointOnSurface.coordinates[1]).toBeGreaterThan(last.pointOnSurface.coordinates[1]);
  });

  test("gives old estates the reduced band and says why", async () => {
    const input = village(6, 6, 20);
    const buildings = input.buildings.map((b): Building => ({ ...b, builtYear: 1988 }));
    const plan = await propose({ ...input, buildings });
    for (const grid of plan.grids) {
      expect(grid).toMatchObject({ reduced: true, reducedReason: "OLD_ESTATE", band: [100, 300] });
    }
    const strict = await propose({ ...input, buildings, rules: { oldEstateCutoffYear: 0 } });
    expect(strict.metrics.reducedGrids).toBe(0);
  });

  test("takes a grid's outline apart by what it follows", async () => {
    const plan = await propose(withBarriers(village(8, 4, 40)));
    for (const { border, perimeterM } of plan.grids) {
      const { boundaryM, roadM, groundM } = border;
      expect(boundaryM + roadM + groundM).toBeCloseTo(perimeterM, 6);
    }
    expect(plan.grids.flatMap((grid) => grid.border.names)).toContain("east");
  });

  test("attaches a detached part without buildings to the nearest grid", async () => {
    const polygon = {
      type: "MultiPolygon" as const,
      coordinates: [box(0, 0, 100, 60).coordinates, box(120, 0, 140, 60).coordinates],
    };
    const plan = await propose({
      community: community(polygon),
      buildings: [house("a", 5, 5, 300)],
    });
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.grids).toHaveLength(1);
    expect(plan.grids[0].polygon.type).toBe("MultiPolygon");
  });

  test("exists for a community without any building", async () => {
    const plan = await propose({ community: community(box(0, 0, 100, 60)), buildings: [] });
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.grids).toHaveLength(1);
  });
});

describe("micro-grids", () => {
  const homes = [0, 1, 2, 3].map((i) => house(`h${i}`, 10 + 40 * i, 10, 110));
  const office = (id: string, x: number, more: Partial<Building> = {}): Building => ({
    ...house(id, x, 70, 0, more),
    category: "OFFICE",
    floorAreaM2: 25_000,
  });

  test("hold office towers that stand together", async () => {
    const plan = await propose({
      community: community(box(0, 0, 170, 100)),
      buildings: [...homes, office("t1", 20), office("t2", 70)],
    });
    expect(errorsOf(plan)).toEqual([]);
    expect(gridWith(plan, "t1")).toMatchObject({ kind: "MICRO", label: "501", band: null });
    expect(gridWith(plan, "t1").buildingIds).toEqual(["t1", "t2"]);
    expect(gridWith(plan, "t1").reason.en).toContain("office");
  });

  test("are two where a road parts the towers", async () => {
    const plan = await propose({
      community: community(box(0, 0, 170, 100)),
      buildings: [...homes, office("t1", 20), office("t2", 70)],
      barriers: [barrier("r", "ROAD", [55, 50], [55, 110])],
    });
    expect(gridWith(plan, "t1").buildingIds).toEqual(["t1"]);
    expect(gridWith(plan, "t2").kind).toBe("MICRO");
  });

  test("are not made of a mixed tower with many homes", async () => {
    const plan = await propose({
      community: community(box(0, 0, 170, 100)),
      buildings: [...homes, { ...office("mixed", 20), households: 120 }],
    });
    expect(gridWith(plan, "mixed").kind).toBe("STANDARD");
    expect(plan.findings.map((f) => f.code)).toContain("MIXED_TOWER_KEPT");
  });
});

describe("locks and grids in force", () => {
  test("a locked grid stays exactly as it is", async () => {
    const input = village(6, 6, 30);
    const locked = [
      "h000",
      "h001",
      "h006",
      "h007",
      "h012",
      "h013",
      "h018",
      "h019",
      "h024",
      "h025",
      "h030",
      "h031",
    ];
    const plan = await propose({ ...input, locks: { grids: [locked] } });
    expect(errorsOf(plan)).toEqual([]);
    expect(gridWith(plan, "h000").buildingIds).toEqual(locked);
  });

  test("buildings locked together or apart end so", async () => {
    const input = village(6, 6, 30);
    const plan = await propose({
      ...input,
      locks: { together: [["h000", "h035"]], apart: [["h002", "h003"]] },
    });
    expect(errorsOf(plan)).toEqual([]);
    expect(gridWith(plan, "h000")).toBe(gridWith(plan, "h035"));
    expect(gridWith(plan, "h002")).not.toBe(gridWith(plan, "h003"));
  });

  test("grids in force that are good stay, and keep their codes", async () => {
    const input = { ...village(8, 8, 30), seed: 3 };
    const coded = { ...input, community: community(input.community.polygon, "640104001901") };
    const first = await propose(coded);
    const inForce = first.grids.map(({ code, kind, buildingIds }) => ({
      code: code ?? "",
      kind,
      buildingIds,
    }));
    const again = await propose({ ...coded, seed: 4, inForce });
    expect(gridsOf(again)).toEqual(gridsOf(first));
    expect(again.metrics.householdsMoved).toBe(0);
    expect(again.grids.map((grid) => grid.code)).toEqual(first.grids.map((grid) => grid.code));
  });
});

describe("a call that makes no sense", () => {
  test("is refused with every fault by name", async () => {
    const input = village(2, 1, 30);
    const broken = { ...input.buildings[0], households: -3 };
    await expect(
      propose({ ...input, buildings: [broken, broken], locks: { apart: [["nobody"]] } }),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
      faults: [
        { feature: "building h000", reason: "households is -3, expected a whole number from 0" },
        { feature: "building h000", reason: "its id is there twice" },
        { feature: "building h000", reason: "households is -3, expected a whole number from 0" },
        { feature: "lock apart", reason: "no building nobody" },
      ],
    });
  });

  test("names a building outside the community", async () => {
    const input = village(2, 1, 30);
    await expect(
      propose({ ...input, buildings: [...input.buildings, house("far", 500, 500, 1)] }),
    ).rejects.toThrow("building far: its footprint lies outside the community");
  });
});

describe("a long proposal", () => {
  test("tells its progress, which never falls", async () => {
    const told: number[] = [];
    await propose(village(5, 5, 30), { onProgress: ({ done }) => told.push(done) });
    expect(told.length).toBeGreaterThan(4);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test("stops when it is told to", async () => {
    const signal = { aborted: false };
    const proposal = propose(village(8, 8, 30), {
      signal,
      onProgress: ({ stage }) => (signal.aborted ||= stage === "PARTITION"),
    });
    await expect(proposal).rejects.toThrow(EngineError);
    await expect(proposal).rejects.toMatchObject({ code: "CANCELLED" });
  });
});
