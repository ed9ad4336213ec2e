import { smallDataset } from "../exchange/small-dataset";
import { emptyTables, testDb } from "../support/database";
import { ask, at, read, startTestServer, type TestServer } from "./support/test-server";

jest.setTimeout(30_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => emptyTables(testDb()));

const IMPORT = /* GraphQL */ `
  mutation ($input: ImportDatasetInput!) {
    importDataset(input: $input) {
      report {
        communities {
          read
          added
          changed
          unchanged
        }
        estates {
          added
        }
        buildings {
          read
          added
          changed
          unchanged
        }
        barriers {
          added
          unchanged
        }
        notes {
          code
        }
      }
      userErrors {
        code
        message {
          zh
          en
        }
        path
      }
    }
  }
`;

function textsOf(dataset: ReturnType<typeof smallDataset>): Record<string, string> {
  return {
    communities: JSON.stringify(dataset.communities),
    buildings: JSON.stringify(dataset.buildings),
    roads: JSON.stringify(dataset.roads),
  };
}

async function load(input: Record<string, unknown>): Promise<unknown> {
  return at(await read(server, IMPORT, { input }), "importDataset");
}

async function stored(): Promise<unknown> {
  const data = await read(
    server,
    "{ communities { nodes { name households buildings { nodes { externalId households } } } } }",
  );
  return at(data, "communities", "nodes");
}

test("a data set is loaded, and loading it again changes nothing", async () => {
  const input = textsOf(smallDataset());
  expect(await load(input)).toEqual({
    report: {
      communities: { read: 2, added: 2, changed: 0, unchanged: 0 },
      estates: { added: 4 },
      buildings: { read: 8, added: 8, changed: 0, unchanged: 0 },
      barriers: { added: 1, unchanged: 0 },
      notes: [],
    },
    userErrors: [],
  });
  const before = await stored();
  expect(await load(input)).toMatchObject({
    report: {
      communities: { read: 2, added: 0, changed: 0, unchanged: 2 },
      buildings: { read: 8, added: 0, changed: 0, unchanged: 8 },
      barriers: { added: 0, unchanged: 1 },
    },
  });
  expect(await stored()).toEqual(before);
});

test("every fault is named with file, feature and reason, and nothing is stored", async () => {
  const dataset = smallDataset();
  dataset.buildings.features[1].properties.households = -5;
  dataset.buildings.features[2].properties.category = "CASTLE";
  const refused = await load(textsOf(dataset));
  expect(refused).toMatchObject({
    report: null,
    userErrors: [
      { code: "INVALID_NUMBER", path: ["buildings.geojson", '#2 "b1"', "households"] },
      { code: "UNKNOWN_CATEGORY", path: ["buildings.geojson", '#3 "b2"', "category"] },
    ],
  });
  expect(at(refused, "userErrors", 0, "message", "zh")).toContain("-5");
  expect(await stored()).toEqual([]);
});

test("broken JSON is a fault of its file", async () => {
  const refused = await load({ ...textsOf(smallDataset()), communities: "{" });
  expect(at(refused, "userErrors", 0)).toMatchObject({
    code: "BROKEN_JSON",
    path: ["communities.geojson"],
  });
});

test("what contradicts the stored data is refused, and changes nothing", async () => {
  await load(textsOf(smallDataset()));
  const before = await stored();
  const dataset = smallDataset();
  // Another community with the code of a stored one.
  for (const feature of dataset.communities.features) {
    feature.properties.id = `new-${String(feature.properties.id)}`;
  }
  for (const feature of dataset.buildings.features) {
    feature.properties.id = `new-${String(feature.properties.id)}`;
    feature.properties.communityId = `new-${String(feature.properties.communityId)}`;
  }
  expect(await load(textsOf(dataset))).toMatchObject({
    report: null,
    userErrors: [{ code: "CONFLICT", path: null }],
  });
  expect(await stored()).toEqual(before);
});

test("a data set of several megabytes fits into a request", async () => {
  const input = { ...textsOf(smallDataset()) };
  input.roads = input.roads + " ".repeat(8 * 1024 * 1024);
  const { errors } = await ask(server, IMPORT, { input });
  expect(errors).toBeUndefined();
});
