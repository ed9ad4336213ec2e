/** A division of another network to start from: it stays where it is good, and codes do not follow it. */
import {
  propose,
  proposeAlternatives,
  type Building,
  type GridInForce,
  type Plan,
  type ProposeInput,
  type StartGrid,
} from "../../src/engine";
import { community, errorsOf, village } from "./ground";

const CODE = "640104001901";

/** Ten by ten houses of 16 households: four grids of 400 are the best there is. */
function town(): ProposeInput {
  const input = village(10, 10, 16);
  return { ...input, community: community(input.community.polygon, CODE), effort: 0.5 };
}

/** Strips of two columns, 320 households each, where squares are rounder by far. */
function strips(): StartGrid[] {
  return Array.from({ length: 5 }, (_, strip) => ({
    name: `party-${strip + 1}`,
    buildingIds: town()
      .buildings.filter((_: Building, i) => Math.floor((i % 10) / 2) === strip)
      .map(({ id }) => id),
  }));
}

function asRegister(plan: Plan): GridInForce[] {
  return plan.grids.map(({ code, label, kind, buildingIds, polygon }) => ({
    code: code ?? label,
    kind,
    buildingIds,
    polygon,
  }));
}

const gridsOf = (plan: Plan): string[] => plan.grids.map((g) => g.buildingIds.join(" ")).sort();

test("a network whose grids are all in band is kept entirely", async () => {
  const startFrom = strips();
  for (const focus of ["BALANCED", "LEAST_CHURN"] as const) {
    const plan = await propose({ ...town(), startFrom, focus });
    expect(errorsOf(plan)).toEqual([]);
    expect(gridsOf(plan)).toEqual(startFrom.map((grid) => grid.buildingIds.join(" ")).sort());
    expect(plan.metrics.householdsMoved).toBe(0);
    expect(plan.regridding).toBeNull();
    // First numbering: strips from west to east.
    expect(plan.grids.map(({ code }) => code)).toEqual(
      ["001", "002", "003", "004", "005"].map((label) => CODE + label),
    );
    expect(plan.start).toEqual({
      households: 1600,
      householdsMoved: 0,
      churn: 0,
      grids: plan.grids.map(({ label }, i) => ({
        label,
        from: [{ name: `party-${i + 1}`, households: 320, buildings: 20 }],
      })),
    });
  }
});

test("the search starts there, and codes follow the grids in force", async () => {
  const first = await propose(town());
  const inForce = asRegister(first);
  const plan = await propose({ ...town(), inForce, startFrom: strips() });
  expect(plan.start?.householdsMoved).toBe(0);
  expect(plan.metrics.householdsMoved).toBe(0);
  expect(plan.regridding?.householdsMoved).toBeGreaterThan(0);
  // No strip has 70 % of a square, or the other way round.
  expect(plan.regridding?.codesKept).toEqual([]);
  expect(plan.regridding?.codesNew).toHaveLength(5);
  expect(Math.min(...plan.grids.map(({ label }) => Number(label)))).toBe(first.grids.length + 1);

  const back = await propose({ ...town(), inForce });
  expect(back.start).toBeNull();
  expect(back.grids).toEqual(first.grids);
});

test("what is out of band is mended, and told household by household", async () => {
  const [first, second, ...others] = strips();
  const moved = second.buildingIds.slice(0, 4);
  const rest = second.buildingIds.slice(4);
  const startFrom = [
    { ...first, buildingIds: [...first.buildingIds, ...moved] },
    { ...second, buildingIds: rest },
    ...others,
  ];
  const plan = await propose({ ...town(), startFrom, focus: "LEAST_CHURN" });
  expect(plan.metrics.gridsInBand).toBe(plan.metrics.standardGrids);
  const { start } = plan;
  expect(start?.householdsMoved).toBeGreaterThan(0);
  expect(start?.householdsMoved).toBeLessThanOrEqual(256);
  expect(start?.churn).toBe((start?.householdsMoved ?? 0) / 1600);
  const told = start?.grids.flatMap(({ from }) => from.map(({ households }) => households)) ?? [];
  expect(told.reduce((sum, households) => sum + households, 0)).toBe(1600);
});

test("buildings that were in no grid come from none", async () => {
  const [, ...others] = strips();
  const plan = await propose({ ...town(), startFrom: others });
  expect(plan.start?.households).toBe(1280);
  const none = plan.start?.grids.flatMap(({ from }) => from.filter(({ name }) => name === null));
  expect(none?.reduce((sum, { households }) => sum + households, 0)).toBe(320);
  expect(none?.reduce((sum, { buildings }) => sum + buildings, 0)).toBe(20);
});

test("its order, its kinds and an empty list do not count; the division itself does", async () => {
  const plan = await propose({ ...town(), startFrom: strips() });
  const again = await propose({
    ...town(),
    startFrom: strips()
      .reverse()
      .map((grid) => ({
        ...grid,
        kind: "STANDARD",
        polygon: null,
        buildingIds: [...grid.buildingIds].reverse(),
      })),
  });
  expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
  const without = await propose(town());
  const empty = await propose({ ...town(), startFrom: [] });
  expect(JSON.stringify(empty)).toBe(JSON.stringify(without));
  expect(plan.provenance.inputHash).not.toBe(without.provenance.inputHash);
});

test("alternatives know least churn against it", async () => {
  const { plans, leftOut } = await proposeAlternatives({ ...town(), startFrom: strips() }, 3);
  expect(leftOut.map(({ code }) => code)).not.toContain("NO_GRIDS_IN_FORCE");
  const least = plans.find(({ bestFor }) => bestFor.includes("LEAST_CHURN"));
  expect(least?.plan.metrics.householdsMoved).toBe(0);
});

test("nonsense is refused by name", async () => {
  const [first, second] = strips();
  const [twice] = second.buildingIds;
  const startFrom = [
    { ...first, buildingIds: [...first.buildingIds, twice, "gone"] },
    second,
    { ...second, buildingIds: [] },
  ];
  await expect(propose({ ...town(), startFrom })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    faults: [
      { feature: "start grid party-1", reason: "no building gone" },
      {
        feature: "start grid party-2",
        reason: `building ${twice} is in start grid party-1 too`,
      },
      { feature: "start grid party-2", reason: "its name is there twice" },
    ],
  });
});
