import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { approvedDivision, divideInForce, putInForce, storeDivision } from "./support/divisions";
import { SOUND } from "./support/plan-life";
import { person, startTestServer, TEST_AUTH, type TestServer } from "./support/test-server";
import { get, tileAt, tileOf } from "./support/tiles";
import { rowOfCommunities } from "./support/towns";

const EVERYWHERE = { as: person("VIEWER") };
/** c0 alone. */
const FIRST = { as: person("VIEWER", "640104001901") };
const NOWHERE = { as: { id: "x", name: "x", grants: [] } };

/** Holds both communities. */
const TOWN = tileOf(14, 106.205, 38.403);

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer({ auth: TEST_AUTH });
  await importDataset(db, rowOfCommunities(2), SYSTEM);
});

afterAll(() => server.close());

test("communities, buildings and barriers are drawn from the ledger", async () => {
  const { communities, "communities-labels": labels } = await tileAt(
    server,
    `/tiles/communities/${TOWN}.mvt`,
    EVERYWHERE,
  );
  expect(communities.map(({ properties }) => properties).sort(byCode)).toMatchObject([
    { code: "640104001901", name: "社区0", households: 900, inForce: false },
    { code: "640104001902", name: "社区1", households: 900, inForce: false },
  ]);
  expect(labels).toHaveLength(2);
  const { buildings } = await tileAt(server, `/tiles/buildings/${TOWN}.mvt`, EVERYWHERE);
  expect(buildings).toHaveLength(18);
  const [{ id }] = await db("buildings").where({ external_id: "c0-b0" }).select("id");
  expect(buildings.map(({ properties }) => properties)).toContainEqual({
    id: toGlobalId("Building", id),
    name: "1号楼",
    households: 100,
    category: "RESIDENTIAL",
    estate: "南园",
  });
  const { barriers } = await tileAt(server, `/tiles/barriers/${TOWN}.mvt`, EVERYWHERE);
  expect(barriers.map(({ properties }) => properties)).toMatchObject([
    { kind: "ROAD", class: "primary", name: "解放街" },
  ]);
});

test("a plan's tile shows its grids, and its edits at once", async () => {
  const plan = await storeDivision(db, "c1", [
    { buildings: [0, 1, 2].map((n) => `c1-b${n}`) },
    { buildings: [3, 4, 5, 6, 7, 8].map((n) => `c1-b${n}`) },
  ]);
  const id = toGlobalId("Plan", plan.id);
  const { plan: grids, "plan-labels": labels } = await tileAt(
    server,
    `/tiles/plans/${id}/${TOWN}.mvt`,
    EVERYWHERE,
  );
  expect(grids.map(({ properties }) => properties)).toMatchObject([
    { label: "001", kind: "STANDARD", households: 600, bandLow: 300, bandHigh: 500, inBand: false },
    {
      label: "002",
      kind: "STANDARD",
      households: 300,
      inBand: true,
      reduced: false,
      locked: false,
    },
  ]);
  expect(new Set(grids.map(({ properties }) => properties.colour)).size).toBe(2);
  expect(grids[0].properties).toMatchObject({ severity: "WARNING", communityCode: "640104001902" });
  expect(labels.map(({ properties }) => properties.id)).toEqual(
    grids.map(({ properties }) => properties.id),
  );
  expect(await statusOf(`/tiles/plans/${id}/${TOWN}.mvt`, FIRST)).toBe(404);
  await db("plan_grids").where({ plan_id: plan.id, label: "001" }).update({ name: "北" });
  await db("plans").where({ id: plan.id }).increment("version");
  const { plan: renamed } = await tileAt(server, `/tiles/plans/${id}/${TOWN}.mvt`, EVERYWHERE);
  expect(renamed[0].properties).toMatchObject({ name: "北" });
});

test("what was put in force is in the very next tile, and the day before shows what was", async () => {
  const path = `/tiles/register/${TOWN}.mvt`;
  const before = await get(server, path, EVERYWHERE);
  const etag = before.headers.get("etag") ?? "";
  expect((await before.arrayBuffer()).byteLength).toBe(0);
  const kept = await get(server, path, EVERYWHERE, { "if-none-match": etag });
  expect([kept.status, await kept.text()]).toEqual([304, ""]);

  const plan: Plan = await approvedDivision(db, "c0", SOUND);
  const moment = new Date();
  await putInForce(server, plan, { comment: "首次划分" });
  const after = await get(server, path, EVERYWHERE, { "if-none-match": etag });
  expect(after.status).toBe(200);
  const { register } = await tileAt(server, path, EVERYWHERE);
  expect(register.map(({ properties }) => properties)).toMatchObject([
    { code: "640104001901001", label: "001", households: 300, communityCode: "640104001901" },
    { code: "640104001901002", label: "002", households: 300, inBand: true },
    { code: "640104001901003", label: "003", households: 300, bandLow: 300 },
  ]);
  const past = await tileAt(server, `${path}?at=${moment.toISOString()}`, EVERYWHERE);
  expect(past).toEqual({});
  const { buildings } = await tileAt(server, `/tiles/buildings/${TOWN}.mvt`, EVERYWHERE);
  expect(buildings.filter(({ properties }) => "gridCode" in properties)).toHaveLength(9);
  const { communities } = await tileAt(server, `/tiles/communities/${TOWN}.mvt`, EVERYWHERE);
  expect(communities.filter(({ properties }) => properties.inForce === true)).toHaveLength(1);
});

