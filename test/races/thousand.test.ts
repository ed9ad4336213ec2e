/**
 * More than a thousand things that many people do at the same time to the plans of four communities: what they
 * do is drawn from a seed, how it interleaves is not. Whatever happened, the books have to agree.
 *
 * On the embedded database all connections share one session, which does one thing after another:
 * there a few of these operations run, one at a time.
 */
import type { Knex } from "knex";
import { verifyTrail } from "../../src/audit/verify.service";
import { SYSTEM, type Viewer } from "../../src/auth/viewer";
import type { PlanEditRow, ReviewRow } from "../../src/db/tables";
import { createEditor } from "../../src/engine-threads/editor";
import { createEnginePool } from "../../src/engine-threads/pool";
import { createRandom, type Random } from "../../src/engine/random";
import type { Dataset } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import type { Helping } from "../../src/help/improve.service";
import { JobSignals } from "../../src/jobs/job-signals";
import { filePlan } from "../../src/plan/file-plan.service";
import { TRANSITIONS, type Decision } from "../../src/plan/life-cycle";
import type { Plan } from "../../src/plan/plan";
import { findPlans } from "../../src/plan/plan.service";
import { addRemark } from "../../src/plan/remark.service";
import { revalidatePlan } from "../../src/plan/revalidate.service";
import { putDatedPlanInForce } from "../../src/register/dated-plan.service";
import { putPlanInForce } from "../../src/register/put-in-force.service";
import { recodeCommunity } from "../../src/register/recode.service";
import { RefusedError } from "../../src/refusal";
import { storeDivision } from "../api/support/divisions";
import { rowOfCommunities } from "../api/support/towns";
import { testDb, testKind } from "../support/database";
import { someEdit } from "./support/edits";
import {
  countedBy,
  decideOn,
  divisionsOf,
  manyConnections,
  official,
  tell,
} from "./support/officials";

jest.setTimeout(180_000);

const SEED = 20261123;
const COMMUNITIES = ["c0", "c1", "c2", "c3"] as const;
const PEOPLE = 6;
const CLIENTS = testKind() === "server" ? 16 : 1;
const OPERATIONS = testKind() === "server" ? 1_600 : 80;
/** Of these, done to drafts by hand or by the engine. */
const EDITS = 0.4;

/** What somebody did, under a name of its own, and what came of it. */
interface Operation {
  readonly name: string;
  readonly kind: string;
  /** Action in the audit trail. */
  readonly action: string;
  /** Code of the refusal; null: it was done. */
  readonly refused: string | null;
}

interface Wish {
  readonly kind: string;
  readonly action: string;
  readonly run: (viewer: Viewer) => Promise<unknown>;
  /** What whoever is told that the plan is stale does next. */
  readonly ifStale?: Wish;
}

let db: Knex;
const pool = createEnginePool({ threads: 1 });
const editor = createEditor();
const signals = new JobSignals();
/** All that somebody works with. */
const hands = (): Helping => ({ db, pool, editor, signals });
const operations: Operation[] = [];
let stored = 0;

beforeAll(async () => {
  db = await manyConnections(CLIENTS);
  await importDataset(testDb(), rowOfCommunities(COMMUNITIES.length), SYSTEM);
  const random = createRandom(SEED);
  for (const community of [...COMMUNITIES, ...COMMUNITIES]) await store(community, random);
  let next = 0;
  const client = async (no: number): Promise<void> => {
    const chance = createRandom(SEED + 1 + no);
    let following: Wish | undefined;
    while (next < OPERATIONS) {
      const name = `op-${(next += 1)}`;
      const { kind, action, run, ifStale } = following ?? (await wishOf(chance));
      const refused = await run(official(`p${chance.below(PEOPLE)}`, name)).then(
        () => null,
        (error: unknown) => {
          if (error instanceof RefusedError) return error.refusals[0].code;
          throw error;
        },
      );
      operations.push({ name, kind, action, refused });
      following = refused === "STALE_BASIS" ? ifStale : undefined;
    }
  };
  const started = performance.now();
  // Whoever is neither obeyed nor refused, such as by a deadlock, fails all of it.
  const clients = Array.from({ length: CLIENTS }, (_, no) => client(no));
  await Promise.allSettled(clients);
  await Promise.all(clients);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const done = operations.filter(({ refused }) => refused === null);
  const refusals = operations.flatMap(({ refused }) => refused ?? []);
  tell(`${operations.length} operations by ${CLIENTS} clients in ${seconds} s`);
  tell(`done ${done.length}: ${countedBy(done, ({ kind }) => kind)}`);
  tell(`refused ${refusals.length}: ${countedBy(refusals, String)}`);
});
afterAll(async () => {
  await db.destroy();
  await pool.close();
  await editor.close();
});

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.below(items.length)];
}

