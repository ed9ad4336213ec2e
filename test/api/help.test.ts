import { seedDataset } from "../../seeds";
import { SYSTEM, type Actor } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId, uuidOf } from "../../src/graphql/global-id";
import type { Help } from "../../src/help/help";
import { queueImprovement } from "../../src/jobs/job.service";
import type { Plan } from "../../src/plan/plan";
import { emptyTables, testDb } from "../support/database";
import { PLANNER, storeDivision, type GivenDivision } from "./support/divisions";
import { followJob, planLargest } from "./support/jobs";
import { LARGE, SOUND, TORN } from "./support/plan-life";
import { at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => emptyTables(testDb()));

const MUTATIONS: Readonly<Record<Help, string>> = {
  REOPTIMIZE: "reoptimizePlan",
  REPAIR: "repairPlan",
  FINISH: "finishPlan",
};

const JOB = `query ($id: ID!) { job(id: $id) { state kind help stage error { code message { zh en } }
  viewerCanCancel
  plan { id version findings { severity } grids { id households locked } }
  edit { no kind actor { id } planVersion householdsMoved movedBuildingIds } } }`;

async function draftOf(division: GivenDivision): Promise<Plan> {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  return storeDivision(testDb(), "c0", division);
}

const planIdOf = ({ id }: Pick<Plan, "id">): string => toGlobalId("Plan", id);

/** Asks for help and gives the payload. */
async function ask(
  help: Help,
  plan: Pick<Plan, "id" | "version">,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Tree> {
  const mutation = MUTATIONS[help];
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const data = await read(
    server,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
       job { id kind total done } plan { id version } missedEdits { kind actor { id } }
       userErrors { code path message { zh en } } } }`,
    { input: { planId: planIdOf(plan), expectedVersion: plan.version, ...more } },
  );
  return at(data, mutation) as Tree;
}

async function jobNow(id: string): Promise<Tree> {
  return at(await read(server, JOB, { id }), "job") as Tree;
}

/** Asks for help and waits until it has come. */
async function helped(
  help: Help,
  plan: Pick<Plan, "id" | "version">,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Tree> {
  const payload = await ask(help, plan, more);
  expect(payload.userErrors).toEqual([]);
  const id = at(payload, "job", "id") as string;
  await followJob(server, id);
  return jobNow(id);
}

/** Does one edit, and gives the version after it. */
async function edit(mutation: string, input: Readonly<Record<string, unknown>>): Promise<number> {
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const data = await read(
    server,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
       plan { version } userErrors { code message { en } } } }`,
    { input },
  );
  expect(at(data, mutation, "userErrors")).toEqual([]);
  return at(data, mutation, "plan", "version") as number;
}

/** External ids of the buildings of each grid of a plan. */
async function division(planId: string): Promise<string[][]> {
  const { rows } = await testDb().raw<{ rows: { ids: string[] }[] }>(
    `select array_agg(external_id order by external_id) as ids
     from plan_buildings join buildings on buildings.id = building_id
     where plan_id = ? group by grid_id order by min(external_id)`,
    [planId],
  );
  return rows.map(({ ids }) => ids);
}

const severities = (job: Tree): unknown[] =>
  (at(job, "plan", "findings") as Tree[]).map(({ severity }) => severity);

