import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { decide } from "../../src/plan/decide.service";
import { findGridsInForce } from "../../src/register/register.service";
import { testDb } from "../support/database";
import {
  ADMIN,
  APPROVER,
  approvedDivision,
  communityId,
  divideInForce,
  putInForce,
  type GivenDivision,
} from "./support/divisions";
import { ask, at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

const OLD = "640104001901";
const NEW = "640104002901";

const b = (...numbers: number[]): string[] => numbers.map((n) => `c0-b${n}`);
const ROWS: GivenDivision = [
  { buildings: b(0, 1, 2) },
  { buildings: b(3, 4, 5) },
  { buildings: b(6, 7, 8) },
];
const COLUMNS: GivenDivision = [
  { buildings: b(0, 3, 6) },
  { buildings: b(1, 4, 7) },
  { buildings: b(2, 5, 8) },
];

const RECODE = `mutation ($input: RecodeCommunityInput!) {
  recodeCommunity(input: $input) {
    community { code version register { nodes { code } } }
    userErrors { code message { zh en } path }
  }
}`;

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;
let community: string;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
  community = await communityId(db, "c0");
});

afterAll(() => server.close());

async function versionOf(id: string): Promise<number> {
  const [row] = await db("communities").where({ id }).select("version");
  return row.version;
}

async function recode(more: Readonly<Record<string, unknown>>, as = ADMIN): Promise<unknown> {
  const input = {
    communityId: toGlobalId("Community", community),
    expectedVersion: await versionOf(community),
    reason: "区划调整",
    ...more,
  };
  return at(await read(server, RECODE, { input }, { as }), "recodeCommunity");
}

async function inForce(): Promise<string[]> {
  return (await findGridsInForce(db, community)).map(({ code }) => code);
}

/** Everything that a recoding changes. */
async function everything(): Promise<unknown> {
  return [
    await db("communities").orderBy("id").select("id", "version"),
    await db("community_codes").orderBy(["community_id", "valid_from"]),
    await db("grid_codes").orderBy("code"),
    await db("register").orderBy("id").select("id", "code", "valid_to"),
    await db("audit").count(),
  ];
}

test("all grids in force follow their community into its new code, with lineage", async () => {
  await divideInForce(server, db, "c0", ROWS);
  await divideInForce(server, db, "c0", COLUMNS);
  expect(await inForce()).toEqual([OLD + "004", OLD + "005", OLD + "006"]);
  const renamed = [NEW + "004", NEW + "005", NEW + "006"];
  expect(await recode({ code: NEW })).toEqual({
    community: {
      code: NEW,
      version: 2,
      register: { nodes: renamed.map((code) => ({ code })) },
    },
    userErrors: [],
  });
  expect(await inForce()).toEqual(renamed);
  const lineage = await db("lineage").where({ kind: "RECODE" }).orderBy("from_code");
  expect(lineage).toMatchObject([
    { from_code: OLD + "004", to_code: NEW + "004", households: 300, buildings: 3, plan_id: null },
    { from_code: OLD + "005", to_code: NEW + "005", households: 300, buildings: 3 },
    { from_code: OLD + "006", to_code: NEW + "006", households: 300, buildings: 3 },
  ]);
  const [row] = await db("audit").where({ action: "RECODE_COMMUNITY" });
  expect(row).toMatchObject({ reason: "区划调整", before: { code: OLD }, after: { code: NEW } });
});

test("the old code is asked for by its time, the new one by its own", async () => {
  const [{ at: moment }] = await db("lineage").where({ kind: "RECODE" }).limit(1).select("at");
  const query = `query ($code: String!, $at: DateTime) {
    register(communityCode: $code, at: $at) { nodes { code } } }`;
  const listed = async (code: string, when: Date | null): Promise<number> => {
    const data = await read(server, query, { code, at: when });
    return (at(data, "register", "nodes") as unknown[]).length;
  };
  const before = new Date(moment.getTime() - 1);
  expect(await Promise.all([listed(OLD, before), listed(NEW, before)])).toEqual([3, 0]);
  expect(await Promise.all([listed(OLD, moment), listed(NEW, moment)])).toEqual([0, 3]);
  expect(await Promise.all([listed(OLD, null), listed(NEW, null)])).toEqual([0, 3]);
});

