import { appendAudit, type Change } from "../../src/audit/audit.repository";
import {
  parseSeal,
  sealText,
  SYSTEM_CHAIN,
  verifyTrail,
  type Seal,
  type TrailReport,
} from "../../src/audit/verify.service";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { rowOfCommunities } from "../api/support/towns";
import { runCli } from "../exchange/command-line";
import { emptyTables, openTestDatabase, testDb, testKind } from "../support/database";

jest.setTimeout(120_000);

/** The community whose chain is tampered with: its rows are 1 to 6, the first from the import. */
let victim: string;

beforeEach(async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(3), SYSTEM);
  [, victim] = await testDb()("communities").orderBy("external_id").pluck("id");
  await append(
    change({ action: "ONE", reason: "第一行\nwith two lines — 「」 🀄 and 3:abc" }),
    change({ action: "TWO", before: null, after: null }),
    change({ action: "THREE", before: { n: 1.5e300, deep: { list: [null, "二", -0.25] } } }),
    change({ action: "FOUR", actor: { id: "马-1", name: "马", role: "APPROVER" } }),
    change({ action: "FIVE", planId: "7f0c9a4e-8f1b-4c55-9d3e-0f6c1f1f2a3b" }),
  );
});

function change(values: Partial<Change>): Change {
  const [before, after] = [{ state: "DRAFT" }, { state: "SUBMITTED" }];
  const subject = "Plan";
  return { actor: SYSTEM, action: "TRY", subject, communityId: victim, before, after, ...values };
}

function append(...changes: readonly Change[]): Promise<void> {
  return testDb().transaction((trx) => appendAudit(trx, changes));
}

function verify(seal: Seal | null = null, chain: string | null = null): Promise<TrailReport> {
  return verifyTrail(testDb(), { chain, seal, onProgress: () => undefined });
}

/** Does what the database refuses: as a superuser who switches its triggers off. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await testDb().transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    for (const statement of statements)
      await trx.raw(statement.replaceAll(":victim", `'${victim}'`));
  });
}

/** The faults of the victim's chain as `row: first words`. */
function told({ faults }: TrailReport): string[] {
  return faults.map(({ chain, seq, reason }) => {
    expect(chain).toBe(victim);
    expect(reason.zh).not.toBe("");
    return `${String(seq)}: ${reason.en}`;
  });
}

/** The hash that a row would need, as somebody who can read our code would forge it. */
const REHASHED = `hash = encode(sha256(convert_to(audit_text(audit), 'UTF8')), 'hex')`;

test("a trail that was only written to holds, row by row and as a whole", async () => {
  const report = await verify();
  expect(report).toMatchObject({ chains: 4, rows: 3 + 1 + 5, faults: [], faultCount: 0 });
  expect(parseSeal(sealText(report.seal))).toEqual(report.seal);
  expect(await verify(null, victim)).toMatchObject({ chains: 1, rows: 6, faultCount: 0 });
  expect(await verify(null, SYSTEM_CHAIN)).toMatchObject({ chains: 1, rows: 1, faultCount: 0 });
});

test("an empty trail holds", async () => {
  await emptyTables(testDb());
  expect(await verify()).toMatchObject({ chains: 0, rows: 0, from: null, faultCount: 0 });
});

test("a trail longer than what is read at a time is checked to its end", async () => {
  await append(...Array.from({ length: 2_100 }, () => change({})));
  expect(await verify()).toMatchObject({ rows: 2_109, faultCount: 0 });
  await tamper("update audit set role = 'ADMIN' where chain = :victim and seq = 2003");
  expect(told(await verify())).toEqual([expect.stringMatching(/^2003: its content/)]);
});

const CHANGED_FIELDS: readonly (readonly [string, string])[] = [
  ["id", "gen_random_uuid()"],
  ["at", "at + interval '1 microsecond'"],
  ["plan_id", "gen_random_uuid()"],
  ["actor_id", "'somebody else'"],
  ["actor_name", "'马 '"],
  ["role", "'ADMIN'"],
  ["action", "'OTHER'"],
  ["subject", "'Plan '"],
  ["before", "null"],
  ["after", `after || '{"state": "APPROVED"}'`],
  ["after", "jsonb_set(after, '{more}', 'null')"],
  ["reason", "''"],
];

