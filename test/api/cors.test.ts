/** Pages on other servers: those that were named may use this one, all others may not. */
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { startTestServer, person, TEST_AUTH, type TestServer } from "./support/test-server";

const MAPS = "https://maps.example.org";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ auth: TEST_AUTH, corsOrigins: [MAPS] });
});

afterAll(() => server.close());

function allowed(path: string, origin: string, init: RequestInit = {}): Promise<Response> {
  return fetch(server.url + path, { ...init, headers: { ...init.headers, origin } });
}

test.each(["/graphql", "/tiles/register/1/1/0.mvt", "/ogc/collections", "/tiles/register.json"])(
  "a page that was named may send its token to %s",
  async (path) => {
    const preflight = await allowed(path, MAPS, {
      method: "OPTIONS",
      headers: {
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(MAPS);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization");
  },
);

test("answers say whose page may read them", async () => {
  const authorization = `Bearer ${await server.tokenOf(person("VIEWER"))}`;
  const headers = { authorization };
  const named = await allowed("/tiles/register.json", MAPS, { headers });
  expect(named.status).toBe(200);
  expect(named.headers.get("access-control-allow-origin")).toBe(MAPS);
  const other = await allowed("/tiles/register.json", "https://other.example", { headers });
  expect(other.headers.get("access-control-allow-origin")).toBeNull();
});

test.each([
  { origin: MAPS, connects: true },
  { origin: "https://other.example", connects: false },
])("a WebSocket from $origin connects: $connects", async ({ origin, connects }) => {
  class FromPage extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { origin });
    }
  }
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: FromPage,
    retryAttempts: 0,
  });
  const asked = new Promise<boolean>((resolve) => {
    client.subscribe(
      { query: "{ viewer { id } }" },
      { next: () => resolve(true), error: () => resolve(false), complete: () => undefined },
    );
  });
  expect(await asked).toBe(connects);
  await client.dispose();
});