async function store(community: string, random: Random): Promise<void> {
  await storeDivision(db, community, pick(random, divisionsOf(community)));
  stored += 1;
}

/** What a client wants next, as it sees the plans now; by then somebody else may have been first. */
async function wishOf(random: Random): Promise<Wish> {
  const externalId = pick(random, COMMUNITIES);
  if (random.next() < EDITS) {
    const draft = await someDraft(externalId, random);
    if (draft !== null) return editWish(draft, random);
  }
  const lot = random.next();
  if (lot < 0.08) {
    return { kind: "RE-PLAN", action: "STORE_PLAN", run: () => store(externalId, random) };
  }
  if (lot < 0.095) {
    const dataset = otherHouseholds(externalId, 90 + random.below(20));
    const run = (viewer: Viewer) => importDataset(db, dataset, viewer);
    return { kind: "IMPORT", action: "IMPORT_DATASET", run };
  }
  if (lot < 0.11) return recodeWish(externalId, random);
  const plan = await somePlan(externalId, random);
  const seen = { planId: plan.id, expectedVersion: plan.version };
  const about = (kind: string, run: Wish["run"]): Wish => ({ kind, action: `${kind}_PLAN`, run });
  if (lot < 0.14) {
    return about("REMARK", (viewer) => addRemark(db, viewer, { ...seen, comment: "请核对边界" }));
  }
  if (lot < 0.16) {
    const filingNumber = `备-${random.below(1e9)}`;
    return about("FILE", (viewer) => filePlan(db, viewer, { ...seen, filingNumber }));
  }
  const revalidate = about("REVALIDATE", (viewer) => revalidatePlan(hands(), viewer, seen));
  if (lot < 0.26) {
    const approved = await approvedPlan(externalId);
    if (approved !== null) return dayWish(approved, random);
  }
  const decision = decisionFor(plan, random);
  const wish = about(decision, (viewer) => decideOn(db, viewer, decision, plan));
  return { ...wish, ifStale: revalidate };
}

/** One of the two drafts of a community that everybody works on. */
async function someDraft(externalId: string, random: Random): Promise<Plan | null> {
  const ids = await db("plans")
    .join("communities", "communities.id", "plans.community_id")
    .where({ external_id: externalId, state: "DRAFT" })
    .orderBy("plans.created_at", "desc")
    .limit(2)
    .pluck<string[]>("plans.id");
  if (ids.length === 0) return null;
  const [draft] = await findPlans(db, [pick(random, ids)]);
  return draft === undefined ? null : asSeen(draft, random);
}

async function editWish(draft: Plan, random: Random): Promise<Wish> {
  const seen = { planId: draft.id, expectedVersion: draft.version };
  return {
    ...(await someEdit(hands(), draft, random)),
    ifStale: {
      kind: "REVALIDATE",
      action: "REVALIDATE_PLAN",
      run: (viewer) => revalidatePlan(hands(), viewer, seen),
    },
  };
}

/** Now and then as it was a version ago. */
function asSeen(plan: Plan, random: Random): Plan {
  const isLate = plan.version > 1 && random.next() < 0.05;
  return isLate ? { ...plan, version: plan.version - 1 } : plan;
}

