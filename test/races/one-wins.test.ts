/**
 * Officials who decide in the same moment, each over a connection of his or her own. On the embedded
 * database all connections share one session, which does one thing after another: there the same
 * tests run, but nothing happens at once.
 */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import type { Decision } from "../../src/plan/life-cycle";
import type { Plan } from "../../src/plan/plan";
import { findPlans } from "../../src/plan/plan.service";
import { storeDivision } from "../api/support/divisions";
import { rowOfCommunities } from "../api/support/towns";
import { testDb, testKind } from "../support/database";
import {
  atOnce,
  countedBy,
  decideOn,
  divisionsOf,
  manyConnections,
  official,
  tell,
} from "./support/officials";

jest.setTimeout(120_000);

const EIGHT = 8;
/** Embedded nothing happens at once: a few rounds show that it works. */
const ROUNDS = testKind() === "server" ? 20 : 2;

/** Every decision, and those that lead to where it can be made. */
const WAYS: readonly (readonly [Decision, ...Decision[]])[] = [
  ["SUBMIT"],
  ["ENDORSE", "SUBMIT"],
  ["APPROVE", "SUBMIT", "ENDORSE"],
  ["PUT_IN_FORCE", "SUBMIT", "ENDORSE", "APPROVE"],
  ["WITHDRAW"],
  ["RETURN", "SUBMIT"],
  ["REJECT", "SUBMIT", "ENDORSE"],
];

const LI = official("li", "李规划");
const MA = official("ma", "马审核");
const [WANG, ZHAO] = [official("wang", "王批准"), official("zhao", "赵批准")];

let db: Knex;
beforeAll(async () => {
  db = await manyConnections(testKind() === "server" ? EIGHT : 1);
  await importDataset(testDb(), rowOfCommunities(ROUNDS + WAYS.length), SYSTEM);
});
afterAll(() => db.destroy());

async function carry(draft: Plan, ...decisions: readonly Decision[]): Promise<Plan> {
  let plan = draft;
  for (const decision of decisions) {
    const who = decision === "SUBMIT" ? LI : decision === "ENDORSE" ? MA : WANG;
    plan = await decideOn(db, who, decision, plan);
  }
  return plan;
}

async function stateOf({ id }: Plan): Promise<string> {
  const [plan] = await findPlans(db, [id]);
  return plan.state;
}

/** Decisions about a plan in its book, and rows about it in the audit trail. */
async function bookOf({ id }: Plan): Promise<{ reviews: string[]; trail: string[] }> {
  return {
    reviews: await db("reviews").where({ plan_id: id }).orderBy("plan_version").pluck("kind"),
    trail: await db("audit").where({ plan_id: id }).orderBy("seq").pluck("action"),
  };
}

