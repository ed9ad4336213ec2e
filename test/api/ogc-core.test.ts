/**
 * OGC API - Features - Part 1: Core, its GeoJSON and its OpenAPI 3.0, requirement by requirement of the
 * standard (OGC 17-069), whose abstract test suite (annex A) tests what is named here.
 */
import type { Position } from "geojson";
import { OGC_CRS } from "../../src/ogc/crs";
import { CONFORMANCE } from "../../src/ogc/documents";
import { testDb } from "../support/database";
import {
  CODE,
  fetchOgc,
  hrefOf,
  items,
  makeOgcWorld,
  OTHER_CODE,
  values,
  type CollectionDocument,
  type OgcLink,
  type Page,
} from "./support/ogc";
import { startTestServer, type TestServer, type Tree } from "./support/test-server";

jest.setTimeout(120_000);

const COLLECTIONS = ["grids", "communities", "buildings", "barriers"];

let server: TestServer;
/** When the first division of c0 was in force. */
let before: Date;
beforeAll(async () => {
  server = await startTestServer();
  before = await makeOgcWorld(server);
});
afterAll(() => server.close());

const status = async (path: string): Promise<number> => (await fetchOgc(server, path)).status;

describe("the documents", () => {
  test("/req/core/http: HTTP 1.1, and HEAD where there is GET", async () => {
    const response = await fetch(`${server.url}/ogc/collections`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("/req/core/root-op, root-success: the landing page leads to everything", async () => {
    for (const path of ["", "/"]) {
      const answer = await fetchOgc<{ links: OgcLink[] }>(server, path);
      expect(answer.status).toBe(200);
      const { links } = answer.body;
      for (const rel of ["self", "service-desc", "conformance", "data"]) {
        expect(await status(hrefOf(links, rel) ?? "no link")).toBe(200);
      }
    }
  });

  test("/req/core/api-definition-op, api-definition-success: the description has its type", async () => {
    const { links } = (await fetchOgc<{ links: OgcLink[] }>(server, "/")).body;
    const answer = await fetchOgc<Tree>(server, hrefOf(links, "service-desc") ?? "");
    expect(answer.headers.get("content-type")).toBe("application/vnd.oai.openapi+json;version=3.0");
    expect(answer.body.openapi).toMatch(/^3\.0\./);
  });

  test("/req/core/conformance-op, conformance-success: what is implemented is declared", async () => {
    const { body } = await fetchOgc(server, "/conformance");
    expect(body).toEqual({ conformsTo: CONFORMANCE });
  });

  test("/req/core/fc-md-op, fc-md-success, fc-md-links, fc-md-items: all collections are listed", async () => {
    const { body } = await fetchOgc<{ links: OgcLink[]; collections: CollectionDocument[] }>(
      server,
      "/collections",
    );
    expect(await status(hrefOf(body.links, "self") ?? "")).toBe(200);
    expect(body.collections.map(({ id }) => id)).toEqual(COLLECTIONS);
  });

  test("/req/core/fc-md-items-links: each leads to its features, with a type", async () => {
    const { body } = await fetchOgc<{ collections: CollectionDocument[] }>(server, "/collections");
    for (const { id, links } of body.collections) {
      const link = links.find(({ rel }) => rel === "items");
      expect(link?.type).toBe("application/geo+json");
      expect(link?.href).toBe(`${server.url}/ogc/collections/${id}/items`);
    }
  });

  test("/req/core/fc-md-extent: they say where and, with a time, when there is anything", async () => {
    const { body } = await fetchOgc<CollectionDocument>(server, "/collections/grids");
    expect(body.extent.spatial.bbox).toEqual([[106.2, 38.4, 106.212, 38.406]]);
    const [[from, to]] = body.extent.temporal?.interval ?? [[]];
    expect([Date.parse(String(from)) < before.getTime(), to]).toEqual([true, null]);
  });

  test("/req/core/sfc-md-op, sfc-md-success: a collection alone is the one of the list", async () => {
    const all = await fetchOgc<{ collections: CollectionDocument[] }>(server, "/collections");
    for (const known of all.body.collections) {
      const { body } = await fetchOgc(server, `/collections/${known.id}`);
      expect(body).toEqual(known);
    }
    expect(await status("/collections/zones")).toBe(404);
  });
});

describe("the features of a collection", () => {
  test("/req/core/fc-op, fc-response, /req/geojson/definition, content: a FeatureCollection", async () => {
    for (const id of COLLECTIONS) {
      const { headers, body } = await fetchOgc<Page>(server, `/collections/${id}/items`);
      expect(headers.get("content-type")).toContain("application/geo+json");
      expect(body.type).toBe("FeatureCollection");
      expect(body.features.length).toBeGreaterThan(0);
      for (const feature of body.features) {
        expect(feature).toMatchObject({ type: "Feature", properties: expect.anything() as object });
      }
    }
  });

  test("/req/geojson/content: outer rings run counter-clockwise, lines as they were drawn", async () => {
    const { features } = await items(server, "buildings", { limit: "1" });
    const [{ geometry }] = features;
    const ring = geometry.type === "Polygon" ? geometry.coordinates[0] : [];
    expect(signedArea(ring)).toBeGreaterThan(0);
    const barriers = await items(server, "barriers");
    expect(barriers.features[0].geometry).toEqual({
      type: "LineString",
      coordinates: [
        [106.199, 38.402],
        [106.213, 38.402],
      ],
    });
  });

  test("/req/core/fc-links, fc-rel-type: self, collection, and next while there is more", async () => {
    const page = await items(server, "buildings", { limit: "10" });
    expect(page.links.map(({ rel }) => rel)).toEqual(["self", "collection", "next"]);
    expect(page.links.every(({ type }) => /^application\/(geo\+)?json$/.test(type))).toBe(true);
    const rest = await fetchOgc<Page>(server, hrefOf(page.links, "next") ?? "");
    expect(rest.body.links.map(({ rel }) => rel)).toEqual(["self", "collection"]);
    const self = await fetchOgc<Page>(server, hrefOf(rest.body.links, "self") ?? "");
    expect(self.body.features).toEqual(rest.body.features);
  });

  test("pages hold every feature once, in one order, whatever their size", async () => {
    const all = values(await items(server, "buildings"), "externalId");
    expect(all).toHaveLength(18);
    for (const limit of [1, 7, 18]) {
      const seen: unknown[] = [];
      let next: string | undefined =
        `${server.url}/ogc/collections/buildings/items?limit=${limit}&category=RESIDENTIAL`;
      while (next !== undefined) {
        const page: Page = (await fetchOgc<Page>(server, next)).body;
        seen.push(...values(page, "externalId"));
        next = hrefOf(page.links, "next");
      }
      expect(seen).toEqual(all);
    }
  });

  test("/req/core/fc-timeStamp, fc-numberMatched, fc-numberReturned: what it says of itself", async () => {
    const page = await items(server, "buildings", { limit: "5" });
    expect(Math.abs(Date.now() - Date.parse(page.timeStamp))).toBeLessThan(60_000);
    expect([page.numberMatched, page.numberReturned, page.features.length]).toEqual([18, 5, 5]);
  });

  test("/req/core/fc-limit-definition, fc-limit-response: no more than asked for", async () => {
    expect((await items(server, "buildings", { limit: "1" })).features).toHaveLength(1);
    expect((await items(server, "buildings", { limit: "999999999" })).features).toHaveLength(18);
    for (const limit of ["0", "-1", "1.5", "ten", ""]) {
      expect([limit, await status(`/collections/grids/items?limit=${limit}`)]).toEqual([
        limit,
        400,
      ]);
    }
  });

  test("/req/core/fc-bbox-definition, fc-bbox-response: only what meets the box", async () => {
    const inside = await items(server, "communities", { bbox: "106.201,38.401,106.202,38.402" });
    expect(values(inside, "code")).toEqual([CODE]);
    const withHeights = { bbox: "106.201,38.401,-10,106.202,38.402,4000" };
    expect(values(await items(server, "communities", withHeights), "code")).toEqual([CODE]);
    const both = await items(server, "communities", { bbox: "106.2059,38.401,106.2061,38.402" });
    expect(values(both, "code")).toEqual([CODE, OTHER_CODE]);
    expect((await items(server, "communities", { bbox: "0,0,1,1" })).features).toEqual([]);
    // From 179 degrees east over the antimeridian to 106.202 east.
    const round = await items(server, "communities", { bbox: "179,38,106.202,39" });
    expect(values(round, "code")).toEqual([CODE]);
    for (const bbox of ["1,2,3", "1,2,3,4,5", "1,2,3,x", "1,5,3,4", "NaN,1,2,3", "1,2,3,", ""]) {
      const path = `/collections/grids/items?bbox=${bbox}`;
      expect([bbox, await status(path)]).toEqual([bbox, 400]);
    }
  });

  test("/req/core/fc-time-definition, fc-time-response: the register of any moment", async () => {
    const count = async (datetime?: string): Promise<number> => {
      const query = { communityCode: CODE, ...(datetime === undefined ? {} : { datetime }) };
      return (await items(server, "grids", query)).features.length;
    };
    const moment = before.toISOString();
    // Left out: what is in force.
    expect(await count()).toBe(2);
    expect(await count(moment)).toBe(3);
    expect(await count("2000-01-01T00:00:00Z")).toBe(0);
    expect(await count("../..")).toBe(5);
    expect(await count(`${moment}/..`)).toBe(5);
    expect(await count(`../${moment}`)).toBe(3);
    expect(await count(`2000-01-01T00:00:00Z/${moment}`)).toBe(3);
    expect(await count(`/${moment}`)).toBe(3);
    expect(await count(`${new Date(Date.now() + 60_000).toISOString()}/..`)).toBe(2);
    // What has no time always fits.
    expect((await items(server, "buildings", { datetime: "2000-01-01" })).features).toHaveLength(
      18,
    );
  });

  test("/req/core/fc-time-definition: what is no time is refused", async () => {
    const wrong = ["today", "2026-13-01", "2026-02-30", "2026-01-01T25:00:00Z", "../../..", ""];
    wrong.push("2026-02-01/2026-01-01", "2026-01-01T00:00:00");
    for (const datetime of wrong) {
      const path = `/collections/grids/items?datetime=${datetime}`;
      expect([datetime, await status(path)]).toEqual([datetime, 400]);
    }
  });

  test("/rec/core/fc-filters: properties can be asked for", async () => {
    const by = async (collection: string, query: Record<string, string>): Promise<number> =>
      (await items(server, collection, query)).features.length;
    const [code] = values(await items(server, "grids", { limit: "1" }), "code");
    expect(await by("grids", { code: String(code) })).toBe(1);
    expect(await by("grids", { kind: "MICRO" })).toBe(0);
    expect(await by("buildings", { estateName: "南园", communityCode: CODE })).toBe(3);
    expect(await by("barriers", { name: "解放街" })).toBe(1);
    expect(await by("communities", { name: "' or true --" })).toBe(0);
  });

  test("/req/core/query-param-unknown: a parameter that is not described is refused", async () => {
    const path = "/collections/grids/items?colour=red";
    const answer = await fetchOgc<Tree>(server, path);
    expect([answer.status, answer.body.code]).toEqual([400, "BAD_INPUT"]);
    expect(await status("/collections?limit=3")).toBe(400);
    expect(await status("/?x")).toBe(400);
  });

  test("/req/core/query-param-invalid: a value that makes no sense is refused", async () => {
    for (const query of ["kind=LARGE", "f=html", "limit=1&limit=2", "cursor=x", "cursor=W10"]) {
      expect([query, await status(`/collections/grids/items?${query}`)]).toEqual([query, 400]);
    }
    const { links } = await items(server, "buildings", { limit: "1" });
    const cursor = new URL(hrefOf(links, "next") ?? "").searchParams.get("cursor") ?? "";
    expect(await status(`/collections/grids/items?cursor=${cursor}`)).toBe(400);
  });
});

describe("one feature", () => {
  test("/req/core/f-op, f-success, f-links: by its id, with links", async () => {
    for (const collection of COLLECTIONS) {
      const [feature] = (await items(server, collection, { limit: "1" })).features;
      const path = `/collections/${collection}/items/${feature.id ?? ""}`;
      const { status, body } = await fetchOgc<{ links: OgcLink[] }>(server, path);
      expect(status).toBe(200);
      expect(body).toMatchObject(feature);
      expect(hrefOf(body.links, "self")).toBe(`${server.url}/ogc${path}`);
      expect(hrefOf(body.links, "collection")).toBe(`${server.url}/ogc/collections/${collection}`);
    }
  });

  test("/req/core/f-op: grids that were in force have their address for ever", async () => {
    const [first] = (await items(server, "grids", { datetime: before.toISOString() })).features;
    expect(await status(`/collections/grids/items/${first.id ?? ""}`)).toBe(200);
  });

  test("its id is the one of GraphQL; those of others are none", async () => {
    const [grid] = (await items(server, "grids", { limit: "1" })).features;
    const query = `query ($id: ID!) { node(id: $id) { ... on RegisteredGrid { code } } }`;
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { id: grid.id } }),
    });
    expect(await response.json()).toEqual({
      data: { node: { code: grid.properties?.code as unknown } },
    });
    for (const id of [`${grid.id ?? ""}`, "x", "%00", "1"]) {
      expect(await status(`/collections/buildings/items/${id}`)).toBe(404);
    }
  });
});

