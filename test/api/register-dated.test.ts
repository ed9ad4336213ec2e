import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { decide } from "../../src/plan/decide.service";
import type { Plan } from "../../src/plan/plan";
import { findPlans } from "../../src/plan/plan.service";
import { findGridsInForce } from "../../src/register/register.service";
import { testDb } from "../support/database";
import {
  APPROVER,
  approvedDivision,
  communityId,
  divideInForce,
  putInForce,
  type GivenDivision,
} from "./support/divisions";
import { startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(6), SYSTEM);
});

afterAll(() => server.close());

function rowsOf(id: string): GivenDivision {
  return [0, 3, 6].map((n) => ({ buildings: [0, 1, 2].map((i) => `${id}-b${n + i}`) }));
}

function columnsOf(id: string): GivenDivision {
  return [0, 1, 2].map((n) => ({ buildings: [0, 3, 6].map((i) => `${id}-b${n + i}`) }));
}

/** So long from now by the database's clock, in whole milliseconds. */
async function inMs(ms: number): Promise<Date> {
  const { rows } = await db.raw<{ rows: { at: Date }[] }>(
    `select date_trunc('milliseconds', clock_timestamp()) + ? * interval '1 millisecond' as at`,
    [ms],
  );
  return rows[0].at;
}

async function stored({ id }: Pick<Plan, "id">) {
  const [row] = await db("plans").where({ id });
  return row;
}

