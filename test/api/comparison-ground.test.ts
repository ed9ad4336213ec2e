/** The difference layer on a seed community: whatever the divisions, nothing is missing and nothing twice. */
import { area } from "@turf/turf";
import type { Knex } from "knex";
import { seedDataset } from "../../seeds";
import { SYSTEM } from "../../src/auth/viewer";
import { comparePlans, findGroundChanges } from "../../src/comparison/comparison.service";
import type { GroundChange } from "../../src/comparison/ground";
import { areaOf } from "../../src/db/geometry";
import { createRandom, type Random } from "../../src/engine";
import type { Dataset } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { storeDivision, type GivenDivision } from "./support/divisions";

jest.setTimeout(120_000);

const ROUNDS = 6;

let db: Knex;
let dataset: Dataset;
/** The smallest community of the seeds with buildings in several blocks. */
let community: string;

beforeAll(async () => {
  db = testDb();
  const all = seedDataset();
  const sizes = all.communities.map(({ id }) => ({
    id,
    buildings: all.buildings.filter(({ communityId }) => communityId === id).length,
  }));
  const [smallest] = sizes
    .filter(({ buildings }) => buildings >= 20)
    .sort((a, b) => a.buildings - b.buildings);
  community = smallest.id;
  dataset = {
    ...all,
    communities: all.communities.filter(({ id }) => id === community),
    buildings: all.buildings.filter(({ communityId }) => communityId === community),
  };
  await importDataset(db, dataset, SYSTEM);
});

function anyDivision(random: Random): GivenDivision {
  const grids: string[][] = Array.from({ length: 2 + random.below(4) }, () => []);
  for (const { id } of dataset.buildings) grids[random.below(grids.length)].push(id);
  return grids.filter((ids) => ids.length > 0).map((buildings) => ({ buildings }));
}

/** Takes some cells out of their grids, as editing stores it. */
async function release({ id }: Plan, random: Random): Promise<void> {
  const cells = await db("plan_cells").where({ plan_id: id }).orderBy("no").pluck("no");
  const out = cells.filter(() => random.below(5) === 0);
  await db("plan_cells").where({ plan_id: id }).whereIn("no", out).delete();
}

async function compared(plan: Plan, against: Plan) {
  const comparison = await comparePlans(db, { planId: plan.id, againstId: against.id });
  if (comparison === null) throw new Error("A plan is gone");
  return { comparison, changes: await findGroundChanges(db, comparison) };
}

/** Cell by cell: the grid of each in a plan, by number. */
async function cellsOf({ id }: Plan): Promise<Map<number, { gridId: string; areaM2: number }>> {
  const rows = await db("plan_cells").where({ plan_id: id }).select("no", "grid_id", "geom");
  return new Map(
    rows.map(({ no, grid_id, geom }) => [no, { gridId: grid_id, areaM2: area(areaOf(geom)) }]),
  );
}

const keyOf = (from: string | undefined, to: string | undefined) => `${from ?? "-"} ${to ?? "-"}`;

const areasOf = (changes: readonly GroundChange[]) =>
  new Map(changes.map(({ from, to, areaM2 }) => [keyOf(from?.gridId, to?.gridId), areaM2]));

