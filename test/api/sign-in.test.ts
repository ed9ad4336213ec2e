/** Who is let in, and for how long; what each may then do is the matter of the role matrix. */
import { request } from "node:http";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { startIssuer } from "./support/forged-tokens";
import { followJob, propose } from "./support/jobs";
import {
  ask,
  at,
  followByEventStream,
  followByWebSocket,
  person,
  read,
  startTestServer,
  TEST_AUTH,
  TEST_SECRET,
  type Answer,
  type TestServer,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const VIEWER = "{ viewer { id name demo grants { role jurisdiction } } }";

const codeOf = (answer: Answer | undefined): string | undefined =>
  answer?.errors?.[0]?.extensions.code;

/** A request as it is, with headers that fetch would not send. */
function send(
  { url }: TestServer,
  headers: Readonly<Record<string, string>>,
  body: string | null = JSON.stringify({ query: "{ communities { nodes { id } } }" }),
  path = "/graphql",
): Promise<{ status: number; headers: Readonly<Record<string, unknown>>; text: string }> {
  return new Promise((resolve, reject) => {
    const method = body === null ? "GET" : "POST";
    const json = { "content-type": "application/json", ...headers };
    const asked = request(`${url}${path}`, { method, headers: json }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asked.on("error", reject);
    asked.end(body ?? undefined);
  });
}

describe("in the demo mode", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test("everybody is the demo planner until he or she becomes another demo person", async () => {
    const first = await read(server, VIEWER);
    expect(at(first, "viewer")).toEqual({
      id: "demo-planner",
      name: "示例·规划员 (demo planner)",
      demo: true,
      grants: [{ role: "PLANNER", jurisdiction: "" }],
    });
    const changed = await read(
      server,
      "mutation { signInAsDemoPerson(input: { role: APPROVER }) { token viewer { id } userErrors { code } } }",
    );
    const token = at(changed, "signInAsDemoPerson", "token") as string;
    expect(at(changed, "signInAsDemoPerson")).toEqual({
      token,
      viewer: { id: "demo-approver" },
      userErrors: [],
    });
    expect(at(await read(server, VIEWER, {}, { token }), "viewer")).toMatchObject({
      id: "demo-approver",
      demo: true,
    });
  });

  test("the token of a demo is none on another server, and none of another server in a demo", async () => {
    const other = await startTestServer({ workers: 1 });
    const strict = await startTestServer({ workers: 1, auth: TEST_AUTH });
    const token = await other.tokenOf(person("ADMIN"));
    for (const [on, tried] of [
      [server, token],
      [strict, token],
      [server, await strict.tokenOf(person("ADMIN"))],
    ] as const) {
      expect(codeOf(await ask(on, VIEWER, {}, { token: tried }))).toBe("UNAUTHENTICATED");
    }
    await other.close();
    await strict.close();
  });

  test.each([
    ["another name, as of a page that was pointed at this computer", { host: "evil.example" }],
    ["a page of another site", { origin: "https://evil.example" }],
    ["a page of another port", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a proxy", { "x-forwarded-for": "203.0.113.9" }],
    ["a proxy that says so properly", { forwarded: "for=203.0.113.9" }],
  ])("nothing is answered to %s", async (_, headers) => {
    for (const [body, path] of [
      [undefined, "/graphql"],
      [null, "/graphql/stream?query={viewer{id}}"],
      [null, "/"],
    ] as const) {
      const answer = await send(server, { accept: "text/event-stream", ...headers }, body, path);
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining("FORBIDDEN")]);
    }
  });

  test("a WebSocket is not opened to another name, or for a page of another site", async () => {
    for (const headers of [{ host: "evil.example" }, { origin: "https://evil.example" }]) {
      const socket = new WebSocket(
        server.url.replace("http", "ws") + "/graphql",
        "graphql-transport-ws",
        { headers },
      );
      const failure = await new Promise((resolve) => socket.once("error", resolve));
      expect(String(failure)).toContain("403");
    }
  });

  test.each(["localhost", "127.0.0.1"])("%s is this computer", async (name) => {
    const host = `${name}:${new URL(server.url).port}`;
    const answer = await send(server, { host, origin: `http://${host}` });
    expect(answer.status).toBe(200);
  });
});