/** Asks again and again until it is so; the test's own time limit ends it if it never is. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}

/** Days of plans that are queued. */
async function days(): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from graphile_worker.jobs where task_identifier = 'put-in-force'`,
  );
  return rows[0].count;
}

async function booksOf({ id }: Pick<Plan, "id">) {
  return db("reviews").where({ plan_id: id }).orderBy("plan_version");
}

test("on its day a plan is in force from that moment on, by whoever decided on the day", async () => {
  const plan = await approvedDivision(db, "c0", rowsOf("c0"));
  const effectiveFrom = await inMs(2_000);
  const payload = await putInForce(server, plan, { effectiveFrom, comment: "自下月起" });
  expect(payload).toMatchObject({ userErrors: [], plan: { state: "APPROVED" } });
  expect(await stored(plan)).toMatchObject({ effective_from: effectiveFrom });
  const community = await communityId(db, "c0");
  expect(await findGridsInForce(db, community)).toEqual([]);
  expect(await days()).toBe(1);

  await until(async () => (await stored(plan)).state === "IN_FORCE");
  expect(await stored(plan)).toMatchObject({ effective_from: effectiveFrom });
  const register = await db("register").where({ plan_id: plan.id });
  expect(register).toHaveLength(3);
  expect(register.map(({ valid_from }) => valid_from)).toEqual(register.map(() => effectiveFrom));
  const book = await booksOf(plan);
  expect(book.map(({ kind, actor_id, role, comment }) => [kind, actor_id, role, comment])).toEqual([
    ["SUBMIT", "PLANNER-", "PLANNER", null],
    ["ENDORSE", "REVIEWER-", "REVIEWER", null],
    ["APPROVE", "APPROVER-", "APPROVER", null],
    ["SCHEDULE", "APPROVER-", "APPROVER", "自下月起"],
    ["PUT_IN_FORCE", "APPROVER-", "APPROVER", "自下月起"],
  ]);
  await until(async () => (await days()) === 0);
});

test("another day replaces the first, and putting it in force now replaces both", async () => {
  const plan = await approvedDivision(db, "c1", rowsOf("c1"));
  const day = await inMs(3_600_000);
  await putInForce(server, plan, { effectiveFrom: day });
  const later = await inMs(7_200_000);
  await putInForce(server, { id: plan.id, version: plan.version + 1 }, { effectiveFrom: later });
  expect(await stored(plan)).toMatchObject({ state: "APPROVED", effective_from: later });
  expect(await days()).toBe(1);
  await putInForce(server, { id: plan.id, version: plan.version + 2 });
  expect(await days()).toBe(0);
  const { state, effective_from } = await stored(plan);
  expect(state).toBe("IN_FORCE");
  expect(effective_from?.getTime()).toBeLessThan(day.getTime());
});

test("a day in the past is refused, and nothing changes", async () => {
  const plan = await approvedDivision(db, "c2", rowsOf("c2"));
  const before = await stored(plan);
  const payload = await putInForce(server, plan, { effectiveFrom: await inMs(-1) });
  expect(payload).toMatchObject({
    plan: { state: "APPROVED", version: plan.version },
    userErrors: [{ code: "IN_THE_PAST", path: ["effectiveFrom"] }],
  });
  expect(await stored(plan)).toEqual(before);
  expect(await days()).toBe(0);
});

test("a plan that is stale on its day stays approved, and its book says why", async () => {
  const first = await approvedDivision(db, "c3", rowsOf("c3"));
  const effectiveFrom = await inMs(4_000);
  await putInForce(server, first, { effectiveFrom });
  const { buildings, ...rest } = rowOfCommunities(6);
  const changed = buildings.map((one) => (one.id === "c3-b0" ? { ...one, households: 99 } : one));
  await importDataset(db, { ...rest, buildings: changed }, SYSTEM);
  await until(async () => (await stored(first)).effective_from === null);
  expect(await stored(first)).toMatchObject({ state: "APPROVED", version: first.version + 2 });
  const remark = (await booksOf(first)).at(-1);
  expect(remark).toMatchObject({
    kind: "REMARK",
    role: "SYSTEM",
    actor_id: "system",
    details: { refusals: [{ code: "STALE_BASIS" }] },
    comment: expect.stringMatching(/未能按期[\s\S]*could not be put in force on its day/) as string,
  });
  expect(await db("register").where({ plan_id: first.id })).toEqual([]);
  const trail = await db("audit").where({ plan_id: first.id, action: "REMARK_PLAN" });
  expect(trail).toMatchObject([{ role: "SYSTEM", before: { version: first.version + 1 } }]);
});

test("nothing becomes of the day of a plan that was withdrawn meanwhile", async () => {
  const plan = await approvedDivision(db, "c4", rowsOf("c4"));
  await putInForce(server, plan, { effectiveFrom: await inMs(1_500) });
  const [{ version }] = await findPlans(db, [plan.id]);
  await decide(db, APPROVER, {
    planId: plan.id,
    decision: "WITHDRAW",
    expectedVersion: version,
    comment: "不再需要",
  });
  const before = await stored(plan);
  await until(async () => (await days()) === 0);
  expect(await stored(plan)).toEqual(before);
  expect(before.state).toBe("WITHDRAWN");
  expect(await db("register").where({ plan_id: plan.id })).toEqual([]);
});

test("a day that came while no server ran is caught up with, from the moment decided", async () => {
  await divideInForce(server, db, "c5", rowsOf("c5"));
  const plan = await approvedDivision(db, "c5", columnsOf("c5"));
  const effectiveFrom = await inMs(1_500);
  await putInForce(server, plan, { effectiveFrom });
  await server.close();
  await until(async () => (await inMs(0)) > effectiveFrom);
  const states = await db("plans").where({ id: plan.id }).pluck<string[]>("state");
  server = await startTestServer();
  await until(async () => (await stored(plan)).state === "IN_FORCE");
  expect(states).toEqual(["APPROVED"]);
  const register = await db("register").where({ community_id: await communityId(db, "c5") });
  const [old, current] = [
    register.filter(({ valid_to }) => valid_to !== null),
    register.filter(({ valid_to }) => valid_to === null),
  ];
  expect(old.map(({ valid_to }) => valid_to)).toEqual(old.map(() => effectiveFrom));
  expect(current.map(({ valid_from }) => valid_from)).toEqual(current.map(() => effectiveFrom));
});
