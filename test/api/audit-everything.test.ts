/** Every mutation of the schema, done once: each leaves its rows in the audit trail, by whoever did it. */
import { createSchema } from "../../src/graphql/schema";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { testDb } from "../support/database";
import { communityId, storeDivision } from "./support/divisions";
import { followJob } from "./support/jobs";
import { call, SOUND, soundOf, tornOf } from "./support/plan-life";
import {
  at,
  person,
  read,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

const ADMIN = person("ADMIN", "64", "admin");
const PLANNER = person("PLANNER", "640104", "planner");
const REVIEWER = person("REVIEWER", "640104001", "reviewer");
const APPROVER = person("APPROVER", "640104", "approver");
const REVIEWER_OF_ALL = person("REVIEWER", "640104", "reviewer-of-all");

/** Changes nothing that is kept: it gives a token. */
const NO_CHANGE = ["signInAsDemoPerson"];

let server: TestServer;
const tried = new Set<string>();
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Actions that were written down since the last time somebody asked, with who did them. */
let known = 0;
async function written(): Promise<string[]> {
  const rows = await testDb()("audit").orderByRaw("at, chain, seq").select("action", "actor_id");
  const fresh = rows.slice(known).map(({ action, actor_id }) => `${action} ${actor_id}`);
  known = rows.length;
  return fresh.sort();
}

/** Runs a mutation that has to be done, and gives its payload. */
async function run(
  as: typeof ADMIN,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  shows = "",
): Promise<Tree> {
  tried.add(mutation);
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) {
    ${mutation}(input: $input) { ${shows} userErrors { code message { en } } } }`;
  const payload = at(await read(server, text, { input }, { as }), mutation) as Tree;
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** Runs a mutation on a plan, and gives the plan of then. */
async function onPlan<Given extends Pick<Plan, "id" | "version">>(
  as: typeof ADMIN,
  mutation: string,
  plan: Given,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Given> {
  tried.add(mutation);
  const payload = await call(server, as, mutation, plan, more);
  expect(payload.userErrors).toEqual([]);
  return { ...plan, version: at(payload, "plan", "version") as number };
}

const WHY = { comment: "理由" };

test("an import", async () => {
  const { communities, buildings } = rowOfCommunities(2);
  const text = (features: readonly { readonly geometry: object }[]): string =>
    JSON.stringify({
      type: "FeatureCollection",
      features: features.map(({ geometry, ...properties }) => ({
        type: "Feature",
        geometry,
        properties,
      })),
    });
  await run(ADMIN, "importDataset", { communities: text(communities), buildings: text(buildings) });
  // Two communities, and the whole.
  expect(await written()).toEqual(Array(3).fill("IMPORT_DATASET admin"));
});

test("jobs, and the plans that they store", async () => {
  const id = toGlobalId("Community", await communityId(testDb(), "c0"));
  const other = toGlobalId("Community", await communityId(testDb(), "c1"));
  const shows = "job { id }";
  const many = await run(
    PLANNER,
    "proposePlans",
    { communityIds: [id, other], effort: 0.1 },
    shows,
  );
  await followJob(server, at(many, "job", "id") as string);
  expect(await written()).toEqual([
    ...Array<string>(2).fill("REQUEST_PLANS planner"),
    ...Array<string>(2).fill("STORE_PLAN planner"),
  ]);
  const one = await run(PLANNER, "proposePlan", { communityId: id, effort: 10 }, shows);
  await run(PLANNER, "cancelJob", { id: at(one, "job", "id") });
  await followJob(server, at(one, "job", "id") as string);
  expect(await written()).toEqual(["CANCEL_JOB planner", "REQUEST_PLANS planner"]);
});

test("the way of a plan into force, and everything beside it", async () => {
  let plan: Pick<Plan, "id" | "version"> = await storeDivision(testDb(), "c0", SOUND);
  const stale = await storeDivision(testDb(), "c0", SOUND);
  expect(await written()).toEqual(Array(2).fill("STORE_PLAN system"));

  plan = await onPlan(PLANNER, "submitPlan", plan);
  await run(REVIEWER, "addRemark", { planId: toGlobalId("Plan", plan.id), ...WHY });
  plan = await onPlan(REVIEWER, "returnPlan", plan, WHY);
  plan = await onPlan(PLANNER, "submitPlan", plan);
  plan = await onPlan(REVIEWER, "endorsePlan", plan);
  plan = await onPlan(APPROVER, "approvePlan", plan);
  expect(await written()).toEqual([
    "APPROVE_PLAN approver",
    "ENDORSE_PLAN reviewer",
    "REMARK_PLAN reviewer",
    "RETURN_PLAN reviewer",
    "SUBMIT_PLAN planner",
    "SUBMIT_PLAN planner",
  ]);

  plan = await onPlan(APPROVER, "putPlanInForce", plan);
  expect(await written()).toEqual([
    ...Array<string>(3).fill("ISSUE_CODE approver"),
    "PUT_IN_FORCE_PLAN approver",
  ]);
  await onPlan(APPROVER, "filePlan", plan, { filingNumber: "银兴备〔2026〕1号" });
  expect(await written()).toEqual(["FILE_PLAN approver"]);

  let next = await onPlan(PLANNER, "revalidatePlan", stale);
  next = await onPlan(PLANNER, "submitPlan", next);
  next = await onPlan(REVIEWER, "givePublicNotice", next, { to: "2999-01-01T00:00:00Z" });
  await onPlan(REVIEWER, "rejectPlan", next, WHY);
  await onPlan(PLANNER, "withdrawPlan", await storeDivision(testDb(), "c0", SOUND), WHY);
  expect(await written()).toEqual([
    "NOTICE_PLAN reviewer",
    "REJECT_PLAN reviewer",
    "REVALIDATE_PLAN planner",
    "STORE_PLAN system",
    "SUBMIT_PLAN planner",
    "WITHDRAW_PLAN planner",
  ]);
});

test("help of the engine, and what came of it", async () => {
  const torn = await storeDivision(testDb(), "c1", tornOf("c1"));
  const input = { planId: toGlobalId("Plan", torn.id), expectedVersion: torn.version };
  await written();
  const edits = async (): Promise<number> => (await testDb()("plan_edits")).length;
  for (const mutation of ["finishPlan", "repairPlan", "reoptimizePlan"]) {
    const before = await edits();
    const [{ version: expectedVersion }] = await testDb()("plans").where({ id: torn.id });
    const helped = await run(PLANNER, mutation, { ...input, expectedVersion }, "job { id }");
    await followJob(server, at(helped, "job", "id") as string);
    // One edit, or none where nothing was to be done.
    expect(await written()).toEqual([
      ...Array<string>((await edits()) - before).fill("EDIT_PLAN planner"),
      "REQUEST_HELP planner",
    ]);
  }
  expect(await edits()).toBeGreaterThan(0);
});

test("several plans that are submitted together", async () => {
  const plans = [
    await storeDivision(testDb(), "c1", soundOf("c1")),
    await storeDivision(testDb(), "c1", soundOf("c1")),
  ];
  await written();
  await run(PLANNER, "submitPlans", { planIds: plans.map(({ id }) => toGlobalId("Plan", id)) });
  expect(await written()).toEqual(Array(2).fill("SUBMIT_PLAN planner"));
});

test("every edit of a draft, and every step through its history", async () => {
  let plan: Pick<Plan, "id" | "version"> = await storeDivision(testDb(), "c0", SOUND);
  expect(await written()).toEqual(["STORE_PLAN system"]);
  const building = async (n: number): Promise<string> => {
    const [row] = await testDb()("buildings").where({ external_id: `c0-b${n}` });
    return toGlobalId("Building", row.id);
  };
  const grid = async (label: string): Promise<string> => {
    const [row] = await testDb()("plan_grids").where({ plan_id: plan.id, label });
    return toGlobalId("Grid", row.id);
  };
  const [b0, b3, b4, b5] = [
    await building(0),
    await building(3),
    await building(4),
    await building(5),
  ];
  const [middle, south] = [await grid("002"), await grid("003")];
  const steps: [string, () => object | Promise<object>][] = [
    ["moveBuildings", () => ({ buildingIds: [b3], toGridId: south })],
    ["releaseBuildings", () => ({ buildingIds: [b4] })],
    ["undoEdit", () => ({})],
    ["swapBuildings", () => ({ buildingIds: [b5], forBuildingIds: [b0] })],
    ["goToEdit", () => ({ editNo: 0 })],
    ["redoEdit", () => ({})],
    ["goToEdit", () => ({ editNo: 0 })],
    ["mergeGrids", () => ({ gridIds: [middle, south] })],
    ["splitGrid", () => ({ gridId: middle })],
    ["setGridKind", () => ({ gridId: middle, kind: "MICRO" })],
    ["setGridKind", () => ({ gridId: middle, kind: "STANDARD" })],
    ["setGridReduced", () => ({ gridId: middle, note: "独居老人多" })],
    ["nameGrid", () => ({ gridId: middle, name: "中区" })],
    ["lockGrids", () => ({ gridIds: [middle] })],
    ["unlockGrids", () => ({ gridIds: [middle] })],
    ["keepBuildings", () => ({ buildingIds: [b3, b4], wish: "TOGETHER" })],
    ["letBuildingsGo", () => ({ buildingIds: [b3] })],
    ["carveMicroGrid", () => ({ buildingIds: [b5] })],
    ["giveBackMicroGrid", async () => ({ gridId: await grid("501") })],
  ];
  for (const [mutation, more] of steps) {
    plan = await onPlan(PLANNER, mutation, plan, { ...(await more()) });
    expect([mutation, await written()]).toEqual([mutation, ["EDIT_PLAN planner"]]);
  }
});

test("drafts beside each other", async () => {
  const locked = await storeDivision(testDb(), "c0", SOUND);
  const grids = await testDb()("plan_grids").where({ plan_id: locked.id }).pluck("id");
  const gridIds = grids.map((id) => toGlobalId("Grid", id));
  await onPlan(PLANNER, "lockGrids", locked, { gridIds });
  const draft = await storeDivision(testDb(), "c0", SOUND);
  await written();

  const from = { planId: toGlobalId("Plan", draft.id), name: "方案乙" };
  const branched = await run(PLANNER, "branchPlan", from, "plan { id version }");
  expect(await written()).toEqual(["BRANCH_PLAN planner"]);
  const planId = at(branched, "plan", "id");
  const versions = { planId, expectedVersion: 1 };
  await run(PLANNER, "renamePlan", { ...versions, name: "方案丙" });
  expect(await written()).toEqual(["RENAME_PLAN planner"]);
  const fromPlanId = toGlobalId("Plan", locked.id);
  await run(PLANNER, "copyLocks", { ...versions, expectedVersion: 2, fromPlanId });
  expect(await written()).toEqual(["EDIT_PLAN planner"]);
  await run(PLANNER, "deletePlan", { ...versions, expectedVersion: 3 });
  expect(await written()).toEqual(["DELETE_PLAN planner"]);
});

test("staff, the grids of departments, and another code", async () => {
  const person = { duty: "GRID_WORKER", name: "王网格", fullTime: true };
  const gridCode = "640104001901001";
  const assigned = await run(PLANNER, "assignStaff", { gridCode, ...person }, "staff { id }");
  await run(PLANNER, "endStaff", { id: at(assigned, "staff", "id"), reason: "调离" });
  expect(await written()).toEqual(["ASSIGN_STAFF planner", "END_STAFF planner"]);

  const buildings = "code,building\nH1,c0-b0\nH2,c0-b1";
  await run(PLANNER, "importDepartmentalGrids", { department: "HEALTH", buildings });
  expect(await written()).toEqual(["IMPORT_DEPARTMENTAL_GRIDS planner"]);

  const id = toGlobalId("Community", await communityId(testDb(), "c0"));
  const [{ version }] = await testDb()("communities").where({ external_id: "c0" });
  const recode = {
    communityId: id,
    expectedVersion: version,
    code: "640104002901",
    reason: "撤并",
  };
  await run(ADMIN, "recodeCommunity", recode);
  expect(await written()).toEqual([
    ...Array<string>(3).fill("ISSUE_CODE admin"),
    "RECODE_COMMUNITY admin",
    ...Array<string>(3).fill("RETIRE_CODE admin"),
  ]);
});

test("rules under a name, and where they are used", async () => {
  const jurisdiction = "640104";
  const rules = { standardBand: { min: 250, max: 450 } };
  const saved = await run(
    PLANNER,
    "saveRules",
    { jurisdiction, name: "试行", rules },
    "ruleSet { id }",
  );
  await run(APPROVER, "setDefaultRules", {
    jurisdiction,
    ruleSetId: at(saved, "ruleSet", "id"),
  });
  await run(APPROVER, "setDefaultRules", { jurisdiction, ruleSetId: null });
  expect(await written()).toEqual([
    "SAVE_RULES planner",
    "SET_DEFAULT_RULES approver",
    "SET_DEFAULT_RULES approver",
  ]);
});

test("links to files", async () => {
  const of = { format: "CSV", register: { jurisdiction: "640104" } };
  const made = await run(PLANNER, "createExportLink", of, "link { id }");
  await run(REVIEWER_OF_ALL, "revokeExportLink", { id: at(made, "link", "id") });
  expect(await written()).toEqual([
    "CREATE_EXPORT_LINK planner",
    "REVOKE_EXPORT_LINK reviewer-of-all",
  ]);
});

test("there is no mutation that was not tried here", () => {
  const offered = Object.keys(createSchema().getMutationType()?.getFields() ?? {});
  expect([...tried, ...NO_CHANGE].sort()).toEqual(offered.sort());
});
