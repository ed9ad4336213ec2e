/**
 * Who may do what: every operation of the schema, tried by people of every role inside and outside
 * their jurisdiction, and with every bad token. What to expect is read from POLICY.
 *
 * A new operation needs a row in OPERATIONS, or the first test fails. Choose one of
 *
 *     one(call, action?, { unseen }?)   shows one thing; READ if no action is given
 *     list(call, action?)               shows a list with things of both communities
 *     follow(call, action?)             a subscription that may be silent for long
 *     deed(actions, may, call, unseen?) a mutation of the first community
 *
 * `call` is the field as text, with ids from the world: those of the community INSIDE. What one and
 * list select has to tell whose it is: the code, or the external id, of its community, or its own
 * external id (all begin with c0 inside, with c1 outside). A deed ends behind its arguments;
 * `may` is what those hear who may: best a user error that is asked for after rights, such as CONFLICT
 * for `expectedVersion: 999`, so that nothing is changed; else OK. `unseen` is NOT_FOUND where the
 * deed treats what the viewer may not read as if it did not exist. Things that the world does not have
 * yet are made in `makeWorld`, see support/role-matrix.ts.
 */
import { OPEN_TO_STRANGERS } from "../../src/graphql/sign-in-required";
import { createSchema } from "../../src/graphql/schema";
import { NODE_TYPES } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { forgedTokens, startIssuer, type Issuer } from "./support/forged-tokens";
import { EDITING } from "./support/role-matrix-editing";
import {
  deed,
  expected,
  follow,
  heard,
  INSIDE,
  list,
  makeWorld,
  may,
  one,
  OUTSIDE,
  PEOPLE,
  run,
  SOON_S,
  type Row,
  type World,
} from "./support/role-matrix";
import {
  ask,
  followByEventStream,
  person,
  startTestServer,
  TEST_AUTH,
  TEST_SECRET,
  type Answer,
  type Asker,
  type TestServer,
} from "./support/test-server";

jest.setTimeout(120_000);

const OLD = "expectedVersion: 999";

