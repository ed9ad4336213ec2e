/** Divisions that people give: drawn, counted and checked as they are. */
import {
  assess,
  propose,
  type Building,
  type Finding,
  type GivenGrid,
  type Plan,
  type ProposeInput,
} from "../../src/engine";
import { blocks, COMMUNITY } from "./certificate-ground";
import { barrier, box, community, errorsOf, house, village } from "./ground";

const CODE = "640104001901";

/** Ten by six houses of 20 households; a street in the middle. */
function town(more: Partial<ProposeInput> = {}): ProposeInput {
  const input = village(10, 6, 20);
  return {
    ...input,
    community: community(input.community.polygon, CODE),
    barriers: [barrier("street", "ROAD", [200, -5], [200, 245])],
    ...more,
  };
}

const columnOf = ({ id }: Building): number => Number(id.slice(1)) % 10;

/** Houses of these columns. */
function columns(from: number, to: number, input = town()): string[] {
  return input.buildings
    .filter((b) => columnOf(b) >= from && columnOf(b) <= to)
    .map(({ id }) => id);
}

function standard(buildingIds: readonly string[], more: Partial<GivenGrid> = {}): GivenGrid {
  return { kind: "STANDARD", buildingIds, ...more };
}

/** Three grids of three, four and three columns. */
function three(): GivenGrid[] {
  return [standard(columns(0, 2)), standard(columns(3, 6)), standard(columns(7, 9))];
}

function asGiven(plan: Plan): GivenGrid[] {
  return plan.grids.map(({ kind, buildingIds, polygon }) => ({ kind, buildingIds, polygon }));
}

const found = ({ findings }: Plan, code: string): Finding[] =>
  findings.filter((finding) => finding.code === code);

const gridsOf = (plan: Plan): string[][] => plan.grids.map(({ buildingIds }) => [...buildingIds]);

