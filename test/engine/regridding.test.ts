/** Re-gridding: what is in force stays where it is good, and every change is told. */
import {
  propose,
  type Building,
  type GridInForce,
  type Plan,
  type ProposeInput,
} from "../../src/engine";
import { errorsOf, community, house, village } from "./ground";

const CODE = "640104001901";

/** Ten by ten houses of 16 households: four grids of 400 are the best there is. */
function town(): ProposeInput {
  const input = village(10, 10, 16);
  return { ...input, community: community(input.community.polygon, CODE), effort: 0.5 };
}

function asRegister(plan: Plan): GridInForce[] {
  return plan.grids.map(({ code, label, kind, buildingIds, polygon }) => ({
    code: code ?? label,
    kind,
    buildingIds,
    polygon,
  }));
}

const gridsOf = (plan: Plan): string[][] => plan.grids.map(({ buildingIds }) => [...buildingIds]);

let first: Plan;
let inForce: GridInForce[];

beforeAll(async () => {
  first = await propose(town());
  inForce = asRegister(first);
});

test("without grids in force there is nothing to report", () => {
  expect(first.regridding).toBeNull();
  expect(first.metrics.householdsMoved).toBeNull();
});

test("unchanged input gives the unchanged plan, to the last point", async () => {
  const again = await propose({ ...town(), seed: 7, inForce });
  expect(again.grids).toEqual(first.grids);
  expect(again.cells).toEqual(first.cells);
  const codes = first.grids.map(({ code }) => code);
  expect(again.regridding).toEqual({
    households: 1600,
    householdsMoved: 0,
    churn: 0,
    householdsRecoded: 0,
    codesKept: codes,
    codesRetired: [],
    codesRetiredBefore: [],
    codesNew: [],
    grids: first.grids.map(({ label, code, households, buildingIds }) => ({
      label,
      keeps: code,
      from: [{ code, households, buildings: buildingIds.length }],
    })),
  });
});

test("grids that nobody would draw stay while they are in band", async () => {
  // Strips of two columns, where squares are rounder by far.
  const strips = Array.from({ length: 5 }, (_, strip): GridInForce => {
    const isIn = (_: Building, i: number): boolean => Math.floor((i % 10) / 2) === strip;
    const buildingIds = town()
      .buildings.filter(isIn)
      .map(({ id }) => id);
    return { code: `${CODE}01${strip}`, kind: "STANDARD", buildingIds };
  });
  const plan = await propose({ ...town(), inForce: strips });
  expect(plan.metrics.householdsMoved).toBe(0);
  expect(plan.grids.map(({ label }) => label)).toEqual(["010", "011", "012", "013", "014"]);
});

test("one new tower becomes part of one grid, or splits it; the others do not notice", async () => {
  for (const households of [60, 300, 420]) {
    const input = town();
    const tower: Building = { ...house("tower", 192, 225, households) };
    const plan = await propose({ ...input, buildings: [...input.buildings, tower], inForce });
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.metrics.gridsInBand).toBe(plan.metrics.standardGrids);
    const before = new Set(gridsOf(first).map(String));
    const changed = gridsOf(plan).filter((ids) => !before.has(String(ids)));
    expect(changed.length).toBeLessThanOrEqual(2);
    expect(changed.flat()).toContain("tower");
    const { regridding } = plan;
    expect(regridding?.households).toBe(1600);
    const holder = plan.grids.findIndex(({ buildingIds }) => buildingIds.includes("tower"));
    expect(regridding?.grids[holder].from).toContainEqual({ code: null, households, buildings: 1 });
  }
});

test("a grid that lost most of its houses joins a neighbour, and its code retires", async () => {
  const input = town();
  const [gone, ...others] = inForce;
  const demolished = new Set(gone.buildingIds.slice(0, -6));
  const buildings = input.buildings.filter(({ id }) => !demolished.has(id));
  const plan = await propose({ ...input, buildings, inForce });
  expect(plan.metrics.gridsInBand).toBe(plan.metrics.standardGrids);
  expect(plan.regridding).toMatchObject({
    households: 1600 - 16 * demolished.size,
    householdsMoved: 6 * 16,
    codesKept: others.map(({ code }) => code),
    codesRetired: [gone.code],
    codesNew: [],
  });
});

test("grids in force of double size are parted, and the new ones count on", async () => {
  const [a, b, ...others] = inForce;
  const merged = { ...a, buildingIds: [...a.buildingIds, ...b.buildingIds], polygon: null };
  const plan = await propose({ ...town(), inForce: [merged, ...others] });
  expect(plan.metrics.gridsInBand).toBe(plan.metrics.standardGrids);
  // No half has 70 % of the whole.
  expect(plan.regridding).toMatchObject({
    codesKept: others.map(({ code }) => code),
    codesRetired: [merged.code],
    codesNew: [`${CODE}005`, `${CODE}006`],
  });
  const { householdsMoved, householdsRecoded, churn } = plan.regridding ?? {};
  expect(householdsRecoded).toBe(800);
  expect(householdsMoved).toBeLessThanOrEqual(400);
  expect(churn).toBe((householdsMoved ?? 0) / 1600);
});

test("retired codes are counted on from, and told again", async () => {
  const retired = [`${CODE}009`, `${CODE}005`];
  const [lost, ...others] = inForce;
  const plan = await propose({ ...town(), inForce: others, retiredCodes: retired });
  expect(plan.regridding).toMatchObject({
    codesKept: others.map(({ code }) => code),
    codesRetiredBefore: [`${CODE}005`, `${CODE}009`],
    codesNew: [`${CODE}010`],
  });
  expect(plan.grids.at(-1)?.buildingIds).toEqual(lost.buildingIds);
});

test("locks are hard, whatever is in force", async () => {
  const [a, b, c] = inForce;
  const together = [a.buildingIds[0], b.buildingIds[0], c.buildingIds[0]];
  const apart = [a.buildingIds[1], a.buildingIds[2]];
  const plan = await propose({
    ...town(),
    inForce,
    locks: { together: [together], apart: [apart] },
  });
  expect(errorsOf(plan)).toEqual([]);
  const gridOf = (id: string): number =>
    plan.grids.findIndex(({ buildingIds }) => buildingIds.includes(id));
  expect(new Set(together.map(gridOf)).size).toBe(1);
  expect(new Set(apart.map(gridOf)).size).toBe(2);

  const locked = [...b.buildingIds, a.buildingIds.at(-1) ?? ""].sort();
  const withGrid = await propose({ ...town(), inForce, locks: { grids: [locked] } });
  expect(gridsOf(withGrid)).toContainEqual(locked);
  expect(withGrid.regridding?.householdsMoved).toBe(16);
  expect(withGrid.regridding?.codesRetired).toEqual([]);
});