describe("OpenAPI 3.0", () => {
  type Parameter = { readonly name: string; readonly $ref?: string };
  type Operation = { readonly parameters: Parameter[]; readonly responses: object };
  type Paths = Readonly<Record<string, { readonly get: Operation }>>;
  let api: Tree;
  let paths: Paths;
  beforeAll(async () => {
    api = (await fetchOgc<Tree>(server, "/api")).body;
    paths = api.paths as unknown as Paths;
  });

  test("/req/oas30/oas-definition-2, oas-impl: every path that is described is there", async () => {
    const [{ id }] = (await items(server, "communities", { limit: "1" })).features;
    for (const path of Object.keys(paths)) {
      if (path.includes("{") && !path.includes("/communities/")) continue;
      expect([path, await status(path.replace("{featureId}", String(id)))]).toEqual([path, 200]);
    }
  });

  test("/req/oas30/oas-definition-1: every reference leads somewhere", () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, to]) => to,
    );
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references)) {
      const found = reference
        .split("/")
        .reduce<unknown>((tree, name) => (tree as Tree | undefined)?.[name], api);
      expect([reference, typeof found]).toEqual([reference, "object"]);
    }
  });

  test("/req/oas30/completeness, exceptions-codes, security: parameters, failures, tokens", () => {
    const names = (path: string): string[] =>
      paths[path].get.parameters.map(({ name, $ref }) => name ?? $ref?.split("/").at(-1));
    expect(names("/collections/grids/items")).toEqual([
      ...["limit", "bbox", "bbox-crs", "crs", "datetime", "cursor", "f"],
      ...["code", "kind", "communityCode"],
    ]);
    expect(Object.keys(paths["/collections/grids/items"].get.responses)).toEqual([
      ...["200", "304", "400", "401"],
    ]);
    expect(api.security).toEqual([{ token: [] }]);
    expect(OGC_CRS).toHaveLength(6);
  });
});

test("a long page, which is sent as it is read, is whole, and leads on", async () => {
  const more = 1_300;
  await testDb().raw(
    `insert into buildings (external_id, community_id, category, households, geom)
     select 'more-' || lpad(n::text, 4, '0'), community_id, category, 1, geom
     from buildings, generate_series(1, ?) n where external_id = 'c1-b0'`,
    [more],
  );
  const whole = await items(server, "buildings", { limit: "10000" });
  expect([whole.numberMatched, whole.numberReturned]).toEqual([18 + more, 18 + more]);
  const ids = values(whole, "externalId");
  expect(ids).toEqual([...new Set(ids)].sort());
  const part = await items(server, "buildings", { limit: "1200" });
  expect([part.numberMatched, part.features.length]).toEqual([18 + more, 1200]);
  const rest = await fetchOgc<Page>(server, hrefOf(part.links, "next") ?? "");
  expect([...values(part, "externalId"), ...values(rest.body, "externalId")]).toEqual(ids);
  const grids = await items(server, "grids", { limit: "10000" });
  expect(values(grids, "validTo")).toEqual(Array(5).fill(null));
});

function signedArea(ring: readonly Position[]): number {
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = ring[index];
    return sum + (px * y - x * py) / 2;
  }, 0);
}
