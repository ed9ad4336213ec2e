import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { geometryFromGeoJson } from "../../src/db/geometry";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { rectangle, smallDataset } from "../support/dataset";

let db: Knex;
let west: string;
let east: string;
let network: string;
let version: string;

const BY = { id: "p", name: "P", role: "PLANNER" } as const;
const at = (year: number): Date => new Date(Date.UTC(year, 0, 1));

beforeAll(async () => {
  db = testDb();
  await importDataset(db, smallDataset(), SYSTEM);
  const ids = await db("communities").orderBy("external_id").pluck("id");
  [east, west] = ids as [string, string];
  [{ id: network }] = await db("departmental_networks")
    .insert({ community_id: west, department: "PARTY", name: "党建网格" })
    .returning("id");
  [{ id: version }] = await db("departmental_versions")
    .insert({ ...versionOf(west), valid_from: at(2025) })
    .returning("id");
});

function versionOf(community_id: string) {
  return { network_id: network, community_id, source: "POLYGONS" as const, imported_by: BY };
}

test.each([
  [
    "two versions of a network at a time",
    () => db("departmental_versions").insert({ ...versionOf(west), valid_from: at(2026) }),
    "departmental_versions_one_excl",
  ],
  [
    "a version of a network in another community",
    () => {
      const period = { valid_from: at(2020), valid_to: at(2021) };
      return db("departmental_versions").insert({ ...versionOf(east), ...period });
    },
    "departmental_versions_network_fkey",
  ],
  [
    "a version that ends before it begins",
    () =>
      db("departmental_versions")
        .where({ id: version })
        .update({ valid_to: at(2020) }),
    "departmental_versions_period_check",
  ],
  [
    "a network of the same name twice",
    () =>
      db("departmental_networks").insert({
        community_id: west,
        department: "PARTY",
        name: "党建网格",
      }),
    "departmental_networks_name_key",
  ],
  [
    "a grid without a code",
    () => db("departmental_grids").insert({ version_id: version, community_id: west, code: " " }),
    "departmental_grids_code_check",
  ],
  [
    "a grid of another community than its version",
    () => db("departmental_grids").insert({ version_id: version, community_id: east, code: "D" }),
    "departmental_grids_version_fkey",
  ],
  [
    "a polygon that crosses itself",
    () => {
      const [[a, b, c, d]] = rectangle(106.2, 38.4, 106.21, 38.41).coordinates;
      const bowTie = JSON.stringify({ type: "Polygon", coordinates: [[a, c, b, d, a]] });
      return db.raw(
        `insert into departmental_grids (version_id, community_id, code, geom) values (?, ?, 'D', ?)`,
        [version, west, geometryFromGeoJson(db, bowTie)],
      );
    },
    "departmental_grids_geom_valid_check",
  ],
])("the database refuses %s", async (_, attempt, constraint) => {
  await expect(attempt()).rejects.toMatchObject({ constraint });
});

test("a version ends once, and is never deleted", async () => {
  await db("departmental_versions")
    .where({ id: version })
    .update({ valid_to: at(2027) });
  for (const change of [
    db("departmental_versions")
      .where({ id: version })
      .update({ valid_to: at(2028) }),
    db("departmental_versions").where({ id: version }).update({ valid_to: null }),
    db("departmental_versions").where({ id: version }).delete(),
  ]) {
    await expect(change).rejects.toMatchObject({ constraint: "departmental_versions_keep" });
  }
});
