/** Links to files: who may make one, what it is worth, and how it ends. */
import { createHash } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { communityId, storeDivision } from "./support/divisions";
import { askForLink, download, makeLink } from "./support/exports";
import { CODE, makeOgcWorld, OTHER_CODE } from "./support/ogc";
import { soundOf } from "./support/plan-life";
import {
  ask,
  at,
  person,
  read,
  startTestServer,
  TEST_AUTH,
  type TestServer,
} from "./support/test-server";

jest.setTimeout(120_000);

const COUNTY = person("PLANNER", "640104", "county");
const HERE = person("VIEWER", CODE, "here");
const ELSEWHERE = person("APPROVER", "640105", "elsewhere");
const REVIEWER = person("REVIEWER", "640104001", "reviewer");

const REVOKE = `mutation ($id: ID!) { revokeExportLink(input: { id: $id }) {
  link { revokedAt revokedBy { id } } userErrors { code message { zh en } } } }`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ auth: TEST_AUTH });
  await makeOgcWorld(server);
});
afterAll(() => server.close());

const register = (jurisdiction: string) => ({ format: "CSV", register: { jurisdiction } });

test("a link works without signing in, for as long as was asked for", async () => {
  const { url, link } = await makeLink(server, HERE, { ...register(CODE), hours: 2 });
  expect(url).toMatch(/\/export\/[\w-]{43}\/register-640104001901\.csv$/);
  const hours =
    (Date.parse(link.expiresAt as string) - Date.parse(link.createdAt as string)) / 3.6e6;
  expect(hours).toBe(2);
  expect(link).toMatchObject({
    ...{ content: "REGISTER", format: "CSV", crs: "CGCS2000", jurisdictions: [CODE], at: null },
    ...{ planId: null, networkId: null, createdBy: { id: "here", role: "VIEWER" }, downloads: 0 },
  });
  expect((await download(url)).status).toBe(200);
});

test("a link shows what its maker may read, and nothing else", async () => {
  const codes = async (as: typeof HERE, jurisdiction: string): Promise<Set<string>> => {
    const { url } = await makeLink(server, as, register(jurisdiction));
    return new Set((await download(url)).text.match(/6401040019\d\d(?=\d{3})/g));
  };
  expect(await codes(COUNTY, "")).toEqual(new Set([CODE, OTHER_CODE]));
  expect(await codes(HERE, "")).toEqual(new Set([CODE]));
  expect(await codes(HERE, "64")).toEqual(new Set([CODE]));
  expect(await codes(COUNTY, OTHER_CODE)).toEqual(new Set([OTHER_CODE]));
});

test("what its maker may not read is as if it did not exist", async () => {
  const plan = await storeDivision(testDb(), "c1", soundOf("c1"));
  const planId = toGlobalId("Plan", plan.id);
  const refusals = [
    await askForLink(server, HERE, register(OTHER_CODE)),
    await askForLink(server, HERE, { format: "CSV", planId }),
    await askForLink(server, HERE, {
      format: "CSV",
      crosswalk: { networkId: toGlobalId("DepartmentalNetwork", plan.id) },
    }),
  ];
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ url: null, link: null, userErrors: [{ code: "NOT_FOUND" }] });
  }
  expect((await askForLink(server, COUNTY, { format: "CSV", planId })).userErrors).toEqual([]);
});

test("a wish that makes no sense is refused, with what to do about it", async () => {
  const planId = toGlobalId("Plan", await communityId(testDb(), "c0"));
  const wishes: [object, string][] = [
    [{ format: "CSV" }, "ONE_CONTENT"],
    [{ ...register(CODE), planId }, "ONE_CONTENT"],
    [register("64x"), "BAD_JURISDICTION"],
    [{ ...register(CODE), hours: 0 }, "BAD_HOURS"],
    [{ ...register(CODE), hours: 169 }, "BAD_HOURS"],
    [{ ...register(CODE), crs: "GCJ02" }, "NO_COORDINATES"],
  ];
  for (const [wish, code] of wishes) {
    const { userErrors } = await askForLink(server, COUNTY, { ...wish });
    expect([wish, at(userErrors, 0, "code")]).toEqual([wish, code]);
    expect(at(userErrors, 0, "message", "zh")).toMatch(/[一-鿿]/);
  }
});

