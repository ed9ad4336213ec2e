import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { shapeAt } from "../../src/shapes/shape-at";
import { EXACT_ZOOM } from "../../src/shapes/threshold";
import { emptyTables, testDb } from "../support/database";
import { divideInForce, type GivenDivision } from "./support/divisions";
import { startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

const ZOOMS = [4, 8, 10, 12, 14, 15, EXACT_ZOOM, 20];

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

/** Waits until everything is drawn; the test's own time limit ends it if it never is. */
async function drawn(): Promise<void> {
  const stale = async (): Promise<boolean> => {
    const { rows } = await db.raw<{ rows: { stale: boolean }[] }>(
      `select exists (select from shape_changes) or exists (select from stale_shapes) as stale`,
    );
    return rows[0].stale;
  };
  while (await stale());
}

/** What is wrong with the areas of a statement that has `id` and `shape`; all in metres of the map. */
async function faultsOf(areas: Knex.Raw): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(
    `with areas as materialized (?)
     select
       (select cast(count(*) as integer) from areas where not st_isvalid(shape)) as invalid,
       (select coalesce(sum(st_area(st_intersection(a.shape, b.shape))), 0)
        from areas a join areas b on a.id < b.id and a.shape && b.shape) as overlap,
       -- Vertices that lie on the border of a neighbour which does not have them.
       (select cast(count(*) as integer)
        from areas a cross join lateral st_dumppoints(a.shape) p
        join areas b on a.id <> b.id and st_intersects(p.geom, b.shape)
        where not exists (select from st_dumppoints(b.shape) q where st_equals(q.geom, p.geom)))
         as lonely`,
    [areas],
  );
  return rows[0];
}

function gridsAt(zoom: number, where: string): Knex.Raw {
  return db.raw(`select id, ? as shape from register where ${where}`, [
    shapeAt(db, "register", zoom),
  ]);
}

test("grids of neighbouring communities share every vertex at every zoom, on every date", async () => {
  await importDataset(db, rowOfCommunities(3), SYSTEM);
  for (const id of ["c0", "c1", "c2"]) await divideInForce(server, db, id, rowsOf(id));
  await divideInForce(server, db, "c1", columnsOf("c1"));
  await drawn();
  const entries = await db("register").pluck("id");
  const communities = await db("communities").pluck("id");
  expect(new Set(await db("shapes").pluck("id"))).toEqual(new Set([...entries, ...communities]));
  expect(await db("register").whereNotNull("valid_to").pluck("id")).toHaveLength(3);
  for (const zoom of ZOOMS) {
    for (const date of ["valid_to is null", "valid_from < (select min(valid_to) from register)"]) {
      const faults = await faultsOf(gridsAt(zoom, date));
      expect([zoom, faults]).toEqual([zoom, { invalid: 0, overlap: 0, lonely: 0 }]);
    }
  }
});

test("what is not drawn yet is shown as it is exactly", async () => {
  await importDataset(db, rowOfCommunities(1), SYSTEM);
  await drawn();
  await db("shapes").delete();
  const { rows } = await db.raw<{ rows: { isExact: boolean }[] }>(
    `select st_equals(?, st_transform(geom, 3857)) as "isExact" from communities`,
    [shapeAt(db, "communities", 4)],
  );
  expect(rows).toEqual([{ isExact: true }]);
});