test("of random divisions, with cells in no grid, the ground of each pair is that of its cells", async () => {
  const random = createRandom(5);
  for (let round = 0; round < ROUNDS; round++) {
    const against = await storeDivision(db, community, anyDivision(random));
    const plan = await storeDivision(db, community, anyDivision(random));
    const [olds, news] = [await cellsOf(against), await cellsOf(plan)];
    const all = new Map([...olds, ...news].map(([no, { areaM2 }]) => [no, areaM2]));
    if (round % 2 === 1) {
      await release(against, random);
      await release(plan, random);
    }
    const { comparison, changes } = await compared(plan, against);
    const [from, to] = [await cellsOf(against), await cellsOf(plan)];
    const same = new Set(
      comparison.grids
        .filter((grid) => grid.plan !== null && grid.against !== null)
        .map(({ plan: own, against: other }) => keyOf(other?.gridId, own?.gridId)),
    );
    const expected = new Map<string, number>();
    for (const [no, areaM2] of all) {
      const key = keyOf(from.get(no)?.gridId, to.get(no)?.gridId);
      if (!same.has(key) && key !== "- -") expected.set(key, (expected.get(key) ?? 0) + areaM2);
    }
    const found = areasOf(changes);
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, areaM2] of expected) expect(found.get(key)).toBeCloseTo(areaM2, 4);
    expect(await overlapOf(changes)).toBeLessThan(1e-6);

    const { households, buildings } = comparison;
    const told = changes.reduce((sum, change) => sum + change.households, 0);
    expect(told).toBe(households.moved + households.added + households.dropped);
    expect(changes.reduce((sum, change) => sum + change.buildings, 0)).toBe(buildings.length);
  }
});

test("of plans on other data what one grid loses another one gains, and nothing else", async () => {
  const random = createRandom(9);
  for (let round = 0; round < ROUNDS; round++) {
    const against = await storeDivision(db, community, anyDivision(random));
    await importDataset(db, await withSmallerBuilding(random), SYSTEM);
    const plan = await storeDivision(db, community, anyDivision(random));
    const { comparison, changes } = await compared(plan, against);
    const grids = await db("plan_grids")
      .whereIn("plan_id", [plan.id, against.id])
      .select("id", "area_m2");
    const areas = new Map(grids.map(({ id, area_m2 }) => [id, area_m2]));
    const sum = (list: readonly GroundChange[]) =>
      list.reduce((total, { areaM2 }) => total + areaM2, 0);
    for (const { plan: own, against: other } of comparison.grids) {
      const lost = changes.filter(({ from }) => from !== null && from.gridId === other?.gridId);
      const gained = changes.filter(({ to }) => to !== null && to.gridId === own?.gridId);
      const before = areas.get(other?.gridId ?? "") ?? 0;
      const after = areas.get(own?.gridId ?? "") ?? 0;
      expect(before - sum(lost) + sum(gained)).toBeCloseTo(after, 1);
    }
    expect(await overlapOf(changes)).toBeLessThan(0.01);
  }
});

/** The community with one footprint half as large, so that the cells around it are others. */
async function withSmallerBuilding(random: Random): Promise<Dataset> {
  const chosen = dataset.buildings[random.below(dataset.buildings.length)].id;
  const { rows } = await db.raw<{ rows: { shape: string }[] }>(
    `select st_asgeojson(st_scale(geom, st_makepoint(0.5, 0.5), st_centroid(geom)), 9) as shape
     from buildings where external_id = ?`,
    [chosen],
  );
  return {
    ...dataset,
    buildings: dataset.buildings.map((building) =>
      building.id === chosen
        ? { ...building, geometry: JSON.parse(rows[0].shape) as (typeof building)["geometry"] }
        : building,
    ),
  };
}

/** Square metres, roughly, that two pieces of the layer both claim. */
async function overlapOf(changes: readonly GroundChange[]): Promise<number> {
  const { rows } = await db.raw<{ rows: { areValid: boolean; m2: number }[] }>(
    `with pieces as materialized (
       select no, st_geomfromgeojson(piece ->> 'geometry') as geom
       from jsonb_array_elements(?) with ordinality as listed (piece, no))
     select (select bool_and(st_isvalid(geom)) from pieces) as "areValid", coalesce(sum(st_area(st_intersection(one.geom, other.geom))), 0) * 1e10 as m2
     from pieces one join pieces other on one.no < other.no and st_intersects(one.geom, other.geom)`,
    [JSON.stringify(changes.map(({ geometry }) => ({ geometry })))],
  );
  expect(rows[0].areValid).toBe(true);
  return rows[0].m2;
}
