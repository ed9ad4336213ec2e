/** Which rules communities are planned with: those of a jurisdiction, of a name, or given. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { rectangle } from "../support/dataset";
import { communityId } from "./support/divisions";
import {
  COUNTY,
  FIRST,
  plansOfJob,
  propose,
  proposed,
  refusal,
  save,
  saved,
  setDefault,
  STREET,
} from "./support/rule-sets";
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

const IN_USE = /* GraphQL */ `
  query ($code: String!) {
    community(code: $code) {
      rulesInUse {
        rules {
          standardBand {
            min
            max
          }
        }
        default {
          jurisdiction
          ruleSet {
            id
            version
          }
        }
      }
    }
  }
`;

let server: TestServer;
let db: Knex;
beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
});
afterAll(() => server.close());

async function inUse(code: string): Promise<unknown> {
  return at(await read(server, IN_USE, { code }), "community", "rulesInUse");
}

describe("defaults", () => {
  test("that of the longest jurisdiction is in use, else what is built in", async () => {
    const builtIn = { rules: { standardBand: { min: 300, max: 500 } }, default: null };
    expect(await inUse(FIRST)).toEqual(builtIn);
    const county = await saved(server, "全区", [250, 450]);
    const street = await saved(server, "本街道", [200, 400], STREET);
    expect(await setDefault(server, COUNTY, county)).toMatchObject({
      userErrors: [],
      defaultRules: { jurisdiction: COUNTY, setBy: { id: "approver" }, validTo: null },
    });
    expect(await inUse(FIRST)).toEqual({
      rules: { standardBand: { min: 250, max: 450 } },
      default: { jurisdiction: COUNTY, ruleSet: { id: county, version: 1 } },
    });
    await setDefault(server, STREET, street);
    expect(await inUse(FIRST)).toMatchObject({ default: { jurisdiction: STREET } });
    // Another version is not in use before it is chosen.
    await save(server, { jurisdiction: STREET, name: "本街道", rules: {} });
    expect(await inUse(FIRST)).toMatchObject({ default: { ruleSet: { version: 1 } } });
    // A community may have what its county has saved.
    await setDefault(server, FIRST, county);
    expect(await inUse(FIRST)).toMatchObject({
      default: { jurisdiction: FIRST, ruleSet: { id: county } },
    });
    expect(await inUse("640104001902")).toMatchObject({ default: { jurisdiction: STREET } });
    for (const jurisdiction of [FIRST, STREET, COUNTY]) {
      expect(await setDefault(server, jurisdiction, null)).toEqual({
        defaultRules: null,
        userErrors: [],
      });
    }
    expect(await inUse(FIRST)).toEqual(builtIn);
    const kept = `query ($id: ID!) { node(id: $id) { ... on RuleSet {
      defaults { jurisdiction endedBy { id } } } } }`;
    expect(at(await read(server, kept, { id: county }), "node", "defaults")).toEqual([
      { jurisdiction: FIRST, endedBy: { id: "approver" } },
      { jurisdiction: COUNTY, endedBy: { id: "approver" } },
    ]);
  });

  test("a community without a code has what holds everywhere, and nothing of a county", async () => {
    const [town] = rowOfCommunities(1).communities;
    const away = rectangle(106.3, 38.5, 106.31, 38.51);
    const nameless = { ...town, id: "no-code", code: null, geometry: away };
    await importDataset(db, { communities: [nameless], buildings: [], barriers: [] }, SYSTEM);
    const id = toGlobalId("Community", await communityId(db, "no-code"));
    const text = `query ($id: ID!) { community(id: $id) { rulesInUse { default { jurisdiction } } } }`;
    const own = async () =>
      at(await read(server, text, { id }), "community", "rulesInUse", "default");

    await setDefault(server, COUNTY, await saved(server, "只在本区", [260, 460]));
    expect(await own()).toBeNull();
    const everywhere = { as: person("APPROVER", "") };
    const all = await saved(server, "各处", [270, 470], "", { as: person("PLANNER", "") });
    await setDefault(server, "", all, everywhere);
    expect(await own()).toEqual({ jurisdiction: "" });
    expect(await inUse(FIRST)).toMatchObject({ default: { jurisdiction: COUNTY } });
    await setDefault(server, COUNTY, null);
    expect(await inUse(FIRST)).toMatchObject({ default: { jurisdiction: "" } });
    await setDefault(server, "", null, everywhere);
  });

  test("what is so already, or is for elsewhere, is refused", async () => {
    const street = await saved(server, "只在本街道", [200, 400], STREET);
    expect(refusal(await setDefault(server, COUNTY, null))).toEqual({
      code: "UNCHANGED",
      path: ["ruleSetId"],
    });
    expect(refusal(await setDefault(server, COUNTY, street))).toMatchObject({ code: "NOT_FOUND" });
    await setDefault(server, STREET, street);
    expect(refusal(await setDefault(server, STREET, street))).toMatchObject({ code: "UNCHANGED" });
    await setDefault(server, STREET, null);
  });

  test("two at the same time both have been the default, one after the other", async () => {
    const ids = [await saved(server, "甲", [210, 410]), await saved(server, "乙", [220, 420])];
    const payloads = await Promise.all(ids.map((id) => setDefault(server, COUNTY, id)));
    expect(payloads.map(({ userErrors }) => userErrors)).toEqual([[], []]);
    const rows = await db("default_rules").whereNull("valid_to");
    expect(rows).toHaveLength(1);
    await setDefault(server, COUNTY, null);
  });
});

