import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { drawStaleShapes } from "../../src/shapes/draw-shapes.service";
import { createShapeDrawer, type ShapeDrawer } from "../../src/shapes/drawer";
import { shapeAt } from "../../src/shapes/shape-at";
import {
  claimStale,
  findAreasAround,
  markStale,
  storeShapes,
} from "../../src/shapes/shape.repository";
import { emptyTables, testDb, testKind } from "../support/database";
import { drawn, faultsOf, NO_FAULTS } from "./support/shapes";
import { startTestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let db: Knex;
let drawer: ShapeDrawer;

beforeAll(() => {
  drawer = createShapeDrawer();
});

beforeEach(async () => {
  db = testDb();
  await emptyTables(db);
});

afterAll(() => drawer.close());

const GOES_ON = new AbortController().signal;

test("a server draws when it starts what another one had begun and died over", async () => {
  await importDataset(db, rowOfCommunities(4), SYSTEM);
  await markStale(db);
  const claimed = await claimStale(db, "6f9619ff-8b86-4d01-b42d-00c04fc964ff");
  expect(claimed).toHaveLength(4);
  // Another process of a server may be at it; the embedded database has one only.
  if (testKind() === "server") {
    await db("stale_shapes").update({ claimed_at: new Date("2026-01-01T00:00:00Z") });
  }
  const server = await startTestServer();
  await drawn(db);
  await server.close();
  expect(await db("shapes").pluck("id")).toHaveLength(4);
  expect(server.logged).toEqual([]);
});

test("what changes while it is drawn is not stored as it was, and drawn again", async () => {
  const claim = "6f9619ff-8b86-4d01-b42d-00c04fc964ff";
  const town = rowOfCommunities(6);
  await importDataset(db, town, SYSTEM);
  await markStale(db);
  const communityIds = await claimStale(db, claim);
  const shapes = await drawer.draw({
    areas: await findAreasAround(db, communityIds),
    communityIds,
  });
  // The first one gets another boundary: that is its own, and its neighbour's.
  const [first, ...others] = town.communities;
  const ring = [
    [106.2, 38.4],
    [106.206, 38.4],
    [106.206, 38.406],
    [106.203, 38.4065],
    [106.2, 38.406],
    [106.2, 38.4],
  ];
  const moved = { ...first, geometry: { type: "Polygon" as const, coordinates: [ring] } };
  await importDataset(db, { ...town, communities: [moved, ...others] }, SYSTEM);
  await markStale(db);
  await db.transaction((trx) => storeShapes(trx, claim, shapes));
  expect(await db("stale_shapes").pluck("community_id")).toHaveLength(2);
  expect(await db("shapes").pluck("id")).toHaveLength(4);

  await drawStaleShapes({ db, drawer }, GOES_ON);
  expect(await db("stale_shapes").pluck("community_id")).toEqual([]);
  expect(await db("shapes").pluck("id")).toHaveLength(6);
});

test("two that draw at once do not draw the same", async () => {
  await importDataset(db, rowOfCommunities(30), SYSTEM);
  await markStale(db);
  const one = await claimStale(db, "6f9619ff-8b86-4d01-b42d-00c04fc964ff");
  const other = await claimStale(db, "7f9619ff-8b86-4d01-b42d-00c04fc964ff");
  expect([one.length, other.length]).toEqual([12, 12]);
  expect(new Set([...one, ...other]).size).toBe(24);
});

test("a town that is imported at once is drawn part by part, and the parts fit together", async () => {
  await importDataset(db, rowOfCommunities(60), SYSTEM);
  await drawStaleShapes({ db, drawer }, GOES_ON);
  expect(await db("shapes").pluck("id")).toHaveLength(60);
  for (const zoom of [6, 12, 15]) {
    const areas = db.raw(`select id, ${shapeAt("communities", zoom)} as shape from communities`);
    expect(await faultsOf(db, areas)).toEqual(NO_FAULTS);
  }
});

test("what is the same as before is not written again", async () => {
  await importDataset(db, rowOfCommunities(2), SYSTEM);
  await drawStaleShapes({ db, drawer }, GOES_ON);
  const written = async () => db("shapes").orderBy("id").select("id", db.raw("xmin::text as xmin"));
  const before = await written();
  await db.raw("insert into shape_changes (box) select st_envelope(geom) from communities");
  await drawStaleShapes({ db, drawer }, GOES_ON);
  expect(await db("stale_shapes").pluck("community_id")).toEqual([]);
  expect(await written()).toEqual(before);
});
