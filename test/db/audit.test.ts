import type { Knex } from "knex";
import { appendAudit, type Change } from "../../src/audit/audit.repository";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { rowOfCommunities } from "../api/support/towns";
import { emptyTables, testDb, testKind } from "../support/database";

const NOBODY = "00000000-0000-0000-0000-000000000000";

let communityIds: string[];

beforeEach(async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(2), SYSTEM);
  communityIds = await testDb()("communities").orderBy("external_id").pluck("id");
});

function change(values: Partial<Change> = {}): Change {
  return {
    actor: SYSTEM,
    action: "TRY",
    subject: "Nothing",
    communityId: communityIds[0],
    before: null,
    after: { tried: true },
    ...values,
  };
}

function append(...changes: readonly Change[]): Promise<void> {
  return testDb().transaction((trx) => appendAudit(trx, changes));
}

/** Everything that is written down, to the last microsecond. */
async function stored(): Promise<unknown[]> {
  const { rows } = await testDb().raw<{ rows: unknown[] }>(
    `select cast(audit as text) from audit union all select cast(h as text) from audit_heads h
     order by 1`,
  );
  return rows;
}

describe("the audit trail only grows", () => {
  test.each([
    ["an update", "update audit set reason = 'better' where seq = 1"],
    ["an update that changes nothing", "update audit set seq = seq where false"],
    ["a delete", "delete from audit where seq = 1"],
    ["a truncate", "truncate audit"],
    ["a truncate that cascades", "truncate communities cascade"],
    [
      "an insert that would replace a row",
      `insert into audit select * from audit where seq = 1
         on conflict (id) do update set reason = 'better'`,
    ],
    [
      "a merge",
      `merge into audit using (select 1) one on audit.seq = 1
         when matched then update set reason = 'better'`,
    ],
    [
      "a new head",
      `insert into audit_heads (chain, seq, at, hash) values ('${NOBODY.replace("0", "1")}', 9, now(), '')`,
    ],
    ["another head", "update audit_heads set seq = seq - 1"],
    ["a lost head", "delete from audit_heads"],
    ["lost heads", "truncate audit_heads"],
  ])("%s is refused by the database, even for the owner of the table", async (_, statement) => {
    await append(change(), change());
    const before = await stored();
    await expect(testDb().raw(statement)).rejects.toMatchObject({
      code: "23001",
      message: expect.stringMatching(/only grows/) as string,
    });
    expect(await stored()).toEqual(before);
  });
});

test("a row's number, time and hashes are the database's, whatever the writer says", async () => {
  await append(change());
  await testDb().raw(
    `insert into audit (chain, seq, at, previous_hash, hash, community_id, actor_id, actor_name,
       role, action, subject)
     values (?, 77, '2001-01-01', 'aa', 'bb', ?, 'me', 'Me', 'ADMIN', 'FORGE', 'Nothing')`,
    [NOBODY, communityIds[0]],
  );
  const [first, forged] = await testDb()("audit")
    .where({ community_id: communityIds[0] })
    .orderByRaw("seq desc")
    .limit(2)
    .then((rows) => rows.reverse());
  expect(forged).toMatchObject({
    chain: communityIds[0],
    seq: String(Number(first.seq) + 1),
    previous_hash: first.hash,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(forged.at.getTime()).toBeGreaterThanOrEqual(first.at.getTime());
  expect(await hashesThatFit()).toBe(true);
});

test("every row is later than the one before it in its chain, even where the clock is set back", async () => {
  await append(change());
  await testDb().transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    await trx("audit_heads").update({ at: "2999-01-01T00:00:00.123456Z" });
  });
  await append(change(), change());
  const { rows } = await testDb().raw<{ rows: { at: string }[] }>(
    `select to_char(at at time zone 'UTC', 'YYYY SS.US') as at from audit
     where chain = ? order by seq desc limit 2`,
    [communityIds[0]],
  );
  expect(rows.map(({ at }) => at)).toEqual(["2999 00.123458", "2999 00.123457"]);
});

test("a change that is rolled back leaves no row and no gap", async () => {
  await append(change());
  const before = await stored();
  const undone = testDb().transaction(async (trx) => {
    await appendAudit(trx, [change(), change({ communityId: null })]);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await stored()).toEqual(before);
  await append(change());
  expect(await gaplessChains()).toBe(true);
});

test("rows of several chains, written at once in any order, are numbered without a gap", async () => {
  const writers = testKind() === "server" ? 5 : 1;
  const rounds = 30;
  const [one, other] = communityIds;
  const before = (await testDb()("audit").pluck("id")).length;
  const write = async (writer: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const chains = [one, null, other, one];
      await append(
        ...chains
          .slice((writer + round) % 3)
          .map((communityId) => change({ communityId, subject: `Writer ${writer}` })),
      );
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  const rows = await testDb()("audit").pluck("id");
  // 4, 3 and 2 rows in turn.
  expect(rows.length - before).toBe(writers * rounds * 3);
  expect(await gaplessChains()).toBe(true);
  expect(await hashesThatFit()).toBe(true);
});

test("whoever holds a community while it is written to the trail of another is not waited for in a ring", async () => {
  // Embedded there is one session, which never waits for itself.
  if (testKind() === "embedded") return;
  const held: Knex.Transaction = await testDb().transaction();
  await held.raw("select from communities where id = ? for update", [communityIds[0]]);
  const waiting = append(change());
  await untilSomebodyWaits();
  await appendAudit(held, [change()]);
  await held.commit();
  await waiting;
  expect(await gaplessChains()).toBe(true);
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await testDb().raw<{ rows: unknown[] }>(
      `select from pg_locks join pg_stat_activity using (pid)
       where not granted and datname = current_database()`,
    );
    if (rows.length > 0) return;
  }
}

async function gaplessChains(): Promise<boolean> {
  const { rows } = await testDb().raw<{ rows: { gapless: boolean }[] }>(
    `select coalesce(bool_and(gapless), true) as gapless from (
       select audit.chain, count(*) = max(audit.seq) and min(audit.seq) = 1
         and max(audit.seq) = min(head.seq) as gapless
       from audit left join audit_heads head on head.chain = audit.chain
       group by audit.chain) chains`,
  );
  return rows[0].gapless;
}

async function hashesThatFit(): Promise<boolean> {
  const { rows } = await testDb().raw<{ rows: { fit: boolean }[] }>(
    `select bool_and(hash = encode(sha256(convert_to(audit_text(audit), 'UTF8')), 'hex')
       and previous_hash = before) as fit
     from (select a as audit, a.hash, a.previous_hash,
         lag(a.hash, 1, '') over (partition by chain order by seq) as before
       from audit a) rows`,
  );
  return rows[0].fit;
}
