/** Clients that leave while they are answered. */
import { getIntrospectionQuery } from "graphql";
import { request } from "node:http";
import { startTestServer, type TestServer } from "./support/test-server";

jest.setTimeout(60_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("leaving before the answer is out is no fault that is logged", async () => {
  for (const encoding of ["br", "gzip", "br", "gzip"]) await leaveEarly(encoding);
  // The answers of those who left were begun before this one.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.logged).toEqual([]);
});

/** Asks for a large answer, and leaves as soon as that is said. */
function leaveEarly(encoding: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", "accept-encoding": encoding };
    const asked = request(`${server.url}/graphql`, { method: "POST", headers });
    asked.on("finish", () => asked.destroy());
    asked.on("error", () => undefined);
    asked.on("close", resolve);
    asked.end(JSON.stringify({ query: getIntrospectionQuery() }));
  });
}
