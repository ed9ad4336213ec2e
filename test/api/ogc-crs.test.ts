/** OGC API - Features - Part 2: Coordinate Reference Systems by Reference (OGC 18-058), by requirement. */
import type { Position } from "geojson";
import { OGC_CRS } from "../../src/ogc/crs";
import {
  CODE,
  fetchOgc,
  items,
  makeOgcWorld,
  values,
  type CollectionDocument,
  type Page,
} from "./support/ogc";
import { startTestServer, type TestServer, type Tree } from "./support/test-server";

jest.setTimeout(120_000);

const epsg = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/**
 * The south-west corner of the community c0, 106.2 degrees east and 38.4 north, as the
 * program cs2cs of PROJ 9.1 gives it, in the order of axes of the register.
 */
const CORNER: Readonly<Record<string, readonly [number, number]>> = {
  [CRS84]: [106.2, 38.4],
  [epsg(4490)]: [38.4, 106.2],
  [epsg(4326)]: [38.4, 106.2],
  [epsg(3857)]: [11_822_129.9222, 4_636_087.5271],
  [epsg(4544)]: [4_252_580.035, 604_825.657],
  [epsg(4545)]: [4_253_432.6118, 342_758.1991],
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeOgcWorld(server);
});
afterAll(() => server.close());

const community = { code: CODE };
const firstRing = ({ features }: Pick<Page, "features">): Position[] => {
  const [{ geometry }] = features;
  return geometry.type === "Polygon" ? geometry.coordinates[0] : [];
};
const status = async (path: string): Promise<number> => (await fetchOgc(server, path)).status;

test("/req/crs/crs-uri, fc-md-crs-list, fc-md-crs-list-global: every collection names them all", async () => {
  const { body } = await fetchOgc<{ crs: string[]; collections: CollectionDocument[] }>(
    server,
    "/collections",
  );
  const known = Object.keys(CORNER);
  expect(body.crs).toEqual(known);
  for (const { crs } of body.collections) expect(crs).toEqual(known);
});

test("/req/crs/fc-md-storageCrs, fc-md-storageCrs-valid-value: CGCS2000, one of these", async () => {
  const { body } = await fetchOgc<CollectionDocument>(server, "/collections/buildings");
  expect(body.storageCrs).toBe(epsg(4490));
  expect(body.crs).toContain(body.storageCrs);
});

test.each(Object.entries(CORNER))(
  "/req/crs/fc-crs-definition, fc-crs-action, geojson: positions in %s",
  async (crs, [first, second]) => {
    const ring = firstRing(await items(server, "communities", { ...community, crs }));
    const isDegrees = Math.abs(first) < 181;
    const near = ring.filter(
      ([x, y]) => Math.hypot(x - first, y - second) < (isDegrees ? 1e-9 : 0.001),
    );
    expect(near.length).toBeGreaterThan(0);
  },
);

test("/req/crs/fc-crs-default-value: CRS84 where nothing is said", async () => {
  const plain = await items(server, "communities", community);
  const asked = await items(server, "communities", { ...community, crs: CRS84 });
  expect(plain.features).toEqual(asked.features);
});

test("/req/crs/fc-crs-valid-value, fc-bbox-crs-valid-value: others are refused", async () => {
  for (const crs of [epsg(2000), "EPSG:4326", ""]) {
    expect([crs, await status(`/collections/grids/items?crs=${crs}`)]).toEqual([crs, 400]);
    const path = `/collections/grids/items?bbox=1,2,3,4&bbox-crs=${crs}`;
    expect([crs, await status(path)]).toEqual([crs, 400]);
  }
});

test("/req/crs/ogc-crs-header, ogc-crs-header-value: the answer says which it is in", async () => {
  const path = "/collections/communities/items";
  expect((await fetchOgc(server, path)).headers.get("content-crs")).toBe(`<${CRS84}>`);
  for (const { uri } of OGC_CRS) {
    const { headers, body } = await fetchOgc<Page>(server, `${path}?crs=${uri}`);
    expect(headers.get("content-crs")).toBe(`<${uri}>`);
    const one = await fetchOgc(server, `${path}/${body.features[0].id ?? ""}?crs=${uri}`);
    expect(one.headers.get("content-crs")).toBe(`<${uri}>`);
    expect(one.body).toMatchObject(body.features[0]);
  }
});

test("/req/crs/fc-bbox-crs-definition, fc-bbox-crs-action: the same box in any of them", async () => {
  const wanted = values(
    await items(server, "buildings", { bbox: "106.2,38.4,106.2029,38.4029" }),
    "externalId",
  );
  expect(wanted).toEqual(["c0-b0", "c0-b1", "c0-b3", "c0-b4"]);
  const boxes = {
    [epsg(4490)]: "38.4,106.2,38.4029,106.2029",
    [epsg(4326)]: "38.4,106.2,38.4029,106.2029",
  };
  for (const [crs, bbox] of Object.entries(boxes)) {
    const found = await items(server, "buildings", { bbox, "bbox-crs": crs });
    expect([crs, values(found, "externalId")]).toEqual([crs, wanted]);
  }
  for (const crs of [epsg(3857), epsg(4544), epsg(4545)]) {
    // From the corner, 300 metres to the east and 340 to the north; Web Mercator stretches them.
    const [x, y] = CORNER[crs];
    const box = crs === epsg(3857) ? [x, y, x + 380, y + 430] : [x, y, x + 340, y + 300];
    const found = await items(server, "buildings", { bbox: box.join(), "bbox-crs": crs });
    expect([crs, values(found, "externalId")]).toEqual([crs, wanted]);
  }
});

test("/req/crs/fc-bbox-crs-valid-defaultValue: a box is in CRS84 whatever the answer is in", async () => {
  const query = { bbox: "106.201,38.401,106.202,38.402", crs: epsg(4545) };
  expect(values(await items(server, "communities", query), "code")).toEqual([CODE]);
});

test("a box far out of what a projection knows is cut, not an error", async () => {
  const boxes = [
    [epsg(3857), "-99999999,-99999999,99999999,99999999", 18],
    [epsg(4544), "-99999999,-99999999,99999999,99999999", 18],
    [epsg(4326), "-91,-181,91,181", 18],
    [epsg(4545), "99999998,99999998,99999999,99999999", 0],
    [epsg(3857), "0,0,0,0", 0],
  ] as const;
  for (const [crs, bbox, count] of boxes) {
    const { features } = await items(server, "buildings", { bbox, "bbox-crs": crs });
    expect([crs, bbox, features.length]).toEqual([crs, bbox, count]);
  }
  const metres = `/collections/buildings/items?bbox=5,0,1,1&bbox-crs=${epsg(3857)}`;
  const { status: code, body } = await fetchOgc<Tree>(server, metres);
  expect([code, body.code]).toEqual([400, "BAD_INPUT"]);
});

test("neighbours share their points in every projection", async () => {
  for (const { uri } of OGC_CRS) {
    const { features } = await items(server, "grids", { crs: uri, communityCode: CODE });
    const points = features.map(({ geometry }) =>
      geometry.type === "Polygon" ? geometry.coordinates[0].map(String) : [],
    );
    const shared = points[0].filter((point) => points[1].includes(point));
    expect([uri, new Set(shared).size > 4]).toEqual([uri, true]);
  }
});