describe("a division", () => {
  test("comes back with figures, outlines and codes", async () => {
    const plan = await assess(town(), three());
    expect(errorsOf(plan)).toEqual([]);
    expect(gridsOf(plan)).toEqual(three().map(({ buildingIds }) => buildingIds));
    expect(plan.grids.map(({ code, households }) => [code, households])).toEqual([
      [`${CODE}001`, 360],
      [`${CODE}002`, 480],
      [`${CODE}003`, 360],
    ]);
    expect(plan.metrics).toMatchObject({ gridsInBand: 3, householdsInBand: 1200 });
    expect(plan.certificate).toMatchObject({ kind: "OPTIMAL", bound: 1200 });
  });

  test("is the same whatever its order", async () => {
    const plan = await assess(town(), three());
    const again = await assess(
      town(),
      three()
        .reverse()
        .map((grid) => ({ ...grid, buildingIds: [...grid.buildingIds].reverse() })),
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
  });

  test("changes in two grids where one house at their border moves", async () => {
    const before = await assess(town(), three());
    const [west, middle, east] = three();
    const after = await assess(town(), [
      standard([...west.buildingIds, middle.buildingIds[0]]),
      standard(middle.buildingIds.slice(1)),
      east,
    ]);
    expect(errorsOf(after)).toEqual([]);
    expect(after.grids.map(({ households }) => households)).toEqual([380, 460, 360]);
    expect(after.grids[2]).toEqual(before.grids[2]);
    expect(after.grids[0].polygon).not.toEqual(before.grids[0].polygon);
    expect(after.cells.map(({ polygon }) => polygon)).toEqual(
      before.cells.map(({ polygon }) => polygon),
    );
  });

  test("keeps its islands, as errors with their place", async () => {
    const [west, middle, east] = three();
    const [far] = east.buildingIds.slice(-1);
    const plan = await assess(town(), [
      standard([...west.buildingIds, far]),
      middle,
      standard(east.buildingIds.slice(0, -1)),
    ]);
    expect(found(plan, "GRID_NOT_CONNECTED")).toMatchObject([
      { severity: "ERROR", rule: "R7", numbers: { pieces: 2 }, gridLabel: "001" },
    ]);
    expect(errorsOf(plan)).toHaveLength(1);
  });

  test("is judged without the locks, which are wishes to the search", async () => {
    const [west, , east] = three();
    const locks = {
      apart: [west.buildingIds.slice(-2)],
      together: [[west.buildingIds[0], east.buildingIds[0]]],
    };
    const plan = await assess(town({ locks }), three());
    const { provenance, ...rest } = await assess(town(), three());
    expect(plan).toEqual({
      ...rest,
      provenance: { ...provenance, inputHash: plan.provenance.inputHash },
    });
    const locked = town({ locks: { grids: [columns(0, 2)] } });
    const proposed = await propose(locked);
    const given = await assess(locked, asGiven(proposed));
    expect(given.grids).toEqual(proposed.grids);
    expect(given.metrics).toEqual(proposed.metrics);
    expect(given.findings).toEqual(proposed.findings);
  });

  test("that is out of band says so, and claims no more than is proved", async () => {
    const halves = [standard(columns(0, 4)), standard(columns(5, 9))];
    const plan = await assess(town(), halves);
    expect(found(plan, "GRID_ABOVE_BAND")).toHaveLength(2);
    expect(plan.certificate).toMatchObject({
      kind: "BEST_FOUND",
      householdsInBand: 0,
      bound: null,
    });
    expect(plan.certificate.proof.en).toContain("the division was given");
  });

  test("with grids in several pieces is no example of what can be reached", async () => {
    const row = { community: COMMUNITY, buildings: blocks([200, 600, 200, 0, 0, 0]) };
    const { certificate, metrics, findings } = await assess(row, [
      standard(["b1", "b3"]),
      standard(["b2", "b4", "b5", "b6"]),
    ]);
    expect(findings.map(({ code }) => code)).toContain("GRID_NOT_CONNECTED");
    expect(metrics.householdsInBand).toBe(400);
    // Connected grids have nobody in band: a bound may be too high, never too low.
    expect(certificate).toMatchObject({ kind: "BOUND", householdsInBand: 400, bound: 400 });
    expect(certificate.parts).toMatchObject([{ kind: "OPTIMAL", householdsInBand: 0, bound: 0 }]);
  });

  test("follows the register with its codes", async () => {
    const inForce = three().map(({ kind, buildingIds }, i) => ({
      code: `${CODE}0${i + 3}0`,
      kind,
      buildingIds,
    }));
    const [west, middle, east] = three();
    const merged = standard([...west.buildingIds, ...middle.buildingIds]);
    const plan = await assess(town({ inForce, retiredCodes: [`${CODE}060`] }), [east, merged]);
    expect(plan.grids.map(({ label }) => label)).toEqual(["050", "061"]);
    expect(plan.regridding).toMatchObject({
      codesKept: [`${CODE}050`],
      codesRetired: [`${CODE}030`, `${CODE}040`],
      codesNew: [`${CODE}061`],
      householdsMoved: 360,
    });
  });
});

describe("what the lists do not tell", () => {
  const newHouse = house("new", 125, 225, 30);
  const withNew = (): ProposeInput => {
    const input = town();
    const without = input.buildings.filter(({ id }) => id !== "h053");
    return { ...input, buildings: [...without, newHouse] };
  };

  test("a new building goes to the grid whose polygon it stands in", async () => {
    const drawn = asGiven(await assess(town(), three()));
    const plan = await assess(withNew(), drawn);
    expect(errorsOf(plan)).toEqual([]);
    const grid = plan.grids.find(({ buildingIds }) => buildingIds.includes("new"));
    expect(grid?.buildingIds).toContain("h043");
    // Its neighbours to the west are all in a grid of the first three columns.
    const west = drawn.map((given, i) => ({
      ...given,
      polygon: i === 0 ? box(-1, -1, 160, 241) : null,
    }));
    const moved = await assess(withNew(), west);
    expect(moved.grids[0].buildingIds).toContain("new");
  });

  test("without polygons it goes to the neighbour with the longest border", async () => {
    const plan = await assess(withNew(), three());
    const grid = plan.grids.find(({ buildingIds }) => buildingIds.includes("new"));
    expect(grid?.buildingIds).toContain("h043");
    expect(plan.metrics.households).toBe(1210);
  });

  test("a standard grid takes it rather than a micro-grid with more border", async () => {
    const input = town();
    const buildings = input.buildings.map((b) => (b.id === "h022" ? { ...b, id: "new" } : b));
    const [west, middle, east] = three();
    const plan = await assess({ ...input, buildings }, [{ ...west, kind: "MICRO" }, middle, east]);
    const grid = plan.grids.find(({ buildingIds }) => buildingIds.includes("new"));
    expect(grid).toMatchObject({ kind: "STANDARD", households: 500 });
    // With all three standard, it goes where most of its border is.
    const standards = await assess({ ...input, buildings }, three());
    expect(standards.grids[0].buildingIds).toContain("new");
  });

  test("buildings that are gone are left out", async () => {
    const [west, ...others] = three();
    const gone = [...west.buildingIds.slice(1), "demolished"];
    const input = town();
    const buildings = input.buildings.filter(({ id }) => id !== west.buildingIds[0]);
    const plan = await assess({ ...input, buildings }, [standard(gone), ...others]);
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.grids[0].buildingIds).toEqual(west.buildingIds.slice(1));
  });

  test("a grid that gets nothing vanishes with a warning", async () => {
    const plan = await assess(town(), [...three(), standard(["gone"], { name: "Old mill" })]);
    expect(plan.grids).toHaveLength(3);
    expect(found(plan, "GRID_VANISHED")).toMatchObject([
      { severity: "WARNING", rule: "R7", numbers: { grids: 1 }, gridLabel: null },
    ]);
    expect(found(plan, "GRID_VANISHED")[0].message.en).toContain("Old mill");
  });

  test("a detached part goes to the nearest grid", async () => {
    const input = town();
    const { polygon } = input.community;
    if (polygon.type !== "Polygon") throw new Error("the town is one part");
    const island = box(450, 0, 490, 40);
    const plan = await assess(
      {
        ...input,
        community: community({
          type: "MultiPolygon",
          coordinates: [polygon.coordinates, island.coordinates],
        }),
      },
      three(),
    );
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.grids[2].polygon.type).toBe("MultiPolygon");
  });
});

