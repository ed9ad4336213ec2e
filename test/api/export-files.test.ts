/** What is in the files behind the links. */
import type { FeatureCollection } from "geojson";
import { toGlobalId } from "../../src/graphql/global-id";
import { fromStored } from "../../src/crs/crs";
import { testDb } from "../support/database";
import { takeNetwork } from "./support/departmental";
import { divideInForce, storeDivision } from "./support/divisions";
import { download, makeLink, rowsOf } from "./support/exports";
import { CODE, items, makeOgcWorld } from "./support/ogc";
import { soundOf } from "./support/plan-life";
import { person, startTestServer, type TestServer } from "./support/test-server";

jest.setTimeout(120_000);

const EVERYWHERE = person("PLANNER", "", "everywhere");
const link = (input: object): Promise<{ readonly url: string }> =>
  makeLink(server, EVERYWHERE, { ...input });

let server: TestServer;
let before: Date;
beforeAll(async () => {
  server = await startTestServer();
  before = await makeOgcWorld(server);
});
afterAll(() => server.close());

test("the register as a table: UTF-8 with a mark, Chinese headers, one row for each grid", async () => {
  const { url } = await link({ format: "CSV", register: { jurisdiction: CODE } });
  const { headers, text } = await download(url);
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(headers.get("content-disposition")).toBe(`attachment; filename="register-${CODE}.csv"`);
  expect(text.startsWith("\uFEFF网格编码,网格类型,网格名称,社区代码,社区名称,户数,")).toBe(true);
  const [header, ...rows] = rowsOf(text);
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row).toHaveLength(header.length);
    expect(row[header.indexOf("网格编码")]).toMatch(/^640104001901\d{3}$/);
    expect(row[header.indexOf("网格类型")]).toBe("标准网格");
    expect(row[header.indexOf("社区名称")]).toBe("社区0");
    expect(row[header.indexOf("生效时间（北京时间）")]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(row[header.indexOf("失效时间（北京时间）")]).toBe("");
  }
  const households = rows.map((row) => Number(row[header.indexOf("户数")]));
  expect(households.reduce((a, b) => a + b, 0)).toBe(900);
});

test("the register of a day that is over", async () => {
  const { url } = await link({
    format: "CSV",
    register: { jurisdiction: CODE, at: before.toISOString() },
  });
  expect(url).toContain(`register-${CODE}-${before.toISOString().slice(0, 10)}.csv`);
  expect(rowsOf((await download(url)).text)).toHaveLength(1 + 3);
});

test.each(["CGCS2000", "WGS84", "GCJ02", "BD09"] as const)(
  "the register as GeoJSON in %s: every position is moved, nothing else",
  async (crs) => {
    const { url } = await link({ format: "GEOJSON", crs, register: { jurisdiction: "640104" } });
    const { headers, text } = await download(url);
    expect(headers.get("content-type")).toContain("application/geo+json");
    const file = JSON.parse(text) as FeatureCollection & { readonly coordinateSystem: string };
    expect([file.type, file.coordinateSystem]).toEqual(["FeatureCollection", crs]);
    const stored = await items(server, "grids", { communityCode: CODE });
    for (const { id, geometry, properties } of stored.features) {
      const feature = file.features.find((one) => one.id === id);
      const moved = feature?.geometry.type === "Polygon" ? feature.geometry.coordinates[0] : [];
      const ring = geometry.type === "Polygon" ? geometry.coordinates[0] : [];
      const expected = ring.map(([lon, lat]) => fromStored(crs)([lon, lat]));
      const near = expected.filter(([x, y]) =>
        moved.some(([px, py]) => Math.abs(px - x) < 1e-8 && Math.abs(py - y) < 1e-8),
      );
      expect(near).toHaveLength(ring.length);
      expect(feature?.properties).toMatchObject({ code: properties?.code as unknown });
    }
  },
);

