/** What holds of every division that is given back to the engine, however it was changed. */
import {
  assess,
  assessOn,
  createRandom,
  prepareGround,
  propose,
  type GivenGrid,
  type Plan,
  type Random,
} from "../../src/engine";
import { communityInputs, type CommunityInput } from "../../src/exchange/propose-inputs";
import { generateCommunities, seedDataset } from "../../seeds";
import { errorsOf } from "./ground";
import { hostileInput } from "./hostile";

jest.setTimeout(300_000);

const EFFORT = 0.1;
const MOVES = 200;

function asGiven(plan: Plan): GivenGrid[] {
  return plan.grids.map(({ kind, buildingIds, polygon }) => ({ kind, buildingIds, polygon }));
}

const seeds = communityInputs(seedDataset()).filter(({ buildings }) => buildings.length > 0);
const generated = [11, 12, 13].flatMap((seed) =>
  communityInputs(generateCommunities({ count: 1, seed, buildings: 60 })),
);
const all = [...seeds, ...generated].map((input, i): [string, CommunityInput] => [
  `${input.community.id} (${i + 1})`,
  input,
]);

test.each(all)("grids of %s come back to the last bit", async (_, input) => {
  const plan = await propose({ ...input, effort: EFFORT });
  const given = await assess(input, asGiven(plan).reverse());
  expect(given.grids).toEqual(plan.grids);
  expect(given.cells).toEqual(plan.cells);
  expect(given.blocks).toEqual(plan.blocks);
  expect(given.metrics).toEqual(plan.metrics);
  expect(given.findings).toEqual(plan.findings);
  expect(given.certificate.bound).toBe(plan.certificate.bound);
  expect(given.certificate.kind).toBe(plan.certificate.kind);
  expect(given.provenance.inputHash).toBe(plan.provenance.inputHash);
});

/** A random cell's buildings go to another grid: mostly to one beside it. */
function moved(division: readonly GivenGrid[], plan: Plan, random: Random): GivenGrid[] {
  const cells = plan.cells.filter(({ buildingIds }) => buildingIds.length > 0);
  const cell = cells[random.below(cells.length)];
  const corners = new Set(ringsOf(cell.polygon).flat().map(String));
  const holds = (ids: readonly string[]) => ids.includes(cell.buildingIds[0]);
  const beside = division.flatMap(({ buildingIds }, i) =>
    plan.cells.some(
      (other) =>
        buildingIds.includes(other.buildingIds[0] ?? "") &&
        ringsOf(other.polygon)
          .flat()
          .some((corner) => corners.has(String(corner))),
    ) && !holds(buildingIds)
      ? [i]
      : [],
  );
  const to =
    beside.length > 0 && random.next() < 0.8
      ? beside[random.below(beside.length)]
      : random.below(division.length);
  return division.map((grid, i) => ({
    ...grid,
    buildingIds: [
      ...grid.buildingIds.filter((id) => !cell.buildingIds.includes(id)),
      ...(i === to ? cell.buildingIds : []),
    ],
  }));
}

function ringsOf(polygon: Plan["cells"][number]["polygon"]) {
  return polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();
}

const shaken = [...seeds].sort((a, b) => b.buildings.length - a.buildings.length)[0];

test.each([
  [shaken.community.id, shaken],
  [generated[0].community.id, generated[0]],
])("%s stays an exact tiling however often it is changed", async (_, input) => {
  const first = await propose({ ...input, effort: EFFORT });
  const ground = prepareGround(input);
  const random = createRandom(7);
  const households = input.buildings.reduce((sum, building) => sum + building.households, 0);
  let division = asGiven(first);
  let last = first;
  for (let i = 0; i < MOVES; i++) {
    division = moved(division, first, random);
    last = assessOn(ground, division);
    const errors = last.findings.filter(({ severity }) => severity === "ERROR");
    // Islands are what moving buildings makes; anything else would be the engine's own fault.
    expect(errors.filter(({ code }) => code !== "GRID_NOT_CONNECTED")).toEqual([]);
    expect(last.metrics.households).toBe(households);
    expect(last.grids.flatMap(({ buildingIds }) => buildingIds)).toHaveLength(
      input.buildings.length,
    );
    const { bound, householdsInBand } = last.certificate;
    expect(bound ?? Infinity).toBeGreaterThanOrEqual(householdsInBand);
  }
  // What was prepared once gives what is made from nothing.
  const anew = await assess(input, division);
  expect(anew.grids).toEqual(last.grids);
  expect(anew.metrics).toEqual(last.metrics);
});

test("grids of hostile communities come back, and stay a tiling when buildings move", async () => {
  for (let seed = 0; seed < 60; seed++) {
    const input = { ...hostileInput(seed), effort: EFFORT };
    const first = await propose(input);
    const given = await assess(input, asGiven(first));
    expect(JSON.stringify(given)).toBe(JSON.stringify(first));
    if (first.cells.every(({ buildingIds }) => buildingIds.length === 0)) continue;
    const changed = moved(asGiven(first), first, createRandom(seed));
    const errors = errorsOf(await assess(input, changed));
    expect(errors.filter((error) => !error.startsWith("GRID_NOT_CONNECTED"))).toEqual([]);
  }
});

test("moving one building at a border changes the outlines of two grids alone", async () => {
  const input = shaken;
  const first = await propose({ ...input, effort: EFFORT });
  const ground = prepareGround(input);
  const random = createRandom(3);
  const before = assessOn(ground, asGiven(first));
  for (let i = 0; i < 10; i++) {
    const after = assessOn(ground, moved(asGiven(first), first, random));
    const known = new Set(before.grids.map(({ polygon }) => JSON.stringify(polygon)));
    const changed = after.grids.filter(({ polygon }) => !known.has(JSON.stringify(polygon)));
    expect(changed.length).toBeLessThanOrEqual(2);
  }
});
