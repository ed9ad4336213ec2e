import { connect } from "node:net";
import { WebSocket } from "ws";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import {
  ask,
  at,
  followByEventStream,
  followByWebSocket,
  startTestServer,
  type Answer,
  type TestServer,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(30_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
});
afterAll(() => server.close());

type Transport = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

const TRANSPORTS: readonly (readonly [string, Transport])[] = [
  ["HTTP", (query, variables) => ask(server, query, variables)],
  ["WebSocket", async (query, variables) => (await followByWebSocket(server, query, variables))[0]],
  [
    "server-sent events",
    async (query, variables) => (await followByEventStream(server, query, variables))[0],
  ],
];

const aliases = Array.from({ length: 31 }, (_, i) => `a${i}: name`).join(" ");
const nested = (levels: number): string =>
  levels === 0 ? "id" : `estates { nodes { community { ${nested(levels - 1)} } } }`;

describe.each(TRANSPORTS)("by %s", (_, send) => {
  test("an operation inside the limits is answered, geometry included", async () => {
    const answer = await send("{ communities { nodes { name polygon } } }");
    expect(answer.errors).toBeUndefined();
    expect(at(answer, "data", "communities", "nodes", 0)).toMatchObject({
      name: "社区0",
      polygon: { type: "Polygon" },
    });
  });

  test.each([
    ["too deep", `{ communities { nodes { ${nested(5)} } } }`, "depth"],
    ["of too many aliases", `{ communities { nodes { ${aliases} } } }`, "aliases"],
    [
      "of too many aliases by a fragment",
      `{ communities { nodes { ...F } } } fragment F on Community { ${aliases} }`,
      "aliases",
    ],
    [
      "of too many objects",
      "{ communities(first: 1000) { nodes { buildings(first: 1000) { nodes { id } } } } }",
      "objects",
    ],
    ["of too many tokens", `{ ${"__typename ".repeat(2001)} }`, "tokens"],
    ["that does not fit the schema", "{ nothing }", "nothing"],
  ])("an operation %s is refused", async (_name, query, word) => {
    const { data, errors } = await send(query);
    expect(data ?? null).toBeNull();
    expect(errors?.[0].message).toContain(word);
    expect(errors?.[0].extensions.code).toMatch(/^(QUERY_TOO_COMPLEX|GRAPHQL_\w+)$/);
  });

  test("the number of objects counts with its variables too", async () => {
    const query = `query ($first: Int!) {
      communities(first: $first) { nodes { buildings(first: $first) { nodes { id } } } } }`;
    const refused = await send(query, { first: 1000 });
    expect(refused.errors?.[0].extensions.code).toBe("QUERY_TOO_COMPLEX");
    const answered = await send(query, { first: 10 });
    expect(answered.errors).toBeUndefined();
  });

  test("a domain error has its code, an internal one only a number that the log has too", async () => {
    const refused = await send("{ community { id } }");
    expect(refused.errors?.[0].extensions).toEqual({ code: "BAD_INPUT" });

    await testDb().raw("alter table estates rename to estates_gone");
    const broken = await send("{ estates { nodes { id } } }");
    await testDb().raw("alter table estates_gone rename to estates");
    const [error] = broken.errors ?? [];
    expect(error.extensions.code).toBe("INTERNAL");
    expect(error.message).toBe(`Internal error ${error.extensions.errorId}`);
    expect(JSON.stringify(broken)).not.toMatch(/select|relation|estates_gone|\.ts/);
    const logged = server.logged.filter((line) => line.includes(String(error.extensions.errorId)));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("estates");
  });
});

test("the usual introspection query keeps the limits", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  const { errors } = await ask(server, getIntrospectionQuery());
  expect(errors).toBeUndefined();
});

describe("requests that a foreign page could make a browser send", () => {
  test.each([
    ["a form", "/graphql", { method: "POST", headers: { "content-type": "text/plain" } }],
    ["a link", `/graphql?query=${encodeURIComponent("{ __typename }")}`, { method: "GET" }],
    [
      "a form to the stream",
      "/graphql/stream",
      {
        method: "POST",
        headers: { "content-type": "text/plain;application/json", accept: "text/event-stream" },
      },
    ],
  ])("%s is refused", async (_, path, init) => {
    const body = init.method === "POST" ? JSON.stringify({ query: "{ __typename }" }) : undefined;
    const response = await fetch(`${server.url}${path}`, { ...init, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('"data"');
  });

  test("a WebSocket of another origin is refused", async () => {
    const url = `${server.url.replace("http", "ws")}/graphql`;
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(url, "graphql-transport-ws", { origin: "http://evil.example" });
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
      socket.on("open", () => resolve("open"));
    });
    expect(status).toBe(403);
  });
});

describe("what is not there or not readable is answered in JSON", () => {
  test.each([
    ["/nothing", {}, 404, "NOT_FOUND"],
    [
      "/graphql",
      { method: "POST", headers: { "content-type": "application/json" }, body: "{" },
      400,
      "FST_ERR_CTP_INVALID_JSON_BODY",
    ],
    ["/graphql/stream", {}, 406, "NOT_ACCEPTABLE"],
  ])("%s", async (path, init, status, code) => {
    const response = await fetch(`${server.url}${path}`, init);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});

test("the server is alive and ready", async () => {
  for (const path of ["/healthz", "/readyz"]) {
    const response = await fetch(`${server.url}${path}`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  }
});

test("a client that goes away in the middle leaves the server well", async () => {
  const { hostname, port } = new URL(server.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write("GET /graphql/stream?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\n");
      socket.destroy();
      socket.on("close", () => resolve());
    });
  });
  expect((await ask(server, "{ __typename }")).errors).toBeUndefined();
});
