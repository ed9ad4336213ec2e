import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { recodeCommunity } from "../../src/register/recode.service";
import { testDb } from "../support/database";
import {
  approve,
  APPROVER,
  divideInForce,
  PLANNER,
  REVIEWER,
  storeDivision,
} from "./support/divisions";
import { answerTo, call, codesOf, done, seen, soundOf, stored } from "./support/plan-life";
import {
  ask,
  at,
  followByWebSocket,
  person,
  read,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

// What is written in the book of a plan beside decisions, and how people learn what is to be decided.

jest.setTimeout(120_000);

let server: TestServer;
let communities = 0;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(16), SYSTEM);
  server = await startTestServer();
});

afterAll(async () => {
  await server.close();
});

/** A draft of a community of its own. */
function draft(): Promise<Plan> {
  const community = `c${communities}`;
  communities += 1;
  return storeDivision(testDb(), community, soundOf(community));
}

async function endorsed(): Promise<Pick<Plan, "id" | "version">> {
  const submitted = await done(server, PLANNER, "submitPlan", await draft());
  return done(server, REVIEWER, "endorsePlan", submitted);
}

const hoursFromNow = (hours: number): string =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

test("a plan is not approved while it lies open to the public", async () => {
  const plan = await endorsed();
  const [from, to] = [hoursFromNow(-24), hoursFromNow(24 * 6)];
  const open = await done(server, REVIEWER, "givePublicNotice", plan, { from, to });
  expect(open.version).toBe(plan.version + 1);
  expect(await seen(server, APPROVER, plan.id)).toMatchObject({
    state: "ENDORSED",
    notice: { from, to },
  });
  const before = await stored(testDb(), plan.id);
  const refused = await call(server, APPROVER, "approvePlan", open);
  expect(refused).toMatchObject({
    plan: { state: "ENDORSED" },
    userErrors: [{ code: "PUBLIC_NOTICE", message: { zh: `方案公示至 ${to}，期满后方可批准` } }],
  });
  expect(await stored(testDb(), plan.id)).toEqual(before);
  // Its time goes by.
  await testDb()("plans")
    .where({ id: plan.id })
    .update({
      notice_from: new Date(hoursFromNow(-48)),
      notice_to: new Date(hoursFromNow(-1)),
    });
  await done(server, APPROVER, "approvePlan", open);
});

test("a notice makes sense, and is given between submission and approval", async () => {
  const plan = await draft();
  const to = hoursFromNow(24);
  const give = (on: Pick<Plan, "id" | "version">, more: object): Promise<Tree> =>
    call(server, REVIEWER, "givePublicNotice", on, { to, ...more });
  expect(codesOf(await give(plan, {}))).toEqual(["WRONG_STATE"]);
  const submitted = await done(server, PLANNER, "submitPlan", plan);
  expect(codesOf(await give(submitted, { to: hoursFromNow(-1) }))).toEqual(["OUT_OF_RANGE"]);
  expect(codesOf(await give(submitted, { from: hoursFromNow(25) }))).toEqual(["OUT_OF_RANGE"]);
  expect(codesOf(await give({ ...submitted, version: 1 }, {}))).toEqual(["CONFLICT"]);
  const { errors } = await answerTo(server, PLANNER, "givePublicNotice", submitted, { to });
  expect(errors?.[0].extensions.code).toBe("FORBIDDEN");
  const open = await done(server, REVIEWER, "givePublicNotice", submitted, { to });
  // It can be made longer; what is returned and comes back is laid open anew.
  const longer = await done(server, APPROVER, "givePublicNotice", open, { to: hoursFromNow(48) });
  await done(server, REVIEWER, "returnPlan", longer, { comment: "居民意见较多" });
  const shown = await seen(server, PLANNER, plan.id);
  expect(shown).toMatchObject({ state: "DRAFT", notice: null });
  const kinds = (at(shown, "reviews", "nodes") as Tree[]).map(({ kind }) => kind);
  expect(kinds).toEqual(["SUBMIT", "NOTICE", "NOTICE", "RETURN"]);
});

