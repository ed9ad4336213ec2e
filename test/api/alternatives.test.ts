import { seedDataset } from "../../seeds";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { followJob, propose } from "./support/jobs";
import { at, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => emptyTables(testDb()));

const FIELDS = `id focus alternative bestFor difference { zh en } leftOut { focus code by reason { zh en } }
  metrics { grids workers householdsPerWorker householdsInBand householdsPermitted meanCompactness }`;

/** A plan as this file asks for it. */
interface PlanSeen {
  readonly id: string;
  readonly focus: string;
  readonly alternative: number;
  readonly bestFor: readonly string[];
  readonly difference: { zh: string; en: string } | null;
  readonly leftOut: readonly { focus: string; code: string; by: string | null }[];
  readonly metrics: Readonly<Record<string, number>>;
}

async function communityId(externalId: string): Promise<string> {
  const [{ id }] = await testDb()("communities").where({ external_id: externalId }).select("id");
  return Buffer.from(`Community:${id}`).toString("base64url");
}

/** Plans a community and waits for it. */
async function plan(input: Readonly<Record<string, unknown>>): Promise<readonly { id: string }[]> {
  const data = await read(
    server,
    `mutation ($input: ProposePlanInput!) {
       proposePlan(input: $input) { job { id } userErrors { code path } } }`,
    { input },
  );
  const jobs = await followJob(server, at(data, "proposePlan", "job", "id") as string);
  const end = jobs[jobs.length - 1];
  expect(end).toMatchObject({ state: "SUCCEEDED", total: 1, done: 1 });
  return end.plans;
}

test("a job stores several plans to choose from, with what tells them apart", async () => {
  await importDataset(testDb(), seedDataset(), SYSTEM);
  const id = await communityId("invented-hequan");
  const stored = await plan({ communityId: id, alternatives: 3 });
  expect(stored).toHaveLength(3);

  const data = await read(
    server,
    `query ($id: ID!) { community(id: $id) {
       latestPlan { ${FIELDS} alternatives { ${FIELDS} alternatives { id } } }
       plans { nodes { id alternative } } } }`,
    { id },
  );
  const first = at(data, "community", "latestPlan") as PlanSeen;
  const others = at(data, "community", "latestPlan", "alternatives") as (PlanSeen & {
    alternatives: readonly { id: string }[];
  })[];
  expect(first).toMatchObject({ alternative: 1, difference: null });
  expect(first.bestFor).toContain("BALANCED");
  expect(first.leftOut.map(({ focus }) => focus)).toContain("LEAST_CHURN");
  expect(others.map(({ alternative }) => alternative)).toEqual([2, 3]);
  for (const other of others) {
    expect(other.bestFor).not.toEqual([]);
    expect(other.difference?.en).toContain("% of households are in another grid");
    expect(other.difference?.zh).toContain("与首选方案相比");
    expect(other.leftOut).toEqual([]);
    expect(other.metrics.workers).toBe(other.metrics.grids);
    expect(other.alternatives.map((one) => one.id)).toContain(first.id);
  }
  const inOrder = [first, ...others].map((one) => one.id);
  expect(stored.map((one) => one.id)).toEqual(inOrder);
  expect(at(data, "community", "plans", "nodes")).toEqual(
    inOrder.map((one, i) => ({ id: one, alternative: i + 1 })),
  );
});

test("a plan has the focus that was asked for, and is alone unless more are wanted", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const [{ id }] = await plan({ communityId: await communityId("c0"), focus: "ROADS_FIRST" });
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { ${FIELDS} alternatives { id } } }`,
    { id },
  );
  expect(at(data, "plan")).toMatchObject({
    focus: "ROADS_FIRST",
    alternative: 1,
    bestFor: ["ROADS_FIRST"],
    difference: null,
    leftOut: [],
    alternatives: [],
  });
});

test("many communities are planned with alternatives, and counted once each", async () => {
  await importDataset(testDb(), rowOfCommunities(2), SYSTEM);
  const id = await propose(server, { codePrefix: "64", alternatives: 6 });
  const jobs = await followJob(server, id);
  const end = jobs[jobs.length - 1];
  expect(end).toMatchObject({ state: "SUCCEEDED", total: 2, done: 2 });
  const data = await read(
    server,
    "{ communities { nodes { latestPlan { alternative leftOut { code } } } } }",
  );
  const nodes = at(data, "communities", "nodes") as { latestPlan: PlanSeen }[];
  for (const { latestPlan } of nodes) {
    expect(latestPlan.alternative).toBe(1);
    expect(latestPlan.leftOut.length).toBeGreaterThan(0);
  }
});

test.each([0, 7])("%i alternatives cannot be asked for", async (alternatives) => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const data = await read(
    server,
    `mutation ($input: ProposePlansInput!) {
       proposePlans(input: $input) { job { id } userErrors { code path } } }`,
    { input: { codePrefix: "64", alternatives } },
  );
  expect(at(data, "proposePlans")).toEqual({
    job: null,
    userErrors: [{ code: "OUT_OF_RANGE", path: ["alternatives"] }],
  });
});

test("least churn fails by name where no grids are in force", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const id = await propose(server, { codePrefix: "64", focus: "LEAST_CHURN" });
  const jobs = await followJob(server, id);
  const end = jobs[jobs.length - 1];
  expect(end).toMatchObject({ state: "FAILED", done: 0, error: { code: "NOT_PLANNABLE" } });
  expect(end.error?.message.en).toContain("LEAST_CHURN, which needs grids in force");
});