/** One of the newest plans of a community; now and then as it was a version ago. */
async function somePlan(externalId: string, random: Random): Promise<Plan> {
  const ids = await db("plans")
    .join("communities", "communities.id", "plans.community_id")
    .where({ external_id: externalId })
    .whereNotIn("state", ["SUPERSEDED", "REJECTED", "WITHDRAWN"])
    .orderBy("plans.created_at", "desc")
    .limit(4)
    .pluck<string[]>("plans.id");
  if (ids.length === 0) {
    await store(externalId, random);
    return somePlan(externalId, random);
  }
  const [plan] = await findPlans(db, [pick(random, ids)]);
  return asSeen(plan, random);
}

const FORWARD: readonly Decision[] = ["SUBMIT", "ENDORSE", "APPROVE", "PUT_IN_FORCE"];

/** Mostly what leads on, at times what is possible, at times anything. */
function decisionFor({ state }: Plan, random: Random): Decision {
  const lot = random.next();
  const possible = TRANSITIONS.filter(({ from }) => from === state).map((one) => one.decision);
  const forward = possible.filter((decision) => FORWARD.includes(decision));
  if (lot < 0.86 && forward.length > 0) return forward[0];
  if (lot < 0.95 && possible.length > 0) return pick(random, possible);
  return pick(random, TRANSITIONS).decision;
}

/** The plan of a community that is approved and not in force. */
async function approvedPlan(externalId: string): Promise<Plan | null> {
  const ids = await db("plans")
    .join("communities", "communities.id", "plans.community_id")
    .where({ external_id: externalId, state: "APPROVED" })
    .pluck<string[]>("plans.id");
  return (await findPlans(db, ids)).at(0) ?? null;
}

/** A day for an approved plan, in a moment, or the day comes: so it does now and then too early. */
function dayWish(plan: Plan, random: Random): Wish {
  if (random.next() < 0.5) {
    return { kind: "DAY COMES", action: "", run: () => putDatedPlanInForce(db, plan.id) };
  }
  const seen = { planId: plan.id, expectedVersion: plan.version };
  const run = async (viewer: Viewer) => {
    const { rows } = await db.raw<{ rows: { soon: Date }[] }>(
      "select clock_timestamp() + interval '200 milliseconds' as soon",
    );
    return putPlanInForce(db, viewer, { ...seen, effectiveFrom: rows[0].soon });
  };
  return { kind: "SCHEDULE", action: "SCHEDULE_PLAN", run };
}

async function recodeWish(externalId: string, random: Random): Promise<Wish> {
  const [{ id, version }] = await db("communities").where({ external_id: externalId });
  const code = `64010400${1 + random.below(3)}91${random.below(10)}`;
  const wish = { communityId: id, expectedVersion: version, code, reason: "区划调整" };
  const run = (viewer: Viewer) => recodeCommunity(db, viewer, wish);
  return { kind: "RECODE", action: "RECODE_COMMUNITY", run };
}

/** The ledger of one community with other households in one building; codes stay as they are. */
function otherHouseholds(externalId: string, households: number): Dataset {
  const row = rowOfCommunities(COMMUNITIES.length);
  return {
    communities: row.communities
      .filter(({ id }) => id === externalId)
      .map((community) => ({ ...community, code: null })),
    buildings: row.buildings
      .filter(({ communityId }) => communityId === externalId)
      .map((building, i) => (i === 4 ? { ...building, households } : building)),
    barriers: row.barriers,
  };
}

test("enough of everything was done and refused for this to mean something", async () => {
  const done = new Set(
    operations.filter(({ refused }) => refused === null).map(({ kind }) => kind),
  );
  if (testKind() === "server") {
    expect(operations.length).toBeGreaterThanOrEqual(OPERATIONS);
    for (const kind of ["SUBMIT", "ENDORSE", "WITHDRAW", "REVALIDATE", "RECODE", "IMPORT"]) {
      expect(done).toContain(kind);
    }
    for (const kind of ["MOVE", "UNDO", "REPAIR"]) expect(done).toContain(kind);
    expect(done.has("REDO") || done.has("JUMP")).toBe(true);
    // The engine's help was taken, and at times it came too late.
    expect(await db("plan_edits").whereNotNull("job_id")).not.toEqual([]);
    // By somebody, or because the day has come.
    expect(await db("reviews").where({ kind: "PUT_IN_FORCE" })).not.toEqual([]);
    expect(operations.filter(({ refused }) => refused === "CONFLICT").length).toBeGreaterThan(10);
  }
  expect(done.size).toBeGreaterThan(3);
});

