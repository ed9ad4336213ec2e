import { SYSTEM } from "../../src/auth/viewer";
import type { DatasetBuilding } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { emptyTables, testDb } from "../support/database";
import { building, community, rectangle } from "../support/dataset";
import { communityId, PLANNER, REVIEWER, storeDivision } from "./support/divisions";
import { followJob, propose } from "./support/jobs";
import { done, LARGE, soundOf, TORN } from "./support/plan-life";
import {
  ask,
  at,
  person,
  read,
  startTestServer,
  type Asker,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => emptyTables(testDb()));

const RESULTS = `query ($id: ID!, $first: Int, $after: String) { job(id: $id) {
  resultCounts { outcome communities }
  results(first: $first, after: $after) {
    nodes { community { externalId } outcome plan { id community { externalId } }
      reason { zh en } errors warnings infos householdsOutOfBand }
    pageInfo { hasNextPage endCursor } } } }`;

const SUBMIT = `mutation ($input: SubmitPlansInput!) { submitPlans(input: $input) {
  outcomes { plan { id state version community { externalId } deviationReasons { reason } }
    isSubmitted refusals { code message { zh en } path } }
  submitted notSubmitted userErrors { code path message { zh en } } } }`;

async function resultsOf(id: string, page: Record<string, unknown> = {}): Promise<Tree> {
  return at(await read(server, RESULTS, { id, first: 50, ...page }), "job") as Tree;
}

async function submit(input: Record<string, unknown>, asker?: Asker): Promise<Tree> {
  return at(await read(server, SUBMIT, { input }, asker), "submitPlans") as Tree;
}

/** A job whose plans are given: as if it had made them. */
async function jobOf(plans: readonly Plan[]): Promise<string> {
  const communityIds = [...new Set(plans.map((plan) => plan.communityId))];
  const [{ id }] = await testDb()("jobs")
    .insert({
      kind: "PROPOSE_PLANS",
      state: "SUCCEEDED",
      payload: { communityIds },
      total: communityIds.length,
      done: communityIds.length,
      started_at: new Date(),
      finished_at: new Date(),
    })
    .returning("id");
  for (const plan of plans) await testDb()("plans").where({ id: plan.id }).update({ job_id: id });
  return toGlobalId("Job", id);
}

/** One draft of each kind: with something to be read, an error, a warning, and clean. */
async function fourDrafts(): Promise<Record<"c0" | "c1" | "c2" | "c3", Plan>> {
  const row = rowOfCommunities(4);
  // Of nine buildings in two estates one estate is too large for a grid, which is told of; not in c3.
  const buildings = row.buildings.map((one) =>
    one.communityId === "c3" ? { ...one, estateName: null } : one,
  );
  await importDataset(testDb(), { ...row, buildings }, SYSTEM);
  const as = (c: string, division: typeof LARGE): typeof LARGE =>
    division.map(({ buildings }) => ({ buildings: buildings.map((id) => id.replace("c0", c)) }));
  return {
    c0: await storeDivision(testDb(), "c0", soundOf("c0")),
    c1: await storeDivision(testDb(), "c1", as("c1", TORN)),
    c2: await storeDivision(testDb(), "c2", as("c2", LARGE)),
    c3: await storeDivision(testDb(), "c3", soundOf("c3")),
  };
}

function names(job: Tree): unknown[] {
  return (at(job, "results", "nodes") as Tree[]).map((node) => at(node, "community", "externalId"));
}

/** A building far outside its community, which no plan can hold. */
function lost(communityName: string): DatasetBuilding {
  const geometry = rectangle(107, 39, 107.0005, 39.0005);
  return building({ id: "lost", communityId: communityName, geometry });
}

test("what a job could not plan comes first and says why, also when many could not", async () => {
  const row = rowOfCommunities(2);
  const tiny = community({
    id: "tiny",
    name: "错误社区",
    code: "640104001999",
    geometry: rectangle(106.3, 38.4, 106.301, 38.401),
  });
  const buildings = [...row.buildings, lost("tiny")];
  const dataset = { ...row, communities: [...row.communities, tiny], buildings };
  await importDataset(testDb(), dataset, SYSTEM);
  const id = await propose(server, { codePrefix: "64", effort: 0.1 });
  await followJob(server, id);
  const job = await resultsOf(id);
  const [first, ...others] = at(job, "results", "nodes") as Tree[];
  expect(first).toMatchObject({
    community: { externalId: "tiny" },
    outcome: "NOT_PLANNED",
    plan: null,
    reason: { zh: expect.stringContaining("错误社区") as string },
  });
  expect(others.map(({ outcome }) => outcome)).toEqual(["INFOS", "INFOS"]);
  expect(others[0]).toMatchObject({ reason: null, plan: { community: { externalId: "c0" } } });
});

