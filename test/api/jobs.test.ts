import { seedDataset } from "../../seeds";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { building, community, rectangle } from "../support/dataset";
import { followJob, jobIn, PROGRESS, propose, type JobSeen } from "./support/jobs";
import {
  ask,
  at,
  followByEventStream,
  read,
  startTestServer,
  type TestServer,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => emptyTables(testDb()));

const CANCEL = `mutation ($id: ID!) {
  cancelJob(input: { id: $id }) { job { state cancelRequested } userErrors { code path } } }`;

async function communityIds(): Promise<string[]> {
  const data = await read(server, "{ communities { nodes { id } } }");
  return (at(data, "communities", "nodes") as { id: string }[]).map(({ id }) => id);
}

async function countPlans(): Promise<number> {
  const plans = at(await read(server, "{ plans { nodes { id } } }"), "plans", "nodes");
  return (plans as unknown[]).length;
}

/** Communities that take seconds to plan: the largest of the seeds, with the largest effort. */
async function beginLongJob(): Promise<string> {
  await importDataset(testDb(), seedDataset(), SYSTEM);
  return propose(server, { codePrefix: "64", effort: 10 });
}

function last(jobs: readonly JobSeen[]): JobSeen {
  return jobs[jobs.length - 1];
}

test("proposePlan stores a draft plan, with the rules, seed and effort that were asked for", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const [communityId] = await communityIds();
  const data = await read(
    server,
    `mutation ($input: ProposePlanInput!) {
       proposePlan(input: $input) { job { id state total done } userErrors { code } } }`,
    {
      input: {
        communityId,
        seed: 7,
        effort: 0.5,
        rules: { standardBand: { min: 200, max: 400 }, microMinFloorAreaM2: { office: 9000 } },
      },
    },
  );
  expect(at(data, "proposePlan")).toMatchObject({
    job: { state: "QUEUED", total: 1, done: 0 },
    userErrors: [],
  });
  const jobs = await followJob(server, at(data, "proposePlan", "job", "id") as string);
  const end = last(jobs);
  expect(end).toMatchObject({ state: "SUCCEEDED", done: 1, progress: 1, stage: null, error: null });
  expect(end.finishedAt).not.toBeNull();
  const plan = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { state seed effort inputHash community { id }
       rules { standardBand { min max } reducedBand { min max }
         microMinFloorAreaM2 { office market } } } }`,
    { id: end.plans[0].id },
  );
  expect(at(plan, "plan")).toMatchObject({
    state: "DRAFT",
    seed: 7,
    effort: 0.5,
    community: { id: communityId },
    rules: {
      standardBand: { min: 200, max: 400 },
      reducedBand: { min: 100, max: 300 },
      microMinFloorAreaM2: { office: 9000, market: 5000 },
    },
  });
});

test("proposePlans plans every community once, and its progress never falls", async () => {
  await importDataset(testDb(), rowOfCommunities(4), SYSTEM);
  const ids = await communityIds();
  const id = await propose(server, { communityIds: [...ids, ids[0]] });
  const jobs = await followJob(server, id);
  expect(last(jobs)).toMatchObject({ state: "SUCCEEDED", total: 4, done: 4, progress: 1 });
  expect(last(jobs).plans).toHaveLength(4);
  const progress = jobs.map((job) => job.progress);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(await countPlans()).toBe(4);
  expect(at(await read(server, "query ($id: ID!) { job(id: $id) { state } }", { id }))).toEqual({
    job: { state: "SUCCEEDED" },
  });
});

test("server-sent events tell the same and end with the job", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const id = await propose(server, { codePrefix: "640104001901" });
  const answers = await followByEventStream(server, PROGRESS, { id });
  expect(last(answers.map(jobIn))).toMatchObject({ state: "SUCCEEDED", done: 1 });
});

test("following a job that has ended gives its end, and nothing more", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const id = await propose(server, { codePrefix: "64" });
  await followJob(server, id);
  expect((await followJob(server, id)).map(({ state }) => state)).toEqual(["SUCCEEDED"]);
});

test("a community whose data cannot be planned fails the job by name; the others are planned", async () => {
  const row = rowOfCommunities(1);
  await importDataset(
    testDb(),
    {
      ...row,
      communities: [
        ...row.communities,
        community({
          id: "tiny",
          name: "错误社区",
          code: "640104001999",
          geometry: rectangle(106.3, 38.4, 106.301, 38.401),
        }),
      ],
      buildings: [
        ...row.buildings,
        // Far outside its community: the reader of files refuses this, the import does not.
        building({
          id: "lost",
          communityId: "tiny",
          geometry: rectangle(107, 39, 107.0005, 39.0005),
        }),
      ],
    },
    SYSTEM,
  );
  const end = last(await followJob(server, await propose(server, { codePrefix: "64" })));
  expect(end).toMatchObject({
    state: "FAILED",
    total: 2,
    done: 1,
    error: { code: "NOT_PLANNABLE" },
  });
  expect(end.error?.message.zh).toContain("错误社区");
  expect(end.error?.message.en).toContain("1 of 2 communities");
  expect(end.plans).toHaveLength(1);
});

describe("a proposal is refused, and no job begins, for", () => {
  test.each([
    [{ codePrefix: "65" }, "NOT_FOUND", ["codePrefix"]],
    [{ codePrefix: "6401x" }, "BAD_INPUT", ["codePrefix"]],
    [{}, "BAD_INPUT", ["codePrefix"]],
    [{ communityIds: [] }, "NOT_FOUND", ["communityIds"]],
    [{ codePrefix: "64", effort: 11 }, "OUT_OF_RANGE", ["effort"]],
    [{ codePrefix: "64", seed: -1 }, "OUT_OF_RANGE", ["seed"]],
    [
      { codePrefix: "64", rules: { standardBand: { min: 500, max: 300 } } },
      "OUT_OF_RANGE",
      ["rules", "standardBand", "max"],
    ],
    [
      { codePrefix: "64", rules: { specialPopulationShare: 0 } },
      "OUT_OF_RANGE",
      ["rules", "specialPopulationShare"],
    ],
    [
      {
        communityIds: [
          Buffer.from("Community:00000000-0000-0000-0000-000000000000").toString("base64url"),
        ],
      },
      "NOT_FOUND",
      ["communityIds"],
    ],
  ])("%j", async (input, code, path) => {
    await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
    const data = await read(
      server,
      `mutation ($input: ProposePlansInput!) {
         proposePlans(input: $input) { job { id } userErrors { code path message { zh en } } } }`,
      { input },
    );
    expect(at(data, "proposePlans")).toMatchObject({ job: null, userErrors: [{ code, path }] });
    expect(await testDb()("jobs").pluck("id")).toEqual([]);
    expect(await countPlans()).toBe(0);
  });
});

test("the server answers while a job computes, and a cancelled job ends soon", async () => {
  const id = await beginLongJob();
  const asked: Promise<unknown>[] = [];
  const jobs = await followJob(server, id, (job) => {
    if (job.state !== "RUNNING" || job.progress === 0 || asked.length > 0) return;
    const whileItRuns = async (): Promise<unknown> => {
      const health = await fetch(`${server.url}/healthz`);
      expect(await health.json()).toEqual({ status: "ok" });
      const running = await read(server, "query ($id: ID!) { job(id: $id) { state } }", { id });
      expect(at(running, "job", "state")).toBe("RUNNING");
      return read(server, CANCEL, { id });
    };
    asked.push(whileItRuns());
  });
  expect(at(await asked[0], "cancelJob")).toEqual({
    job: { state: "RUNNING", cancelRequested: true },
    userErrors: [],
  });
  const end = last(jobs);
  expect(end).toMatchObject({ state: "CANCELLED", cancelRequested: true, error: null });
  expect(end.progress).toBeLessThan(1);
  // What was stored until then is kept, and complete.
  expect(end.plans).toHaveLength(end.done);
  expect(await countPlans()).toBe(end.done);

  const again = await read(server, CANCEL, { id });
  expect(at(again, "cancelJob")).toEqual({
    job: null,
    userErrors: [{ code: "CONFLICT", path: ["id"] }],
  });
  expect(last(await followJob(server, id))).toEqual(end);
});

test("a job that nobody has taken up is cancelled at once", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  // Written down but not queued: as if all runners were busy.
  const id = await testDb().transaction(async (trx) => {
    const [job] = await trx("jobs")
      .insert({ kind: "PROPOSE_PLANS", payload: { communityIds: [] }, total: 1 })
      .returning("id");
    return job.id;
  });
  const globalId = Buffer.from(`Job:${id}`).toString("base64url");
  const data = await read(server, CANCEL, { id: globalId });
  expect(at(data, "cancelJob", "job")).toEqual({ state: "CANCELLED", cancelRequested: true });
  expect((await followJob(server, globalId)).map(({ state }) => state)).toEqual(["CANCELLED"]);
});

test("a job that does not exist can be neither cancelled nor followed", async () => {
  const id = Buffer.from("Job:00000000-0000-0000-0000-000000000000").toString("base64url");
  expect(at(await read(server, CANCEL, { id }), "cancelJob")).toEqual({
    job: null,
    userErrors: [{ code: "NOT_FOUND", path: ["id"] }],
  });
  expect(await read(server, "query ($id: ID!) { job(id: $id) { id } }", { id })).toEqual({
    job: null,
  });
  const [refused] = await followByEventStream(server, PROGRESS, { id });
  expect(refused.errors?.[0].extensions.code).toBe("NOT_FOUND");
  const { errors } = await ask(server, CANCEL, { id: "x" });
  expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
});