describe("the engine helps as one edit of the draft, which can be undone", () => {
  test("repairPlan mends a grid in two pieces and one that is too large", async () => {
    for (const broken of [TORN, LARGE]) {
      await emptyTables(testDb());
      const plan = await draftOf(broken);
      const before = await division(plan.id);
      const job = await helped("REPAIR", plan);
      expect(job).toMatchObject({
        state: "SUCCEEDED",
        kind: "IMPROVE_PLAN",
        help: "REPAIR",
        error: null,
        plan: { id: planIdOf(plan), version: 2 },
        edit: { no: 1, kind: "REPAIR", planVersion: 2 },
        viewerCanCancel: false,
      });
      expect(severities(job)).not.toContain("ERROR");
      expect(severities(job)).not.toContain("WARNING");
      expect(await division(plan.id)).not.toEqual(before);

      await edit("undoEdit", { planId: planIdOf(plan), expectedVersion: 2 });
      expect(await division(plan.id)).toEqual(before);
    }
  });

  test("reoptimizePlan changes no locked grid", async () => {
    const plan = await draftOf(LARGE);
    const [small] = await testDb()("plan_grids").where({ plan_id: plan.id, households: 300 });
    const expectedVersion = await edit("lockGrids", {
      planId: planIdOf(plan),
      expectedVersion: 1,
      gridIds: [toGlobalId("Grid", small.id)],
    });
    const job = await helped("REOPTIMIZE", { ...plan, version: expectedVersion }, { effort: 0.5 });
    expect(job).toMatchObject({ state: "SUCCEEDED", edit: { kind: "REOPTIMIZE" } });
    expect(await testDb()("plan_grids").where({ id: small.id }).first()).toMatchObject({
      households: 300,
      locked: true,
    });
    expect(await division(plan.id)).toContainEqual(["c0-b0", "c0-b1", "c0-b2"]);
    expect(severities(job)).not.toContain("WARNING");
  });

  test("finishPlan finds a grid for what was released, and moves nothing else", async () => {
    const plan = await draftOf(SOUND);
    const [building] = await testDb()("buildings").where({ external_id: "c0-b4" });
    const buildingId = toGlobalId("Building", building.id);
    const version = await edit("releaseBuildings", {
      planId: planIdOf(plan),
      expectedVersion: 1,
      buildingIds: [buildingId],
    });
    const released = await division(plan.id);
    expect(released.flat()).not.toContain("c0-b4");
    const job = await helped("FINISH", { ...plan, version });
    expect(job).toMatchObject({
      state: "SUCCEEDED",
      edit: { kind: "FINISH", movedBuildingIds: [buildingId], householdsMoved: 100 },
    });
    const finished = await division(plan.id);
    expect(finished.flat()).toContain("c0-b4");
    expect(finished.map((ids) => ids.filter((id) => id !== "c0-b4"))).toEqual(released);
  });

  test("who asked for it is its author, in the history and in the audit trail", async () => {
    const plan = await draftOf(LARGE);
    const { edit: made } = await helped("REPAIR", plan, { seed: 7 });
    const actorId = at(made, "actor", "id");
    const rows = await testDb()("audit")
      .whereIn("action", ["REQUEST_HELP", "EDIT_PLAN"])
      .orderBy("seq");
    expect(rows).toMatchObject([
      {
        action: "REQUEST_HELP",
        actor_id: actorId,
        plan_id: plan.id,
        after: { help: "REPAIR", seed: 7 },
      },
      { action: "EDIT_PLAN", actor_id: actorId, plan_id: plan.id, after: { kind: "REPAIR" } },
    ]);
  });
});

test("where nothing is to be done the job succeeds without an edit, and the draft stays", async () => {
  const plan = await draftOf(SOUND);
  const job = await helped("FINISH", plan);
  expect(job).toMatchObject({ state: "SUCCEEDED", error: null, edit: null, plan: { version: 1 } });
  expect(await testDb()("plan_edits")).toEqual([]);
});

test("the same seed gives the same division again", async () => {
  const plan = await draftOf(LARGE);
  await helped("REOPTIMIZE", plan, { seed: 3, effort: 0.3 });
  const once = await division(plan.id);
  await edit("undoEdit", { planId: planIdOf(plan), expectedVersion: 2 });
  await helped("REOPTIMIZE", { ...plan, version: 3 }, { seed: 3, effort: 0.3 });
  expect(await division(plan.id)).toEqual(once);
});