test("a large register comes whole, in order, piece by piece", async () => {
  const db = testDb();
  const many = 1234;
  // Grids of the past, under codes of their own: more than are read at a time.
  await db.transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    const names = Object.keys(await trx("plan_grids").columnInfo());
    const copied = names.filter((name) => name !== "id" && name !== "plan_id").join(", ");
    await trx.raw(
      `with one as (select * from register where community_id =
           (select id from communities where external_id = 'c0') limit 1),
         copies as (insert into plan_grids (id, plan_id, ${copied})
           select gen_random_uuid(), gen_random_uuid(), ${copied} from plan_grids
           cross join generate_series(1, ?) where id = (select grid_id from one) returning id)
       insert into register (code, community_id, plan_id, grid_id, kind, households, valid_from,
         valid_to, geom)
       select substr(code, 1, 12) || lpad((row_number() over ())::text, 4, '0'), community_id,
         plan_id, copies.id, kind, households, '1990-01-01', '1990-01-02', geom
       from one cross join copies`,
      [many],
    );
  });
  const part = { jurisdiction: CODE, at: "1990-01-01T12:00:00Z" };
  const table = await link({ format: "CSV", register: part });
  const [header, ...rows] = rowsOf((await download(table.url)).text);
  expect(rows).toHaveLength(many);
  const codes = rows.map((row) => row[header.indexOf("网格编码")]);
  expect(codes).toEqual([...new Set(codes)].sort());
  const map = await link({ format: "GEOJSON", crs: "BD09", register: part });
  const file = JSON.parse((await download(map.url)).text) as FeatureCollection;
  expect(file.features).toHaveLength(many);
  await db.transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    await trx.raw("delete from register where valid_from = '1990-01-01'");
  });
});

test("the grids of a plan, as they are when they are fetched; gone with the plan", async () => {
  const plan = await storeDivision(testDb(), "c0", soundOf("c0"));
  const planId = toGlobalId("Plan", plan.id);
  const table = await link({ format: "CSV", planId });
  const map = await link({ format: "GEOJSON", planId, crs: "GCJ02" });
  const [header, ...rows] = rowsOf((await download(table.url)).text);
  const labels = rows.map((row) => row[header.indexOf("网格序号")]);
  const stored = await testDb()("plan_grids").where({ plan_id: plan.id }).pluck("label");
  expect(labels).toEqual(stored.sort());
  expect(rows.map((row) => row[header.indexOf("户数下限")])).toEqual(["300", "300", "300"]);
  const file = JSON.parse((await download(map.url)).text) as FeatureCollection;
  expect(file.features).toHaveLength(3);

  const etag = (await download(table.url)).headers.get("etag") ?? "";
  await testDb()("plans").where({ id: plan.id }).update({ version: 2 });
  expect((await download(table.url, { "if-none-match": etag })).status).toBe(200);
  await testDb()("plans").where({ id: plan.id }).delete();
  expect((await download(table.url)).status).toBe(404);
});

test("a crosswalk: where the households of a department's grids are", async () => {
  const network = await takeNetwork(server, {
    department: "HEALTH",
    buildings: "code,building\nH1,c0-b0\nH1,c0-b8\nH2,c0-b1",
  });
  const { url } = await link({ format: "CSV", crosswalk: { networkId: network } });
  const [header, ...rows] = rowsOf((await download(url)).text);
  expect(header.slice(0, 5)).toEqual([
    ...["部门网格", "部门网格编码", "户数合计", "楼栋数合计", "划入网格编码"],
  ]);
  const shares = rows.map((row) => [row[1], row[5], row[7]]);
  expect(shares.sort()).toEqual([
    ["H1", "100", "50"],
    ["H1", "100", "50"],
    ["H2", "100", "100"],
  ]);
});

test("what somebody has is not sent again, until something is put in force", async () => {
  const { url } = await link({ format: "CSV", register: { jurisdiction: CODE } });
  const first = await download(url);
  const etag = first.headers.get("etag") ?? "";
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const again = await download(url, { "if-none-match": etag });
  expect([again.status, again.text]).toEqual([304, ""]);
  await divideInForce(server, testDb(), "c0", soundOf("c0"));
  const changed = await download(url, { "if-none-match": etag });
  expect([changed.status, rowsOf(changed.text).length]).toEqual([200, 1 + 3]);
});

test("a name that a program for tables would run is only shown by it", async () => {
  await testDb()("communities").where({ external_id: "c1" }).update({ name: '=1+1,"x"' });
  const { url } = await link({ format: "CSV", register: { jurisdiction: "640104001902" } });
  const { text } = await download(url);
  expect(text).toContain(`,"'=1+1,""x""",`);
});
