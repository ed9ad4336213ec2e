import type { Viewer } from "../../src/auth/viewer";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import type { Plan } from "../../src/plan/plan";
import { emptyTables, testDb } from "../support/database";
import {
  approve,
  APPROVER,
  divideInForce,
  PLANNER,
  REVIEWER,
  storeDivision,
} from "./support/divisions";
import { call, codesOf, done, LARGE, seen, SOUND, stored } from "./support/plan-life";
import { at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { statementsOf } from "./support/statements";

jest.setTimeout(120_000);

let server: TestServer;

beforeEach(async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  server = await startTestServer();
});

afterEach(async () => {
  await server.close();
});

const households = (building: string, count: number): Promise<unknown> =>
  testDb()("buildings").where({ external_id: building }).update({ households: count });

async function submitted(division = SOUND): Promise<Pick<Plan, "id" | "version">> {
  return done(server, PLANNER, "submitPlan", await storeDivision(testDb(), "c0", division));
}

async function messages(who: Viewer, planId: string): Promise<unknown[]> {
  const { basisChanges } = await seen(server, who, planId);
  return (basisChanges as Tree[]).map((change) => at(change, "message", "en"));
}

test("a plan tells exactly what has changed since it was made", async () => {
  const db = testDb();
  const plan = await storeDivision(db, "c0", SOUND);
  expect(await seen(server, PLANNER, plan.id)).toMatchObject({ isStale: false, basisChanges: [] });

  await households("c0-b0", 150);
  await db("buildings").where({ external_id: "c0-b1" }).update({ name: null, built_year: 1998 });
  await db("buildings")
    .where({ external_id: "c0-b2" })
    .update({ geom: db.raw("st_translate(geom, 0.00001, 0)") });
  await db("estates").where({ name: "北园" }).update({ old_estate: true });
  await db("barriers").update({ name: "胜利街" });
  await db("communities").update({
    name: "新社区",
    geom: db.raw("st_translate(geom, 0.00001, 0)"),
  });
  await db.raw(
    `with ended as (update community_codes set valid_to = now() returning community_id)
     insert into community_codes (community_id, code, valid_from)
     select community_id, '640104001777', now() from ended`,
  );
  expect(await seen(server, PLANNER, plan.id)).toMatchObject({ isStale: true });
  expect(await messages(PLANNER, plan.id)).toEqual([
    "The community: name 新社区, was 社区0",
    "The community has another boundary",
    "The code of the community is 640104001777, was 640104001901",
    "Building 1号楼 (c0-b0): households 150, was 100",
    "Building c0-b1: name unknown, was 2号楼",
    "Building c0-b1: year of construction 1998, was 2012",
    "Building 3号楼 (c0-b2) has another footprint",
    ...[3, 4, 5, 6, 7, 8].map(
      (n) => `Building ${n + 1}号楼 (c0-b${n}): old-estate flag of its estate true, was unknown`,
    ),
    "Barrier 胜利街 (road): name 胜利街, was 解放街",
  ]);
  const { basisChanges } = await seen(server, PLANNER, plan.id);
  expect((basisChanges as Tree[])[3]).toMatchObject({
    kind: "BUILDING",
    subject: "c0-b0",
    field: "households",
    before: "100",
    after: "150",
    message: { zh: "楼栋 1号楼 (c0-b0)的户数由 100 变为 150" },
  });
});