describe("nothing is taken of what the engine finds", () => {
  const LI: Actor = { id: "li", name: "李规划", role: "PLANNER" };

  /** A job for an older version: as if somebody had edited while the engine searched. */
  async function jobFor(plan: Plan): Promise<string> {
    const { communityId, id: planId, version: expectedVersion } = plan;
    const wish = { planId, expectedVersion, help: "REPAIR" as const, seed: 1, effort: 1 };
    const job = await testDb().transaction((trx) =>
      queueImprovement(trx, { communityIds: [communityId], ...wish }, LI),
    );
    return toGlobalId("Job", job.id);
  }

  test("where the draft was edited meanwhile: the job fails and says what to do", async () => {
    const plan = await draftOf(LARGE);
    const [grid] = await testDb()("plan_grids").where({ plan_id: plan.id });
    await edit("nameGrid", {
      planId: planIdOf(plan),
      expectedVersion: 1,
      gridId: toGlobalId("Grid", grid.id),
      name: "东片",
    });
    const before = await division(plan.id);
    const id = await jobFor(plan);
    await followJob(server, id);
    const job = await jobNow(id);
    expect(job).toMatchObject({
      state: "FAILED",
      error: { code: "CONFLICT" },
      edit: null,
      plan: { version: 2 },
    });
    expect(at(job, "error", "message", "en")).toMatch(/stays as others left it.*Ask again/s);
    expect(at(job, "error", "message", "zh")).toMatch(/再次请求/);
    expect(await division(plan.id)).toEqual(before);
    // Asked for the version of before, it tells what was missed; for that of now, it helps.
    expect(await ask("REPAIR", plan)).toMatchObject({
      job: null,
      missedEdits: [{ kind: "NAME" }],
      userErrors: [{ code: "CONFLICT" }],
    });
    expect(await helped("REPAIR", { ...plan, version: 2 })).toMatchObject({ state: "SUCCEEDED" });
  });

  test("where it is cancelled before anybody takes it up", async () => {
    const plan = await draftOf(LARGE);
    const [{ id }] = await testDb()("jobs")
      .insert({
        kind: "IMPROVE_PLAN",
        payload: {
          communityIds: [plan.communityId],
          planId: plan.id,
          expectedVersion: 1,
          help: "REPAIR",
          seed: 1,
          effort: 1,
        },
        total: 1,
      })
      .returning("id");
    const cancelled = await cancel(toGlobalId("Job", id));
    expect(cancelled).toMatchObject({ job: { state: "CANCELLED" }, userErrors: [] });
    expect(await testDb()("plan_edits")).toEqual([]);
  });

  test("where it is cancelled while it runs, and it ends soon", async () => {
    await importDataset(testDb(), seedDataset(), SYSTEM);
    const largest = await planLargest(server, testDb());
    const payload = await ask("REOPTIMIZE", { ...largest, version: 1 }, { effort: 10 });
    const asked: Promise<Tree>[] = [];
    const seen = await followJob(server, at(payload, "job", "id") as string, (job) => {
      if (job.state !== "RUNNING" || job.progress === 0 || asked.length > 0) return;
      asked.push(cancel(job.id));
    });
    expect(await asked[0]).toMatchObject({ userErrors: [] });
    expect(seen.at(-1)).toMatchObject({ state: "CANCELLED", error: null, done: 0 });
    const progress = seen.map((job) => job.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(await testDb()("plans").where({ id: largest.id }).first()).toMatchObject({ version: 1 });
  });
});

async function cancel(id: string): Promise<Tree> {
  const data = await read(
    server,
    `mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { state } userErrors { code } } }`,
    { id },
  );
  return at(data, "cancelJob") as Tree;
}

test("a job whose server died after storing is taken up again and stores nothing twice", async () => {
  const plan = await draftOf(LARGE);
  const payload = await ask("REPAIR", plan);
  const id = at(payload, "job", "id") as string;
  await followJob(server, id);
  const before = await testDb()("plan_edits").orderBy("no");
  expect(before).toHaveLength(1);
  await testDb()("jobs").update({
    state: "RUNNING",
    finished_at: null,
    heartbeat_at: new Date("2026-01-01T00:00:00Z"),
  });
  const second = await startTestServer();
  try {
    const seen = await followJob(second, id);
    expect(seen.at(-1)).toMatchObject({ state: "SUCCEEDED", progress: 1, done: 1 });
  } finally {
    await second.close();
  }
  expect(await testDb()("plan_edits").orderBy("no")).toEqual(before);
  expect(await testDb()("plans").where({ id: plan.id }).first()).toMatchObject({ version: 2 });
  // Nor would the database take it.
  const [{ no, plan_version, ...rest }] = before;
  const again = { ...rest, no: no + 1, plan_version: plan_version + 1 };
  await expect(testDb()("plan_edits").insert(again)).rejects.toThrow("plan_edits_job_key");
});

describe("help is refused, and no job begins", () => {
  test.each([
    [{ expectedVersion: 9 }, "CONFLICT", ["expectedVersion"]],
    [{ effort: 11 }, "OUT_OF_RANGE", ["effort"]],
    [{ seed: -1 }, "OUT_OF_RANGE", ["seed"]],
    [
      { planId: toGlobalId("Plan", "00000000-0000-0000-0000-000000000000") },
      "NOT_FOUND",
      ["planId"],
    ],
  ])("for %j", async (input, code, path) => {
    const plan = await draftOf(LARGE);
    expect(await ask("REPAIR", plan, input)).toMatchObject({
      job: null,
      userErrors: [{ code, path }],
    });
    expect(await testDb()("jobs")).toEqual([]);
  });

  test("for a plan that is no draft, which is told with the plan as it is", async () => {
    const plan = await draftOf(SOUND);
    await read(
      server,
      `mutation ($id: ID!) { submitPlan(input: { planId: $id, expectedVersion: 1 }) {
         plan { state } } }`,
      { id: planIdOf(plan) },
      { as: PLANNER },
    );
    const payload = await ask("REOPTIMIZE", { ...plan, version: 2 });
    expect(payload).toMatchObject({
      job: null,
      plan: { version: 2 },
      userErrors: [{ code: "WRONG_STATE" }],
    });
    expect(uuidOf("Plan", at(payload, "plan", "id") as string)).toBe(plan.id);
  });

  test("for a plan whose basis has changed", async () => {
    const plan = await draftOf(LARGE);
    const row = rowOfCommunities(1);
    const buildings = row.buildings.map((one, i) => (i === 0 ? { ...one, households: 90 } : one));
    await importDataset(testDb(), { ...row, buildings }, SYSTEM);
    expect(await ask("REPAIR", plan)).toMatchObject({
      job: null,
      userErrors: [{ code: "STALE_BASIS" }],
    });
  });
});