describe("plans", () => {
  test("without rules each community is planned with its own default, and keeps it", async () => {
    const one = await saved(server, "第一社区", [200, 400], FIRST);
    await setDefault(server, FIRST, one);
    const begun = await propose(server, {});
    // It goes by the defaults of the moment in which it was asked for.
    await setDefault(server, FIRST, null);
    expect(await plansOfJob(server, begun)).toMatchObject([
      {
        ...{ ruleSet: { id: one }, rules: { standardBand: { min: 200, max: 400 } } },
        hasRulesInUse: false,
      },
      {
        ...{ ruleSet: null, rules: { standardBand: { min: 300, max: 500 } } },
        hasRulesInUse: true,
      },
    ]);
  });

  test("a rule set is for all of them, and numbers given are nobody's", async () => {
    const all = await saved(server, "一套规则", [250, 450]);
    const named = await proposed(server, { ruleSetId: all });
    expect(named).toMatchObject(Array(2).fill({ ruleSet: { id: all } }));
    const given = await proposed(server, { rules: { standardBand: { min: 250, max: 450 } } });
    expect(given).toMatchObject(
      Array(2).fill({ ruleSet: null, rules: { standardBand: { min: 250, max: 450 } } }),
    );
  });

  test("one community is planned with saved rules as well, and a copy of the plan keeps them", async () => {
    const one = await saved(server, "单个社区", [280, 480]);
    const wish = { communityId: toGlobalId("Community", await communityId(db, "c0")), effort: 0.1 };
    const begun = await read(
      server,
      `mutation ($input: ProposePlanInput!) {
        proposePlan(input: $input) { job { id } userErrors { code } } }`,
      { input: { ...wish, ruleSetId: one } },
    );
    const [plan] = await plansOfJob(server, at(begun, "proposePlan") as Tree);
    expect(plan).toMatchObject({ ruleSet: { id: one } });
    const copied = await read(
      server,
      `mutation ($planId: ID!) { branchPlan(input: { planId: $planId, name: "副本" }) {
        plan { ruleSet { id } rules { standardBand { min } } } userErrors { code } } }`,
      { planId: plan.id },
    );
    expect(at(copied, "branchPlan", "plan")).toEqual({
      ruleSet: { id: one },
      rules: { standardBand: { min: 280 } },
    });
  });

  test("the audit trail tells the rules of each community", async () => {
    const [row] = await db("audit")
      .where({ action: "REQUEST_PLANS", community_id: await communityId(db, "c1") })
      .orderBy("at", "desc")
      .offset(1)
      .select("after");
    expect(row.after).toMatchObject({ ruleSetId: expect.any(String) as string });
  });

  test.each([
    [
      "rules and a rule set at once",
      async () => ({ rules: {}, ruleSetId: await saved(server, "二选一", [240, 440]) }),
      "BAD_INPUT",
    ],
    [
      "rules that are for one of two",
      async () => ({ ruleSetId: await saved(server, "只给一个", [230, 430], FIRST) }),
      "RULES_OF_ELSEWHERE",
    ],
    [
      "rules of another county",
      async () => {
        const input = { jurisdiction: "640105", name: "别区", rules: {} };
        const elsewhere = await save(server, input, { as: person("PLANNER", "640105") });
        return { ruleSetId: at(elsewhere, "ruleSet", "id") };
      },
      "NOT_FOUND",
    ],
    [
      "a rule set that there is not",
      () => ({ ruleSetId: toGlobalId("RuleSet", "00000000-0000-4000-8000-000000000000") }),
      "NOT_FOUND",
    ],
  ])("%s are refused, and no job is begun", async (_, wish, code) => {
    const before = await db("jobs").count();
    const payload = await propose(server, await wish());
    expect(payload).toMatchObject({ job: null, userErrors: [{ code, path: ["ruleSetId"] }] });
    expect(await db("jobs").count()).toEqual(before);
  });
});
