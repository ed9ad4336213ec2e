/** Who sees what by OGC API - Features, and what need not be sent again. */
import { testDb } from "../support/database";
import { divideInForce } from "./support/divisions";
import { CODE, fetchOgc, items, makeOgcWorld, OTHER_CODE, values } from "./support/ogc";
import { soundOf } from "./support/plan-life";
import {
  person,
  startTestServer,
  TEST_AUTH,
  type TestServer,
  type Tree,
} from "./support/test-server";

jest.setTimeout(120_000);

const EVERYWHERE = person("VIEWER");
const HERE = person("VIEWER", CODE);
const ELSEWHERE = person("VIEWER", "640105");

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ auth: TEST_AUTH });
  await makeOgcWorld(server);
});
afterAll(() => server.close());

test("nobody signed in is told so, and is shown nothing", async () => {
  for (const path of ["/", "/api", "/conformance", "/collections", "/collections/grids/items"]) {
    const { status, headers, body } = await fetchOgc<Tree>(server, path);
    expect([path, status, body.code]).toEqual([path, 401, "UNAUTHENTICATED"]);
    expect(headers.get("www-authenticate")).toBe("Bearer");
  }
  const forged = await fetchOgc(server, "/", { headers: { authorization: "Bearer x.y.z" } });
  expect(forged.status).toBe(401);
});

test("everybody sees the communities of the jurisdiction, and what belongs to them", async () => {
  const codes = async (as: typeof HERE): Promise<unknown[]> => [
    new Set(values(await items(server, "grids", {}, as), "communityCode")),
    new Set(values(await items(server, "buildings", {}, as), "communityCode")),
    new Set(values(await items(server, "communities", {}, as), "code")),
    (await items(server, "barriers", {}, as)).features.length,
  ];
  const both = new Set([CODE, OTHER_CODE]);
  expect(await codes(EVERYWHERE)).toEqual([both, both, both, 1]);
  const here = new Set([CODE]);
  expect(await codes(HERE)).toEqual([here, here, here, 1]);
  const none = new Set();
  expect(await codes(ELSEWHERE)).toEqual([none, none, none, 0]);
});

test("a feature that somebody may not see is not there, also by its id", async () => {
  for (const collection of ["grids", "buildings", "communities"]) {
    const property = collection === "communities" ? "code" : "communityCode";
    const by = { [property]: OTHER_CODE };
    const [feature] = (await items(server, collection, by, EVERYWHERE)).features;
    const path = `/collections/${collection}/items/${feature.id ?? ""}`;
    expect((await fetchOgc(server, path, { as: EVERYWHERE })).status).toBe(200);
    expect((await fetchOgc(server, path, { as: HERE })).status).toBe(404);
  }
});

test("the extent of the collections is that of what somebody may see", async () => {
  const extent = async (as: typeof HERE): Promise<unknown> => {
    const { body } = await fetchOgc<Tree>(server, "/collections/buildings", { as });
    return body.extent;
  };
  expect(await extent(HERE)).toMatchObject({ spatial: { bbox: [[106.2, 38.4, 106.206, 38.406]] } });
  expect(await extent(ELSEWHERE)).toEqual({});
});

test("what somebody has is not sent again, until the map changes", async () => {
  const path = "/collections/grids/items?limit=5";
  const first = await fetchOgc(server, path, { as: HERE });
  const etag = first.headers.get("etag") ?? "";
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  expect(first.headers.get("vary")).toMatch(/authorization/i);
  const ask = async (as: typeof HERE, asked = path): Promise<number> =>
    (await fetchOgc(server, asked, { as, headers: { "if-none-match": etag } })).status;
  expect(await ask(HERE)).toBe(304);
  // The same question of somebody who sees more, and another question.
  expect(await ask(EVERYWHERE)).toBe(200);
  expect(await ask(HERE, `${path}&kind=STANDARD`)).toBe(200);
  await divideInForce(server, testDb(), "c0", soundOf("c0"));
  expect(await ask(HERE)).toBe(200);
  expect((await items(server, "grids", {}, HERE)).features).toHaveLength(3);
});

test("links have the name by which a proxy was called", async () => {
  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "grids.example.cn" };
  const { body } = await fetchOgc<{ links: { href: string }[] }>(server, "/", {
    as: HERE,
    headers,
  });
  expect(body.links[0].href).toBe("https://grids.example.cn/ogc/");
});
