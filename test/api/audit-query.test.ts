import { appendAudit, type Change } from "../../src/audit/audit.repository";
import { SYSTEM_CHAIN } from "../../src/audit/trail-check";
import { SYSTEM, type Actor, type Viewer } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { emptyTables, testDb } from "../support/database";
import { ask, at, person, read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

const AUDIT = `query ($filter: AuditFilter, $first: Int, $after: String) {
  audit(filter: $filter, first: $first, after: $after) {
    nodes { at actor { id name role } action subject community { code } plan { id }
      before after reason seq hash previousHash }
    pageInfo { hasNextPage endCursor } } }`;

const MA: Actor = { id: "ma", name: "马审核", role: "REVIEWER" };
const LI: Actor = { id: "li", name: "李规划", role: "PLANNER" };
/** A draft that was deleted since. */
const GONE = "7f0c9a4e-8f1b-4c55-9d3e-0f6c1f1f2a3b";

interface Entry {
  readonly at: string;
  readonly actor: Actor;
  readonly action: string;
  readonly community: { readonly code: string } | null;
  readonly seq: number;
  readonly hash: string;
  readonly previousHash: string;
}

let server: TestServer;
let communityIds: string[];
beforeAll(async () => {
  server = await startTestServer();
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(2), SYSTEM);
  communityIds = await testDb()("communities").orderBy("external_id").pluck("id");
  await append(
    change({ actor: LI, action: "SUBMIT_PLAN", planId: GONE, reason: "年度调整" }),
    change({ action: "ENDORSE_PLAN", planId: GONE, before: { state: "SUBMITTED" } }),
    change({ communityId: communityIds[1], action: "ENDORSE_PLAN" }),
    change({ communityId: null, action: "LOOK_AFTER" }),
  );
});
afterAll(() => server.close());

function change(values: Partial<Change>): Change {
  const communityId = communityIds[0];
  const after = { state: "ENDORSED" };
  return { actor: MA, action: "TRY", subject: "Plan", communityId, before: null, after, ...values };
}

function append(...changes: readonly Change[]): Promise<void> {
  return testDb().transaction((trx) => appendAudit(trx, changes));
}

const ADMIN = person("ADMIN");

async function entries(
  variables: Record<string, unknown>,
  viewer: Viewer = ADMIN,
): Promise<Entry[]> {
  return at(await read(server, AUDIT, variables, { as: viewer }), "audit", "nodes") as Entry[];
}

async function actionsOf(
  filter: Record<string, unknown>,
  viewer: Viewer = ADMIN,
): Promise<string[]> {
  return (await entries({ filter }, viewer)).map(({ action }) => action);
}