test("a remark is pinned to a grid or a place and changes nothing else", async () => {
  const plan = await draft();
  const place = { lon: 106.2 + (communities - 1) * 0.006 + 0.003, lat: 38.403 };
  const add = (more: object): Promise<Tree> => {
    const input = { planId: toGlobalId("Plan", plan.id), comment: "此处围墙已拆", ...more };
    return read(
      server,
      `mutation ($input: AddRemarkInput!) { addRemark(input: $input) {
         plan { version } userErrors { code path } } }`,
      { input },
      { as: REVIEWER },
    ).then((data) => at(data, "addRemark") as Tree);
  };
  expect(await add({ gridLabel: "002", place })).toEqual({ plan: { version: 1 }, userErrors: [] });
  expect(await add({ comment: " " })).toMatchObject({ userErrors: [{ code: "BAD_TEXT" }] });
  const wrong = { gridLabel: "499", place: { lon: 38.403, lat: 106.2 } };
  expect(await add(wrong)).toMatchObject({
    userErrors: [
      { code: "NOT_FOUND", path: ["gridLabel"] },
      { code: "OUT_OF_RANGE", path: ["place"] },
    ],
  });
  // Whoever decides on the version seen before the remark is not in conflict with it.
  const submitted = await done(server, PLANNER, "submitPlan", plan);
  const reviews = at(await seen(server, PLANNER, plan.id), "reviews", "nodes") as Tree[];
  expect(reviews).toMatchObject([
    {
      kind: "REMARK",
      fromState: "DRAFT",
      toState: "DRAFT",
      planVersion: 1,
      comment: "此处围墙已拆",
      gridLabel: "002",
      place: { type: "Point", coordinates: [expect.closeTo(place.lon, 9), place.lat] },
      actor: { id: REVIEWER.id, role: "REVIEWER" },
    },
    { kind: "SUBMIT" },
  ]);
  const [row] = await testDb()("audit").where({ plan_id: plan.id, action: "REMARK_PLAN" });
  expect(row).toMatchObject({ reason: "此处围墙已拆", role: "REVIEWER" });
  await done(server, PLANNER, "withdrawPlan", submitted, { comment: "另编" });
  expect(await add({})).toMatchObject({ userErrors: [{ code: "WRONG_STATE" }] });
});

test("a plan in force is filed once, under a number that others may share", async () => {
  const filingNumber = "兴网备〔2026〕12号";
  const db = testDb();
  const inForce = async (): Promise<Pick<Plan, "id" | "version">> => {
    const community = `c${communities}`;
    communities += 1;
    const plan = await divideInForce(server, db, community, soundOf(community));
    return { id: plan.id, version: plan.version + 1 };
  };
  const [one, two] = [await inForce(), await inForce()];
  const blank = await call(server, APPROVER, "filePlan", one, { filingNumber: " " });
  expect(codesOf(blank)).toEqual(["BAD_TEXT"]);
  const filed = await done(server, APPROVER, "filePlan", one, { filingNumber });
  expect(filed).toMatchObject({ state: "IN_FORCE", version: one.version + 1 });
  const again = await call(server, APPROVER, "filePlan", filed, { filingNumber: "13" });
  expect(again).toMatchObject({
    userErrors: [
      { code: "ALREADY_FILED", message: { zh: expect.stringContaining(filingNumber) as string } },
    ],
  });
  await done(server, APPROVER, "filePlan", two, { filingNumber });
  const shown = await seen(server, APPROVER, one.id);
  expect(shown).toMatchObject({
    filingNumber,
    filedAt: expect.any(String) as string,
    isStale: false,
  });
  const reviews = at(shown, "reviews", "nodes") as Tree[];
  expect(reviews.map(({ kind }) => kind)).toEqual([
    "SUBMIT",
    "ENDORSE",
    "APPROVE",
    "PUT_IN_FORCE",
    "FILE",
  ]);
  const approved = await approve(db, await draft());
  const early = await call(server, APPROVER, "filePlan", approved, { filingNumber });
  expect(codesOf(early)).toEqual(["WRONG_STATE"]);
});

test("the book of a plan is read page by page", async () => {
  const plan = await endorsed();
  const kinds: unknown[] = [];
  for (let after: unknown = null; ;) {
    const data = await read(
      server,
      `query ($id: ID!, $after: String) { plan(id: $id) { reviews(first: 1, after: $after) {
         nodes { kind } pageInfo { hasNextPage endCursor } } } }`,
      { id: toGlobalId("Plan", plan.id), after },
      { as: APPROVER },
    );
    const page = at(data, "plan", "reviews");
    kinds.push(...(at(page, "nodes") as Tree[]).map(({ kind }) => kind));
    after = at(page, "pageInfo", "endCursor");
    if (at(page, "pageInfo", "hasNextPage") === false) break;
  }
  expect(kinds).toEqual(["SUBMIT", "ENDORSE"]);
});

test("the author of a plan is who asked for it, and its storing is written down", async () => {
  const db = testDb();
  const author = person("PLANNER", "640104001");
  const [{ id: communityId }] = await db("communities").where({ external_id: "c15" }).select("id");
  const data = await read(
    server,
    `mutation ($id: ID!) { proposePlan(input: {communityId: $id, effort: 0.1}) {
       job { id requestedBy { id name role } } userErrors { code } } }`,
    { id: toGlobalId("Community", communityId) },
    { as: author },
  );
  const who = { id: author.id, name: author.name, role: "PLANNER" };
  expect(at(data, "proposePlan")).toMatchObject({ job: { requestedBy: who }, userErrors: [] });
  const jobs = await followByWebSocket(
    server,
    `subscription ($id: ID!) { jobProgress(id: $id) { state plans { id isStale author { id name role } } } }`,
    { id: at(data, "proposePlan", "job", "id") },
    undefined,
    { as: author },
  );
  expect(at(jobs[jobs.length - 1], "data", "jobProgress")).toMatchObject({
    state: "SUCCEEDED",
    plans: [{ isStale: false, author: who }],
  });
  const rows = await db("audit").where({ action: "STORE_PLAN", actor_id: author.id });
  expect(rows).toMatchObject([
    { community_id: communityId, role: "PLANNER", before: null, after: { state: "DRAFT" } },
  ]);
});