test.each(CHANGED_FIELDS)("a changed %s is found (%s)", async (column, value) => {
  await tamper(`update audit set ${column} = ${value} where chain = :victim and seq = 6`);
  expect(told(await verify())).toEqual([
    "6: its content does not give its hash: it was changed after it was written",
  ]);
});

test("a changed row with a hash that fits it is found by the row behind it", async () => {
  await tamper(
    "update audit set reason = 'better' where chain = :victim and seq = 3",
    `update audit set ${REHASHED} where chain = :victim and seq = 3`,
  );
  expect(told(await verify())).toEqual([
    "4: it carries another hash than that of the row before: one of the two was replaced",
  ]);
});

test("a row that is missing in the middle is found, and so are two", async () => {
  await tamper("delete from audit where chain = :victim and seq in (3, 4)");
  expect(told(await verify())).toEqual([
    "5: number 3 was to come: rows are missing, or were given other numbers",
  ]);
});

test("a row that is missing in the middle is found when the others are numbered anew", async () => {
  await tamper(
    "delete from audit where chain = :victim and seq = 3",
    "update audit set seq = seq - 1 where chain = :victim and seq = 4",
    "update audit set seq = seq - 1 where chain = :victim and seq = 5",
    "update audit set seq = seq - 1 where chain = :victim and seq = 6",
    "update audit_heads set seq = 5 where chain = :victim",
  );
  const faults = told(await verify());
  expect(faults).toEqual(
    expect.arrayContaining([expect.stringMatching(/^3: it carries another hash/) as string]),
  );
});

test("missing first rows are found", async () => {
  await tamper("delete from audit where chain = :victim and seq < 3");
  expect(told(await verify())).toEqual([
    "3: number 1 was to come: rows are missing, or were given other numbers",
  ]);
});

test("a missing end is found by the head of the chain", async () => {
  await tamper("delete from audit where chain = :victim and seq > 4");
  expect(told(await verify())).toEqual([
    expect.stringMatching(/^4: the head of its chain says that row 6 with hash .* is the last/),
  ]);
});

test("a chain that is missing as a whole is found by its head, and a missing head by its chain", async () => {
  await tamper("delete from audit where chain = :victim");
  expect(told(await verify())).toEqual([
    "6: the head of the chain says that there are 6 rows, there is none",
  ]);
  await tamper("delete from audit_heads where chain = :victim");
  expect(await verify()).toMatchObject({ faultCount: 0, chains: 3 });
  await append(change({}));
  await tamper("delete from audit_heads where chain = :victim");
  expect(told(await verify())).toEqual(["1: its chain has no head"]);
});

test("two rows that changed places are found", async () => {
  await tamper(
    "update audit set seq = -3 where chain = :victim and seq = 3",
    "update audit set seq = 3 where chain = :victim and seq = 4",
    "update audit set seq = 4 where chain = :victim and seq = -3",
  );
  const faults = told(await verify());
  for (const row of ["3: its content", "4: its content", "3: it carries", "5: it carries"]) {
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining(row) as string]));
  }
});

test("a row that was put in, with everything of its own in order, is found by the row behind it", async () => {
  await tamper(
    "update audit set seq = seq + 1 where chain = :victim and seq = 6",
    "update audit set seq = seq + 1 where chain = :victim and seq = 5",
    `insert into audit (chain, seq, at, community_id, actor_id, actor_name, role, action, subject,
       previous_hash, hash)
     select chain, 5, at, community_id, 'me', 'Me', 'APPROVER', 'APPROVE_PLAN', 'Plan', hash, ''
     from audit where chain = :victim and seq = 4`,
    `update audit set ${REHASHED} where chain = :victim and seq = 5`,
  );
  expect(told(await verify())).toEqual(
    expect.arrayContaining([expect.stringMatching(/^6: it carries another hash/) as string]),
  );
});

test("a row that was added at the end without the database's doing is found", async () => {
  await tamper(
    `insert into audit (chain, seq, at, community_id, actor_id, actor_name, role, action, subject,
       previous_hash, hash)
     select chain, 7, at + interval '1 second', community_id, 'me', 'Me', 'APPROVER', 'APPROVE_PLAN', 'Plan', hash, ''
     from audit where chain = :victim and seq = 6`,
    `update audit set ${REHASHED} where chain = :victim and seq = 7`,
  );
  expect(told(await verify())).toEqual([expect.stringMatching(/^7: the head of its chain says/)]);
});