test("nobody sees more in tiles than elsewhere", async () => {
  await divideInForce(
    server,
    db,
    "c1",
    SOUND.map(({ buildings }) => ({ buildings: buildings.map((id) => id.replace("c0", "c1")) })),
  );
  expect(await statusOf(`/tiles/register/${TOWN}.mvt`, {})).toBe(401);
  expect(await statusOf("/tiles/register.json", {})).toBe(401);
  for (const [asker, codes] of [
    [EVERYWHERE, ["640104001901", "640104001902"]],
    [FIRST, ["640104001901"]],
    [NOWHERE, []],
  ] as const) {
    const { communities = [] } = await tileAt(server, `/tiles/communities/${TOWN}.mvt`, asker);
    expect(communities.map(({ properties }) => properties.code).sort()).toEqual(codes);
    const { register = [] } = await tileAt(server, `/tiles/register/${TOWN}.mvt`, asker);
    expect(new Set(register.map(({ properties }) => properties.communityCode))).toEqual(
      new Set(codes),
    );
    const { buildings = [] } = await tileAt(server, `/tiles/buildings/${TOWN}.mvt`, asker);
    expect(buildings).toHaveLength(9 * codes.length);
    const { barriers = [] } = await tileAt(server, `/tiles/barriers/${TOWN}.mvt`, asker);
    expect(barriers).toHaveLength(Math.min(1, codes.length));
  }
});

test("TileJSON says where tiles are, how long they hold and what is in them", async () => {
  const response = await get(server, "/tiles/register.json", EVERYWHERE);
  const document = (await response.json()) as {
    tilejson: string;
    tiles: [string];
    bounds: number[];
    vector_layers: { id: string; fields: Record<string, string> }[];
    maxzoom: number;
  };
  expect(document).toMatchObject({ tilejson: "3.0.0", minzoom: 0, maxzoom: 16 });
  expect(document.vector_layers.map(({ id }) => id)).toEqual(["register", "register-labels"]);
  expect(document.bounds[0]).toBeCloseTo(106.2, 6);
  const { register } = await tileAt(server, `/tiles/register/${TOWN}.mvt`, EVERYWHERE);
  expect(Object.keys(document.vector_layers[0].fields)).toEqual(
    expect.arrayContaining(Object.keys(register[0].properties)),
  );
  const [z, x, y] = TOWN.split("/");
  const url = document.tiles[0].replace("{z}", z).replace("{x}", x).replace("{y}", y);
  const path = url.slice(server.url.length);
  expect((await get(server, path, EVERYWHERE)).headers.get("cache-control")).toBe(
    "private, max-age=31536000, immutable",
  );
  // On a connection of the server: what others do is heard a moment later.
  const { knex } = server.database;
  await knex("communities").where({ external_id: "c1" }).update({ name: "改名" });
  const stale = await get(server, path, EVERYWHERE);
  expect(stale.headers.get("cache-control")).toBe("private, no-cache");
  expect(stale.headers.get("vary")).toBe("authorization, accept-encoding");
});

test("a tile comes compressed and not, and is the same", async () => {
  const path = `/tiles/register/${TOWN}.mvt`;
  const plain = await get(server, path, EVERYWHERE, { "accept-encoding": "identity" });
  const gzip = await get(server, path, EVERYWHERE, { "accept-encoding": "gzip" });
  expect([plain, gzip].map(({ headers }) => headers.get("content-encoding"))).toEqual([
    null,
    "gzip",
  ]);
  expect(await plain.arrayBuffer()).toEqual(await gzip.arrayBuffer());
});

test("what is no tile is told so", async () => {
  for (const path of [
    "/tiles/rivers/1/0/0.mvt",
    "/tiles/register/23/0/0.mvt",
    "/tiles/register/1/2/0.mvt",
    "/tiles/register/1/0/0.png",
    "/tiles/register/01/0/0.mvt",
    "/tiles/register.xml",
    "/tiles/plans/nobody/1/0/0.mvt",
    "/tiles/plans/nobody.json",
  ]) {
    expect([path, await statusOf(path, EVERYWHERE)]).toEqual([path, 404]);
  }
  expect(await statusOf(`/tiles/register/${TOWN}.mvt?at=yesterday`, EVERYWHERE)).toBe(400);
});

async function statusOf(path: string, asker: Parameters<typeof get>[2]): Promise<number> {
  return (await get(server, path, asker)).status;
}

type Coded = Readonly<Record<string, string | number | boolean>>;

function byCode(a: Coded, b: Coded): number {
  return String(a.code) < String(b.code) ? -1 : 1;
}