test("a new and a moved building, and a barrier far away", async () => {
  const db = testDb();
  const plan = await storeDivision(db, "c0", SOUND);
  // The far part of the road is another community's matter.
  await db("barriers").update({
    geom: db.raw("st_makeline(geom, st_setsrid(st_makepoint(106.5, 38.402), 4490))"),
  });
  expect(await messages(PLANNER, plan.id)).toEqual([]);
  await db.raw(
    `insert into buildings (external_id, community_id, name, category, households, geom)
     select 'c0-b9', community_id, '10号楼', 'RESIDENTIAL', 40, st_translate(geom, 0.0006, 0)
     from buildings where external_id = 'c0-b8'`,
  );
  const [away] = await db("communities")
    .insert({
      external_id: "away",
      name: "外",
      geom: db.raw("st_makeenvelope(106.3, 38.4, 106.31, 38.41, 4490)"),
    })
    .returning("id");
  await db("buildings")
    .where({ external_id: "c0-b0" })
    .update({ community_id: away.id, estate_id: null });
  expect(await messages(PLANNER, plan.id)).toEqual([
    "Building 1号楼 (c0-b0) is no longer here",
    "Building 10号楼 (c0-b9) is new here",
  ]);

  const fresh = await done(server, PLANNER, "revalidatePlan", plan);
  const shown = await seen(server, PLANNER, fresh.id);
  expect(shown).toMatchObject({ isStale: false, metrics: { households: 840 } });
  expect((shown.grids as Tree[]).map((grid) => grid.households).sort()).toEqual([200, 300, 340]);
});

test("a stale plan does not proceed before it is revalidated", async () => {
  const plan = await storeDivision(testDb(), "c0", SOUND);
  await households("c0-b2", 120);
  const payload = await call(server, PLANNER, "submitPlan", plan);
  expect(payload.userErrors).toEqual([
    {
      code: "STALE_BASIS",
      path: null,
      message: {
        zh: "方案依据已变（1 处）：楼栋 3号楼 (c0-b2)的户数由 100 变为 120。请先重新核验",
        en:
          "The basis of the plan has changed (1): Building 3号楼 (c0-b2): households 120, was 100. " +
          "Revalidate it first",
      },
    },
  ]);
  const before = (await testDb()("plan_grids").where({ plan_id: plan.id }).pluck("id")).sort();
  const fresh = await done(server, PLANNER, "revalidatePlan", plan, { comment: "户数已核实" });
  expect(fresh).toMatchObject({ state: "DRAFT", version: 2 });
  const shown = await seen(server, PLANNER, plan.id);
  expect(shown).toMatchObject({ isStale: false, basisChanges: [], metrics: { households: 920 } });
  expect((shown.grids as Tree[]).map((grid) => grid.households).sort()).toEqual([300, 300, 320]);
  const after = (await testDb()("plan_grids").where({ plan_id: plan.id }).pluck("id")).sort();
  expect(after).toEqual(before);
  const [review] = at(shown, "reviews", "nodes") as Tree[];
  expect(review).toMatchObject({ kind: "REVALIDATE", comment: "户数已核实", planVersion: 2 });
  expect(at(review, "details", "grids")).toMatchObject([
    { before: { households: 300 }, after: { households: 320 } },
  ]);
  expect(at(review, "details", "basisChanges", 0)).toMatchObject({ before: "100", after: "120" });
  const again = await call(server, PLANNER, "revalidatePlan", fresh);
  expect(codesOf(again)).toEqual(["NOT_STALE"]);
  await done(server, PLANNER, "submitPlan", fresh);
});

test("every step forward asks for a basis that has not changed, no step back does", async () => {
  const plan = await submitted();
  await households("c0-b2", 101);
  expect(codesOf(await call(server, REVIEWER, "endorsePlan", plan))).toEqual(["STALE_BASIS"]);
  const two = await done(server, REVIEWER, "revalidatePlan", plan);
  const endorsed = await done(server, REVIEWER, "endorsePlan", two);
  await households("c0-b2", 102);
  expect(codesOf(await call(server, APPROVER, "approvePlan", endorsed))).toEqual(["STALE_BASIS"]);
  const four = await done(server, APPROVER, "revalidatePlan", endorsed);
  const approved = await done(server, APPROVER, "approvePlan", four);
  await households("c0-b2", 103);
  const late = await call(server, APPROVER, "putPlanInForce", approved);
  expect(codesOf(late)).toEqual(["STALE_BASIS"]);
  expect(at(late, "plan", "state")).toBe("APPROVED");
  const withdrawn = await done(server, APPROVER, "withdrawPlan", approved, { comment: "依据已变" });
  expect(await seen(server, APPROVER, withdrawn.id)).toMatchObject({
    isStale: null,
    basisChanges: null,
  });
  const ended = await call(server, APPROVER, "revalidatePlan", withdrawn);
  expect(codesOf(ended)).toEqual(["WRONG_STATE"]);
});