test("time that runs backwards is found", async () => {
  await tamper(
    "update audit set at = at - interval '1 hour' where chain = :victim and seq = 6",
    `update audit set ${REHASHED} where chain = :victim and seq = 6`,
    "update audit_heads set hash = (select hash from audit where chain = :victim and seq = 6) where chain = :victim",
  );
  expect(told(await verify())).toEqual([
    expect.stringMatching(/^6: its time .* is not after that of/),
  ]);
});

describe("a seal that was kept elsewhere", () => {
  test("agrees with the trail however much is added later", async () => {
    const { seal } = await verify();
    await append(change({}), change({ communityId: null }));
    await importDataset(testDb(), rowOfCommunities(5), SYSTEM);
    const later = await verify(seal);
    expect(later).toMatchObject({ faultCount: 0, chains: 6 });
    expect(later.seal.digest).not.toBe(seal.digest);
    expect(await verify(later.seal)).toMatchObject({ faultCount: 0 });
  });

  test.each([
    [
      "an end that is cut off, with the head put right",
      [
        "delete from audit where chain = :victim and seq > 4",
        `update audit_heads head set seq = audit.seq, hash = audit.hash from audit
           where head.chain = :victim and audit.chain = head.chain and audit.seq = 4`,
      ],
    ],
    [
      "a chain that is gone with its head",
      ["delete from audit where chain = :victim", "delete from audit_heads where chain = :victim"],
    ],
    [
      "a last row that is written anew, with its hash and the head put right",
      [
        "update audit set reason = 'better' where chain = :victim and seq = 6",
        `update audit set ${REHASHED} where chain = :victim and seq = 6`,
        `update audit_heads head set hash = audit.hash from audit
           where head.chain = :victim and audit.chain = head.chain and audit.seq = 6`,
      ],
    ],
  ])("finds what the trail itself cannot show: %s", async (_, statements) => {
    const { seal } = await verify();
    await append(change({ communityId: null }));
    await tamper(...statements);
    expect(await verify()).toMatchObject({ faultCount: 0 });
    expect(await verify(seal)).toMatchObject({
      faultCount: 1,
      faults: [
        {
          chain: null,
          seq: null,
          reason: { en: expect.stringMatching(/^the trail as of/) as string },
        },
      ],
    });
  });

  test("waits for whoever is writing, so that nothing of before it is still to come", async () => {
    // Embedded there is one session: nobody is writing while it is asked.
    if (testKind() === "embedded") return;
    const writing = await testDb().transaction();
    await appendAudit(writing, [change({ action: "SLOW" })]);
    const verified = verify();
    await untilSomebodyWaits();
    await writing.commit();
    const { seal, rows } = await verified;
    expect(rows).toBe(10);
    expect(await verify(seal)).toMatchObject({ faultCount: 0 });
  });
});

test("the command says what it found by its exit code, in both languages", async () => {
  // The command opens a database of its own; the embedded one is held by this process.
  if (testKind() === "embedded") return;
  const database = await openTestDatabase();
  process.env.DATABASE_URL = database.connectionString;
  try {
    const fine = await runCli("audit", "verify", "--lang", "en");
    expect(fine).toMatchObject({ code: 0, stderr: "" });
    expect(fine.stdout).toMatch(/^The audit trail holds: 4 chains, 9 rows, .*\nSeal .*: \S+\n$/);
    const seal = fine.stdout.trim().split(" ").at(-1) ?? "";
    expect(await runCli("audit", "verify", "--head", seal)).toMatchObject({ code: 0 });

    await tamper("update audit set reason = 'better' where chain = :victim and seq = 4");
    const broken = await runCli("audit", "verify", "--lang", "zh");
    expect(broken).toMatchObject({ code: 2, stdout: "" });
    expect(broken.stderr).toContain(`链 ${victim} 640104001902 社区1 第 4 行：内容与其哈希不符`);
    for (const wrong of [
      ["--chain", "640104001999"],
      ["--head", "x"],
    ]) {
      expect(await runCli("audit", "verify", ...wrong)).toMatchObject({ code: 2, stdout: "" });
    }
  } finally {
    delete process.env.DATABASE_URL;
    await database.close();
  }
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