describe("buildings that cannot be parted", () => {
  const twins = (): ProposeInput => {
    const input = town();
    // It overlaps the fourth house of the first row and is larger than that.
    const annex = { ...house("annex", 135, 12, 50), name: "Annex" };
    return { ...input, buildings: [...input.buildings, annex] };
  };

  test("stay together, and that is an error where they were given to two grids", async () => {
    const [west, middle, east] = three();
    const plan = await assess(twins(), [
      standard([...west.buildingIds, "annex"], { name: "West" }),
      middle,
      east,
    ]);
    const grid = plan.grids.find(({ buildingIds }) => buildingIds.includes("annex"));
    expect(grid?.buildingIds).toContain("h003");
    expect(grid?.buildingIds).toContain("h000");
    expect(found(plan, "BUILDING_INSEPARABLE")).toMatchObject([
      {
        rule: "R6",
        severity: "ERROR",
        gridLabel: grid?.label,
        buildingIds: ["h003", "annex"],
        numbers: { buildings: 2 },
      },
    ]);
    // Told with the label that the other grid has now: it was given no name.
    expect(found(plan, "BUILDING_INSEPARABLE")[0].message.en).toContain("given to grid 002");
    const other = await assess(twins(), [
      standard([...west.buildingIds, "h003"], { name: "West" }),
      standard([...middle.buildingIds.filter((id) => id !== "h003"), "annex"]),
      east,
    ]);
    const [error] = found(other, "BUILDING_INSEPARABLE");
    expect(error.message.en).toContain("given to grid West");
    expect(error.message.zh).toContain("划给网格 West");
  });

  test("go to the same grid whatever the order, where both have as many households", async () => {
    const input = twins();
    const buildings = input.buildings.map((b) => (b.id === "annex" ? { ...b, households: 20 } : b));
    const [west, middle, east] = three();
    const division = [standard([...west.buildingIds, "annex"]), middle, east];
    const plan = await assess({ ...input, buildings }, division);
    const again = await assess({ ...input, buildings }, division.reverse());
    expect(found(plan, "BUILDING_INSEPARABLE")).toHaveLength(1);
    expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
  });

  test("are one grid's without an error where one list holds them", async () => {
    const [west, middle, east] = three();
    const plan = await assess(twins(), [west, standard([...middle.buildingIds, "annex"]), east]);
    expect(errorsOf(plan)).toEqual([]);
  });
});

