import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { seedDataset } from "../../seeds";
import { toGlobalId } from "../../src/graphql/global-id";
import { followJob, planLargest, propose, type JobSeen } from "./support/jobs";
import { at, read, startTestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

const COMMUNITIES = 6;

beforeEach(() => emptyTables(testDb()));

/** Begins a job, and stops its server as soon as the first plans are stored. */
async function interrupt(): Promise<{ id: string; plans: string[] }> {
  await importDataset(testDb(), rowOfCommunities(COMMUNITIES), SYSTEM);
  const server = await startTestServer({ workers: 1 });
  const id = await propose(server, { codePrefix: "64", effort: 3 });
  await new Promise<void>((resolve, reject) => {
    // The stream ends with the server.
    followJob(server, id, ({ done }) => {
      if (done > 0) resolve();
    }).catch(reject);
  });
  await server.close();
  const [job] = await testDb()("jobs").select("state", "done");
  expect(job.state).toBe("QUEUED");
  const plans = await testDb()("plans").orderBy("created_at").pluck("id");
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.length).toBeLessThan(COMMUNITIES);
  return { id, plans };
}

/** Starts a server again and waits for the job; gives its end and all plans. */
async function resume(id: string): Promise<{ end: JobSeen; plans: string[] }> {
  const server = await startTestServer();
  const jobs = await followJob(server, id);
  await server.close();
  const plans = await testDb()("plans").orderBy("created_at").pluck("id");
  return { end: jobs[jobs.length - 1], plans };
}

test("a job whose server was stopped goes on where it was when a server starts", async () => {
  const before = await interrupt();
  const after = await resume(before.id);
  expect(after.end).toMatchObject({ state: "SUCCEEDED", done: COMMUNITIES, total: COMMUNITIES });
  expect(after.plans).toHaveLength(COMMUNITIES);
  expect(after.plans.slice(0, before.plans.length)).toEqual(before.plans);
});

test("a job whose server died is taken up again, though the queue still counts it as running", async () => {
  const before = await interrupt();
  await testDb()("jobs").update({
    state: "RUNNING",
    heartbeat_at: new Date("2026-01-01T00:00:00Z"),
  });
  await testDb().raw(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = 1",
  );
  const after = await resume(before.id);
  expect(after.end).toMatchObject({ state: "SUCCEEDED", done: COMMUNITIES });
  expect(after.plans.slice(0, before.plans.length)).toEqual(before.plans);
});

test("help with a draft that was interrupted in its search begins anew, and can still be cancelled", async () => {
  await importDataset(testDb(), seedDataset(), SYSTEM);
  const first = await startTestServer();
  const plan = await planLargest(first, testDb());
  const data = await read(
    first,
    `mutation ($id: ID!) {
       reoptimizePlan(input: { planId: $id, expectedVersion: 1, effort: 10 }) { job { id } } }`,
    { id: toGlobalId("Plan", plan.id) },
  );
  const id = at(data, "reoptimizePlan", "job", "id") as string;
  await new Promise<void>((resolve, reject) => {
    followJob(first, id, ({ progress }) => {
      if (progress > 0) resolve();
    }).catch(reject);
  });
  await first.close();
  const improvement = testDb()("jobs").where({ kind: "IMPROVE_PLAN" }).first();
  expect(await improvement).toMatchObject({ state: "QUEUED" });

  const second = await startTestServer();
  const cancel = "mutation ($id: ID!) { cancelJob(input: { id: $id }) { userErrors { code } } }";
  const cancelled: Promise<unknown>[] = [];
  const seen = await followJob(second, id, ({ state }) => {
    if (state === "RUNNING" && cancelled.length === 0) cancelled.push(read(second, cancel, { id }));
  });
  expect(await cancelled[0]).toEqual({ cancelJob: { userErrors: [] } });
  await second.close();
  expect(seen.at(-1)).toMatchObject({ state: "CANCELLED", error: null });
  expect(await testDb()("plan_edits")).toEqual([]);
});