test("a plan that was submitted is revalidated only as long as it still holds", async () => {
  const db = testDb();
  const plan = await submitted();
  await households("c0-b0", 350);
  const before = await stored(db, plan.id);
  const refused = await call(server, REVIEWER, "revalidatePlan", plan);
  expect(codesOf(refused)).toEqual(["REASON_MISSING"]);
  expect(at(refused, "userErrors", 0, "message", "en")).toMatch(
    /^R1\/GRID_ABOVE_BAND\/\d{3}: Grid \d{3} has 550 .* return the plan, then mend it and submit/,
  );
  expect(await stored(db, plan.id)).toEqual(before);

  await households("c0-b0", 100);

  // A reason that was given is good for the same warning, whatever the label of its grid has become.
  const draft = await storeDivision(db, "c0", LARGE);
  const [{ key }] = ((await seen(server, PLANNER, draft.id)).findings as Tree[]).filter(
    ({ severity }) => severity === "WARNING",
  );
  const deviationReasons = [{ findings: [key], reason: "原因" }];
  const large = await done(server, PLANNER, "submitPlan", draft, { deviationReasons });
  await households("c0-b0", 120);
  await households("c0-b8", 110);
  const fresh = await done(server, REVIEWER, "revalidatePlan", large);
  expect(fresh).toMatchObject({ state: "SUBMITTED", version: 3 });
  const shown = await seen(server, REVIEWER, large.id);
  expect(shown.deviationReasons).toEqual([{ finding: key, reason: "原因" }]);
  expect(at(shown, "reviews", "nodes", 1)).toMatchObject({
    kind: "REVALIDATE",
    fromState: "SUBMITTED",
    toState: "SUBMITTED",
    deviationReasons: [{ finding: key, reason: "原因" }],
  });
});

test("a plan that was made on another register is stale, and follows its codes", async () => {
  const db = testDb();
  const waiting = await submitted();
  await divideInForce(server, db, "c0", SOUND);
  const changes = await messages(REVIEWER, waiting.id);
  expect(changes).toEqual([
    "Another plan was put in force",
    "Of the grid codes in force 0 retired, and 3 are new",
  ]);
  const fresh = await done(server, REVIEWER, "revalidatePlan", waiting);
  const data = await read(
    server,
    `{ plans(filter: {state: SUBMITTED}) { nodes { isStale regridding { codesKept codesNew } } } }`,
    {},
    { as: REVIEWER },
  );
  expect(at(data, "plans", "nodes")).toEqual([
    {
      isStale: false,
      regridding: {
        codesKept: ["640104001901001", "640104001901002", "640104001901003"],
        codesNew: [],
      },
    },
  ]);
  // The plan in force itself is what the register says; only its ground can change.
  const inForce = await read(
    server,
    `{ plans(filter: {state: IN_FORCE}) { nodes { isStale basisChanges { subject } } } }`,
    {},
    { as: REVIEWER },
  );
  expect(at(inForce, "plans", "nodes")).toEqual([{ isStale: false, basisChanges: [] }]);
  await households("c0-b4", 99);
  const later = await read(
    server,
    `{ plans { nodes { state isStale basisChanges { subject } } } }`,
    {},
    { as: REVIEWER },
  );
  expect(at(later, "plans", "nodes")).toEqual([
    { state: "IN_FORCE", isStale: true, basisChanges: [{ subject: "c0-b4" }] },
    { state: "SUBMITTED", isStale: true, basisChanges: [{ subject: "c0-b4" }] },
  ]);
  expect(fresh.version).toBe(3);
});