test("nobody can guess a link, nor read one in the database or in the audit trail", async () => {
  const { id, url } = await makeLink(server, HERE, register(CODE));
  const [, secret] = /export\/([^/]+)\//.exec(url) ?? [];
  const rows = await testDb()("export_links").select("*");
  const trail = await testDb()("audit").where({ action: "CREATE_EXPORT_LINK" }).select("*");
  expect(trail.length).toBeGreaterThan(0);
  expect(JSON.stringify([rows, trail])).not.toContain(secret);
  const hash = createHash("sha256").update(secret).digest("hex");
  expect(rows.filter((row) => row.secret_hash === hash)).toHaveLength(1);
  // Neither the id nor the hash open it.
  for (const other of [id, hash, `${secret}x`, secret.slice(1), "%00", "x"]) {
    expect([other, (await download(`${server.url}/export/${other}/x.csv`)).status]).toEqual([
      other,
      404,
    ]);
  }
  // The name is for people.
  expect((await download(url.replace("register", "whatever"))).status).toBe(200);
});

test("an expired link is gone, and says so", async () => {
  const { url } = await makeLink(server, HERE, { ...register(CODE), hours: 1 });
  // Time is put back for all links, past the trigger that keeps what was given to whom.
  await testDb().transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    await trx("export_links").update({
      created_at: trx.raw("created_at - interval '2 days'"),
      expires_at: trx.raw("expires_at - interval '2 days'"),
    });
  });
  const { status, text } = await download(url);
  expect([status, at(JSON.parse(text), "errors", 0, "extensions", "code")]).toEqual([410, "GONE"]);
});

test("a revoked link is gone at once; its maker and those responsible may revoke it, once", async () => {
  const { id, url } = await makeLink(server, HERE, register(CODE));
  const other = await makeLink(server, HERE, register(CODE));
  const { errors } = await ask(server, REVOKE, { id }, { as: person("PLANNER", CODE) });
  expect(errors?.[0].extensions.code).toBe("FORBIDDEN");
  const unseen = at(await read(server, REVOKE, { id }, { as: ELSEWHERE }), "revokeExportLink");
  expect(at(unseen, "userErrors", 0, "code")).toBe("NOT_FOUND");
  expect((await download(url)).status).toBe(200);

  const revoked = await read(server, REVOKE, { id }, { as: REVIEWER });
  expect(at(revoked, "revokeExportLink", "link", "revokedBy", "id")).toBe("reviewer");
  expect((await download(url)).status).toBe(410);
  const again = at(await read(server, REVOKE, { id }, { as: HERE }), "revokeExportLink");
  expect(at(again, "userErrors", 0, "code")).toBe("CONFLICT");

  const own = await read(server, REVOKE, { id: other.id }, { as: HERE });
  expect(at(own, "revokeExportLink", "link", "revokedBy", "id")).toBe("here");
});

test("the database keeps what was given to whom", async () => {
  await makeLink(server, HERE, register(CODE));
  const links = () => testDb()("export_links");
  const later = testDb().raw("expires_at + interval '1 hour'");
  await expect(links().update({ expires_at: later })).rejects.toThrow("kept");
  await expect(links().update({ scope: [""] })).rejects.toThrow("kept");
  await expect(links().delete()).rejects.toThrow("kept");
});

test("links are listed for those who may read all that they show, with their downloads", async () => {
  const { id, url } = await makeLink(server, COUNTY, register("640104"));
  await download(url);
  const LIST = `{ exportLinks(first: 1) { nodes { id downloads lastUsedAt } pageInfo { endCursor } } }`;
  const first = await read(server, LIST, {}, { as: COUNTY });
  expect(at(first, "exportLinks", "nodes", 0)).toMatchObject({
    ...{ id, downloads: 1, lastUsedAt: expect.any(String) as string },
  });
  const seen = async (as: typeof HERE): Promise<unknown> =>
    at(await read(server, `query ($id: ID!) { node(id: $id) { id } }`, { id }, { as }), "node");
  expect(await seen(person("VIEWER", "64"))).toEqual({ id });
  // It shows more than these may read.
  expect(await seen(HERE)).toBeNull();
  expect(await seen(ELSEWHERE)).toBeNull();
});