describe("where people sign in", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ auth: TEST_AUTH });
  });
  afterAll(() => server.close());

  test("a stranger may ask who he or she is, and for the schema, and nothing else", async () => {
    expect(await read(server, VIEWER)).toEqual({ viewer: null });
    expect(codeOf(await ask(server, "{ __schema { queryType { name } } }"))).toBeUndefined();
    const answer = await ask(server, "{ communities { nodes { id } } }");
    expect(answer).toMatchObject({
      data: null,
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  test("a proxy and other names are served", async () => {
    const answer = await send(server, { host: "wangge.example", "x-forwarded-for": "203.0.113.9" });
    expect(answer.status).toBe(200);
  });

  test("a bad token is answered by 401 with its fault, whatever is asked", async () => {
    for (const path of ["/graphql", "/graphql/stream"]) {
      const authorization = `Bearer ${await server.tokenOf(person("ADMIN"), -3600)}`;
      const answer = await send(server, { authorization }, undefined, path);
      expect(answer.status).toBe(401);
      expect(answer.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
      expect(answer.text).toContain("The token is refused: it has expired");
    }
    const basic = await send(server, { authorization: "Basic YTpi" });
    expect([basic.status, basic.text]).toEqual([
      401,
      expect.stringContaining("Expected Authorization: Bearer TOKEN"),
    ]);
  });

  test("a person may have several roles, each in its place", async () => {
    const grants = [
      { role: "PLANNER", jurisdiction: "640104001" },
      { role: "REVIEWER", jurisdiction: "640104" },
    ] as const;
    const seen = await read(server, VIEWER, {}, { as: { id: "u-1", name: "李梅", grants } });
    expect(seen).toEqual({ viewer: { id: "u-1", name: "李梅", demo: false, grants } });
  });

  describe("a token that ends", () => {
    // Tokens are good for 30 s more than they say, as clocks differ.
    const soon = (): Promise<string> => server.tokenOf(person("PLANNER"), -27);
    let jobId: string;

    beforeAll(async () => {
      await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
      // Written down but not queued: it goes on for ever.
      const [{ id }] = await testDb()("jobs")
        .insert({ kind: "PROPOSE_PLANS", payload: { communityIds: [] }, total: 1 })
        .returning("id");
      jobId = Buffer.from(`Job:${id}`).toString("base64url");
    });
    afterAll(() => emptyTables(testDb()));

    const FOLLOW = "subscription ($id: ID!) { jobProgress(id: $id) { state } }";
    const EXPECTED = [
      { data: { jobProgress: { state: "QUEUED" } } },
      { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] },
    ];

    test.each([
      ["by WebSocket", followByWebSocket],
      ["by server-sent events", followByEventStream],
    ])("ends what is followed %s, and says so", async (_, follow) => {
      const seen = await follow(server, FOLLOW, { id: jobId }, undefined, { token: await soon() });
      expect(seen).toMatchObject(EXPECTED);
      expect(at(seen, 1, "errors", 0, "message")).toBe("The token has expired: sign in again");
    });

    test("ends the connection, too", async () => {
      const token = await soon();
      const client = createClient({
        url: `${server.url.replace("http", "ws")}/graphql`,
        connectionParams: { authorization: `Bearer ${token}` },
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: () => undefined,
      });
      const end = await new Promise((resolve) => client.on("closed", resolve));
      expect(end).toMatchObject({ code: 4401, reason: "The token has expired: sign in again" });
      await client.dispose();
    });
  });
});

describe("where the issuer publishes its keys", () => {
  const EXPECTED = { issuer: TEST_SECRET.issuer, audience: TEST_SECRET.audience };

  test("keys are fetched once, and are good while the issuer is away", async () => {
    const issuer = await startIssuer();
    const key = { jwksUrl: issuer.jwksUrl, algorithms: ["RS256"] };
    const server = await startTestServer({
      workers: 1,
      auth: { kind: "TOKENS", ...EXPECTED, key },
    });
    const token = await issuer.tokenOf(person("VIEWER"), EXPECTED);
    expect(await read(server, VIEWER, {}, { token })).toMatchObject({ viewer: { demo: false } });
    await issuer.close();
    expect(await read(server, VIEWER, {}, { token })).toMatchObject({ viewer: { demo: false } });
    expect(server.logged).toEqual([]);
    await server.close();
  });

  test("keys that cannot be had are told as that, by 503, and logged", async () => {
    const issuer = await startIssuer();
    const token = await issuer.tokenOf(person("VIEWER"), EXPECTED);
    await issuer.close();
    const key = { jwksUrl: issuer.jwksUrl, algorithms: ["RS256"] };
    const server = await startTestServer({
      workers: 1,
      auth: { kind: "TOKENS", ...EXPECTED, key },
    });
    const answer = await send(server, { authorization: `Bearer ${token}` });
    expect([answer.status, answer.text]).toEqual([
      503,
      expect.stringContaining("AUTH_UNAVAILABLE"),
    ]);
    await expect(followByWebSocket(server, VIEWER, {}, undefined, { token })).rejects.toThrow(
      "closed with 1013: Tokens cannot be checked at present",
    );
    expect(server.logged).toHaveLength(2);
    expect(server.logged.join("")).not.toContain(token);
    // Who brings no token is answered all the same.
    expect(await read(server, VIEWER)).toEqual({ viewer: null });
    await server.close();
  });
});

test("a job is read by those who may read all of its communities", async () => {
  const server = await startTestServer();
  await importDataset(testDb(), rowOfCommunities(2), SYSTEM);
  const planner = { as: person("PLANNER") };
  const id = await propose(server, { codePrefix: "6401040019" });
  await followJob(server, id, undefined, planner);
  const job = async (prefix: string) =>
    at(
      await read(server, `{ job(id: "${id}") { id } }`, {}, { as: person("VIEWER", prefix) }),
      "job",
    );
  expect(await job("640104001")).toEqual({ id });
  expect(await job("640104001901")).toBeNull();
  await server.close();
});
