import type { Position } from "geojson";
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import type { Dataset } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import { shapeAt } from "../../src/shapes/shape-at";
import { EXACT_ZOOM } from "../../src/shapes/threshold";
import { emptyTables, testDb } from "../support/database";
import { divideInForce, type GivenDivision } from "./support/divisions";
import { drawn, faultsOf, NO_FAULTS } from "./support/shapes";
import { startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

const ZOOMS = [4, 10, 13, EXACT_ZOOM];

let server: TestServer;
let db: Knex;

beforeEach(async () => {
  db = testDb();
  await emptyTables(db);
  server = await startTestServer();
});

afterEach(() => server.close());

function rowsOf(id: string): GivenDivision {
  return [0, 3, 6].map((n) => ({ buildings: [0, 1, 2].map((i) => `${id}-b${n + i}`) }));
}

function columnsOf(id: string): GivenDivision {
  return [0, 1, 2].map((n) => ({ buildings: [0, 3, 6].map((i) => `${id}-b${n + i}`) }));
}

function gridsAt(zoom: number, where: string): Knex.Raw {
  return db.raw(`select id, ${shapeAt("register", zoom)} as shape from register where ${where}`);
}

test("grids of neighbouring communities share every vertex at every zoom, on every date", async () => {
  await importDataset(db, rowOfCommunities(3), SYSTEM);
  for (const id of ["c0", "c1", "c2"]) await divideInForce(server, db, id, rowsOf(id));
  await divideInForce(server, db, "c1", columnsOf("c1"));
  await drawn(db);
  const entries = await db("register").pluck("id");
  const communities = await db("communities").pluck("id");
  expect(new Set(await db("shapes").pluck("id"))).toEqual(new Set([...entries, ...communities]));
  expect(await db("register").whereNotNull("valid_to").pluck("id")).toHaveLength(3);
  for (const zoom of ZOOMS) {
    for (const date of ["valid_to is null", "valid_from < (select min(valid_to) from register)"]) {
      const faults = await faultsOf(db, gridsAt(zoom, date));
      expect([zoom, faults]).toEqual([zoom, NO_FAULTS]);
    }
  }
});

test("what is not drawn yet is shown as it is exactly", async () => {
  await importDataset(db, rowOfCommunities(1), SYSTEM);
  await drawn(db);
  await db("shapes").delete();
  const { rows } = await db.raw<{ rows: { isExact: boolean }[] }>(
    `select st_equals(${shapeAt("communities", 4)}, st_transform(geom, 3857)) as "isExact"
     from communities`,
  );
  expect(rows).toEqual([{ isExact: true }]);
});

test("a border that is moved is drawn anew on both sides, and what was in force keeps its own", async () => {
  const town = rowOfCommunities(3);
  await importDataset(db, town, SYSTEM);
  await divideInForce(server, db, "c1", rowsOf("c1"));
  await drawn(db);
  const shapesOf = async (kind: "GRID" | "COMMUNITY"): Promise<{ id: string; shape: string }[]> =>
    db("shapes")
      .where({ kind })
      .orderBy("id")
      .select<{ id: string; shape: string }[]>("id", db.raw("st_asewkt(shape) as shape"));
  const [grids, communities] = [await shapesOf("GRID"), await shapesOf("COMMUNITY")];

  await importDataset(db, { ...town, communities: town.communities.map(withCrookedEast) }, SYSTEM);
  await drawn(db);
  expect((await shapesOf("GRID")).map(({ id }) => id)).toEqual(grids.map(({ id }) => id));
  const now = await shapesOf("COMMUNITY");
  expect(now.filter(({ shape }, i) => shape !== communities[i].shape)).toHaveLength(3);
  for (const zoom of ZOOMS) {
    const areas = db.raw(`select id, ${shapeAt("communities", zoom)} as shape from communities`);
    expect([zoom, await faultsOf(db, areas)]).toEqual([zoom, NO_FAULTS]);
  }
});

/** With a bay in the border to the east, or from the west. */
function withCrookedEast(
  community: Dataset["communities"][number],
): Dataset["communities"][number] {
  if (community.geometry.type !== "Polygon") throw new Error("Expected a polygon");
  const [[southWest, southEast, northEast, northWest]] = community.geometry.coordinates;
  const middle = (south: Position, north: Position): Position[] =>
    [0.4, 0.5, 0.6].map((share, i) => [
      south[0] + (i === 1 ? 0.0004 : 0.0001),
      south[1] + share * (north[1] - south[1]),
    ]);
  const ring = [
    southWest,
    southEast,
    ...middle(southEast, northEast),
    northEast,
    northWest,
    ...middle(southWest, northWest).reverse(),
    southWest,
  ];
  return { ...community, geometry: { type: "Polygon", coordinates: [ring] } };
}
