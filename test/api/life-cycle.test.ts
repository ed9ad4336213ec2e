import type { Viewer } from "../../src/auth/viewer";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { decide } from "../../src/plan/decide.service";
import { TRANSITIONS, transitionOf, type Decision } from "../../src/plan/life-cycle";
import type { Plan, PlanState } from "../../src/plan/plan";
import { putPlanInForce } from "../../src/register/put-in-force.service";
import { testDb } from "../support/database";
import { approve, APPROVER, PLANNER, REVIEWER, storeDivision } from "./support/divisions";
import {
  answerTo,
  call,
  codesOf,
  done,
  LARGE,
  seen,
  soundOf,
  stored,
  TORN,
} from "./support/plan-life";
import {
  ask,
  at,
  person,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

const WHY = { comment: "试点范围有变" };
/** Has every right that a decision needs, and has submitted nothing. */
const OFFICIAL: Viewer = {
  id: "official",
  name: "周经办",
  grants: [
    { role: "PLANNER", jurisdiction: "6401" },
    { role: "REVIEWER", jurisdiction: "6401" },
    { role: "APPROVER", jurisdiction: "6401" },
  ],
};
const MUTATIONS: Readonly<Record<Decision, string>> = {
  SUBMIT: "submitPlan",
  ENDORSE: "endorsePlan",
  RETURN: "returnPlan",
  APPROVE: "approvePlan",
  REJECT: "rejectPlan",
  WITHDRAW: "withdrawPlan",
  PUT_IN_FORCE: "putPlanInForce",
};

let server: TestServer;
/** A community holds one approved plan at most, so every plan is of another one. */
let communities = 0;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(60), SYSTEM);
  server = await startTestServer();
});

afterAll(async () => {
  await server.close();
});

function draft(): Promise<Plan> {
  communities += 1;
  return storeDivision(testDb(), `c${communities}`, soundOf(`c${communities}`));
}

/** Carries a new plan into a state. */
async function planIn(state: PlanState): Promise<Pick<Plan, "id" | "version">> {
  const db = testDb();
  const plan = await draft();
  const step = (who: Viewer, from: Plan, decision: Exclude<Decision, "PUT_IN_FORCE">) =>
    decide(db, who, { planId: from.id, expectedVersion: from.version, decision, ...WHY });
  switch (state) {
    case "DRAFT":
      return plan;
    case "SUBMITTED":
      return step(PLANNER, plan, "SUBMIT");
    case "ENDORSED":
      return step(REVIEWER, await step(PLANNER, plan, "SUBMIT"), "ENDORSE");
    case "APPROVED":
      return approve(db, plan);
    case "WITHDRAWN":
      return step(PLANNER, plan, "WITHDRAW");
    case "REJECTED":
      return step(REVIEWER, await step(PLANNER, plan, "SUBMIT"), "REJECT");
    case "IN_FORCE":
    case "SUPERSEDED": {
      const approved = await approve(db, plan);
      const seenThen = { planId: approved.id, expectedVersion: approved.version };
      const inForce = await putPlanInForce(db, APPROVER, seenThen);
      if (state === "IN_FORCE") return inForce;
      const next = await approve(
        db,
        await storeDivision(db, `c${communities}`, soundOf(`c${communities}`)),
      );
      await putPlanInForce(db, APPROVER, { planId: next.id, expectedVersion: next.version });
      const [row] = await db("plans").where({ id: plan.id }).select("id", "version");
      return row;
    }
  }
}

const STATES: readonly PlanState[] = [
  "DRAFT",
  "SUBMITTED",
  "ENDORSED",
  "APPROVED",
  "REJECTED",
  "WITHDRAWN",
  "IN_FORCE",
  "SUPERSEDED",
];

test.each(STATES)(
  "from %s a plan takes the transitions of the table and no other",
  async (state) => {
    const db = testDb();
    const left = await planIn(state);
    const before = await stored(db, left.id);
    for (const [decision, mutation] of Object.entries(MUTATIONS) as [Decision, string][]) {
      const transition = transitionOf(decision, state);
      if (transition === null) {
        const payload = await call(server, OFFICIAL, mutation, left, WHY);
        expect([decision, codesOf(payload)]).toEqual([decision, ["WRONG_STATE"]]);
        expect(at(payload, "plan", "state")).toBe(state);
        expect(await stored(db, left.id)).toEqual(before);
        continue;
      }
      const plan = await planIn(state);
      const next = await done(server, OFFICIAL, mutation, plan, WHY);
      expect([decision, next.state]).toEqual([decision, transition.to]);
      expect(next.version).toBe(plan.version + 1);
      const shown = await seen(server, OFFICIAL, plan.id);
      const reviews = at(shown, "reviews", "nodes") as Tree[];
      expect(reviews[reviews.length - 1]).toMatchObject({
        kind: decision,
        fromState: state,
        toState: transition.to,
        planVersion: next.version,
        comment: WHY.comment,
        actor: { id: "official", name: "周经办" },
      });
    }
  },
);