test("the grids of the plan in force tell both codes that they bore", async () => {
  const query = `{ community(code: "${NEW}") { planInForce { grids {
    label entries { code validTo } } } } }`;
  const data = await read(server, query);
  expect(at(data, "community", "planInForce", "grids", 0)).toMatchObject({
    label: "004",
    entries: [{ code: OLD + "004" }, { code: NEW + "004", validTo: null }],
  });
});

test("back under the old code the grids go on behind the highest that was issued", async () => {
  await recode({ code: OLD });
  expect(await inForce()).toEqual([OLD + "007", OLD + "008", OLD + "009"]);
  await recode({ code: NEW });
  expect(await inForce()).toEqual([NEW + "007", NEW + "008", NEW + "009"]);
  await divideInForce(server, db, "c0", ROWS);
  expect(await inForce()).toEqual([NEW + "010", NEW + "011", NEW + "012"]);
  const used = await db("grid_codes").pluck<string[]>("code");
  expect(new Set(used).size).toBe(3 + 3 + 3 + 3 + 3 + 3);
});

test("a plan that was approved for the old code is stale", async () => {
  const plan = await approvedDivision(db, "c0", COLUMNS);
  await recode({ code: "640104003901" });
  const before = await everything();
  const payload = await putInForce(server, plan);
  expect(payload).toMatchObject({
    plan: { state: "APPROVED" },
    userErrors: [{ code: "STALE_BASIS" }],
  });
  expect(await everything()).toEqual(before);
});

test.each([
  ["a code of 11 digits", { code: "64010400190" }, "CODE_WRONG_LENGTH"],
  ["a street of class 6", { code: "640104601901" }, "CODE_UNKNOWN_STREET"],
  ["the code of another community", { code: "640104001902" }, "CODE_IN_USE"],
  ["the code it has", { code: "640104003901" }, "SAME_CODE"],
  ["another version", { code: OLD, expectedVersion: 1 }, "CONFLICT"],
  ["no reason", { code: OLD, reason: " " }, "REASON_NEEDED"],
])("%s is refused, and nothing changes", async (_, wish, code) => {
  const before = await everything();
  expect(await recode(wish)).toMatchObject({
    community: { code: "640104003901" },
    userErrors: [{ code }],
  });
  expect(await everything()).toEqual(before);
});

test.each([
  ["an approver", APPROVER],
  ["an administrator of the old code only", person("ADMIN", "640104003")],
  ["an administrator of the new code only", person("ADMIN", "640104001")],
])("%s may not recode", async (_, as) => {
  const before = await everything();
  const input = {
    communityId: toGlobalId("Community", community),
    expectedVersion: await versionOf(community),
    code: OLD,
    reason: "区划调整",
  };
  const { errors } = await ask(server, RECODE, { input }, { as });
  expect(errors?.[0].extensions.code).toBe("FORBIDDEN");
  expect(await everything()).toEqual(before);
});

test("a data set does not recode a community with grids in force, and says what does", async () => {
  const before = await everything();
  await expect(importDataset(db, rowOfCommunities(1), SYSTEM)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("recodeCommunity") as string,
  });
  expect(await everything()).toEqual(before);
});

test("a community without a code gets one, and then its plan can be in force", async () => {
  const [uncoded] = rowOfCommunities(3).communities.slice(2);
  const { buildings } = rowOfCommunities(3);
  await importDataset(
    db,
    {
      communities: [{ ...uncoded, code: null }],
      buildings: buildings.filter(({ communityId }) => communityId === "c2"),
      barriers: [],
    },
    SYSTEM,
  );
  const rows = ROWS.map(({ buildings: ids }) => ({
    buildings: ids.map((id) => id.replace("c0", "c2")),
  }));
  const plan = await approvedDivision(db, "c2", rows);
  expect(await putInForce(server, plan)).toMatchObject({
    userErrors: [
      {
        code: "NO_COMMUNITY_CODE",
        message: { en: expect.stringContaining("recodeCommunity") as string },
      },
    ],
  });
  const id = await communityId(db, "c2");
  const given = { communityId: toGlobalId("Community", id), expectedVersion: 1 };
  expect(await recode({ ...given, code: "640104001903" })).toMatchObject({ userErrors: [] });
  const seen = { planId: plan.id, expectedVersion: plan.version };
  await decide(db, APPROVER, { ...seen, decision: "WITHDRAW", comment: "编制时尚无代码" });
  await divideInForce(server, db, "c2", rows);
  expect((await findGridsInForce(db, id)).map(({ code }) => code)).toEqual([
    "640104001903001",
    "640104001903002",
    "640104001903003",
  ]);
});