test("no plan is in two states: each is where its book and its edits lead, step by step", async () => {
  const arrows = new Set(TRANSITIONS.map(({ decision, from, to }) => `${decision} ${from} ${to}`));
  arrows.add("SUPERSEDE IN_FORCE SUPERSEDED");
  const edited = new Map<string, number[]>();
  for (const { plan_id, plan_version } of await db("plan_edits").orderBy("no")) {
    edited.set(plan_id, [...(edited.get(plan_id) ?? []), plan_version]);
  }
  const books = new Map<string, ReviewRow[]>();
  for (const review of await db("reviews").orderBy(["plan_version", "created_at"])) {
    books.set(review.plan_id, [...(books.get(review.plan_id) ?? []), review]);
  }
  for (const plan of await db("plans").select("id", "state", "version")) {
    let [state, version]: [string, number] = ["DRAFT", 1];
    const edits = edited.get(plan.id) ?? [];
    /** Edits make versions, too, one after another and of drafts only. */
    const followEdits = (last: number): void => {
      while (edits[0] === version + 1 && edits[0] <= last) {
        expect(state).toBe("DRAFT");
        version = edits.shift() ?? last;
      }
    };
    for (const { kind, role, from_state, to_state, plan_version } of books.get(plan.id) ?? []) {
      expect(from_state).toBe(state);
      if (from_state !== to_state) expect(arrows).toContain(`${kind} ${from_state} ${to_state}`);
      // What people remark changes nothing; everything else makes one new version, such as the remark
      // of the program that takes the day from a plan that could not be put in force.
      const isPlainRemark = kind === "REMARK" && role !== "SYSTEM";
      followEdits(isPlainRemark ? plan_version : plan_version - 1);
      // What a draft goes through when it is revalidated is in both.
      if (kind === "REVALIDATE" && edits[0] === plan_version) edits.shift();
      expect(plan_version).toBe(isPlainRemark ? version : version + 1);
      [state, version] = [to_state, plan_version];
    }
    followEdits(plan.version);
    expect({ state, version, edits }).toEqual({
      state: plan.state,
      version: plan.version,
      edits: [],
    });
  }
});

test("each draft is what its history leads to, edit by edit, and so are its tables", async () => {
  const histories = new Map<string, PlanEditRow[]>();
  for (const edit of await db("plan_edits").orderBy("no")) {
    histories.set(edit.plan_id, [...(histories.get(edit.plan_id) ?? []), edit]);
  }
  for (const [planId, edits] of histories) {
    let division = 1;
    edits.forEach((edit, i) => {
      expect(edit).toMatchObject({ no: i + 1, from_division: division });
      division = edit.to_division;
    });
    const [plan] = await db("plans").where({ id: planId }).select("division_no", "community_id");
    expect(plan.division_no).toBe(division);
    const [{ grids, grid_of, ground_no }] = await db("plan_divisions").where({
      plan_id: planId,
      no: division,
    });
    const [{ cells }] = await db("plan_grounds").where({ plan_id: planId, no: ground_no });
    const divided = cells.flatMap((ids, cell) =>
      grid_of[cell] < 0 ? [] : ids.map((id) => `${id} ${grids[grid_of[cell]].key}`),
    );
    const stored = await db("plan_buildings")
      .join("buildings", "buildings.id", "plan_buildings.building_id")
      .where({ plan_id: planId })
      .select("external_id", "grid_id");
    expect(stored.map(({ external_id, grid_id }) => `${external_id} ${grid_id}`).sort()).toEqual(
      divided.sort(),
    );
  }
  const count = [...histories.values()].flat().length;
  tell(`${count} edits of ${histories.size} drafts follow one another`);
});

