import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { planToDecide } from "../../src/plan/decide.service";
import { enterIntoForce } from "../../src/register/put-in-force.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import {
  ADMIN,
  approvedDivision,
  communityId,
  divideInForce,
  PLANNER,
  REVIEWER,
  type GivenDivision,
} from "./support/divisions";
import { ask, at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const CODE = "640104001901";

const STAFF = `id gridCode duty name fullTime partyBranchSecretary validFrom validTo endKind endReason
  continuedBy { gridCode name }`;
const ASSIGN = `mutation ($input: AssignStaffInput!) {
  assignStaff(input: $input) {
    staff { ${STAFF} } replaced { name endKind validTo } userErrors { code path message { zh en } }
  }
}`;
const END = `mutation ($input: EndStaffInput!) {
  endStaff(input: $input) { staff { ${STAFF} } userErrors { code path } }
}`;

const b = (...numbers: number[]): string[] => numbers.map((n) => `c0-b${n}`);
const ROWS: GivenDivision = [
  { buildings: b(0, 1, 2) },
  { buildings: b(3, 4, 5) },
  { buildings: b(6, 7, 8) },
];

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(4), SYSTEM);
  await divideInForce(server, db, "c0", ROWS);
});

afterAll(() => server.close());

interface StaffSeen {
  readonly id: string;
  readonly gridCode: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

async function assign(input: Readonly<Record<string, unknown>>, as = PLANNER): Promise<unknown> {
  const usual = { gridCode: `${CODE}001`, duty: "GRID_WORKER", fullTime: true };
  const data = await read(server, ASSIGN, { input: { ...usual, ...input } }, { as });
  return at(data, "assignStaff");
}

async function assigned(input: Readonly<Record<string, unknown>>): Promise<StaffSeen> {
  const payload = await assign(input);
  expect(at(payload, "userErrors")).toEqual([]);
  return at(payload, "staff") as StaffSeen;
}

async function end(id: string, reason: string): Promise<unknown> {
  return at(await read(server, END, { input: { id, reason } }, { as: PLANNER }), "endStaff");
}

async function names(moment?: string): Promise<string[]> {
  const data = await read(
    server,
    `query ($code: String!, $at: DateTime) { staff(communityCode: $code, at: $at) { name } }`,
    { code: CODE, at: moment },
    { as: PLANNER },
  );
  return (at(data, "staff") as { name: string }[]).map(({ name }) => name);
}

/** Everything that staffing changes. */
async function everything(): Promise<unknown> {
  return [await db("staff").orderBy("id"), await db("audit").orderBy(["chain", "seq"])];
}

test("whoever is assigned serves from then on, and the trail knows who did it", async () => {
  const worker = await assigned({ name: " 王芳 " });
  expect(worker).toMatchObject({
    gridCode: `${CODE}001`,
    name: "王芳",
    validTo: null,
    endKind: null,
    continuedBy: null,
  });
  expect(await names()).toEqual(["王芳"]);
  expect(await names(worker.validFrom)).toEqual(["王芳"]);
  expect(await names(new Date(Date.parse(worker.validFrom) - 1).toISOString())).toEqual([]);
  const [row] = await db("audit").where({ action: "ASSIGN_STAFF" });
  expect(row).toMatchObject({
    actor_id: PLANNER.id,
    role: "PLANNER",
    before: null,
    after: { name: "王芳", code: `${CODE}001`, duty: "GRID_WORKER" },
  });
  expect(await end(worker.id, "  ")).toMatchObject({ userErrors: [{ code: "REASON_MISSING" }] });
  const ended = await end(worker.id, "调离");
  expect(ended).toMatchObject({
    userErrors: [],
    staff: { name: "王芳", endKind: "ENDED", endReason: "调离" },
  });
  expect(await names()).toEqual([]);
  expect(await names(worker.validFrom)).toEqual(["王芳"]);
  expect(await end(worker.id, "再次")).toMatchObject({
    userErrors: [{ code: "CONFLICT", path: ["id"] }],
    staff: { endReason: "调离" },
  });
});

test("a grid has one head at a time; the next one takes the place in the same moment", async () => {
  const head = { duty: "GRID_HEAD", partyBranchSecretary: true, gridCode: `${CODE}002` };
  const first = await assigned({ ...head, name: "李强" });
  const before = await everything();
  expect(await assign({ ...head, name: "赵敏" })).toMatchObject({
    staff: null,
    userErrors: [{ code: "HEAD_EXISTS", path: ["duty"] }],
  });
  expect(await everything()).toEqual(before);
  const payload = await assign({ ...head, name: "赵敏", replacesId: first.id });
  expect(payload).toMatchObject({
    staff: { name: "赵敏", partyBranchSecretary: true },
    replaced: { name: "李强", endKind: "REPLACED" },
    userErrors: [],
  });
  expect(at(payload, "replaced", "validTo")).toBe(at(payload, "staff", "validFrom"));
  expect(await assign({ ...head, name: "孙丽", replacesId: first.id })).toMatchObject({
    staff: null,
    replaced: { name: "李强", endKind: "REPLACED" },
    userErrors: [{ code: "CONFLICT", path: ["replacesId"] }],
  });
});

test("of two heads assigned at once one serves, and the other is told who", async () => {
  const head = { duty: "GRID_HEAD", gridCode: `${CODE}003` };
  const payloads = await Promise.all([
    assign({ ...head, name: "甲" }),
    assign({ ...head, name: "乙" }),
  ]);
  const codes = payloads.map((payload) => JSON.stringify(at(payload, "userErrors")));
  expect(codes.filter((code) => code === "[]")).toHaveLength(1);
  expect(codes.filter((code) => code.includes("HEAD_EXISTS"))).toHaveLength(1);
  expect(await db("staff").where({ code: `${CODE}003` })).toHaveLength(1);
});

test("what makes no sense is refused by code and changes nothing", async () => {
  const worker = await assigned({ name: "周杰" });
  const before = await everything();
  const cases: [Readonly<Record<string, unknown>>, string, string][] = [
    [{ name: "甲", gridCode: `${CODE}009` }, "NOT_FOUND", "gridCode"],
    [{ name: "  " }, "NAME_LENGTH", "name"],
    [{ name: "甲".repeat(51) }, "NAME_LENGTH", "name"],
    [{ name: "甲", partyBranchSecretary: true }, "NOT_A_HEAD", "partyBranchSecretary"],
    [{ name: "周杰" }, "ALREADY_SERVES", "name"],
    [{ name: "甲", duty: "SUPPORT", replacesId: worker.id }, "NOT_THIS_PLACE", "replacesId"],
  ];
  for (const [input, code, field] of cases) {
    expect(await assign(input)).toMatchObject({
      staff: null,
      userErrors: [{ code, path: [field] }],
    });
  }
  const unknown = toGlobalId("Staff", "00000000-0000-4000-8000-000000000000");
  expect(await end(unknown, "调离")).toMatchObject({
    staff: null,
    userErrors: [{ code: "NOT_FOUND", path: ["id"] }],
  });
  expect(await everything()).toEqual(before);
});

test("only planners of the place assign; elsewhere the code does not exist", async () => {
  const before = await everything();
  const input = { gridCode: `${CODE}001`, duty: "GRID_WORKER", name: "甲", fullTime: true };
  for (const as of [REVIEWER, ADMIN, person("VIEWER")]) {
    expect(await ask(server, ASSIGN, { input }, { as })).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
  }
  const elsewhere = person("PLANNER", "640105");
  expect(await assign({ name: "甲" }, elsewhere)).toMatchObject({
    userErrors: [{ code: "NOT_FOUND" }],
  });
  const seen = await read(
    server,
    `query ($code: String!) { staff(communityCode: $code) { name } }`,
    { code: CODE },
    { as: elsewhere },
  );
  expect(seen).toEqual({ staff: null });
  expect(await everything()).toEqual(before);
});

test("who served is kept by the database itself", async () => {
  const { id } = await assigned({ name: "吴刚", gridCode: `${CODE}002` });
  const uuid = Buffer.from(id, "base64url").toString().split(":")[1];
  await expect(db("staff").where({ id: uuid }).delete()).rejects.toMatchObject({
    constraint: "staff_keep",
  });
  await expect(db("staff").where({ id: uuid }).update({ name: "别人" })).rejects.toMatchObject({
    constraint: "staff_keep",
  });
  await end(id, "退休");
  await expect(
    db("staff").where({ id: uuid }).update({ valid_to: new Date() }),
  ).rejects.toMatchObject({ constraint: "staff_keep" });
  await expect(db.raw("truncate staff cascade")).rejects.toMatchObject({
    constraint: "staff_append_only",
  });
  const [c0, c1] = [await communityId(db, "c0"), await communityId(db, "c1")];
  const insert = (communityId: string, code: string, duty: string, from: string) =>
    db.raw(
      `insert into staff (community_id, code, duty, name, full_time, party_branch_secretary, valid_from)
       values ('${communityId}', '${code}', '${duty}', '丙', false, false, ${from})`,
    );
  const now = "clock_timestamp()";
  await insert(c0, `${CODE}001`, "GRID_HEAD", now);
  await expect(insert(c0, `${CODE}001`, "GRID_HEAD", now)).rejects.toMatchObject({
    constraint: "staff_one_head_excl",
  });
  await expect(insert(c1, `${CODE}003`, "SUPPORT", now)).rejects.toMatchObject({
    constraint: "staff_code_fkey",
  });
  await expect(insert(c0, `${CODE}003`, "SUPPORT", "'2020-01-01'")).rejects.toMatchObject({
    constraint: "staff_code_in_use",
  });
});

test("when grids are divided anew staff stays, goes over, or is without a grid", async () => {
  const c1 = (...numbers: number[]): string[] => numbers.map((n) => `c1-b${n}`);
  const code = "640104001902";
  await divideInForce(server, db, "c1", [
    { buildings: c1(0, 1, 2) },
    { buildings: c1(3, 4, 5) },
    { buildings: c1(6, 7, 8) },
  ]);
  for (const [name, label, duty] of [
    // Codes go from north to south.
    ["留", "003", "GRID_WORKER"],
    ["去", "001", "GRID_WORKER"],
    ["余", "002", "GRID_WORKER"],
    ["长", "002", "GRID_HEAD"],
  ]) {
    await assigned({ name, gridCode: code + label, duty });
  }
  const plan = await divideInForce(server, db, "c1", [
    { buildings: c1(0, 1, 2) },
    { buildings: c1(3, 4, 5, 6, 7, 8) },
  ]);
  const data = await read(
    server,
    `query ($code: String!, $grid: String!) {
       community(code: $code) { staff { name gridCode duty } }
       register(communityCode: $code) { nodes { code staff { name } staffHistory { name } } }
       grid(code: $grid) { code }
     }`,
    { code, grid: `${code}004` },
    { as: PLANNER },
  );
  expect(at(data, "community", "staff")).toEqual([
    { name: "留", gridCode: `${code}003`, duty: "GRID_WORKER" },
    { name: "长", gridCode: `${code}004`, duty: "GRID_HEAD" },
    { name: "去", gridCode: `${code}004`, duty: "GRID_WORKER" },
  ]);
  expect(at(data, "register", "nodes", 1)).toEqual({
    code: `${code}004`,
    staff: [{ name: "长" }, { name: "去" }],
    staffHistory: [{ name: "长" }, { name: "去" }],
  });
  const rows = await db("staff").where({ ended_by_plan: plan.id }).orderBy(["code", "duty"]);
  expect(rows.map(({ name, end_kind }) => [name, end_kind])).toEqual([
    ["去", "MOVED"],
    ["长", "MOVED"],
    ["余", "WITHOUT_GRID"],
  ]);
  const trail = await db("audit").where({ plan_id: plan.id }).whereLike("action", "%_STAFF");
  expect(trail.map(({ action }) => action).sort()).toEqual([
    "ASSIGN_STAFF",
    "ASSIGN_STAFF",
    "END_STAFF",
    "END_STAFF",
    "END_STAFF",
  ]);
  expect(await assign({ name: "新", gridCode: `${code}002` })).toMatchObject({
    userErrors: [{ code: "CODE_RETIRED", path: ["gridCode"] }],
  });
  const moved = rows.find(({ name }) => name === "去");
  const story = await read(
    server,
    `query ($id: ID!) { node(id: $id) { ... on Staff { name endKind continuedBy { gridCode } } } }`,
    { id: toGlobalId("Staff", moved?.id ?? "") },
    { as: PLANNER },
  );
  expect(story).toEqual({
    node: { name: "去", endKind: "MOVED", continuedBy: { gridCode: `${code}004` } },
  });
});

test("nobody is left behind on a code that retires, whoever writes", async () => {
  await assigned({ name: "钱进" });
  const code = `${CODE}001`;
  await expect(
    db.transaction(async (trx) => {
      const at = trx.fn.now();
      await trx("register").where({ code }).whereNull("valid_to").update({ valid_to: at });
      await trx("grid_codes").where({ code }).update({ retired_at: at });
    }),
  ).rejects.toMatchObject({ constraint: "grid_codes_nobody_left" });
});

test("when the community gets another code its staff goes over with the grids", async () => {
  const c2 = (...numbers: number[]): string[] => numbers.map((n) => `c2-b${n}`);
  const code = "640104001903";
  await divideInForce(server, db, "c2", [
    { buildings: c2(0, 1, 2, 3) },
    { buildings: c2(4, 5, 6, 7, 8) },
  ]);
  await assigned({ name: "郑和", gridCode: `${code}002` });
  const id = await communityId(db, "c2");
  const [{ version }] = await db("communities").where({ id }).select("version");
  const data = await read(
    server,
    `mutation ($input: RecodeCommunityInput!) {
       recodeCommunity(input: $input) { community { staff { name gridCode } } userErrors { code } }
     }`,
    {
      input: {
        communityId: toGlobalId("Community", id),
        expectedVersion: version,
        code: "640104002903",
        reason: "区划调整",
      },
    },
    { as: ADMIN },
  );
  expect(data).toEqual({
    recodeCommunity: {
      community: { staff: [{ name: "郑和", gridCode: "640104002903002" }] },
      userErrors: [],
    },
  });
});

test("who was assigned between a plan's day and the moment it was carried out goes over too", async () => {
  const c3 = (...numbers: number[]): string[] => numbers.map((n) => `c3-b${n}`);
  const code = "640104001904";
  await divideInForce(server, db, "c3", [
    { buildings: c3(6, 7, 8) },
    { buildings: c3(3, 4, 5) },
    { buildings: c3(0, 1, 2) },
  ]);
  const plan = await approvedDivision(db, "c3", [
    { buildings: c3(6, 7, 8) },
    { buildings: c3(0, 1, 2, 3, 4, 5) },
  ]);
  const { rows } = await db.raw<{ rows: { day: Date }[] }>(
    `select date_trunc('milliseconds', clock_timestamp()) as day`,
  );
  const [{ day }] = rows;
  const late = await assigned({ name: "迟来", gridCode: `${code}002` });
  expect(Date.parse(late.validFrom)).toBeGreaterThan(day.getTime());
  await db.transaction(async (trx) => {
    const decided = await planToDecide(trx, SYSTEM, plan.id);
    await enterIntoForce(trx, { plan: decided, actor: SYSTEM, comment: null, at: day });
  });
  const found = await db("staff").where({ name: "迟来" }).orderBy("code");
  expect(found.map((row) => [row.code, row.valid_from, row.valid_to, row.end_kind])).toEqual([
    [`${code}002`, new Date(late.validFrom), new Date(late.validFrom), "MOVED"],
    [`${code}004`, new Date(late.validFrom), null, null],
  ]);
});
