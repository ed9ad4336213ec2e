/**
 * Prepares the database of a test run. See ./database for what a test gets.
 *
 * - With TEST_DATABASE_URL (a server, as a user who may create databases): a template database with
 *   all migrations, from which every jest worker clones a database of its own.
 * - Without: the embedded database, in memory, in a thread of this process; it ends with it. There
 *   is one, so the `api` project then runs its files one after another (jest.config.js).
 */
import { openDatabase } from "../../src/db/connection";
import { createTemplate } from "./server-databases";
import { describeRun, isDescribed, type TestRun } from "./test-run";

declare global {
  /** Kept for the teardown, which jest runs in the same process. */
  var finishTestRun: (() => Promise<void>) | undefined;
}

export default async function globalSetup(): Promise<void> {
  // The projects of a run share one database.
  if (isDescribed()) return;
  const serverUrl = process.env.TEST_DATABASE_URL ?? "";
  describeRun(serverUrl === "" ? await startEmbedded() : await prepareServer(serverUrl));
}

async function startEmbedded(): Promise<TestRun> {
  const database = await openDatabase({ databaseUrl: null, dataDir: null });
  // Its one connection is given back: the tests bring their own.
  await database.knex.destroy();
  globalThis.finishTestRun = () => database.close();
  return { kind: "embedded", url: database.connectionString };
}

async function prepareServer(serverUrl: string): Promise<TestRun> {
  const template = await createTemplate(serverUrl);
  globalThis.finishTestRun = () => template.dropAll();
  return { kind: "server", url: serverUrl, prefix: template.prefix };
}
