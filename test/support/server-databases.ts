/** Databases of a test run on a server: one template, and a clone of it for every jest worker. */
import { randomBytes } from "node:crypto";
import type { Knex } from "knex";
import { connectTo, openDatabase } from "../../src/db/connection";

export interface Template {
  readonly prefix: string;
  /** Drops the databases of this run, the template among them. */
  dropAll(): Promise<void>;
}

/** Creates the template of a run, with all migrations. */
export async function createTemplate(serverUrl: string): Promise<Template> {
  const prefix = `wangge_test_${randomBytes(4).toString("hex")}`;
  const name = templateName(prefix);
  const dropAll = (): Promise<void> => withServer(serverUrl, (server) => drop(server, prefix));
  await withServer(serverUrl, (server) => server.raw("create database ?? encoding 'UTF8'", [name]));
  try {
    const database = await openDatabase({
      databaseUrl: urlOf(serverUrl, name),
      dataDir: null,
    });
    await database.close();
  } catch (error) {
    await dropAll();
    throw error;
  }
  return { prefix, dropAll };
}

/** The URL of this worker's database; cloned when the worker asks for the first time. */
export async function workerDatabase(serverUrl: string, prefix: string): Promise<string> {
  const name = `${prefix}_${process.env.JEST_WORKER_ID ?? "1"}`;
  await withServer(serverUrl, async (server) => {
    const existing = await server("pg_database")
      .where({ datname: name })
      .pluck<string[]>("datname");
    if (existing.length > 0) return;
    await server.raw("create database ?? template ??", [name, templateName(prefix)]);
  });
  return urlOf(serverUrl, name);
}

function templateName(prefix: string): string {
  return `${prefix}_template`;
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function drop(server: Knex, prefix: string): Promise<void> {
  const names = await server("pg_database")
    .whereRaw("starts_with(datname::text, ?)", [`${prefix}_`])
    .pluck<string[]>("datname");
  for (const name of names) await server.raw("drop database ?? with (force)", [name]);
}

async function withServer<Result>(
  serverUrl: string,
  use: (server: Knex) => Promise<Result>,
): Promise<Result> {
  const server = connectTo(serverUrl, 1);
  try {
    return await use(server);
  } finally {
    await server.destroy();
  }
}
