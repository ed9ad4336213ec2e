/**
 * The database of a test file.
 *
 * Every file of the `api` project starts with all tables empty (./setup empties them before its
 * first test): emptying takes some 30 ms, where a fresh database would take 150 ms on a server and
 * three seconds embedded. Inside a file the tests share what they write.
 *
 *     const db = testDb();                        // inside a test or hook: a knex handle
 *     const database = await openTestDatabase();  // a Database to hand to a server; close it yourself
 *
 * On the embedded database all connections share one session, so a test that needs two sessions
 * (advisory locks, waiting for a lock) asks `testKind()` and says what it leaves out.
 */
import type { Knex } from "knex";
import { DatabaseError } from "pg";
import { connectTo, type Database } from "../../src/db/connection";
import { workerDatabase } from "./server-databases";
import { currentRun } from "./test-run";

const SERVER_CONNECTIONS = 5;
const LOCK_NOT_AVAILABLE = "55P03";

let shared: Knex | null = null;

/** This file's handle on its database; it is closed after the file's last test. */
export function testDb(): Knex {
  if (!shared) throw new Error("testDb() is for tests and hooks: the file has not started yet");
  return shared;
}

/** Which of the two ways to run the database is under test. */
export function testKind(): Database["kind"] {
  return currentRun().kind;
}

/** Another handle on this file's database, for those who close it, such as a server. */
export async function openTestDatabase(): Promise<Database> {
  const { kind, url, maxConnections } = await locate();
  const knex = connectTo(url, maxConnections);
  return { knex, kind, connectionString: url, close: () => knex.destroy() };
}

/** For ./setup only: connects and empties all tables. */
export async function startFile(): Promise<void> {
  const { url, maxConnections } = await locate();
  shared = connectTo(url, maxConnections);
  await emptyTables(shared);
}

/** For ./setup only. */
export async function finishFile(): Promise<void> {
  await shared?.destroy();
  shared = null;
}

/** Empties every table of ours and of the job queue, and leaves the schema as it is. */
export async function emptyTables(db: Knex): Promise<void> {
  const tables = await db("pg_tables")
    .whereIn("schemaname", ["public", "graphile_worker"])
    .whereNotIn("tablename", [
      "spatial_ref_sys",
      "knex_migrations",
      "knex_migrations_lock",
      "migrations",
      // The queue's list of task names: a runner reads it once, when it starts.
      "_private_tasks",
    ])
    .select<{ name: string }[]>(db.raw("format('%I.%I', schemaname, tablename) as name"));
  if (tables.length === 0) return;
  const names = tables.map(({ name }) => name);
  // A server of the same file may be writing: whoever would wait for the other for ever gives way.
  while (!(await truncate(db, names)));
}

/** Whether it could; it waits for others less long than they would wait for a deadlock to be seen. */
async function truncate(db: Knex, names: readonly string[]): Promise<boolean> {
  const queues = names.filter((name) => name.startsWith("graphile_worker."));
  const ours = names.filter((name) => !queues.includes(name));
  try {
    await db.transaction(async (trx) => {
      await trx.raw("set local lock_timeout = '200ms'");
      // History refuses to be emptied; its triggers sleep for this one statement.
      await trx.raw("set local session_replication_role = replica");
      await trx.raw(`truncate ${ours.join(", ")} restart identity cascade`);
      // A job that runs meanwhile removes its entry by its number, which nobody else's may bear.
      if (queues.length > 0)
        await trx.raw(`truncate ${queues.join(", ")} continue identity cascade`);
    });
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

async function locate(): Promise<{
  kind: Database["kind"];
  url: string;
  maxConnections: number;
}> {
  const run = currentRun();
  switch (run.kind) {
    case "embedded":
      return { kind: run.kind, url: run.url, maxConnections: 1 };
    case "server":
      return {
        kind: run.kind,
        url: await workerDatabase(run.url, run.prefix),
        maxConnections: SERVER_CONNECTIONS,
      };
  }
}
