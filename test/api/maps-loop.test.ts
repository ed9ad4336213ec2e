import { createHistogram, performance } from "node:perf_hooks";
import { at, ask, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { breath } from "../../src/maps/breathe";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

jest.setTimeout(120_000);

const IMPORT = `mutation ($input: ImportDatasetInput!) { importDataset(input: $input) {
  report { buildings { read added } } userErrors { code message { en } } } }`;

function texts(count: number): { communities: string; buildings: string; bytes: number } {
  const { communities, buildings } = rowOfCommunities(count);
  const collection = (items: readonly { readonly geometry: object }[]): string =>
    JSON.stringify({
      type: "FeatureCollection",
      features: items.map(({ geometry, ...properties }) => ({
        type: "Feature",
        properties,
        geometry,
      })),
    });
  const parts = { communities: collection(communities), buildings: collection(buildings) };
  return { ...parts, bytes: parts.communities.length + parts.buildings.length };
}

test("a large data set is read in a thread, and says the same as a small one", async () => {
  const { bytes, ...input } = texts(90);
  expect(bytes).toBeGreaterThan(300_000);
  const { data } = await ask(server, IMPORT, { input });
  expect(at(data, "importDataset")).toEqual({
    report: { buildings: { read: 810, added: 810 } },
    userErrors: [],
  });
  const again = await ask(server, IMPORT, { input });
  expect(at(again.data, "importDataset", "report", "buildings")).toEqual({ read: 810, added: 0 });
});

test("a large body that is no JSON is refused like a small one", async () => {
  const answers = await Promise.all(
    ["{", `{"query":"${"x".repeat(400_000)}`].map((body) =>
      fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as unknown[];
  for (const body of bodies) expect(at(body, "errors")).toHaveLength(1);
});

test("breathing: long work on the main thread lets timers in between", async () => {
  const late = createHistogram();
  let last = performance.now();
  const timer = setInterval(() => {
    late.record(Math.max(1, Math.round(performance.now() - last)));
    last = performance.now();
  }, 1);
  const until = performance.now() + 400;
  while (performance.now() < until) {
    for (let turn = breath(); turn !== null; turn = breath()) await turn;
    const piece = performance.now() + 1;
    while (performance.now() < piece);
  }
  clearInterval(timer);
  // Without it the timer would not fire once in these 400 ms.
  expect(late.count).toBeGreaterThan(0);
});