test("a division that makes no sense any more is not revalidated", async () => {
  const db = testDb();
  const plan = await storeDivision(db, "c0", SOUND);
  await db("buildings")
    .where({ external_id: "c0-b8" })
    .update({
      geom: db.raw("st_translate(geom, 1, 0)"),
    });
  const before = await stored(db, plan.id);
  const refused = await call(server, PLANNER, "revalidatePlan", plan);
  expect(codesOf(refused)).toEqual(["NOT_PLANNABLE"]);
  expect(at(refused, "userErrors", 0, "message", "en")).toMatch(/c0-b8.*propose a new plan$/);
  expect(await stored(db, plan.id)).toEqual(before);
});

test("a reason follows its grid where a new register gives it another label", async () => {
  const db = testDb();
  const draft = await storeDivision(db, "c0", LARGE);
  const keyOf = (shown: Tree): unknown =>
    (shown.findings as Tree[]).find(({ severity }) => severity === "WARNING")?.key;
  const before = keyOf(await seen(server, PLANNER, draft.id));
  const large = await done(server, PLANNER, "submitPlan", draft, {
    deviationReasons: [{ findings: [before], reason: "一个物业单元" }],
  });
  await divideInForce(server, db, "c0", SOUND);
  const ids = await db("plan_grids").where({ plan_id: draft.id }).orderBy("households").pluck("id");
  await done(server, REVIEWER, "revalidatePlan", large);
  const shown = await seen(server, REVIEWER, draft.id);
  const after = keyOf(shown);
  expect(after).not.toBe(before);
  expect(shown.deviationReasons).toEqual([{ finding: after, reason: "一个物业单元" }]);
  expect(
    await db("plan_grids").where({ plan_id: draft.id }).orderBy("households").pluck("id"),
  ).toEqual(ids);
  const changed = at(shown, "reviews", "nodes", 1, "details", "grids") as Tree[];
  expect(
    changed.map(({ before: was, after: is }) => [at(was, "label"), at(is, "label")]),
  ).toContainEqual([String(before).slice(-3), String(after).slice(-3)]);
});

test("of a plan of before bases were kept nobody can tell, until it is revalidated", async () => {
  const db = testDb();
  const plan = await storeDivision(db, "c0", SOUND);
  await db("plan_basis").where({ plan_id: plan.id }).delete();
  expect(await seen(server, PLANNER, plan.id)).toMatchObject({ isStale: null, basisChanges: null });
  const payload = await call(server, PLANNER, "submitPlan", plan);
  expect(codesOf(payload)).toEqual(["UNKNOWN_BASIS"]);
  const fresh = await done(server, PLANNER, "revalidatePlan", plan);
  expect(await seen(server, PLANNER, plan.id)).toMatchObject({ isStale: false, basisChanges: [] });
  await approve(db, { ...plan, ...fresh, state: "DRAFT" });
});

test("a list tells of many plans in as many statements as of one", async () => {
  const db = testDb();
  const count = async (): Promise<number> => {
    let data: Tree = {};
    const statements = await statementsOf(server.database.knex, async () => {
      data = await read(
        server,
        `{ plans { nodes { isStale basisChanges { field } reviews { nodes { kind } } } } }`,
        {},
        { as: PLANNER },
      );
    });
    expect((at(data, "plans", "nodes") as Tree[]).every(({ isStale }) => isStale === false)).toBe(
      true,
    );
    return statements;
  };
  await storeDivision(db, "c0", SOUND);
  const few = await count();
  for (let i = 0; i < 3; i += 1) await submitted();
  expect(await count()).toBe(few);
  expect(few).toBeLessThanOrEqual(4);
});