test("the table has every arrow of the drawing", () => {
  expect(TRANSITIONS).toHaveLength(12);
  expect(TRANSITIONS.filter(({ notBySubmitter }) => notBySubmitter)).toHaveLength(3);
});

test("a plan with errors cannot be submitted", async () => {
  const plan = await storeDivision(testDb(), "c0", TORN);
  const before = await stored(testDb(), plan.id);
  const shown = await seen(server, PLANNER, plan.id);
  const warnings = (shown.findings as Tree[])
    .filter(({ severity }) => severity === "WARNING")
    .map(({ key }) => key);
  const reasons = [{ findings: warnings, reason: "x" }];
  const payload = await call(server, PLANNER, "submitPlan", plan, { deviationReasons: reasons });
  expect(codesOf(payload)).toEqual(["ERROR_FINDING"]);
  expect(at(payload, "userErrors", 0, "message", "en")).toMatch(
    /^R7\/GRID_NOT_CONNECTED\/\d{3}: Grid \d{3} is in 2 pieces/,
  );
  expect(await stored(testDb(), plan.id)).toEqual(before);
});

test("a plan is submitted with a written reason for each warning", async () => {
  const plan = await storeDivision(testDb(), "c0", LARGE);
  const before = await stored(testDb(), plan.id);
  const large = at(await seen(server, PLANNER, plan.id), "grids") as Tree[];
  const label = large.find(({ households }) => households === 600)?.label as string;
  const key = `R1/GRID_ABOVE_BAND/${label}`;
  const submit = (deviationReasons: unknown): Promise<Tree> =>
    call(server, PLANNER, "submitPlan", plan, { deviationReasons });

  const without = await submit(null);
  expect(without.userErrors).toMatchObject([
    { code: "REASON_MISSING", path: ["deviationReasons"] },
  ]);
  expect(at(without, "userErrors", 0, "message", "en")).toMatch(
    /^R1\/GRID_ABOVE_BAND\/\d{3}: Grid \d{3} has 600 households.* No reason is given for it yet\.$/,
  );
  expect(codesOf(await submit([{ findings: [key], reason: "  " }]))).toEqual(["BAD_TEXT"]);
  expect(
    codesOf(
      await submit([
        { findings: [key], reason: "x" },
        { findings: [], reason: "x" },
      ]),
    ),
  ).toEqual(["UNKNOWN_FINDING"]);
  const twice = [{ findings: [key, key, "R1/GRID_BELOW_BAND/499"], reason: "楼栋相连" }];
  expect(codesOf(await submit(twice))).toEqual(["REASON_TWICE", "UNKNOWN_FINDING"]);
  expect(await stored(testDb(), plan.id)).toEqual(before);

  const reason = "北园为一个物业单元，居民要求不拆分";
  const given = { deviationReasons: [{ findings: [key], reason }] };
  const submitted = await done(server, PLANNER, "submitPlan", plan, given);
  expect(submitted.state).toBe("SUBMITTED");
  const shown = await seen(server, PLANNER, plan.id);
  expect(shown).toMatchObject({
    submittedBy: { id: PLANNER.id, role: "PLANNER" },
    deviationReasons: [{ finding: key, reason }],
  });
  expect(shown.submittedAt).toEqual(expect.any(String));
  const ofPlan = (shown.findings as Tree[]).filter((finding) => finding.key === key);
  const ofGrid = at(
    (shown.grids as Tree[]).find((grid) => grid.label === label),
    "findings",
  ) as Tree[];
  const ofReview = at(shown, "reviews", "nodes", 0, "findings") as Tree[];
  expect(ofPlan).toMatchObject([{ deviationReason: reason }]);
  expect(ofGrid).toEqual([{ key, deviationReason: reason }]);
  expect(ofReview.filter((finding) => finding.key === key)).toEqual(ofGrid);
  expect(at(shown, "reviews", "nodes", 0, "metrics", "households")).toBe(900);
});

