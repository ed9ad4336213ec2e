import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await importDataset(testDb(), rowOfCommunities(4), SYSTEM);
});
afterAll(() => server.close());

test.each([
  ["br, gzip", "br"],
  ["gzip, deflate", "gzip"],
  ["identity", undefined],
] as const)("who takes %s gets %s, with the same content", async (accepted, encoding) => {
  const plain = await ask("identity");
  const answer = await ask(accepted);
  expect(answer.headers["content-encoding"]).toBe(encoding);
  expect(decoded(answer)).toBe(plain.body.toString("utf8"));
  if (encoding !== undefined) {
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
    expect(answer.body.length).toBeLessThan(plain.body.length / 2);
  }
});

test("small answers are not worth it", async () => {
  const { headers } = await ask("br", "{ viewer { id } }");
  expect(headers["content-encoding"]).toBeUndefined();
});

interface Raw {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

function decoded({ headers, body }: Raw): string {
  switch (headers["content-encoding"]) {
    case "br":
      return brotliDecompressSync(body).toString("utf8");
    case "gzip":
      return gunzipSync(body).toString("utf8");
    default:
      return body.toString("utf8");
  }
}

/** The bytes as they come over the wire, which fetch would decompress. */
function ask(encoding: string, query = "{ buildingFeatures }"): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "accept-encoding": encoding };
    const sent = request(`${server.url}/graphql`, { method: "POST", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on("error", reject);
    sent.end(JSON.stringify({ query }));
  });
}