test("an entry says who did what to what, when, why, from what to what", async () => {
  const [entry] = await entries({ filter: { action: "SUBMIT_PLAN" } });
  expect(entry).toEqual({
    at: expect.stringMatching(/^20\d\d-.*Z$/) as string,
    actor: LI,
    action: "SUBMIT_PLAN",
    subject: "Plan",
    community: { code: "640104001901" },
    plan: null,
    before: null,
    after: { state: "ENDORSED" },
    reason: "年度调整",
    seq: 2,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    previousHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

test("entries come newest first, each with the hash of the one before it in its chain", async () => {
  const all = await entries({ filter: { communityCode: "640104001901" } });
  expect(all.map(({ action, seq }) => `${seq} ${action}`)).toEqual([
    "3 ENDORSE_PLAN",
    "2 SUBMIT_PLAN",
    "1 IMPORT_DATASET",
  ]);
  expect(all[0].previousHash).toBe(all[1].hash);
  expect(all[1].previousHash).toBe(all[2].hash);
  expect(all[2].previousHash).toBe("");
});

test("the trail is filtered by community, plan, person, action and time", async () => {
  const [one] = communityIds;
  expect(await actionsOf({ communityId: toGlobalId("Community", one) })).toHaveLength(3);
  expect(await actionsOf({ planId: toGlobalId("Plan", GONE) })).toEqual([
    "ENDORSE_PLAN",
    "SUBMIT_PLAN",
  ]);
  expect(await actionsOf({ actorId: "li" })).toEqual(["SUBMIT_PLAN"]);
  expect(await actionsOf({ actorId: "system" })).toEqual(Array(3).fill("IMPORT_DATASET"));
  expect(await actionsOf({ action: "ENDORSE_PLAN" })).toHaveLength(2);
  expect(await actionsOf({ communityCode: "640104001999" })).toEqual([]);
  // Half open: what is at `from` is in, what is at `to` is not.
  const moment = "2999-01-01T00:00:00.000Z";
  await testDb().transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    // The next row is a microsecond later.
    const before = trx.raw("cast(? as timestamptz) - interval '1 microsecond'", [moment]);
    await trx("audit_heads").where({ chain: SYSTEM_CHAIN }).update({ at: before });
    await trx.raw("set local session_replication_role = origin");
    await appendAudit(trx, [change({ communityId: null, action: "FAR_OFF" })]);
  });
  expect(await actionsOf({ from: moment })).toEqual(["FAR_OFF"]);
  expect(await actionsOf({ from: "2998-01-01T00:00:00Z", to: moment })).toEqual([]);
  expect(await actionsOf({ to: moment })).toHaveLength(7);
});

test("what is pointed at by its old code is found after the community got another", async () => {
  const [one, other] = communityIds;
  await testDb().transaction(async (trx) => {
    await trx.raw(
      "update community_codes set valid_to = clock_timestamp() where community_id = ?",
      [other],
    );
    await trx.raw(
      `insert into community_codes (community_id, code, valid_from)
       select community_id, '640104001999', valid_to from community_codes where community_id = ?`,
      [other],
    );
  });
  for (const communityCode of ["640104001902", "640104001999"]) {
    expect(await actionsOf({ communityCode })).toEqual(["ENDORSE_PLAN", "IMPORT_DATASET"]);
  }
  expect(one).not.toBe(other);
});

test("every entry is met once in pages, also where many have the same time", async () => {
  // Within a chain no two rows have the same time; those of several chains may.
  await testDb().transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    await trx("audit_heads").update({ at: "2999-01-02T00:00:00Z" });
    await trx.raw("set local session_replication_role = origin");
    const chains = [null, ...communityIds];
    const many = chains.flatMap((communityId) =>
      Array.from({ length: 8 }, () => change({ communityId, action: "SAME_TIME" })),
    );
    await appendAudit(trx, many);
  });
  const filter = { actorId: "ma" };
  const hashes = (await entries({ filter, first: 1000 })).map(({ hash }) => hash);
  const met: string[] = [];
  let after: string | null = null;
  do {
    const data = await read(server, AUDIT, { filter, first: 7, after }, { as: ADMIN });
    const page = at(data, "audit", "nodes") as Entry[];
    met.push(...page.map(({ hash }) => hash));
    after = at(data, "audit", "pageInfo", "hasNextPage")
      ? (at(data, "audit", "pageInfo", "endCursor") as string)
      : null;
  } while (after !== null);
  expect(met).toEqual(hashes);
  expect(new Set(met).size).toBe(met.length);
});

describe("who may read the trail", () => {
  const codesSeen = async (viewer: Viewer): Promise<unknown[]> => {
    const all = await entries({ first: 1000 }, viewer);
    return [...new Set(all.map(({ community }) => community?.code ?? "system"))].sort();
  };

  test("those of everywhere read all of it", async () => {
    expect(await codesSeen(ADMIN)).toEqual(["640104001901", "640104001999", "system"]);
    expect(await codesSeen(person("APPROVER"))).toContain("system");
  });

  test("those of a jurisdiction read what concerns its communities", async () => {
    expect(await codesSeen(person("REVIEWER", "640104001901"))).toEqual(["640104001901"]);
    expect(await codesSeen(person("APPROVER", "64"))).toEqual(["640104001901", "640104001999"]);
    expect(await codesSeen(person("ADMIN", "640106"))).toEqual([]);
  });

  test.each(["VIEWER", "PLANNER"] as const)("a %s is refused", async (role) => {
    const { errors } = await ask(server, AUDIT, {}, { as: person(role) });
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  test("a filter or a page that makes no sense is refused", async () => {
    const wrong = [
      { first: 0 },
      { after: "x" },
      { filter: { planId: toGlobalId("Community", communityIds[0]) } },
      { filter: { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" } },
    ];
    for (const variables of wrong) {
      const { errors } = await ask(server, AUDIT, variables, { as: ADMIN });
      expect(errors).toMatchObject([{ extensions: { code: "BAD_INPUT" } }]);
    }
  });
});