test("everybody finds what waits for him or her, and lists by several states", async () => {
  const db = testDb();
  const [fresh, submitted, ready, approved] = [
    await draft(),
    await done(server, PLANNER, "submitPlan", await draft()),
    await endorsed(),
    await approve(db, await draft()),
  ];
  const returned = await done(server, REVIEWER, "returnPlan", await endorsedAgain(), {
    comment: "请核对",
  });
  const ids = [fresh, submitted, ready, approved, returned].map(({ id }) => id);
  const waiting = async (who: typeof PLANNER, filter = "waitsForMe: true"): Promise<string[]> => {
    const data = await read(
      server,
      `{ plans(first: 1000, filter: {${filter}}) { nodes { id } } }`,
      {},
      { as: who },
    );
    const found = (at(data, "plans", "nodes") as Tree[]).map(({ id }) => id);
    return ids.filter((id) => found.includes(toGlobalId("Plan", id)));
  };
  expect(await waiting(PLANNER)).toEqual([returned.id]);
  expect(await waiting(REVIEWER)).toEqual([submitted.id]);
  expect(await waiting(APPROVER)).toEqual([ready.id, approved.id]);
  expect(await waiting(person("VIEWER"))).toEqual([]);
  expect(await waiting(person("REVIEWER", "640105"))).toEqual([]);
  // The same person in another role: what was submitted by oneself waits for somebody else.
  expect(await waiting({ ...PLANNER, grants: REVIEWER.grants })).toEqual([]);
  expect(await waiting(PLANNER, "states: [SUBMITTED, APPROVED]")).toEqual([
    submitted.id,
    approved.id,
  ]);
});

async function endorsedAgain(): Promise<Pick<Plan, "id" | "version">> {
  return done(server, PLANNER, "submitPlan", await draft());
}

test("the plans of a community are followed from now on", async () => {
  const plan = await draft();
  const code = `640104001${901 + communities - 1}`;
  const told: unknown[] = [];
  const followed = followByWebSocket(
    server,
    `subscription ($code: String!) { planChanged(communityCode: $code) { state version } }`,
    { code },
    (answer) => {
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
      told.push(at(answer, "data", "planChanged"));
    },
    { as: person("VIEWER", "640104") },
  );
  // It begins with what comes after it: the first step is taken again until it is heard.
  let now: Pick<Plan, "id" | "version"> = plan;
  for (; told.length === 0;) {
    now = await done(server, PLANNER, "submitPlan", now);
    now = await done(server, REVIEWER, "returnPlan", now, { comment: "再来" });
  }
  const heard = told.length;
  await done(server, PLANNER, "withdrawPlan", now, { comment: "完" });
  while (!told.some((one) => at(one, "state") === "WITHDRAWN")) {
    await read(server, "{ __typename }", {}, { as: PLANNER });
  }
  expect(told.length).toBeGreaterThan(heard);
  // In another county it is no business of this viewer any more: the stream ends with the next change.
  await recodeCommunity(testDb(), person("ADMIN"), {
    communityId: plan.communityId,
    expectedVersion: 1,
    code: "640105001990",
    reason: "区划调整",
  });
  const before = told.length;
  const community = `c${communities - 1}`;
  await storeDivision(testDb(), community, soundOf(community));
  await followed;
  expect(told.length).toBe(before);
});

test.each([
  ["a community that does not exist", "640104001999", "NOT_FOUND"],
  ["a community of others", "640105001901", "FORBIDDEN"],
])("%s cannot be followed", async (_, code, expected) => {
  const [answer] = await followByWebSocket(
    server,
    `subscription ($code: String!) { planChanged(communityCode: $code) { state } }`,
    { code },
    undefined,
    { as: person("VIEWER", "640104") },
  );
  expect(answer.errors?.[0].extensions.code).toBe(expected);
});

test("a text with a sign that no database keeps is refused, and no internal error", async () => {
  const plan = await draft();
  const answer = await ask(
    server,
    `mutation ($input: AddRemarkInput!) { addRemark(input: $input) { plan { version } } }`,
    { input: { planId: toGlobalId("Plan", plan.id), comment: "围墙\u0000已拆" } },
    { as: REVIEWER },
  );
  expect(answer.errors).toMatchObject([{ path: ["addRemark"], extensions: { code: "BAD_INPUT" } }]);
});
