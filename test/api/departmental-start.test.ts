import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { takeNetwork } from "./support/departmental";
import { communityId, divideInForce } from "./support/divisions";
import { followJob } from "./support/jobs";
import { ask, at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

/** Columns, where the road and the estates run in rows: 300 households each, in band. */
const COLUMNS = [
  ["K-1", [0, 3, 6]],
  ["K-2", [1, 4, 7]],
  ["K-3", [2, 5, 8]],
] as const;
const LIST = [
  "code,building",
  ...COLUMNS.flatMap(([code, numbers]) => numbers.map((n) => `${code},c0-b${n}`)),
].join("\n");

const PROPOSE = /* GraphQL */ `
  mutation ($input: ProposePlanInput!) {
    proposePlan(input: $input) {
      job {
        id
      }
      userErrors {
        code
        path
      }
    }
  }
`;

const PLAN = /* GraphQL */ `
  query ($id: ID!) {
    plan(id: $id) {
      metrics {
        householdsMoved
      }
      regridding {
        householdsMoved
      }
      start {
        network {
          id
        }
        validFrom
        households
        householdsMoved
        churn
        grids {
          label
          from {
            name
            households
            buildings
          }
        }
      }
      grids {
        households
        buildings(first: 100) {
          nodes {
            externalId
          }
        }
      }
    }
  }
`;

let server: TestServer;
let db: Knex;
let community: string;
let network: string;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
  community = toGlobalId("Community", await communityId(db, "c0"));
  network = await takeNetwork(server, { department: "CIVIL_AFFAIRS", buildings: LIST });
});
afterAll(() => server.close());

/** Proposes a plan of c0 and gives it. */
async function propose(input: Readonly<Record<string, unknown>>): Promise<Tree> {
  const wish = { communityId: community, effort: 0.1, ...input };
  const data = await read(server, PROPOSE, { input: wish });
  const jobs = await followJob(server, at(data, "proposePlan", "job", "id") as string);
  const job = jobs[jobs.length - 1];
  if (job.state !== "SUCCEEDED") throw new Error(JSON.stringify(job));
  return at(await read(server, PLAN, { id: job.plans[0].id }), "plan") as Tree;
}

/** The numbers of the buildings of each grid, in the order of the least. */
function divisionOf(plan: Tree): string[][] {
  return (plan.grids as readonly Tree[])
    .map((grid) =>
      (at(grid, "buildings", "nodes") as readonly Tree[]).map(
        ({ externalId }) => externalId as string,
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const columns = COLUMNS.map(([, numbers]) => numbers.map((n) => `c0-b${n}`));

test("a plan that starts from a network keeps its borders where its grids are in band", async () => {
  const plain = await propose({});
  expect(plain.start).toBeNull();
  expect(divisionOf(plain)).not.toEqual(columns);

  const plan = await propose({ focus: "LEAST_CHURN", startFrom: { networkId: network } });
  expect(divisionOf(plan)).toEqual(columns);
  expect(plan).toMatchObject({
    metrics: { householdsMoved: 0 },
    regridding: null,
    start: {
      ...{ network: { id: network }, households: 900, householdsMoved: 0, churn: 0 },
      grids: [
        { from: [{ name: expect.stringMatching(/^K-\d$/) as string, households: 300 }] },
        { from: [{ buildings: 3 }] },
        { from: [{ buildings: 3 }] },
      ],
    },
  });
});

test("what the network has out of band moves, and the plan says how many households do", async () => {
  // 400 and 200 beside 300: one column too small.
  const uneven = LIST.replace("K-1,c0-b6", "K-2,c0-b6");
  const id = await takeNetwork(server, { department: "HEALTH", buildings: uneven });
  const plan = await propose({ focus: "LEAST_CHURN", startFrom: { networkId: id } });
  expect(plan).toMatchObject({ start: { households: 900, householdsMoved: 100 } });
  expect((plan.grids as readonly Tree[]).map(({ households }) => households)).toEqual([
    300, 300, 300,
  ]);
});

test("a building in two grids of the network starts in the first by code", async () => {
  const id = await takeNetwork(server, {
    ...{ department: "EMERGENCY", buildings: `${LIST}\nK-9,c0-b8\n` },
  });
  const plan = await propose({ focus: "LEAST_CHURN", startFrom: { networkId: id } });
  expect(divisionOf(plan)).toEqual(columns);
  expect(plan).toMatchObject({ start: { households: 900, householdsMoved: 0 } });
});

test("with grids in force it still starts from the network, and codes follow the grids in force", async () => {
  await divideInForce(server, db, "c0", [
    { buildings: ["c0-b0", "c0-b1", "c0-b2"] },
    { buildings: ["c0-b3", "c0-b4", "c0-b5"] },
    { buildings: ["c0-b6", "c0-b7", "c0-b8"] },
  ]);
  const plan = await propose({ focus: "LEAST_CHURN", startFrom: { networkId: network } });
  expect(divisionOf(plan)).toEqual(columns);
  expect(plan).toMatchObject({
    start: { householdsMoved: 0 },
    regridding: { householdsMoved: 600 },
  });
});

test("a network of elsewhere, or none, is refused, and no job is begun", async () => {
  const before = await db("jobs").count();
  const elsewhere = await takeNetwork(server, {
    department: "PARTY",
    buildings: "code,building\nK-1,c1-b0",
  });
  const unknown = toGlobalId("DepartmentalNetwork", "00000000-0000-4000-8000-000000000000");
  for (const networkId of [elsewhere, unknown]) {
    const input = { communityId: community, startFrom: { networkId } };
    expect(await read(server, PROPOSE, { input })).toEqual({
      proposePlan: {
        job: null,
        userErrors: [{ code: "NOT_FOUND", path: ["startFrom", "networkId"] }],
      },
    });
  }
  const input = { communityId: community, startFrom: { networkId: community } };
  const { errors } = await ask(server, PROPOSE, { input });
  expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
  expect(await db("jobs").count()).toEqual(before);
});