test("results are sorted by what needs a person, page by page, and follow what is mended", async () => {
  const plans = await fourDrafts();
  const id = await jobOf(Object.values(plans));
  const job = await resultsOf(id);
  expect(names(job)).toEqual(["c1", "c2", "c0", "c3"]);
  expect(at(job, "results", "nodes")).toMatchObject([
    { outcome: "ERRORS", errors: 1 },
    { outcome: "WARNINGS", errors: 0, warnings: 1, householdsOutOfBand: 600 },
    { outcome: "INFOS", warnings: 0, infos: 1, householdsOutOfBand: 0 },
    { outcome: "CLEAN", warnings: 0, infos: 0, householdsOutOfBand: 0 },
  ]);
  expect(job.resultCounts).toEqual([
    { outcome: "NOT_PLANNED", communities: 0 },
    { outcome: "ERRORS", communities: 1 },
    { outcome: "WARNINGS", communities: 1 },
    { outcome: "INFOS", communities: 1 },
    { outcome: "CLEAN", communities: 1 },
  ]);
  const paged: unknown[] = [];
  let after: unknown = null;
  do {
    const page = await resultsOf(id, { first: 1, after });
    paged.push(...names(page));
    expect(at(page, "results", "nodes")).toHaveLength(1);
    const info = at(page, "results", "pageInfo") as Tree;
    after = info.hasNextPage === true ? info.endCursor : null;
  } while (after !== null);
  expect(paged).toEqual(names(job));

  // The worst is mended, and goes down in the list; the draft of another is deleted, and that comes first.
  const call = (mutation: string, { id: planId }: Plan) =>
    read(
      server,
      `mutation ($id: ID!) { done: ${mutation}(input: { planId: $id, expectedVersion: 1 }) {
         ${mutation === "repairPlan" ? "job { id }" : ""} userErrors { code } } }`,
      { id: toGlobalId("Plan", planId) },
    );
  const { done: repair } = await call("repairPlan", plans.c1);
  await followJob(server, at(repair, "job", "id") as string);
  expect(await call("deletePlan", plans.c2)).toEqual({ done: { userErrors: [] } });
  const now = await resultsOf(id);
  expect(names(now)).toEqual(["c2", "c0", "c1", "c3"]);
  expect(at(now, "results", "nodes", 0)).toMatchObject({
    outcome: "NOT_PLANNED",
    plan: null,
    reason: { en: expect.stringContaining("deleted") as string },
  });
  expect(at(now, "results", "nodes", 2)).toMatchObject({ outcome: "INFOS", errors: 0 });
});

test("a cancelled job names the communities that it did not come to", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const [{ id }] = await testDb()("jobs")
    .insert({
      kind: "PROPOSE_PLANS",
      state: "CANCELLED",
      payload: { communityIds: [await communityId(testDb(), "c0")] },
      total: 1,
      finished_at: new Date(),
    })
    .returning("id");
  const job = await resultsOf(toGlobalId("Job", id));
  expect(at(job, "results", "nodes")).toMatchObject([
    { outcome: "NOT_PLANNED", reason: { en: expect.stringContaining("cancelled") as string } },
  ]);
});

test("submitPlans submits what needs nobody, and says of each other plan what it needs", async () => {
  const plans = await fourDrafts();
  const jobId = await jobOf(Object.values(plans));
  const payload = await submit({ jobId, comment: "整街道一并提交" });
  expect(payload).toMatchObject({ submitted: 2, notSubmitted: 2, userErrors: [] });
  const outcomes = (payload.outcomes as Tree[]).map((one) => ({
    [String(at(one, "plan", "community", "externalId"))]: [
      at(one, "plan", "state"),
      (one.refusals as Tree[]).map(({ code }) => code),
    ],
  }));
  expect(Object.assign({}, ...outcomes)).toEqual({
    c0: ["SUBMITTED", []],
    c1: ["DRAFT", ["ERROR_FINDING", "REASON_MISSING", "REASON_MISSING"]],
    c2: ["DRAFT", ["REASON_MISSING"]],
    c3: ["SUBMITTED", []],
  });
  expect(await testDb()("reviews").where({ kind: "SUBMIT" }).pluck("comment")).toEqual([
    "整街道一并提交",
    "整街道一并提交",
  ]);
  expect(await testDb()("audit").where({ action: "SUBMIT_PLAN" })).toHaveLength(2);

  // Asked again, those that are submitted say so, and nothing is done twice.
  const again = await submit({ jobId });
  expect(again).toMatchObject({ submitted: 0, notSubmitted: 4, userErrors: [] });
  expect(JSON.stringify(again.outcomes)).toContain("WRONG_STATE");
  expect(await testDb()("audit").where({ action: "SUBMIT_PLAN" })).toHaveLength(2);
});