test("a decision needs its right, in its jurisdiction", async () => {
  const plan = await planIn("SUBMITTED");
  const before = await stored(testDb(), plan.id);
  const codeOf = async (who: Viewer, mutation = "endorsePlan"): Promise<unknown> =>
    (await answerTo(server, who, mutation, plan, WHY)).errors?.[0].extensions.code;
  expect(await codeOf(PLANNER)).toBe("FORBIDDEN");
  expect(await codeOf(APPROVER)).toBe("FORBIDDEN");
  expect(await codeOf(person("ADMIN"))).toBe("FORBIDDEN");
  expect(await codeOf(person("REVIEWER", "640105"))).toBe("FORBIDDEN");
  // Its return from here is the street's business, from there the county's.
  expect(await codeOf(APPROVER, "returnPlan")).toBe("FORBIDDEN");
  expect(await codeOf(REVIEWER, "approvePlan")).toBe("FORBIDDEN");
  expect(await stored(testDb(), plan.id)).toEqual(before);
  await done(server, person("REVIEWER", "640104001"), "endorsePlan", plan);

  const nobody = { id: "00000000-0000-4000-8000-000000000000", version: 1 };
  const payload = await call(server, REVIEWER, "endorsePlan", nobody);
  expect(payload).toMatchObject({ plan: null, userErrors: [{ code: "NOT_FOUND" }] });
});

test("those who are told to mend something are told why", async () => {
  const plan = await planIn("SUBMITTED");
  const { data, errors } = await answerTo(server, REVIEWER, "returnPlan", plan, { comment: " " });
  expect(errors).toBeUndefined();
  expect(codesOf(at(data, "returnPlan") as Tree)).toEqual(["BAD_TEXT"]);
  const without = await answerTo(server, REVIEWER, "returnPlan", plan);
  expect(without.errors?.[0].message).toMatch(/comment/);
  await done(server, REVIEWER, "returnPlan", plan, { comment: "请核对3号楼户数" });
});

test("nobody endorses or approves what he or she ever submitted", async () => {
  const plan = await draft();
  const submitted = await done(server, OFFICIAL, "submitPlan", plan);
  const own = await call(server, OFFICIAL, "endorsePlan", submitted);
  expect(codesOf(own)).toEqual(["FOUR_EYES"]);
  expect(at(own, "userErrors", 0, "message", "zh")).toBe("方案由您本人提交，须由另一人审核通过");
  expect(at(own, "plan", "state")).toBe("SUBMITTED");
  // Neither once it was returned, and somebody else submitted it again.
  const returned = await done(server, REVIEWER, "returnPlan", submitted, WHY);
  const again = await done(server, PLANNER, "submitPlan", returned);
  expect(codesOf(await call(server, OFFICIAL, "endorsePlan", again))).toEqual(["FOUR_EYES"]);
  const endorsed = await done(server, REVIEWER, "endorsePlan", again);
  expect(codesOf(await call(server, OFFICIAL, "approvePlan", endorsed))).toEqual(["FOUR_EYES"]);
  const approved = await done(server, APPROVER, "approvePlan", endorsed);
  expect(codesOf(await call(server, OFFICIAL, "putPlanInForce", approved))).toEqual(["FOUR_EYES"]);
  // To take it back is another matter.
  await done(server, OFFICIAL, "withdrawPlan", approved, WHY);
});

test("a decision on another version than the current one is refused and shows that", async () => {
  const plan = await draft();
  const submitted = await done(server, PLANNER, "submitPlan", plan);
  const late = await call(server, PLANNER, "withdrawPlan", plan, WHY);
  expect(late).toMatchObject({
    plan: { state: "SUBMITTED", version: submitted.version },
    userErrors: [{ code: "CONFLICT", path: ["expectedVersion"] }],
  });
  expect(at(late, "userErrors", 0, "message", "en")).toMatch(
    /^You decided on version 1, but .* submitted by PLANNER everywhere at .*now SUBMITTED in version 2/,
  );
});

test("of two decisions at once one is made, and the other is told who was first", async () => {
  const plan = await planIn("ENDORSED");
  const [one, other] = [person("APPROVER", "", "a"), person("APPROVER", "64", "b")];
  const payloads = await Promise.all([
    call(server, one, "approvePlan", plan),
    call(server, other, "returnPlan", plan, WHY),
  ]);
  const refusals = payloads.filter((payload) => codesOf(payload).length > 0);
  expect(refusals.map(codesOf)).toEqual([["CONFLICT"]]);
  const winner = payloads.find((payload) => codesOf(payload).length === 0);
  expect(at(refusals[0], "plan")).toEqual(at(winner, "plan"));
  const wasApproved = at(winner, "plan", "state") === "APPROVED";
  expect(at(refusals[0], "userErrors", 0, "message", "en")).toMatch(
    wasApproved ? /approved by APPROVER everywhere/ : /returned by APPROVER 64/,
  );
  expect(await testDb()("reviews").where({ plan_id: plan.id })).toHaveLength(3);
});

test("a stranger is asked to sign in first", async () => {
  const { errors } = await ask(
    server,
    `mutation { submitPlan(input: {planId: "x", expectedVersion: 1}) { plan { id } } }`,
    {},
    { token: "none" },
  );
  expect(errors?.[0].extensions.code).toBe("UNAUTHENTICATED");
});
