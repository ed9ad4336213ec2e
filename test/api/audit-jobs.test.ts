import { SYSTEM, type Actor } from "../../src/auth/viewer";
import type { AuditRow } from "../../src/db/tables";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { followJob } from "./support/jobs";
import { ask, at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const PROPOSE = `mutation ($input: ProposePlansInput!) {
  proposePlans(input: $input) { job { id } userErrors { code } } }`;
const CANCEL = `mutation ($id: ID!) {
  cancelJob(input: { id: $id }) { job { state cancelRequested } userErrors { code } } }`;

const PLANNER = person("PLANNER", "640104", "li");
const LI: Actor = { id: "li", name: PLANNER.name, role: "PLANNER" };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(3), SYSTEM);
});

interface Written {
  readonly community: string;
  readonly action: string;
  readonly actor: Actor;
  readonly before: unknown;
  readonly after: unknown;
}

/** What was written down but for the import and the plans that the job stored. */
async function written(): Promise<Written[]> {
  const rows = await testDb()("audit")
    .join("communities", "communities.id", "audit.community_id")
    .whereIn("action", ["REQUEST_PLANS", "CANCEL_JOB"])
    .orderBy(["external_id", "seq"])
    .select<(AuditRow & { community: string })[]>("external_id as community", "audit.*");
  return rows.map(({ community, action, actor_id, actor_name, role, before, after }) => ({
    community,
    action,
    actor: { id: actor_id, name: actor_name, role },
    before,
    after,
  }));
}

async function propose(input: Record<string, unknown>): Promise<string> {
  const data = await read(server, PROPOSE, { input }, { as: PLANNER });
  return at(data, "proposePlans", "job", "id") as string;
}

test("a job that plans several communities is written down in the trail of each", async () => {
  await followJob(server, await propose({ codePrefix: "640104", seed: 7 }));
  expect(await written()).toEqual(
    ["c0", "c1", "c2"].map((community) => ({
      community,
      action: "REQUEST_PLANS",
      actor: LI,
      before: null,
      after: expect.objectContaining({ state: "QUEUED", communities: 3, seed: 7 }) as object,
    })),
  );
  // Each plan that the job stored, by who asked for it.
  expect(await testDb()("audit").where({ action: "STORE_PLAN", actor_id: "li" })).toHaveLength(3);
});

test("whoever cancels a job is written down beside whoever asked for it", async () => {
  const id = await propose({ codePrefix: "640104001901", effort: 10 });
  const data = await read(server, CANCEL, { id }, { as: PLANNER });
  const { state, cancelRequested } = at(data, "cancelJob", "job") as Record<string, unknown>;
  expect(await written()).toMatchObject([
    { community: "c0", action: "REQUEST_PLANS" },
    {
      community: "c0",
      action: "CANCEL_JOB",
      actor: LI,
      before: { cancelRequested: false },
      after: { state, cancelRequested },
    },
  ]);
  expect(cancelRequested).toBe(true);
  await followJob(server, id);
});

test("what is refused is not written down", async () => {
  const id = await propose({ codePrefix: "640104001901" });
  await followJob(server, id);
  const before = await written();
  const ended = await read(server, CANCEL, { id }, { as: PLANNER });
  expect(at(ended, "cancelJob", "userErrors")).toEqual([{ code: "CONFLICT" }]);
  const elsewhere = { input: { codePrefix: "640104" } };
  const { errors } = await ask(server, PROPOSE, elsewhere, { as: person("PLANNER", "640106") });
  expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  expect(await written()).toEqual(before);
});