const OPERATIONS: Readonly<Record<string, Row>> = {
  "Query.audit": list(() => `audit(first: 1000) { nodes { community { code } } }`, "READ_AUDIT", {
    nowhere: "FORBIDDEN",
  }),
  "Query.barrierFeatures": list(() => `barrierFeatures`),
  "Query.barriers": list(() => `barriers { nodes { externalId } }`),
  "Query.buildingFeatures": list(() => `buildingFeatures`),
  "Query.buildings": list(() => `buildings(filter: {}) { nodes { externalId } }`),
  "Query.communityFeatures": list(() => `communityFeatures`),
  "Query.communities": list(() => `communities { nodes { externalId } }`),
  "Query.community": one(({ Community }) => `community(id: "${Community}") { externalId }`),
  "Query.comparePlans": one(
    ({ Plan }) => `comparePlans(a: "${Plan}") { plan { community { externalId } } }`,
  ),
  "Query.crosswalk": one(
    ({ DepartmentalNetwork }) => `crosswalk(networkId: "${DepartmentalNetwork}") {
      network { community { externalId } } }`,
  ),
  "Query.departmentalGrid": list(
    () => `departmentalGrid(department: PARTY, code: "D") {
      uses { network { community { externalId } } } }`,
  ),
  "Query.departmentalNetworks": one(
    () => `departmentalNetworks(communityCode: "${INSIDE}") { community { externalId } }`,
  ),
  "Query.exportLinks": list(() => `exportLinks { nodes { jurisdictions } }`),
  "Query.estates": list(() => `estates { nodes { community { externalId } } }`),
  "Query.grid": one(({ gridCode }) => `grid(code: "${gridCode}") { code }`),
  "Query.gridAt": one(() => `gridAt(lon: 106.203, lat: 38.403) { code }`),
  "Query.gridCode": one(({ gridCode }) => `gridCode(code: "${gridCode}") { code }`),
  "Query.gridFeatures": list(() => `gridFeatures`),
  "Query.grids": list(
    () => `grids(bbox: { west: 106, south: 38, east: 107, north: 39 }) {
      nodes { plan { community { externalId } } } }`,
  ),
  "Query.job": one(({ Job }) => `job(id: "${Job}") { plans { community { externalId } } }`),
  "Query.node": one(
    ({ Community }) => `node(id: "${Community}") { ... on Community { externalId } }`,
  ),
  "Query.plan": one(({ Plan }) => `plan(id: "${Plan}") { community { externalId } }`),
  "Query.plans": list(() => `plans { nodes { community { externalId } } }`),
  "Query.register": one(() => `register(communityCode: "${INSIDE}") { nodes { code } }`),
  "Query.registeredGrids": list(() => `registeredGrids { nodes { code } }`),
  "Query.ruleSets": list(() => `ruleSets { nodes { jurisdiction } }`),
  "Query.staff": one(() => `staff(communityCode: "${INSIDE}") { gridCode }`),
  "Query.viewer": {
    kind: "OPEN",
    call: () => `viewer { id demo grants { role jurisdiction } }`,
    signedIn: "OK",
    stranger: "null",
  },
  "Mutation.addRemark": deed(
    "REMARK_ON_PLAN",
    "BAD_TEXT",
    ({ Plan }) => `addRemark(input: { planId: "${Plan}", comment: "" })`,
  ),
  "Mutation.approvePlan": deed(
    "APPROVE_PLAN",
    "CONFLICT",
    ({ Plan }) => `approvePlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.assignStaff": deed(
    "ASSIGN_STAFF",
    "NAME_LENGTH",
    ({ gridCode }) =>
      `assignStaff(input: { gridCode: "${gridCode}", duty: GRID_WORKER, name: "", fullTime: true })`,
    "NOT_FOUND",
  ),
  "Mutation.branchPlan": deed(
    "EDIT_PLAN",
    "NAME_LENGTH",
    ({ Plan }) => `branchPlan(input: { planId: "${Plan}", name: "" })`,
  ),
  "Mutation.cancelJob": deed(
    "PROPOSE_PLAN",
    "CONFLICT",
    ({ Job }) => `cancelJob(input: { id: "${Job}" })`,
    "NOT_FOUND",
  ),
  "Mutation.copyLocks": deed(
    "EDIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `copyLocks(input: { planId: "${Plan}", fromPlanId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.createExportLink": deed(
    "MAKE_EXPORT_LINK",
    "BAD_HOURS",
    () =>
      `createExportLink(input: { format: CSV, register: { jurisdiction: "${INSIDE}" }, hours: 0 })`,
    "NOT_FOUND",
  ),
  "Mutation.deletePlan": deed(
    "EDIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `deletePlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.endStaff": deed(
    "ASSIGN_STAFF",
    "REASON_MISSING",
    ({ Staff }) => `endStaff(input: { id: "${Staff}", reason: "" })`,
    "NOT_FOUND",
  ),
  "Mutation.endorsePlan": deed(
    "ENDORSE_PLAN",
    "CONFLICT",
    ({ Plan }) => `endorsePlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.filePlan": deed(
    "FILE_PLAN",
    "CONFLICT",
    ({ Plan }) => `filePlan(input: { planId: "${Plan}", ${OLD}, filingNumber: "1" })`,
  ),
  "Mutation.givePublicNotice": deed(
    "GIVE_NOTICE",
    "CONFLICT",
    ({ Plan }) =>
      `givePublicNotice(input: { planId: "${Plan}", ${OLD}, to: "2099-01-01T00:00:00Z" })`,
  ),
  "Mutation.importDataset": deed("IMPORT_DATASET", "OK", ({ dataset }) => {
    const { communities, buildings } = dataset;
    return `importDataset(input: { communities: ${JSON.stringify(communities)},
      buildings: ${JSON.stringify(buildings)} })`;
  }),
  "Mutation.importDepartmentalGrids": deed(
    "IMPORT_DEPARTMENTAL_GRIDS",
    "OK",
    () =>
      `importDepartmentalGrids(input: { department: HEALTH, buildings: "code,building\\nH,c0-b0" })`,
  ),
  "Mutation.proposePlan": deed(
    "PROPOSE_PLAN",
    "OK",
    ({ Community }) => `proposePlan(input: { communityId: "${Community}", effort: 0.1 })`,
  ),
  "Mutation.proposePlans": deed(
    "PROPOSE_PLAN",
    "OK",
    ({ Community }) => `proposePlans(input: { communityIds: ["${Community}"], effort: 0.1 })`,
  ),
  "Mutation.putPlanInForce": deed(
    "PUT_PLAN_IN_FORCE",
    "CONFLICT",
    ({ Plan }) => `putPlanInForce(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.recodeCommunity": deed(
    "RECODE_COMMUNITY",
    "CODE_WRONG_LENGTH",
    ({ Community }) =>
      `recodeCommunity(input: { communityId: "${Community}", ${OLD}, code: "1", reason: "r" })`,
  ),
  "Mutation.rejectPlan": deed(
    ["REJECT_SUBMITTED_PLAN", "REJECT_ENDORSED_PLAN"],
    "CONFLICT",
    ({ Plan }) => `rejectPlan(input: { planId: "${Plan}", ${OLD}, comment: "no" })`,
  ),
  "Mutation.renamePlan": deed(
    "EDIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `renamePlan(input: { planId: "${Plan}", ${OLD}, name: "x" })`,
  ),
  "Mutation.returnPlan": deed(
    ["RETURN_SUBMITTED_PLAN", "RETURN_ENDORSED_PLAN"],
    "CONFLICT",
    ({ Plan }) => `returnPlan(input: { planId: "${Plan}", ${OLD}, comment: "no" })`,
  ),
  "Mutation.revokeExportLink": deed(
    "REVOKE_EXPORT_LINK",
    "CONFLICT",
    ({ ExportLink }) => `revokeExportLink(input: { id: "${ExportLink}" })`,
    "NOT_FOUND",
  ),
  "Mutation.revalidatePlan": deed(
    "REVALIDATE_PLAN",
    "CONFLICT",
    ({ Plan }) => `revalidatePlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.saveRules": deed(
    "SAVE_RULES",
    "BAD_LENGTH",
    () => `saveRules(input: { jurisdiction: "${INSIDE}", name: "", rules: {} })`,
  ),
  "Mutation.setDefaultRules": deed(
    "SET_DEFAULT_RULES",
    "UNCHANGED",
    () => `setDefaultRules(input: { jurisdiction: "${INSIDE}", ruleSetId: null })`,
  ),
  "Mutation.signInAsDemoPerson": {
    kind: "OPEN",
    call: () => `signInAsDemoPerson(input: { role: ADMIN }) { token userErrors { code } }`,
    signedIn: "FORBIDDEN",
    stranger: "FORBIDDEN",
  },
  "Mutation.finishPlan": deed(
    "EDIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `finishPlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.reoptimizePlan": deed(
    "EDIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `reoptimizePlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.repairPlan": deed(
    "EDIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `repairPlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  "Mutation.submitPlan": deed(
    "SUBMIT_PLAN",
    "CONFLICT",
    ({ Plan }) => `submitPlan(input: { planId: "${Plan}", ${OLD} })`,
  ),
  // What comes of a single plan is not an error of the whole.
  "Mutation.submitPlans": deed(
    "SUBMIT_PLAN",
    "OK",
    ({ Plan }) => `submitPlans(input: { plans: [{ planId: "${Plan}", ${OLD} }] })`,
  ),
  "Mutation.withdrawPlan": deed(
    ["WITHDRAW_PLAN", "WITHDRAW_APPROVED_PLAN"],
    "CONFLICT",
    ({ Plan }) => `withdrawPlan(input: { planId: "${Plan}", ${OLD}, comment: "no" })`,
  ),
  "Subscription.jobProgress": one(
    ({ Job }) => `jobProgress(id: "${Job}") { plans { community { externalId } } }`,
    "READ",
    { unseen: "NOT_FOUND" },
  ),
  "Subscription.mapChanged": follow(
    () => "mapChanged { community { externalId } }",
    "READ",
    "followed",
  ),
  "Subscription.planChanged": follow(
    () => `planChanged(communityCode: "${INSIDE}") { community { externalId } }`,
  ),
  ...EDITING,
};

const schema = createSchema();
const OFFERED = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  .flatMap((type) => Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`))
  .sort();

let server: TestServer;
let issuer: Issuer;
/** A server that takes the tokens of the issuer. */
let published: TestServer;
let world: World;
let cases = 0;
/** What is not as it should be for those who follow: they wait for the end of their tokens together. */
const waits = new Map<string, Readonly<Record<"everybody" | "publishedKey", string[]>>>();

beforeAll(async () => {
  server = await startTestServer({ auth: TEST_AUTH });
  issuer = await startIssuer();
  published = await startTestServer({
    workers: 1,
    auth: { ...EXPECTED, kind: "TOKENS", key: { jwksUrl: issuer.jwksUrl, algorithms: ["RS256"] } },
  });
  world = await makeWorld(testDb(), server);
  const follows = OFFERED.filter((name) => OPERATIONS[name]?.kind === "FOLLOW");
  await Promise.all(follows.map(async (name) => waits.set(name, await wait(name))));
});
afterAll(async () => {
  await server.close();
  await published.close();
  await issuer.close();
  process.stdout.write(`role matrix: ${OFFERED.length} operations, ${cases} cases\n`);
});

const { secret, ...EXPECTED } = TEST_SECRET;

/** Tries a call as somebody, and notes what is not as it should be. */
async function attempt(
  on: TestServer,
  name: string,
  [who, asker]: readonly [who: string, asker: Asker],
  should: string,
): Promise<string[]> {
  cases++;
  const [root, field] = name.split(".");
  const answer = await run(on, root, OPERATIONS[name].call(world), asker);
  const got = heard(OPERATIONS[name], answer, field);
  return got === should ? [] : [`${who}: ${got}, expected ${should}`];
}

/** Tries a call as everybody, one after another. */
async function everybody(name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const viewer of PEOPLE) {
    const should = expected(OPERATIONS[name], viewer);
    wrong.push(...(await attempt(server, name, [viewer.name, { as: viewer }], should)));
  }
  return wrong;
}

/** Tries a call with a token that is good by a published key. */
async function publishedKey(name: string, validForS?: number): Promise<string[]> {
  const viewer = person("VIEWER", INSIDE);
  const good: Asker = { token: await issuer.tokenOf(viewer, EXPECTED, validForS) };
  const should = expected(OPERATIONS[name], viewer);
  return attempt(published, name, ["published key", good], should);
}

/** Follows as everybody at once, for nothing happens to what they follow until their tokens end. */
async function wait(name: string) {
  const faults = PEOPLE.map(async (viewer) => {
    const asker = { token: await server.tokenOf(viewer, SOON_S) };
    return attempt(server, name, [viewer.name, asker], expected(OPERATIONS[name], viewer));
  });
  const byKey = publishedKey(name, SOON_S);
  return { everybody: (await Promise.all(faults)).flat(), publishedKey: await byKey };
}

test("every operation of the schema has a row here, and strangers may call two of them", () => {
  expect(Object.keys(OPERATIONS).sort()).toEqual(OFFERED);
  const open = OFFERED.filter((name) => OPERATIONS[name].kind === "OPEN");
  expect(open.map((name) => name.split(".")[1]).sort()).toEqual([...OPEN_TO_STRANGERS].sort());
});

describe.each(OFFERED.filter((name) => name in OPERATIONS))("%s", (name) => {
  test("does what the policy says for every role inside and outside the jurisdiction", async () => {
    const wrong = [...(waits.get(name)?.everybody ?? (await everybody(name)))];
    const should = expected(OPERATIONS[name], null);
    wrong.push(...(await attempt(server, name, ["a stranger", {}], should)));
    expect(wrong).toEqual([]);
  });

  test("is refused with every token that is forged, expired or for somebody else", async () => {
    const wrong: string[] = [];
    const anybody = person("ADMIN");
    const forged = await forgedTokens(anybody, EXPECTED, secret);
    for (const [how, token] of Object.entries(forged)) {
      wrong.push(...(await attempt(server, name, [how, { token }], "UNAUTHENTICATED")));
    }
    for (const [how, token] of Object.entries(await issuer.forgedTokens(anybody, EXPECTED))) {
      wrong.push(...(await attempt(published, name, [how, { token }], "UNAUTHENTICATED")));
    }
    wrong.push(...(waits.get(name)?.publishedKey ?? (await publishedKey(name))));
    expect(wrong).toEqual([]);
  });
});

test.each(NODE_TYPES)("node(id) of a %s shows nothing outside the jurisdiction", async (type) => {
  const wrong: string[] = [];
  for (const viewer of PEOPLE) {
    for (const [id, code] of [
      [world[type], INSIDE],
      [world.outside[type], OUTSIDE],
    ]) {
      cases++;
      const answer = await ask(
        server,
        `{ node(id: "${id}") { __typename id } }`,
        {},
        { as: viewer },
      );
      const should = may(viewer, "READ", code ?? "") ? { __typename: type, id } : null;
      if (JSON.stringify(answer.data?.node) !== JSON.stringify(should)) {
        wrong.push(`${viewer.name}: ${JSON.stringify(answer)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("server-sent events ask the same", async () => {
  const call = `subscription { ${OPERATIONS["Subscription.jobProgress"].call(world)} }`;
  const codeOf = ([answer]: Answer[]): string | undefined => answer.errors?.[0]?.extensions.code;
  const as = (asker: Asker) => followByEventStream(server, call, {}, undefined, asker);
  const [seen] = await as({ as: person("VIEWER", INSIDE) });
  expect(JSON.stringify(seen.data)).toContain('"c0"');
  expect(codeOf(await as({ as: person("VIEWER", OUTSIDE) }))).toBe("NOT_FOUND");
  expect(codeOf(await as({}))).toBe("UNAUTHENTICATED");
  await expect(as({ token: "garbage" })).rejects.toThrow(/Unauthorized|401/);
});