describe("two plans of one community", () => {
  /** A pair for every round, both endorsed. */
  const pairs: Plan[][] = [];
  beforeAll(async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [rows, columns] = divisionsOf(`c${round}`);
      pairs.push([
        await carry(await storeDivision(db, `c${round}`, rows), "SUBMIT", "ENDORSE"),
        await carry(await storeDivision(db, `c${round}`, columns), "SUBMIT", "ENDORSE"),
      ]);
    }
  });

  test("are approved by two officials at once: one wins, the other is told why", async () => {
    const winners: string[] = [];
    for (const plans of pairs) {
      const { done, refused } = await atOnce([
        decideOn(db, WANG, "APPROVE", plans[0]),
        decideOn(db, ZHAO, "APPROVE", plans[1]),
      ]);
      expect(done).toHaveLength(1);
      expect(refused).toHaveLength(1);
      const won = plans.findIndex(({ id }) => id === done[0].id);
      const winner = [WANG, ZHAO][won];
      const [reason] = refused[0].refusals;
      expect(reason.code).toBe("OTHER_APPROVED");
      expect(reason.message.en).toContain(`approved by ${winner.name} at 20`);
      expect(reason.message.en).toContain("put that one in force or withdraw it first");
      expect(reason.message.zh).toContain(`${winner.name} 于 20`);

      expect(await stateOf(plans[won])).toBe("APPROVED");
      expect(await stateOf(plans[1 - won])).toBe("ENDORSED");
      expect((await bookOf(plans[won])).reviews).toEqual(["SUBMIT", "ENDORSE", "APPROVE"]);
      expect(await bookOf(plans[1 - won])).toEqual({
        reviews: ["SUBMIT", "ENDORSE"],
        trail: ["STORE_PLAN", "SUBMIT_PLAN", "ENDORSE_PLAN"],
      });
      winners.push(winner.name);
    }
    tell(`two approvals at once: ${ROUNDS} rounds, one winner each: ${countedBy(winners, String)}`);
  });

  test("are approved, whatever the reason, and put in force at once: one is, the other is told why", async () => {
    const winners: string[] = [];
    for (const plans of pairs) {
      const ids = plans.map(({ id }) => id);
      // By the rules there is but one at a time.
      await db("plans")
        .whereIn("id", ids)
        .where({ state: "ENDORSED" })
        .update({ state: "APPROVED", version: plans[0].version + 1 });
      const approved = await findPlans(db, ids);
      const books = new Map<string, unknown>();
      for (const plan of approved) books.set(plan.id, await bookOf(plan));
      const { done, refused } = await atOnce(
        approved.map((plan, i) => decideOn(db, [WANG, ZHAO][i], "PUT_IN_FORCE", plan)),
      );
      expect(done).toHaveLength(1);
      expect(refused).toHaveLength(1);
      const [winner] = done;
      const [loser] = approved.filter(({ id }) => id !== winner.id);
      const [reason] = refused[0].refusals;
      expect(reason.code).toBe("STALE_BASIS");
      expect(reason.message.en).toMatch(
        /^The basis of the plan has changed \(\d+\): .*Revalidate it first/,
      );
      expect(reason.message.zh).toMatch(/依据已变.*请先重新核验/);

      expect(await stateOf(winner)).toBe("IN_FORCE");
      expect(await stateOf(loser)).toBe("APPROVED");
      const register = await db("register").where({ community_id: winner.communityId });
      expect(register.map(({ plan_id }) => plan_id)).toEqual(Array(3).fill(winner.id));
      const codes = await db("grid_codes")
        .where({ community_id: winner.communityId })
        .pluck("code");
      expect(codes.sort()).toEqual(register.map(({ code }) => code).sort());
      expect(await bookOf(loser)).toEqual(books.get(loser.id));
      winners.push([WANG, ZHAO][approved.indexOf(loser) === 0 ? 1 : 0].name);
    }
    tell(
      `two put in force at once: ${ROUNDS} rounds, one winner each: ${countedBy(winners, String)}`,
    );
  });
});

test("of eight who decide the same about one plan, one does, and seven see what it is since", async () => {
  const refusals: string[] = [];
  for (const [i, [decision, ...before]] of WAYS.entries()) {
    const community = `c${ROUNDS + i}`;
    const [rows] = divisionsOf(community);
    const plan = await carry(await storeDivision(db, community, rows), ...before);
    const officials = Array.from({ length: EIGHT }, (_, no) => official(`o${no}`, `${no + 1}号`));
    const { done, refused } = await atOnce(
      officials.map((who) => decideOn(db, who, decision, plan)),
    );
    expect(done).toHaveLength(1);
    expect(refused).toHaveLength(EIGHT - 1);
    const [now] = await findPlans(db, [plan.id]);
    expect(now).toEqual(done[0]);
    const [last] = await db("reviews").where({ plan_id: plan.id, plan_version: now.version });
    for (const { refusals: reasons } of refused) {
      expect(reasons).toHaveLength(1);
      expect(reasons[0]).toMatchObject({ code: "CONFLICT", path: ["expectedVersion"] });
      expect(reasons[0].message.en).toContain(`by ${last.actor_name} at 20`);
      expect(reasons[0].message.en).toContain(`now ${now.state} in version ${now.version}`);
      refusals.push(reasons[0].code);
    }
    const { trail } = await bookOf(plan);
    expect(trail.filter((action) => action === `${decision}_PLAN`)).toHaveLength(1);
  }
  tell(
    `the same decision by ${EIGHT}: ${WAYS.length} decisions, refused: ${countedBy(refusals, String)}`,
  );
});