test("no community has two plans in force or two approved, and the register is of the one in force", async () => {
  for (const { id } of await db("communities").select("id")) {
    const plans = await db("plans").where({ community_id: id }).select("id", "state");
    const inForce = plans.filter(({ state }) => state === "IN_FORCE").map((plan) => plan.id);
    expect(inForce.length).toBeLessThanOrEqual(1);
    expect(plans.filter(({ state }) => state === "APPROVED").length).toBeLessThanOrEqual(1);
    const current = await db("register").where({ community_id: id }).whereNull("valid_to");
    expect([...new Set(current.map(({ plan_id }) => plan_id))]).toEqual(inForce);
    const grids = await db("plan_grids").whereIn("plan_id", inForce).pluck<string[]>("id");
    expect(current.map(({ grid_id }) => grid_id).sort()).toEqual(grids.sort());
  }
});

test("no code was issued twice, and none lives on after it retired", async () => {
  const issued = await db("audit").where({ action: "ISSUE_CODE" }).pluck<string[]>("subject");
  expect(new Set(issued).size).toBe(issued.length);
  const codes = await db("grid_codes").select("code", "retired_at");
  expect(issued.sort()).toEqual(codes.map(({ code }) => `GridCode ${code}`).sort());
  const current = await db("register").whereNull("valid_to").pluck<string[]>("code");
  expect(new Set(current).size).toBe(current.length);
  const living = codes.filter(({ retired_at }) => retired_at === null).map(({ code }) => code);
  expect(current.sort()).toEqual(living.sort());
  const retired = await db("audit").where({ action: "RETIRE_CODE" }).pluck<string[]>("subject");
  expect(retired).toHaveLength(codes.length - living.length);
  tell(`${codes.length} codes issued, ${living.length} in force`);
});

test("the register has neither a gap nor an overlap between one plan and the next", async () => {
  let periods = 0;
  for (const { id } of await db("communities").select("id")) {
    const rows = await db("register")
      .where({ community_id: id })
      .orderBy("valid_from")
      .distinct("valid_from", "valid_to");
    rows.forEach(({ valid_to }, i) => expect(valid_to).toEqual(rows.at(i + 1)?.valid_from ?? null));
    periods += rows.length;
  }
  tell(`${periods} periods of the register, one after another`);
});

test("what was done is in the audit trail once, and what was refused is not", async () => {
  const rows = await db("audit").select("actor_name", "action", "community_id");
  const trail = new Map<string, string[]>();
  for (const { actor_name, action, community_id } of rows) {
    // An import has a row for the whole, and one for each community that it changed.
    if (action === "IMPORT_DATASET" && community_id !== null) continue;
    trail.set(actor_name, [...(trail.get(actor_name) ?? []), action]);
  }
  for (const { name, kind, action, refused } of operations) {
    const written = trail.get(name) ?? [];
    if (refused !== null) expect({ name, kind, written }).toEqual({ name, kind, written: [] });
    else if (kind !== "RE-PLAN" && kind !== "DAY COMES")
      expect(written.filter((one) => one === action)).toEqual([action]);
  }
  expect(rows.filter(({ action }) => action === "STORE_PLAN")).toHaveLength(stored);
  const reviews = await db("reviews").select("kind");
  const edits = rows.filter(({ action }) => action === "EDIT_PLAN");
  // A draft that is revalidated is in its book, and in the trail as that.
  const byHand = await db("plan_edits").whereNot({ kind: "REVALIDATE" });
  expect(edits).toHaveLength(byHand.length);
  const others = ["STORE_PLAN", "EDIT_PLAN"];
  const ofPlans = rows.filter(({ action }) => /_PLAN$/.test(action) && !others.includes(action));
  expect(ofPlans).toHaveLength(reviews.length);
});

test("every chain of the audit trail holds", async () => {
  const wish = { chain: null, seal: null, onProgress: () => undefined };
  const { rows, chains, faults } = await verifyTrail(db, wish);
  expect(faults).toEqual([]);
  tell(`${rows} rows of the audit trail in ${chains} chains hold`);
});