test("reasons are given for single plans, and those of the last time are kept", async () => {
  const { c2 } = await fourDrafts();
  const planId = toGlobalId("Plan", c2.id);
  const findings = at(
    await read(server, "query ($id: ID!) { plan(id: $id) { findings { key severity } } }", {
      id: planId,
    }),
    "plan",
    "findings",
  ) as Tree[];
  const keys = findings.filter((one) => one.severity === "WARNING").map(({ key }) => key);
  const deviationReasons = [{ findings: keys, reason: "大型小区不宜拆分" }];
  const first = await submit({ plans: [{ planId, expectedVersion: 1, deviationReasons }] });
  expect(first).toMatchObject({ submitted: 1, notSubmitted: 0 });
  const returned = await done(
    server,
    REVIEWER,
    "returnPlan",
    { id: c2.id, version: 2 },
    {
      comment: "再议",
    },
  );
  expect(returned.state).toBe("DRAFT");
  const second = await submit({ planIds: [planId, planId] });
  expect(second).toMatchObject({
    submitted: 1,
    outcomes: [{ plan: { deviationReasons: [{ reason: "大型小区不宜拆分" }] } }],
  });
});

test("a plan that has changed since it was seen is not submitted; the others are", async () => {
  const { c0, c3 } = await fourDrafts();
  const of = ({ id }: Plan, expectedVersion: number) => ({
    planId: toGlobalId("Plan", id),
    expectedVersion,
  });
  const payload = await submit({ plans: [of(c0, 9), of(c3, 1)] });
  expect(payload.outcomes).toMatchObject([
    { isSubmitted: false, plan: { state: "DRAFT", version: 1 }, refusals: [{ code: "CONFLICT" }] },
    { isSubmitted: true, plan: { state: "SUBMITTED" }, refusals: [] },
  ]);
});

describe("all of it is refused, and nothing is submitted", () => {
  const nobody = toGlobalId("Plan", "00000000-0000-0000-0000-000000000000");
  const noJob = toGlobalId("Job", "00000000-0000-0000-0000-000000000000");
  test.each([
    [{}, "BAD_INPUT", ["plans"]],
    [{ planIds: [nobody], jobId: noJob }, "BAD_INPUT", ["plans"]],
    [{ planIds: [nobody] }, "NOT_FOUND", ["plans", "0", "planId"]],
    [{ jobId: noJob }, "NOT_FOUND", ["jobId"]],
    [{ planIds: Array.from({ length: 1001 }, (_, n) => planNo(n)) }, "BAD_INPUT", ["plans"]],
  ])("%#", async (input, code, path) => {
    await fourDrafts();
    const payload = await submit(input);
    expect(payload).toMatchObject({ outcomes: [], submitted: 0, userErrors: [{ code, path }] });
    expect(await testDb()("plans").distinct("state").pluck("state")).toEqual(["DRAFT"]);
  });

  test("for somebody who lacks the right for one of them", async () => {
    const { c0, c3 } = await fourDrafts();
    const planIds = [c0, c3].map(({ id }) => toGlobalId("Plan", id));
    const onlyC0 = person("PLANNER", "640104001901");
    const { errors } = await ask(server, SUBMIT, { input: { planIds } }, { as: onlyC0 });
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await testDb()("plans").distinct("state").pluck("state")).toEqual(["DRAFT"]);
    expect(await submit({ planIds: planIds.slice(0, 1) }, { as: onlyC0 })).toMatchObject({
      submitted: 1,
    });
    expect(await submit({ planIds }, { as: PLANNER })).toMatchObject({ submitted: 1 });
  });
});

function planNo(n: number): string {
  return toGlobalId("Plan", `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`);
}