describe("kinds and bands", () => {
  test("a micro-grid without a ground is told, and so is an office in a standard grid", async () => {
    const input = town();
    const buildings = input.buildings.map((b) =>
      b.id === "h059" ? { ...b, category: "OFFICE" as const, microGrid: true, households: 0 } : b,
    );
    const [west, middle, east] = three();
    const plan = await assess({ ...input, buildings }, [{ ...west, kind: "MICRO" }, middle, east]);
    expect(plan.grids.map(({ label }) => label)).toEqual(["001", "002", "501"]);
    expect(found(plan, "MICRO_UNFOUNDED")).toMatchObject([{ gridLabel: "501" }]);
    expect(found(plan, "MICRO_GIVEN_BACK")).toMatchObject([{ buildingIds: ["h059"] }]);
    expect(plan.certificate.households).toBe(plan.grids[0].households + plan.grids[1].households);
  });

  test("a grid is reduced by hand", async () => {
    const thirds = [
      standard(columns(0, 1), { reducedByHand: true }),
      standard(columns(2, 5)),
      standard(columns(6, 9)),
    ];
    const plan = await assess(town(), thirds);
    expect(plan.grids[0]).toMatchObject({
      reduced: true,
      reducedReason: "MANUAL",
      band: [100, 300],
      deviation: 0,
      households: 240,
    });
    expect(plan.metrics).toMatchObject({ gridsInBand: 3, reducedGrids: 1 });
    expect(plan.certificate).toMatchObject({ kind: "OPTIMAL", bound: 1200 });
    const without = await assess(town(), [standard(columns(0, 1)), thirds[1], thirds[2]]);
    expect(without.grids[0]).toMatchObject({ reduced: false, deviation: -60 });
    expect(without.certificate.kind).toBe("BEST_FOUND");
  });
});

describe("refused", () => {
  test("a building in two grids, by name", async () => {
    const [west, middle, east] = three();
    const twice = standard([...middle.buildingIds, west.buildingIds[1]]);
    await expect(assess(town(), [west, twice, east])).rejects.toMatchObject({
      code: "INVALID_INPUT",
      faults: [
        { feature: `building ${west.buildingIds[1]}`, reason: "is in two grids of the division" },
      ],
    });
  });

  test.each([
    ["no grids", []],
    ["only buildings that are gone", [standard(["gone"])]],
    ["ground elsewhere", [standard([], { polygon: box(5000, 0, 5100, 100) })]],
  ])("a division of %s", async (_, division) => {
    await expect(assess(town(), division)).rejects.toMatchObject({
      faults: [{ feature: "division" }],
    });
  });

  test("a cancelled call", async () => {
    await expect(assess(town(), three(), { signal: { aborted: true } })).rejects.toMatchObject({
      code: "CANCELLED",
    });
  });

  test("nothing of what it is given is changed", async () => {
    const division = three();
    const before = JSON.stringify(division);
    await assess(town(), division);
    expect(JSON.stringify(division)).toBe(before);
    expect(gridsOf(await propose(town())).flat()).toHaveLength(60);
  });
});
